"""Sites on an evening: what is free, who comes, who is in. What is done at a door, `door.py` does."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries
from shanyrak.base import clock
from shanyrak.base.ids import SiteId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.evening import evening_of, found_by, latest_act
from shanyrak.interfaces.staff.hosting.rows import site_rows
from shanyrak.interfaces.staff.pages import show

PAPER_ROWS = 10


@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Show the sites at which the member sees who sleeps there; who looks after one goes straight to it."""
    actor, now = actor_of(request), clock.now()
    views = hosting.list_sites(actor=actor)
    if len(views) == 1 and "edit_sites" not in actor.powers:
        return redirect("staff:hosting:site", views[0].id)
    night = shifts.get_night(actor=actor, now=now)
    keys = [view.id for view in views]
    rooms = hosting.list_room_beds(actor=actor, night=night, sites=keys)
    counts = queries.count_at_sites(actor=actor, night=night, sites=keys)
    told = {"rows": site_rows(views, rooms, counts), "may_found": "edit_sites" in actor.powers}
    return show(request, "hosting/sites", night=night, **told)


@require_safe
def site(request: HttpRequest, site: UUID) -> HttpResponse:
    """Show who sleeps at a site tonight; what was done last, or the code that is looked for, on top."""
    actor = actor_of(request)
    told = evening_of(actor, SiteId(site), clock.now())
    if "HX-Request" in request.headers:
        return show(request, "hosting/roster", **told)
    done = latest_act(actor, request.GET.get("done", ""), told["names"])
    code = request.GET.get("code", "").strip()
    if code:
        told |= found_by(actor, code, told)
    elif done:
        told["focus"] = done["id"] if request.GET.get("at") != "find" else "find"
    return show(request, "hosting/site", done=done, code=code, **told)


@require_safe
def paper(request: HttpRequest, site: UUID) -> HttpResponse:
    """Show the list to print, for an evening without a net: boxes to tick, lines for who walks in."""
    told = evening_of(actor_of(request), SiteId(site), clock.now())
    return show(request, "hosting/paper", blanks=range(PAPER_ROWS), **told)
