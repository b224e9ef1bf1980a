"""The day after: who is not safe, who wants a call, who did not answer. No page of a host shows any of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import HostView
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.queries import SafeLine
from shanyrak.base import clock
from shanyrak.base.ids import Actor, HostId, StayId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.host_rows import pauses_of
from shanyrak.interfaces.staff.hosting.words import SAFE_ANSWERS, SAFE_TAGS, SIDES, VETTER_PAUSES
from shanyrak.interfaces.staff.pages import show

# From this hour on a question of the same day that nobody answered is somebody's to look into.
SILENT_FROM = 20


@require_safe
def safe(request: HttpRequest) -> HttpResponse:
    """Show what somebody has to look into: "not safe" first, then calls that are wanted, then silence."""
    actor = actor_of(request)
    lines = queries.list_safe(actor=actor, day=day_of(actor))
    views = _hosts(actor, {line.host for line in lines if line.host})
    rank = list(SAFE_TAGS).index
    ordered = sorted(lines, key=lambda line: (rank(line.answer), line.due_on, line.party_code))
    rows = [_row(line, views.get(line.host) if line.host else None, actor) for line in ordered]
    return show(request, "hosting/safe", rows=rows, n_alarms=sum(line.is_alarm for line in lines))


@require_POST
def note_answer(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note what a caller said."""
    actor, side = actor_of(request), request.POST.get("side", "")
    actor.demand("handle_safety")
    said = {"answer": request.POST.get("answer", ""), "side": side}
    services.answer_safe(actor=actor, now=clock.now(), stay=StayId(stay), **said)
    return redirect("staff:hosting:safe")


@require_POST
def close(request: HttpRequest, check: UUID) -> HttpResponse:
    """Note that somebody has looked into it."""
    services.close_safe(actor=actor_of(request), now=clock.now(), check=check)
    return redirect("staff:hosting:safe")


@require_POST
def rematch(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that it does not work out, without blame, and look for another place."""
    actor = actor_of(request)
    actor.demand("place_parties")
    services.ask_other_place(actor=actor, now=clock.now(), stay=StayId(stay))
    return redirect("staff:intake:party", queries.get_stay(actor=actor, stay=StayId(stay)).party_code)


def day_of(actor: Actor) -> date:
    """Return the day before which a question should have been answered."""
    now = clock.now()
    night = shifts.get_night(actor=actor, now=now)
    return night + timedelta(days=1) if timezone.localtime(now).hour >= SILENT_FROM else night


def _hosts(actor: Actor, wanted: set[HostId]) -> dict[HostId, HostView]:
    if not wanted:
        return {}
    views = hosting.list_hosts(actor=actor, day=day_of(actor), hosts=wanted)
    return {view.id: view for view in views}


def _row(line: SafeLine, view: HostView | None, actor: Actor) -> dict[str, Any]:
    kind, word = SAFE_TAGS[line.answer]
    halts = {pause.id for pause in view.pauses if pause.kind in VETTER_PAUSES} if view else set()
    pauses = [pause for pause in pauses_of(view, actor) if pause["id"] in halts] if view else []
    return {
        "line": line,
        "host": view,
        "kind": kind,
        "word": str(word),
        "side": str(SIDES[line.side]),
        "answers": SAFE_ANSWERS[line.side].items(),
        "pauses": pauses,
    }
