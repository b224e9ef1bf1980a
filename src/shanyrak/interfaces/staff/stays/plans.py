"""Plans for all: asking for one, how far it is, what it would change, sending it, taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import PlanNotFoundError
from shanyrak.apps.stays.queries import PlanView
from shanyrak.base import clock
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show
from shanyrak.interfaces.staff.stays.marking import stays_of
from shanyrak.interfaces.staff.stays.plan_picture import by_night
from shanyrak.interfaces.staff.stays.plan_words import (
    MOST_ROWS,
    UNDER_WORK,
    error_words,
    figures,
    gaps,
    groups,
    headline,
    may_undo,
    parts,
    progress,
    spaces_of,
)

CERTIFICATE = "application/octet-stream"


@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """Lead to the latest plan; asked to, make a new one for all."""
    actor, now = actor_of(request), clock.now()
    if request.method == "POST":
        return redirect("staff:stays:plan", services.request_plan(actor=actor, now=now))
    latest = queries.find_plan(actor=actor, now=now)
    return redirect("staff:stays:plan", latest.id) if latest else show(request, "stays/no_plan")


@require_safe
def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show how far a plan is, or what it would change, with what proves it."""
    actor, now = actor_of(request), clock.now()
    view = queries.get_plan(actor=actor, plan=plan, now=now)
    is_part = "HX-Request" in request.headers
    told = _made(request, view) if view.state not in UNDER_WORK else {"progress": progress(view)}
    told |= {"headline": headline(view, now), "may_undo": may_undo(view, now), "is_part": is_part}
    return show(request, f"stays/{'plan_line' if is_part else 'plan'}", plan=view, **told)


@require_safe
def certificate(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Send the certificate of a plan as a file, for whoever wants to check it."""
    kept = queries.find_certificate(actor=actor_of(request), plan=plan)
    if kept is None:
        raise PlanNotFoundError("no certificate here")
    headers = {"Content-Disposition": 'attachment; filename="certificate.npz"'}
    return HttpResponse(kept, content_type=CERTIFICATE, headers=headers)


@require_POST
def send(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Send all rows of a plan; for a minute all of it can be taken back."""
    services.send_plan(actor=actor_of(request), now=clock.now(), plan=plan)
    return redirect("staff:stays:plan", plan)


@require_POST
def undo(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Take a plan back that was sent a moment ago."""
    services.undo_send(actor=actor_of(request), now=clock.now(), plan=plan)
    return redirect("staff:stays:plan", plan)


@require_POST
def discard(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Discard a plan, or stop one under work."""
    services.discard_plan(actor=actor_of(request), now=clock.now(), plan=plan)
    return redirect("staff:stays:plans")


@require_POST
def lock(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Keep rows as they are in the next plan, or no longer."""
    actor, is_kept = actor_of(request), request.POST.get("keep", "yes") == "yes"
    actor.demand("plan_waves")
    rows = stays_of(request)
    services.keep_rows(actor=actor, now=clock.now(), plan=plan, rows=rows, is_kept=is_kept)
    return redirect("staff:stays:plan", plan)


@require_POST
def drop(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Take rows out of a plan before it is sent."""
    actor = actor_of(request)
    actor.demand("plan_waves")
    services.drop_rows(actor=actor, now=clock.now(), plan=plan, rows=stays_of(request))
    return redirect("staff:stays:plan", plan)


def _made(request: HttpRequest, view: PlanView) -> dict[str, Any]:
    """Return what a plan that is no longer under work says."""
    actor = actor_of(request)
    lines = queries.list_plan_lines(actor=actor, plan=view.id)
    short = queries.list_plan_gaps(actor=actor, plan=view.id)
    most = None if "all" in request.GET else MOST_ROWS
    shown = parts(lines, most)
    names = shifts.list_space_names(actor=actor, spaces=spaces_of(shown))
    return {
        "groups": groups(shown, names, clock.now()),
        "gaps": gaps(short, most),
        "figures": figures(view, lines, short),
        "nights": by_night(queries.list_plan_nights(actor=actor, plan=view.id)),
        "error": error_words(view.error),
    }
