"""The list of tonight: who has no bed, who waits for what, whose work it is."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.shifts import queries, services
from shanyrak.apps.shifts.queries import Chosen
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from shanyrak.interfaces.staff.actors import actor_of, signed_in
from shanyrak.interfaces.staff.onward import go_on
from shanyrak.interfaces.staff.pages import address_with, home_of, show, steps_of
from shanyrak.interfaces.staff.stays.choosing import ChosenForm, chosen_of
from shanyrak.interfaces.staff.stays.lines import counters, heads, line, warnings
from shanyrak.interfaces.staff.stays.marking import parties_of
from shanyrak.interfaces.staff.words import NOTES

UNCHANGED = 304


@require_safe
def tonight(request: HttpRequest) -> HttpResponse:
    """Show the list; what asks again with what it has seen hears whether anything is new."""
    known = signed_in(request)
    if not known.actor.may("see_parties"):
        return HttpResponseRedirect(home_of(request))
    context = _context(request, known.actor)
    seen = f'"{sha256(repr(context.pop("seen")).encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == seen:
        return HttpResponse(status=UNCHANGED)
    page = "tonight_live" if "HX-Request" in request.headers else "tonight"
    response = show(request, f"stays/{page}", version=seen, **context)
    response["ETag"] = seen
    return response


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Take requests for a quarter of an hour."""
    services.claim_rows(actor=actor_of(request), now=clock.now(), parties=parties_of(request))
    return _back(request)


@require_POST
def release(request: HttpRequest) -> HttpResponse:
    """Give requests back."""
    services.release_rows(actor=actor_of(request), now=clock.now(), parties=parties_of(request))
    return _back(request)


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Note a word on requests."""
    code = request.POST.get("code", "")
    services.note_rows(actor=actor_of(request), now=clock.now(), parties=parties_of(request), code=code)
    return _back(request)


def _context(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    now = clock.now()
    night = queries.get_night(actor=actor, now=now)
    form, chosen = chosen_of(request.GET)
    page = queries.list_tonight(actor=actor, now=now, night=night, chosen=chosen)
    counts = queries.count_tonight(actor=actor, night=night)
    told = warnings(now)
    shown = {
        "rows": [line(row, now) for row in page.rows],
        "counters": counters(counts, now),
        "warnings": told,
        "page": page,
    }
    return {
        **shown,
        "form": form,
        "is_filtered": chosen != Chosen(sort=chosen.sort, page=chosen.page),
        "night": night,
        "now": now,
        "heads": heads(request.GET, chosen.sort),
        "steps": steps_of(ChosenForm, request.GET, page.number, page.n_pages),
        "question": address_with(ChosenForm, request.GET),
        "notes": NOTES,
        "seen": (shown["rows"], counts, told, page.number, page.n_rows, translation.get_language()),
    }


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the page that the form was on: the list as it was, or for htmx its lines anew."""
    if "onward" in request.POST:
        return go_on(request)
    if "HX-Request" in request.headers:
        context = _context(request, actor_of(request))
        context.pop("seen")
        return show(request, "stays/tonight_live", version="", **context)
    question = address_with(ChosenForm, request.GET)
    return HttpResponseRedirect(reverse("staff:stays:tonight") + (f"?{question}" if question else ""))
