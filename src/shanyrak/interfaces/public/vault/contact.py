"""How the team reaches somebody: written and sealed in their browser. Nothing of it is read here."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.services import SentContact
from shanyrak.base import clock
from shanyrak.base.ids import Actor, HostId, TeamId
from shanyrak.base.nights import tonight
from shanyrak.interfaces.public.actors import party_of, signed_in_host
from shanyrak.interfaces.public.intake.lengths import SHEET, of_length


class Owner(NamedTuple):
    """Whose contact it is, and which team may open it."""

    actor: Actor
    team: TeamId


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Let somebody seal how to reach them; what they sealed before is never shown."""
    owner = owner_of(request)
    told = {"key": queries.find_team_key(team=owner.team), "is_host": owner.actor.kind == "host"}
    if request.method != "POST":
        return of_length(render(request, "public/vault/contact.html", told), SHEET)
    sent = SentContact(request.POST.get("box", ""), request.POST.get("epoch", ""))
    services.change_contact(
        actor=owner.actor, now=clock.now(), owner=owner.actor.row_id(), team=owner.team, sent=sent
    )
    return of_length(render(request, "public/vault/kept.html", told), SHEET)


def owner_of(request: HttpRequest) -> Owner:
    """Return the party or host who asks.

    Raises
    ------
    NoPhraseError
        If nobody is signed in, or no longer.
    """
    host = signed_in_host(request)
    if host is None:
        known = party_of(request)
        return Owner(known.actor, known.party.team)
    night = tonight(timezone.localtime(clock.now()))
    return Owner(host, hosting.get_host(actor=host, host=HostId(host.row_id()), day=night).team)
