"""The filter row of a list of members: a form of GET, whose state is the address. No list lives here."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

ANY = ("", "")


class FilterForm(forms.Form):
    """One field a column, beside the order and the page of the list."""

    # The columns in which a few letters are typed, and for how many there is room.
    TYPED: ClassVar[tuple[str, ...]] = ()
    ROOM: ClassVar[int] = 6

    sort = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent, auto_id="filter_%s")
        for name, field in self.fields.items():
            field.widget.attrs |= {"form": "filter", "aria-label": field.label or name}
        for name in self.TYPED:
            self.fields[name].widget.attrs |= {"size": self.ROOM, "autocomplete": "off"}

    def said(self) -> dict[str, Any]:
        """Return what was said; a column that cannot be read looks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
