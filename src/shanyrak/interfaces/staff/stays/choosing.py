"""What the filter row of the list of tonight says: a form of GET, whose state is the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanyrak.apps.shifts.queries import STATUSES, Chosen
from shanyrak.interfaces.shared.fields import NightField
from shanyrak.interfaces.staff.choosing import ANY, FilterForm
from shanyrak.interfaces.staff.words import NEEDS, NOTES, STATUS_TAGS

OWNERS = (("mine", _("mine")), ("nobody", _("nobody")), ("others", _("taken")))


class ChosenForm(FilterForm):
    """One field a column."""

    TYPED, ROOM = ("people", "nights", "code", "first_night"), 4

    code = forms.CharField(label=_("Code"), required=False, max_length=12)
    people = forms.IntegerField(label=_("People, at least"), required=False, min_value=1, max_value=60)
    first_night = NightField(label=_("From the night of"), required=False)
    nights = forms.IntegerField(label=_("Nights, at least"), required=False, min_value=1, max_value=90)
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[ANY, *NEEDS.items()])
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    status = forms.ChoiceField(
        label=pgettext_lazy("column", "State"),
        required=False,
        choices=[ANY, *((name, STATUS_TAGS[name][1]) for name in STATUSES)],
    )
    owner = forms.ChoiceField(label=_("Taken by"), required=False, choices=[ANY, *OWNERS])
    note = forms.ChoiceField(label=_("Note"), required=False, choices=[ANY, *NOTES.items()])


def chosen_of(sent: QueryDict) -> tuple[ChosenForm, Chosen]:
    """Return the form and what it says."""
    form = ChosenForm(sent)
    return form, Chosen(**form.said())
