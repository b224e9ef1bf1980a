"""One request: what is asked, where these people are and will be, and what a member may do about it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.audit import queries as audit
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as intake_services
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries, services
from shanyrak.base import clock
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor
from shanyrak.base.nights import Span
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.intake.telling import chain, facts, history, strip, tried
from shanyrak.interfaces.staff.pages import show
from shanyrak.interfaces.staff.words import NOTES


class NoConsentError(InvalidError):
    """Nobody said that the party agreed to be split."""


@require_safe
def party(request: HttpRequest, code: str) -> HttpResponse:
    """Show a request with all that is known of it."""
    actor, now = actor_of(request), clock.now()
    actor.demand("see_parties")
    view = party_of(request, code)
    night = shifts.get_night(actor=actor, now=now)
    stays = queries.list_chain(actor=actor, party=view.id)
    failed = queries.list_tried(actor=actor, party=view.id)
    here = [stay.space for stay in (*stays, *failed) if stay.space]
    spaces = shifts.list_space_names(actor=actor, spaces=here)
    told: dict[str, Any] = {"chain": chain(stays, spaces, now, night), "strip": strip(view, stays, night)}
    told |= {"tried": tried(failed, spaces), "facts": facts(view), "notes": NOTES, "view": view}
    row = shifts.find_row(actor=actor, now=now, night=night, party=view.id)
    entries = _history(actor, [view.id, *(stay.id for stay in (*stays, *failed))])
    return show(request, "intake/party", row=row, history=entries, night=night, **told)


def _history(actor: Actor, subjects: list[Any]) -> list[Any]:
    """Return what was done to these, for those who may read it."""
    return history(audit.list_entries_of(actor=actor, subjects=subjects)) if actor.may("see_audit") else []


@require_POST
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Note that the party itself agreed to sleep in several places."""
    actor_of(request).demand("edit_parties")
    if request.POST.get("agreed") != "yes":
        raise NoConsentError("a party is split only if it said yes")
    view = party_of(request, code)
    said = replace(view.to_facts(), may_split=True)
    intake_services.change_party(actor=actor_of(request), now=clock.now(), party=view.id, facts=said)
    return redirect("staff:intake:party", code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a request: these people have gone on, or need no bed any more."""
    actor, has_left = actor_of(request), request.POST.get("why") == "left"
    actor.demand("edit_parties")
    services.close_party(actor=actor, now=clock.now(), party=party_of(request, code).id, has_left=has_left)
    return redirect("staff:intake:party", code)


@require_POST
def elsewhere(request: HttpRequest, code: str) -> HttpResponse:
    """Note that these people sleep at a place of their own, so that nobody is asked for them."""
    actor, now = actor_of(request), clock.now()
    actor.demand("place_parties")
    view = party_of(request, code)
    first = max(view.span.first, shifts.get_night(actor=actor, now=now))
    span = Span(first, max(view.span.end, first + timedelta(days=1)))
    services.note_elsewhere(actor=actor, now=now, party=view.id, span=span)
    return redirect("staff:intake:party", code)


@require_POST
def vouch(request: HttpRequest, code: str) -> HttpResponse:
    """Note that a member has these people in front of them; what is held for them is then theirs."""
    actor = actor_of(request)
    actor.demand("vouch")
    services.vouch_party(actor=actor, now=clock.now(), party=party_of(request, code).id)
    return redirect("staff:intake:party", code)


def party_of(request: HttpRequest, code: str) -> PartyView:
    """Return the party that an address names.

    Raises
    ------
    PartyNotFoundError
        If there is none that the member may know.
    """
    view = intake.find_party_by_code(actor=actor_of(request), code=code)
    if view is None:
        raise PartyNotFoundError("no such party here")
    return view
