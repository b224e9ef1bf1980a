"""Forms of the questions that need more than a tap: another number, another night, needs."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.intake.facts import FURTHEST, LARGEST_PARTY
from shanyrak.base import clock
from shanyrak.base.nights import tonight
from shanyrak.interfaces.public.intake.answers import needs_of
from shanyrak.interfaces.shared.fields import NightField

NEEDS = (
    ("children", _("A small child is with us")),
    ("step_free", _("We need a place without steps")),
    ("women_only", _("Only women may live there")),
    ("pets", _("A pet is with us")),
    ("no_smoking", _("Nobody may smoke there")),
    ("smoking", _("One of us smokes")),
    ("fridge", _("We have medicine that is kept cold")),
    ("minor", _("We are under 18, and no adult is with us")),
    ("alone", _("I am a woman alone and want only places that two of your team have checked")),
)
LANGUAGES = (
    ("", _("Any language")),
    ("lang_ru", "русский"),
    ("lang_kk", "қазақша"),
    ("lang_en", "English"),
    ("lang_uk", "українська"),
    ("lang_ky", "кыргызча"),
)
SEXES = (
    ("", _("I do not want to say")),
    ("sex_f", _("All of us are women")),
    ("sex_m", _("All of us are men")),
    ("sex_mixed", _("Women and men")),
)


class QuestionForm(forms.Form):
    """A form that gives one answer."""

    def answer(self) -> str:
        """Return the answer in one word."""
        raise NotImplementedError


class PeopleForm(QuestionForm):
    """Another number of people."""

    people = forms.IntegerField(
        label=_("Another number"),
        help_text=_("We do not split you up without asking."),
        min_value=1,
        max_value=LARGEST_PARTY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        error_messages={
            "required": _("Write how many you are, as a number."),
            "invalid": _("Write how many you are, as a number."),
            "min_value": _("Write a number from 1 to 60."),
            "max_value": _("Write a number from 1 to 60. If you are more, ask twice."),
        },
    )

    def answer(self) -> str:
        """Return the answer in one word."""
        return str(self.cleaned_data["people"])


class NightForm(QuestionForm):
    """Another first night."""

    night = NightField(
        label=_("Another night"),
        help_text=_("For example 25.09"),
        error_messages={"required": _("Write the date of the evening, for example 25.09.")},
    )

    def clean_night(self) -> Any:
        """Refuse a night that nobody can be housed in any more, or not yet."""
        night = self.cleaned_data["night"]
        earliest = tonight(timezone.localtime(clock.now()))
        if not earliest <= night <= earliest + FURTHEST:
            raise forms.ValidationError(_("This night has passed or is more than a year away."))
        return night

    def answer(self) -> str:
        """Return the answer in one word."""
        return str(self.cleaned_data["night"].isoformat())


class NeedsForm(QuestionForm):
    """What a place must have; nothing ticked is an answer, too."""

    needs = forms.MultipleChoiceField(
        label=_("Tick what is true"), choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Language of the home"), choices=LANGUAGES, required=False, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(
        label=_("Some places take only women or only men"),
        choices=SEXES,
        required=False,
        widget=forms.RadioSelect,
    )

    def answer(self) -> str:
        """Return the answer in one word."""
        told = self.cleaned_data
        return needs_of({*told["needs"], told["language"], told["sex"]} - {""})


FORMS: dict[str, type[QuestionForm]] = {"people": PeopleForm, "night": NightForm, "needs": NeedsForm}
