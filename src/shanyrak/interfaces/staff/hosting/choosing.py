"""What the filter row of the list of hosts says, and the forms of one host."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanyrak.apps.shifts.queries import FRESHNESS, PAUSED, ChosenHosts
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.fields import NightField
from shanyrak.interfaces.staff.accounts.forms import offer
from shanyrak.interfaces.staff.choosing import ANY, FilterForm
from shanyrak.interfaces.staff.hosting.words import FRESH_TAGS, LEVELS, PAUSES

PAUSE_CHOICES = {"none": pgettext_lazy("pause", "none"), "any": pgettext_lazy("pause", "any"), **PAUSES}


class ChosenHostsForm(FilterForm):
    """One field a column."""

    TYPED, ROOM = ("code", "district"), 6

    code = forms.CharField(label=pgettext_lazy("column", "Host"), required=False, max_length=8)
    level = forms.ChoiceField(
        label=pgettext_lazy("column", "Level"),
        required=False,
        choices=[ANY, *((str(level), word) for level, word in LEVELS.items())],
    )
    fresh = forms.ChoiceField(
        label=pgettext_lazy("column", "Offer"),
        required=False,
        choices=[ANY, *((name, FRESH_TAGS[name][1]) for name in FRESHNESS)],
    )
    paused = forms.ChoiceField(
        label=pgettext_lazy("column", "Pause"),
        required=False,
        choices=[ANY, *((name, PAUSE_CHOICES[name]) for name in PAUSED)],
    )
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    people = forms.ChoiceField(
        label=pgettext_lazy("column", "People now"),
        required=False,
        choices=[ANY, ("yes", _("yes")), ("no", _("no"))],
    )


class PauseForm(forms.Form):
    """Why nobody new comes to a host, and until when."""

    kind = forms.ChoiceField(label=_("Why"))
    until = NightField(
        label=_("First night on which people may come again"),
        required=False,
        help_text=_("Empty: until somebody lifts the pause."),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)

    def to_span(self, night: date) -> Span | None:
        """Return the nights of the pause; None if it has no end."""
        until = self.cleaned_data["until"]
        return Span(night, until) if until else None


class RestForm(forms.Form):
    """After how many nights in a row a host rests, and for how many."""

    nights_in_a_row = forms.IntegerField(label=_("Nights in a row at most"), min_value=1, max_value=366)
    nights_of_rest = forms.IntegerField(label=_("Then nights of rest"), min_value=0, max_value=60)


def chosen_of(sent: QueryDict) -> tuple[ChosenHostsForm, ChosenHosts]:
    """Return the form and what it says."""
    form = ChosenHostsForm(sent)
    return form, ChosenHosts(**form.said())
