"""Where a host answers a question by the link or the code of a message. What is read changes nothing."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.tokens import token_of_code
from shanyrak.base import clock
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import STRANGER, AskToken
from shanyrak.interfaces.public.hosting.facts import facts_of, outcome
from shanyrak.interfaces.public.hosting.words import REASONS

LONGEST = 64


class CodeForm(forms.Form):
    """The nine symbols of a message or a call, where no script reads the link."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("9 letters and digits, as in the message. Any case, with spaces or without."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": 16}
        ),
        error_messages={"required": _("Type the 9 letters and digits of the message.")},
    )

    def clean_code(self) -> AskToken:
        """Read what was typed, before anything is looked up."""
        try:
            return token_of_code(self.cleaned_data["code"])
        except InvalidError:
            raise forms.ValidationError(_("This is no code. Check each letter and digit.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code where no script runs; show the question of a link or a code."""
    token = AskToken(request.POST.get("token", ""))
    if token:
        return show(request, token)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return show(request, form.cleaned_data["code"])
    return render(request, "public/hosting/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def reasons(request: HttpRequest) -> HttpResponse:
    """Ask why not this time; nothing has been answered yet."""
    token = AskToken(request.POST.get("token", ""))
    if outcome(token, clock.now()) != "open":
        return show(request, token)
    carried = [("token", token)]
    return render(request, "public/hosting/reasons.html", {"reasons": REASONS.items(), "carried": carried})


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Take the yes. The same answer again is one; a late one is thanked for."""
    token, now = AskToken(request.POST.get("token", "")), clock.now()
    if outcome(token, now) == "open":
        services.accept_ask(actor=STRANGER, now=now, token=token)
    return show(request, token)


@require_POST
def refuse(request: HttpRequest) -> HttpResponse:
    """Take the reason of a no. The same answer again is one; a late one is thanked for."""
    token, now = AskToken(request.POST.get("token", "")), clock.now()
    if outcome(token, now) == "open":
        services.refuse_ask(actor=STRANGER, now=now, token=token, reason=request.POST.get("reason", ""))
    return show(request, token)


def show(request: HttpRequest, token: AskToken) -> HttpResponse:
    """Show what is asked, or what was answered first."""
    now = clock.now()
    told: dict[str, Any] = {"outcome": outcome(token, now), "carried": [("token", token)]}
    return render(request, "public/hosting/question.html", told | facts_of(queries.get_ask(token=token)))
