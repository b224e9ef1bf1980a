"""Signing in, by passphrase and code or by passkey, and out again."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.accounts import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, CookieToken
from shanyrak.interfaces.shared.attempts import attempt, sent, show_form
from shanyrak.interfaces.shared.cookies import drop_token, keep_token, token_of
from shanyrak.interfaces.staff.accounts.forms import PasskeyAnswerForm, SignInForm
from shanyrak.interfaces.staff.accounts.passkeys import json_of, origin_of
from shanyrak.interfaces.staff.onward import onward_of

SIGN_IN = "staff/accounts/sign_in.html"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username, passphrase and code, and let in who has all three."""
    form = SignInForm(sent(request))
    token = None
    if form.is_valid():
        token = attempt(form, services.sign_in, actor=STRANGER, now=clock.now(), **form.cleaned_data)
    if token is None:
        return show_form(request, SIGN_IN, form, fields=form, onward=onward_of(request))
    return let_in(token, onward_of(request))


@require_POST
def salt(request: HttpRequest) -> JsonResponse:
    """Give the browser what goes with the passphrase into the key that it makes."""
    return JsonResponse({"salt": queries.get_salt(username=request.POST.get("username", "")).hex()})


@require_POST
def ask_passkey(request: HttpRequest) -> JsonResponse:
    """Give the device a challenge to sign."""
    told = services.ask_passkey(actor=STRANGER, now=clock.now(), origin=origin_of(request))
    return json_of(told)


@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in the member whose device signed; if none did, say so above the form."""
    form, token = PasskeyAnswerForm(request.POST), None
    if form.is_valid():
        told = {**form.cleaned_data, "origin": origin_of(request), "now": clock.now()}
        token = attempt(form, services.sign_in_by_passkey, actor=STRANGER, **told)
    if token is None:
        return show_form(request, SIGN_IN, form, fields=SignInForm(), onward=onward_of(request))
    return let_in(token, onward_of(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in and forget the cookie."""
    token = token_of(request, "member")
    if token is not None:
        services.sign_out(actor=STRANGER, now=clock.now(), token=token)
    response = redirect("staff:accounts:sign_in")
    drop_token(response, "member")
    return response


def let_in(token: CookieToken, address: str) -> HttpResponse:
    """Go on to an address, signed in."""
    response = HttpResponseRedirect(address)
    keep_token(response, "member", token)
    return response
