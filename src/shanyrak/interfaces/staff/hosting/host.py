"""One host: what is offered, who is there until when, pauses, rest, checks. Who it is, stands nowhere."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.hosting import queries, services
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries as stays
from shanyrak.base import clock
from shanyrak.base.ids import Actor, HostId
from shanyrak.interfaces.shared.attempts import attempt
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.choosing import PauseForm, RestForm
from shanyrak.interfaces.staff.hosting.host_rows import (
    checks_of,
    host_facts,
    next_check,
    pause_kinds,
    pauses_of,
    people_of,
    spaces_of,
)
from shanyrak.interfaces.staff.hosting.words import CHECKS, FAILED_FOR, RECEIVES
from shanyrak.interfaces.staff.onward import go_on
from shanyrak.interfaces.staff.pages import show, show_with_form


@require_safe
def host(request: HttpRequest, host: UUID) -> HttpResponse:
    """Show a host."""
    return show(request, "hosting/host", **_told(actor_of(request), HostId(host)))


@require_POST
def pause(request: HttpRequest, host: UUID) -> HttpResponse:
    """Let nobody new come to a host for some nights, or until somebody lifts it."""
    actor, now = actor_of(request), clock.now()
    actor.demand("see_hosts")
    form = PauseForm(request.POST, kinds=pause_kinds(actor))
    if form.is_valid():
        night = shifts.get_night(actor=actor, now=now)
        attempt(form, _pause, actor=actor, now=now, host=HostId(host), said=(form, night))
    if form.errors:
        told = _told(actor, HostId(host))
        return show_with_form(request, "hosting/host", form, **(told | {"pause_form": form}))
    return redirect("staff:hosting:host", host)


@require_POST
def lift(request: HttpRequest, pause: UUID) -> HttpResponse:
    """End a pause."""
    actor = actor_of(request)
    actor.demand("see_hosts")
    services.lift_pause(actor=actor, now=clock.now(), pause=pause)
    return go_on(request)


@require_POST
def answer(request: HttpRequest, host: UUID) -> HttpResponse:
    """Note what a host said by phone: whether the offer still holds."""
    actor, holds = actor_of(request), request.POST.get("holds") == "yes"
    actor.demand("edit_hosts")
    services.answer_freshness(actor=actor, now=clock.now(), host=HostId(host), still_holds=holds)
    return redirect("staff:hosting:host", host)


@require_POST
def rest(request: HttpRequest, host: UUID) -> HttpResponse:
    """Note after how many nights in a row a host wants to rest."""
    actor = actor_of(request)
    actor.demand("edit_hosts")
    form = RestForm(request.POST)
    if form.is_valid():
        said = {"host": HostId(host), **form.cleaned_data}
        attempt(form, services.change_rest, actor=actor, now=clock.now(), **said)
    if form.errors:
        told = _told(actor, HostId(host))
        return show_with_form(request, "hosting/host", form, **(told | {"rest_form": form}))
    return redirect("staff:hosting:host", host)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, host: UUID) -> HttpResponse:
    """Ask once, then let a host stop for good."""
    actor = actor_of(request)
    actor.demand("edit_hosts")
    told = _told(actor, HostId(host))
    if request.method == "POST":
        services.stop_host(actor=actor, now=clock.now(), host=HostId(host))
        return redirect("staff:hosting:hosts")
    return show(request, "hosting/stop", **told)


def _pause(*, actor: Actor, now: datetime, host: HostId, said: tuple[PauseForm, date]) -> UUID:
    """Begin the pause that a form means; a night that has passed is refused on the form."""
    form, night = said
    span = form.to_span(night)
    return services.pause_host(actor=actor, now=now, host=host, kind=form.cleaned_data["kind"], span=span)


def _told(actor: Actor, host: HostId) -> dict[str, Any]:
    now = clock.now()
    night = shifts.get_night(actor=actor, now=now)
    view = queries.get_host(actor=actor, host=host, day=night)
    checks = queries.list_checks(actor=actor, host=host)
    rest = {"nights_in_a_row": view.nights_in_a_row, "nights_of_rest": view.nights_of_rest}
    return {
        "view": view,
        "facts": host_facts(view, night),
        "receives": RECEIVES[int(view.level)],
        "pauses": pauses_of(view, actor),
        "spaces": spaces_of(queries.list_spaces(actor=actor, host=host)),
        "people": people_of(stays.list_with_host(actor=actor, host=host), now),
        "checks": checks_of(checks, actor),
        "next_check": next_check(view),
        "kinds": CHECKS.items(),
        "failed_for": FAILED_FOR.items(),
        "pause_form": PauseForm(kinds=pause_kinds(actor)),
        "rest_form": RestForm(initial=rest),
    }
