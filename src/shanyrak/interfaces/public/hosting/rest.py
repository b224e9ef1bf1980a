"""The form by which a host says how many nights in a row people may be there. No page lives here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.hosting.words import NIGHTS_OF_REST
from shanyrak.interfaces.public.hosting.words import IN_A_ROW


class RestForm(forms.Form):
    """Nights in a row; the nights of rest after them are always as many."""

    in_a_row = forms.ChoiceField(
        label=_("How many nights in a row may people be with you?"),
        choices=list(IN_A_ROW.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap how many nights.")},
    )

    def numbers(self) -> dict[str, int]:
        """Return both numbers of nights."""
        return {"nights_in_a_row": int(self.cleaned_data["in_a_row"]), "nights_of_rest": NIGHTS_OF_REST}
