"""Vetting: whose check is due, what each level may receive, what a vetter found."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.hosting import queries, services
from shanyrak.apps.shifts import queries as shifts
from shanyrak.base import clock
from shanyrak.base.ids import HostId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.host_rows import host_facts, next_check, pauses_of
from shanyrak.interfaces.staff.hosting.words import FAILED_FOR, LEVELS, RECEIVES, VETTER_PAUSES
from shanyrak.interfaces.staff.onward import go_on
from shanyrak.interfaces.staff.pages import show


@require_safe
def vetting(request: HttpRequest) -> HttpResponse:
    """Show whom a vetter could see next: those who wait for a decision, then those whose check is due."""
    actor = actor_of(request)
    night = shifts.get_night(actor=actor, now=clock.now())
    rows = [
        {
            "facts": host_facts(view, night),
            "created_on": view.created_on,
            "next_check": next_check(view),
            "is_halted": any(pause.kind in VETTER_PAUSES for pause in view.pauses),
            "pauses": [pause for pause in pauses_of(view, actor) if pause["may_lift"]],
        }
        for view in queries.list_vetting_due(actor=actor, day=night)
    ]
    levels = [(LEVELS[level], RECEIVES[level]) for level in LEVELS]
    told = {"rows": rows, "levels": levels, "failed_for": FAILED_FOR.items()}
    return show(request, "hosting/vetting", counts=queries.count_checks(actor=actor), **told)


@require_POST
def note_check(request: HttpRequest, host: UUID) -> HttpResponse:
    """Note a check, passed or failed for a reason of the list."""
    actor, sent = actor_of(request), request.POST
    failed_for = "" if sent.get("result") == "passed" else sent.get("reason") or "other"
    said = {"kind": sent.get("kind", ""), "failed_for": failed_for}
    services.note_check(actor=actor, now=clock.now(), host=HostId(host), **said)
    return go_on(request)
