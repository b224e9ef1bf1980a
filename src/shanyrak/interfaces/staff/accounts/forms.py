"""What members type to sign in, to join and to manage their team. What it does, the services say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.accounts.services import Roles
from shanyrak.base.ids import SiteId
from shanyrak.base.powers import BOUND_TO_SITES, ROLES
from shanyrak.interfaces.staff.accounts.words import ROLE_WORDS

# Words of a phrase are no prose: nothing may correct them, and a spell checker in a cloud must not read them.
PLAIN: dict[str, Any] = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Say what may be chosen in a field; it is known only when the page is asked for."""
    field: Any = form.fields[name]
    field.choices = choices


class SignInForm(forms.Form):
    """Username, passphrase and the code of the phone."""

    username = forms.CharField(
        label=_("Username"),
        max_length=30,
        widget=forms.TextInput(attrs={**PLAIN, "autocomplete": "username"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        max_length=256,
        required=False,
        help_text=_("Your six words, in any case, with spaces or hyphens."),
        widget=forms.TextInput(attrs={**PLAIN, "autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("The 6 digits that the app on your phone shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 8}),
    )
    # What a script makes of the passphrase, which it takes out of the form.
    auth = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for the passphrase where no script made a key of it."""
        told = super().clean() or self.cleaned_data
        if not told.get("auth") and not told.get("passphrase") and "passphrase" not in self.errors:
            self.add_error("passphrase", self.fields["code"].error_messages["required"])
        return told


class LinkForm(forms.Form):
    """The secret part of an invitation; a script takes it from the address."""

    link = forms.CharField(
        label=_("The part of the link after #"),
        max_length=300,
        widget=forms.TextInput(attrs={**PLAIN, "autocomplete": "off"}),
    )

    def clean_link(self) -> str:
        """Return the token, also where the whole link was pasted."""
        return str(self.cleaned_data["link"]).rpartition("#")[2].strip()


class UsernameForm(LinkForm):
    """The name under which a new member signs in."""

    username = forms.CharField(
        label=_("Choose a username"),
        max_length=30,
        help_text=_("3 to 30 small Latin letters, digits or hyphens. It need not be your name."),
        widget=forms.TextInput(attrs={**PLAIN, "autocomplete": "username"}),
    )
    auth = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class CodeForm(LinkForm):
    """The first code of a new phone; what was shown before is carried, so that a slip does not lose it."""

    words = forms.CharField(max_length=256, required=False, widget=forms.HiddenInput)
    language = forms.CharField(max_length=2, required=False, widget=forms.HiddenInput)
    secret = forms.CharField(max_length=64, widget=forms.HiddenInput)
    address = forms.CharField(max_length=300, widget=forms.HiddenInput)
    code = SignInForm.base_fields["code"]


class RolesForm(forms.Form):
    """Which roles a member has, and for those bound to sites at which."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(name, ROLE_WORDS[name]) for name in ROLES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role from the list.")},
    )
    sites = forms.MultipleChoiceField(
        label=_("Sites"),
        required=False,
        help_text=_("For hall managers and clerks. None ticked: all sites of the team."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, sites: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sites", sites)
        if not sites:
            del self.fields["sites"]

    def to_roles(self) -> Roles:
        """Return what was ticked."""
        names = self.cleaned_data["roles"]
        chosen = self.cleaned_data.get("sites", []) if set(names) & BOUND_TO_SITES else []
        return Roles(names, [SiteId(site) for site in chosen])


class InviteForm(RolesForm):
    """Somebody who is to become a member."""

    alias = forms.CharField(
        label=_("Alias"),
        max_length=40,
        help_text=_("What others read, 2 to 40 letters. It need not be a name: \u201cEvening shift\u201d."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of their pages"), widget=forms.Select)
    field_order = ("alias", "roles", "sites", "language")

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", languages)


class LanguageForm(forms.Form):
    """The language of a member's own pages."""

    language = forms.ChoiceField(label=_("Language of your pages"))

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", languages)


class PasskeyAnswerForm(forms.Form):
    """What a device answered; a script fills it in."""

    challenge = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(max_length=8192, widget=forms.HiddenInput)
