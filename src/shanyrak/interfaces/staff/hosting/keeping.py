"""Keeping a site: founding it, what it bears, its rooms, their nights. Who sleeps there, `sites.py` shows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.hosting import queries, services
from shanyrak.apps.hosting.errors import SpaceNotFoundError
from shanyrak.apps.hosting.queries import SpaceView
from shanyrak.apps.shifts import queries as shifts
from shanyrak.base import clock
from shanyrak.base.ids import Actor, SiteId, SpaceId
from shanyrak.interfaces.shared.attempts import attempt, sent
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.rows import room_name
from shanyrak.interfaces.staff.hosting.site_forms import (
    NewRoomForm,
    NightsForm,
    RoomForm,
    SiteForm,
    nights_form,
    said_of,
    said_of_room,
)
from shanyrak.interfaces.staff.hosting.words import LIMITS
from shanyrak.interfaces.staff.pages import show_with_form

FIRST = {"is_open": True, "is_listed": True, "is_staffed": True}


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Found a site; its rooms come next."""
    actor = actor_of(request)
    actor.demand("edit_sites")
    form = SiteForm(sent(request), initial=FIRST, districts=_districts(actor))
    if form.is_valid():
        made = attempt(form, services.found_site, actor=actor, now=clock.now(), site=form.to_facts())
        if made is not None:
            return redirect("staff:hosting:rooms", made)
    return show_with_form(request, "hosting/founding", form)


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, site: UUID) -> HttpResponse:
    """Show what is said of a site, and change it."""
    actor, key = _keeper(request, site), SiteId(site)
    view = queries.get_site(actor=actor, site=key)
    form = SiteForm(sent(request), initial=said_of(view), districts=_districts(actor))
    if form.is_valid():
        said = {"site": key, "facts": form.to_facts()}
        attempt(form, services.change_site, actor=actor, now=clock.now(), **said)
        if not form.errors:
            return redirect("staff:hosting:site", site)
    return show_with_form(request, "hosting/facts", form, view=view, binding=LIMITS[view.binding])


@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest, site: UUID) -> HttpResponse:
    """Show the rooms of a site, and add one."""
    actor, now, key = _keeper(request, site), clock.now(), SiteId(site)
    view = queries.get_site(actor=actor, site=key)
    form = NewRoomForm(sent(request), initial={"kind": "hall", "sexes": "any"})
    if form.is_valid():
        windows = form.to_windows(shifts.get_night(actor=actor, now=now))
        said = {"site": key, "room": form.to_facts(), "windows": windows}
        attempt(form, services.add_room, actor=actor, now=now, **said)
        if not form.errors:
            return redirect("staff:hosting:rooms", site)
    spaces = queries.list_spaces(actor=actor, site=key)
    shown = [{"view": space, "name": room_name(space.label)} for space in spaces]
    return show_with_form(
        request, "hosting/rooms", form, view=view, rooms=shown, binding=LIMITS[view.binding]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, space: UUID) -> HttpResponse:
    """Show a room of a site, and change what it is."""
    actor, view = _room(request, space)
    form = RoomForm(sent(request), initial=said_of_room(view))
    if form.is_valid():
        said = {"space": view.id, "facts": form.to_facts(view)}
        attempt(form, services.change_space, actor=actor, now=clock.now(), **said)
        if not form.errors:
            return redirect("staff:hosting:rooms", view.site)
    return _show_room(request, view, form)


@require_POST
def room_nights(request: HttpRequest, space: UUID) -> HttpResponse:
    """Say until when a room is open."""
    actor, view = _room(request, space)
    now = clock.now()
    night = shifts.get_night(actor=actor, now=now)
    form = nights_form(view, night, request.POST)
    if form.is_valid():
        windows = form.to_windows(night)
        attempt(form, services.change_windows, actor=actor, now=now, space=view.id, windows=windows)
        if not form.errors:
            return redirect("staff:hosting:rooms", view.site)
    return _show_room(request, view, form)


@require_POST
def withdraw_room(request: HttpRequest, space: UUID) -> HttpResponse:
    """Take a room away in which nobody was promised a bed."""
    actor, view = _room(request, space)
    services.withdraw_space(actor=actor, now=clock.now(), space=view.id)
    return redirect("staff:hosting:rooms", view.site)


def _keeper(request: HttpRequest, site: UUID) -> Actor:
    actor = actor_of(request)
    actor.demand("edit_sites", site=SiteId(site))
    return actor


def _room(request: HttpRequest, space: UUID) -> tuple[Actor, SpaceView]:
    """Return who asks, and the room of a site that is theirs to keep."""
    actor = actor_of(request)
    actor.demand("edit_sites")
    view = queries.get_space(actor=actor, space=SpaceId(space))
    if view.site is None or view.is_withdrawn:
        raise SpaceNotFoundError("no such room at a site")
    actor.demand("edit_sites", site=view.site)
    return actor, view


def _show_room(request: HttpRequest, view: SpaceView, form: RoomForm | NightsForm) -> HttpResponse:
    """Show the two forms of a room; the one that was refused says why."""
    night = shifts.get_night(actor=actor_of(request), now=clock.now())
    told: dict[str, Any] = {"view": view, "name": room_name(view.label)}
    told["room_form"] = form if isinstance(form, RoomForm) else RoomForm(initial=said_of_room(view))
    told["nights_form"] = form if isinstance(form, NightsForm) else nights_form(view, night)
    return show_with_form(request, "hosting/room", form, **told)


def _districts(actor: Actor) -> list[str]:
    place = next((team.place for team in accounts.list_teams() if team.id == actor.team), "")
    return list(accounts.list_districts(place=place))
