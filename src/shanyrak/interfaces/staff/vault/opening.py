"""Opening a sealed contact, and sealing what somebody told a desk. The text is never on the server."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.errors import ContactNotFoundError, UnknownPurposeError
from shanyrak.apps.vault.services import MOST_AN_HOUR, SentContact
from shanyrak.base import clock
from shanyrak.base.ids import Actor, HostId, TeamId
from shanyrak.base.nights import tonight
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show
from shanyrak.interfaces.staff.vault.words import PURPOSE_WORDS


class Asked(NamedTuple):
    """Whose contact is meant: what an address or form calls them, and their row."""

    kind: str
    name: str
    id: UUID
    team: TeamId


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Show the page on which a contact is opened; nothing is opened by it."""
    actor = actor_of(request)
    actor.demand("open_contacts")
    n_opened, _ = queries.count_openings(actor=actor, now=clock.now())
    asked = _asked(actor, request.GET) if request.GET else None
    told: dict[str, Any] = {"own": queries.find_own_keys(actor=actor), "asked": asked}
    told |= {
        "purposes": purposes_of(asked.kind if asked else "party").items(),
        "n_opened": n_opened,
        "most": MOST_AN_HOUR,
    }
    told["team_key"] = queries.find_team_key(team=queries.get_team(actor=actor))
    return show(request, "vault/contact", **told)


@require_POST
def open_contact(request: HttpRequest) -> JsonResponse:
    """Give the member's browser the box, for a reason."""
    actor = actor_of(request)
    actor.demand("open_contacts")
    asked, purpose = _asked(actor, request.POST), request.POST.get("purpose", "")
    if purpose not in purposes_of(asked.kind):
        raise UnknownPurposeError("no such reason")
    opened = services.open_contact(actor=actor, now=clock.now(), owner=asked.id, purpose=purpose)
    return JsonResponse({"epoch": opened.epoch, "box": opened.text})


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Keep what the member's browser sealed for somebody who told them how to reach them."""
    actor = actor_of(request)
    actor.demand("take_requests")
    asked = _asked(actor, request.POST)
    sent = SentContact(request.POST.get("box", ""), request.POST.get("epoch", ""))
    services.change_contact(actor=actor, now=clock.now(), owner=asked.id, team=asked.team, sent=sent)
    page = ("staff:intake:party", asked.name) if asked.kind == "party" else ("staff:hosting:host", asked.id)
    return redirect(*page)


def purposes_of(kind: str) -> dict[str, Any]:
    """Return why a contact may be opened here; the way to a host is told from the page of a stay alone."""
    return {code: word for code, word in PURPOSE_WORDS.items() if kind == "party" or code != "way"}


def _asked(actor: Actor, told: Any) -> Asked:
    """Return whose contact an address or a form means.

    Raises
    ------
    ContactNotFoundError
        If there are no such people in the actor's team.
    """
    if told.get("host"):
        return _host(actor, told["host"])
    view = intake.find_party_by_code(actor=actor, code=told.get("party", ""))
    if view is None:
        raise ContactNotFoundError("no such party here")
    return Asked("party", view.code, view.id, view.team)


def _host(actor: Actor, text: str) -> Asked:
    try:
        host = HostId(UUID(text))
    except ValueError:
        raise ContactNotFoundError("no such host here") from None
    view = hosting.get_host(actor=actor, host=host, day=tonight(timezone.localtime(clock.now())))
    return Asked("host", view.code, view.id, view.team)
