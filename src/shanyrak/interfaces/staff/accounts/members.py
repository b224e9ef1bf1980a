"""Who belongs to the team and what they may do: for those who manage members."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import MemberNotFoundError
from shanyrak.apps.accounts.queries import MemberView
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.vault import services as vault_services
from shanyrak.base import clock
from shanyrak.base.ids import Actor, InvitationLink
from shanyrak.interfaces.shared.attempts import attempt, sent
from shanyrak.interfaces.staff.accounts.forms import InviteForm, RolesForm
from shanyrak.interfaces.staff.accounts.passkeys import origin_of
from shanyrak.interfaces.staff.accounts.words import MEMBER_STATES, ROLE_NAMES
from shanyrak.interfaces.staff.actors import actor_of, signed_in
from shanyrak.interfaces.staff.pages import show, show_with_form


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Show who belongs to the team."""
    rows = [_row(view, {}) for view in queries.list_members(actor=actor_of(request))]
    return show(request, "accounts/members", rows=rows, own=actor_of(request).id)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and show the link that lets them in once."""
    known = signed_in(request)
    known.actor.demand("manage_members")
    sites, languages = _sites(known.actor), list(settings.LANGUAGES)
    first = {"roles": ["coordinator"], "language": known.language}
    form = InviteForm(sent(request), initial=first, sites=sites, languages=languages)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("alias", "language")}
        told |= {"roles": form.to_roles(), "actor": known.actor, "now": clock.now()}
        link = attempt(form, services.invite_member, **told)
        if link is not None:
            return _show_link(request, link, told["alias"])
    return show_with_form(request, "accounts/invite", form)


@require_POST
def reinvite(request: HttpRequest, member: UUID) -> HttpResponse:
    """Give a member a new link."""
    view = _member(actor_of(request), member)
    link = services.reinvite_member(actor=actor_of(request), now=clock.now(), member=view.id)
    return _show_link(request, link, view.alias)


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, member: UUID) -> HttpResponse:
    """Show what a member may do, and change it."""
    actor = actor_of(request)
    view = _member(actor, member)
    first = {"roles": [name for name, _ in view.roles], "sites": [str(site) for _, site in view.roles]}
    form = RolesForm(sent(request), initial=first, sites=_sites(actor))
    if form.is_valid():
        told = {"roles": form.to_roles(), "member": view.id, "now": clock.now()}
        attempt(form, vault_services.change_roles, actor=actor, **told)
        if not form.errors:
            return redirect("staff:accounts:members")
    return show_with_form(request, "accounts/roles", form, row=_row(view, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, member: UUID) -> HttpResponse:
    """Ask once, then shut a member out at once."""
    view = _member(actor_of(request), member)
    if request.method == "POST":
        vault_services.revoke_member(actor=actor_of(request), now=clock.now(), member=view.id)
        return redirect("staff:accounts:members")
    return show(request, "accounts/revoke", row=_row(view, {}))


def _member(actor: Actor, member: UUID) -> MemberView:
    found = [view for view in queries.list_members(actor=actor) if view.id == member]
    if not found or found[0].state == "revoked":
        raise MemberNotFoundError("no such member in this team")
    return found[0]


def _row(view: MemberView, sites: dict[UUID, str]) -> dict[str, Any]:
    kind, word = MEMBER_STATES[view.state]
    told = sorted({str(ROLE_NAMES[name]) for name, _ in view.roles})
    return {"view": view, "kind": kind, "word": word, "roles": told}


def _sites(actor: Actor) -> list[tuple[str, str]]:
    """Return the sites at which a role may hold; who sees none of them gives roles of the whole team."""
    if not actor.may("see_sites"):
        return []
    return [(str(site.id), site.name) for site in hosting.list_sites(actor=actor)]


def _show_link(request: HttpRequest, link: InvitationLink, alias: str) -> HttpResponse:
    address = f"{origin_of(request)}{reverse('staff:accounts:join')}#{link}"
    return show(request, "accounts/invited", address=address, alias=alias)
