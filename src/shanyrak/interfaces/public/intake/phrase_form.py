"""The one field in which a phrase is typed. What was typed is never shown again."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.intake import keys
from shanyrak.base.errors import InvalidError
from shanyrak.interfaces.shared.refusals import sentence_of

LONGEST = 2000  # code points: what is too long is told in words of ours, up to here


class Unshown(forms.Textarea):
    """A field that forgets what was typed when its page is shown once more."""

    def format_value(self, value: Any) -> None:
        """Return nothing."""


class PhraseForm(forms.Form):
    """Seven words or 24 digits."""

    phrase = forms.CharField(
        label=_("Code phrase"),
        help_text=_("7 words or 24 digits. Any case. The first 4 letters of a word are enough."),
        max_length=LONGEST,
        widget=Unshown(
            attrs={
                "rows": 3,
                "autocomplete": "off",
                "autocapitalize": "none",
                "autocorrect": "off",
                "spellcheck": "false",
                "translate": "no",
                "class": "long",
            }
        ),
        error_messages={"required": _("Type the 7 words, or the digits.")},
    )

    def clean_phrase(self) -> str:
        """Say what is wrong with it, before anything is looked up."""
        typed: str = self.cleaned_data["phrase"]
        try:
            keys.check_phrase(typed, translation.get_language() or "ru")
        except InvalidError as wrong:
            sentence = render_to_string(sentence_of(type(wrong)), {"refusal": wrong})
            raise forms.ValidationError(sentence.strip()) from None
        return typed
