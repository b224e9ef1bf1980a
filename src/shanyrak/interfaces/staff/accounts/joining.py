"""Becoming a member by an invitation, whose token stands after the # of the address: no server sees it."""

from collections.abc import Mapping
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shanyrak.apps.accounts import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, InvitationLink
from shanyrak.interfaces.shared.attempts import attempt, sent, show_form
from shanyrak.interfaces.staff.accounts.forms import CodeForm, LinkForm, UsernameForm
from shanyrak.interfaces.staff.accounts.signing import let_in
from shanyrak.interfaces.staff.accounts.words import ROLE_NAMES


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Take the token of an invitation and show what it is for; nothing is used up yet."""
    form = LinkForm(sent(request))
    if not form.is_valid():
        return show_form(request, "staff/accounts/join.html", form)
    link = InvitationLink(form.cleaned_data["link"])
    told = attempt(form, queries.get_invitation, link=link, now=clock.now())
    if told is None:
        return show_form(request, "staff/accounts/join.html", form)
    name = UsernameForm(initial={"link": link, "username": told.username})
    roles = [ROLE_NAMES[role] for role in told.roles]
    return show_form(request, "staff/accounts/join_name.html", name, invitation=told, roles=roles)


@require_http_methods(["POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Draw the passphrase and the phone's secret and show them, once."""
    form = UsernameForm(request.POST)
    drawn = None
    if form.is_valid():
        drawn = attempt(form, services.enrol_member, actor=STRANGER, now=clock.now(), **form.cleaned_data)
    if drawn is None:
        return show_form(request, "staff/accounts/join_name.html", form)
    carried = {"words": " ".join(drawn.words), "language": drawn.language, "link": form.cleaned_data["link"]}
    carried |= {"secret": drawn.totp_text, "address": drawn.totp_address}
    return _keys(request, CodeForm(initial=carried), carried)


@require_http_methods(["POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Let the member in whose phone shows the right code; else show everything again."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _keys(request, form, dict(request.POST.items()))
    told = {name: form.cleaned_data[name] for name in ("link", "code")}
    token = attempt(form, services.confirm_member, actor=STRANGER, now=clock.now(), **told)
    if token is None:
        return _keys(request, form, form.cleaned_data)
    return let_in(token, "/staff/")


def _keys(request: HttpRequest, form: CodeForm, told: Mapping[str, Any]) -> HttpResponse:
    picture = segno.make(told.get("address", ""), error="m").svg_inline(scale=5, light="#fff")
    return show_form(request, "staff/accounts/join_keys.html", form, told=told, picture=picture)
