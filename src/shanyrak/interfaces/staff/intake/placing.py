"""Where one party could sleep: the best places and what they cost others, holds, proposals with reserves."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.stays import services
from shanyrak.apps.stays.services import Place
from shanyrak.base import clock
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.intake.party import party_of
from shanyrak.interfaces.staff.intake.reasons import answer
from shanyrak.interfaces.staff.pages import show


class NoPlaceNamedError(InvalidError):
    """The form names no place."""


@require_safe
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Show the five best places and what each takes from others; if none fits, why, and what would help."""
    actor = actor_of(request)
    actor.demand("place_parties")
    view = party_of(request, code)
    found = _engine().find_places(actor=actor, now=clock.now(), party=view.id)
    page = "places_line" if "HX-Request" in request.headers else "places"
    return show(request, f"intake/{page}", view=view, **answer(found, view))


@require_POST
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Hold the beds of a place for half an hour."""
    actor = actor_of(request)
    actor.demand("place_parties")
    place = next(_places_of(request))
    services.hold_beds(actor=actor, now=clock.now(), party=party_of(request, code).id, place=place)
    return redirect("staff:intake:party", code)


@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Ask about a place, with the others as reserves in their order."""
    actor = actor_of(request)
    actor.demand("place_parties")
    told = list(_places_of(request))
    services.propose_stay(actor=actor, now=clock.now(), party=party_of(request, code).id, places=told)
    return redirect("staff:intake:party", code)


def _engine() -> Any:
    """Return the module that brings the engine in: only the first question waits for that, no start does."""
    return import_module("shanyrak.apps.shifts.suggesting")


def _places_of(request: HttpRequest) -> Iterator[Place]:
    """Yield the places that a form names: the one whose button was pressed, then its reserves."""
    told = [*request.POST.getlist("place"), *request.POST.getlist("reserve")]
    found = [_place(text) for text in dict.fromkeys(told)]
    if not told or None in found:
        raise NoPlaceNamedError("the form names no place")
    yield from (place for place in found if place is not None)


def _place(text: str) -> Place | None:
    space, _, rest = text.partition(" ")
    try:
        first, end, people, part = rest.split(" ")
        span = Span(date.fromisoformat(first), date.fromisoformat(end))
        return Place(SpaceId(UUID(space)), span, int(people), int(part))
    except ValueError:
        return None
