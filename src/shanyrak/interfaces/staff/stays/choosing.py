"""What the filter row of the list of tonight says: a form of GET, whose state is the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanyrak.apps.shifts.queries import STATUSES, Chosen
from shanyrak.interfaces.shared.fields import NightField
from shanyrak.interfaces.staff.words import NEEDS, NOTES, STATUS_TAGS

ANY = ("", "")
OWNERS = (("mine", _("mine")), ("nobody", _("nobody")), ("others", _("taken")))


class ChosenForm(forms.Form):
    """One field a column."""

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
    sort = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent, auto_id="filter_%s")
        for name, field in self.fields.items():
            field.widget.attrs |= {"form": "filter", "aria-label": field.label or name}
        for name in ("people", "nights", "code", "first_night"):
            self.fields[name].widget.attrs |= {"size": 4, "autocomplete": "off"}


def chosen_of(sent: QueryDict) -> tuple[ChosenForm, Chosen]:
    """Return the form and what it says; a column that cannot be read looks for nothing."""
    form = ChosenForm(sent)
    form.is_valid()
    told = {name: value for name, value in form.cleaned_data.items() if value}
    return form, Chosen(**told)
