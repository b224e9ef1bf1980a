"""Forms of the questions to a new host. Each gives its answers as plain words."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyrak.base import clock
from shanyrak.base.nights import ONE_NIGHT, tonight
from shanyrak.interfaces.public.hosting.answers import RULE, SEXES, Answers
from shanyrak.interfaces.public.hosting.words import FEATURES, IN_A_ROW, KINDS, LANGUAGES, RULES
from shanyrak.interfaces.public.hosting.words import SEXES as WHO
from shanyrak.interfaces.shared.fields import NightField

MOST_BEDS = 60
LENGTHS = (("1", _("One night")), ("7", _("A week")), ("30", _("A month")), ("90", _("Three months")))
USUAL_LENGTH, USUAL_IN_A_ROW = "30", "7"
FURTHEST = timedelta(days=366)
HOW_MANY = _("Write for how many people there are beds, as a number from 1 to 60.")


class OfferForm(forms.Form):
    """A question to a host."""

    def answers(self) -> dict[str, str]:
        """Return what was answered."""
        raise NotImplementedError

    @classmethod
    def said(cls, answers: Answers) -> dict[str, Any]:
        """Return what was answered before, for somebody who came back to change it."""
        raise NotImplementedError


class BedsForm(OfferForm):
    """What is offered, and for how many people; a number is tapped or written."""

    kind = forms.ChoiceField(
        label=_("What do you offer?"), choices=list(KINDS.items()), initial="room", widget=forms.RadioSelect
    )
    beds = forms.IntegerField(required=False, min_value=1, max_value=MOST_BEDS)
    more = forms.IntegerField(
        label=_("Another number"),
        required=False,
        min_value=1,
        max_value=MOST_BEDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        error_messages={"invalid": HOW_MANY, "min_value": HOW_MANY, "max_value": HOW_MANY},
    )

    def clean(self) -> dict[str, Any]:
        """Demand a number; one that was written counts, as the Enter key taps the first button, too."""
        told: dict[str, Any] = self.cleaned_data
        told["beds"] = told.get("more") or told.get("beds")
        if not told["beds"] and "more" not in self.errors:
            self.add_error("more", HOW_MANY)
        return told

    def answers(self) -> dict[str, str]:
        """Return what was answered."""
        return {"kind": self.cleaned_data["kind"], "beds": str(self.cleaned_data["beds"])}

    @classmethod
    def said(cls, answers: Answers) -> dict[str, Any]:
        """Return what was answered before."""
        return {"kind": answers.kind or "room"}


class FreeForm(OfferForm):
    """From which night, until when, and after how many nights there is a rest."""

    free = NightField(
        label=_("From the night of"),
        help_text=_("For example 25.09, or today"),
        error_messages={"required": _("Write the date of the first evening, for example 25.09.")},
    )
    length = forms.ChoiceField(
        label=_("For how long?"), choices=LENGTHS, initial=USUAL_LENGTH, widget=forms.RadioSelect
    )
    until = NightField(
        label=_("Or until the morning of"), help_text=_("Only if you know the day"), required=False
    )
    in_a_row = forms.ChoiceField(
        label=_("How many nights in a row may people be with you?"),
        choices=list(IN_A_ROW.items()),
        initial=USUAL_IN_A_ROW,
        widget=forms.RadioSelect,
    )

    def clean_free(self) -> date:
        """Refuse a night on which nobody can come any more, or not yet."""
        night: date = self.cleaned_data["free"]
        earliest = tonight(timezone.localtime(clock.now()))
        if not earliest <= night < earliest + FURTHEST:
            raise forms.ValidationError(_("This night has passed or is more than a year away."))
        return night

    def clean(self) -> dict[str, Any]:
        """Find the morning on which the last people leave."""
        told: dict[str, Any] = self.cleaned_data
        first = told.get("free")
        if first and "length" in told and not told.get("until") and "until" not in self.errors:
            told["until"] = first + int(told["length"]) * ONE_NIGHT
        if first and told.get("until"):
            self._check_until(first, told["until"])
        return told

    def _check_until(self, first: date, until: date) -> None:
        if until <= first:
            self.add_error("until", _("The last morning is after the first evening. Write a later day."))
        elif until > tonight(timezone.localtime(clock.now())) + FURTHEST:
            self.add_error("until", _("We plan one year ahead. Write an earlier day."))

    def answers(self) -> dict[str, str]:
        """Return what was answered."""
        told = self.cleaned_data
        days = {name: told[name].isoformat() for name in ("free", "until")}
        return days | {"in_a_row": told["in_a_row"]}

    @classmethod
    def said(cls, answers: Answers) -> dict[str, Any]:
        """Return what was answered before; else the night that comes."""
        first = answers.span.first if answers.free else tonight(timezone.localtime(clock.now()))
        until = f"{answers.span.end:%d.%m.%Y}" if answers.until else ""
        return {
            "free": f"{first:%d.%m.%Y}",
            "until": until,
            "in_a_row": answers.in_a_row or USUAL_IN_A_ROW,
        }


class RulesForm(OfferForm):
    """What there is, what people agree to, which languages are spoken, and who may come."""

    features = forms.MultipleChoiceField(
        label=_("Tick what is true"),
        choices=list(FEATURES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rules = forms.MultipleChoiceField(
        label=_("Rules of your home"),
        help_text=_("People read them before they say that they come."),
        choices=[(f"{RULE}{code}", label) for code, label in RULES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that you speak"),
        choices=[(f"lang_{code}", name) for code, name in LANGUAGES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sexes = forms.ChoiceField(
        label=_("Who may come?"),
        choices=[(f"{SEXES}{code}", label) for code, label in WHO.items()],
        initial=f"{SEXES}any",
        widget=forms.RadioSelect,
    )

    def answers(self) -> dict[str, str]:
        """Return what was answered; nothing ticked is an answer, too."""
        told = self.cleaned_data
        ticks = {*told["features"], *told["rules"], *told["languages"], told["sexes"]}
        return {"rules": ";".join(sorted(ticks - {f"{SEXES}any"})) or "none"}

    @classmethod
    def said(cls, answers: Answers) -> dict[str, Any]:
        """Return what was answered before."""
        ticks = sorted(answers.ticks)
        who = next((tick for tick in ticks if tick.startswith(SEXES)), f"{SEXES}any")
        return {"features": ticks, "rules": ticks, "languages": ticks, "sexes": who}


FORMS: dict[str, type[OfferForm]] = {"beds": BedsForm, "free": FreeForm, "rules": RulesForm}
