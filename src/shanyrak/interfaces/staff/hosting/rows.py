"""Rows, counters and rooms of a site in words. What they count, the queries say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyrak.apps.hosting.queries import RoomBeds, SiteView
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.stays.queries import DoorCounts, StayView
from shanyrak.base.ids import PartyId, SiteId, SpaceId
from shanyrak.interfaces.shared.formats import n_people, number, time_of_day
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.staff.hosting.words import DONE, DOOR_TAGS, LIMITS
from shanyrak.interfaces.staff.words import NEEDS

Rooms = Mapping[SpaceId, str]


def site_rows(
    sites: Sequence[SiteView], rooms: Sequence[RoomBeds], counts: Mapping[SiteId, DoorCounts]
) -> list[dict[str, Any]]:
    """Return the sites with what is free, who comes and who is in."""
    free: dict[SiteId, int] = {}
    for room in rooms:
        free[room.site] = free.get(room.site, 0) + room.free
    return [
        {
            "id": site.id,
            "name": site.name,
            "district": place_name(site.district),
            "hours": _hours(site),
            "is_open": site.is_open,
            "beds": site.n_beds,
            "bears": site.capacity,
            "binding": str(LIMITS[site.binding]),
            "free": free.get(site.id, 0),
            "coming": counts[site.id].n_coming,
            "in": counts[site.id].n_in,
        }
        for site in sites
    ]


def lines(
    stays: Iterable[StayView], parties: Mapping[PartyId, PartyView], rooms: Rooms
) -> list[dict[str, Any]]:
    """Return the stays of a night, those who are awaited first, each by its code."""
    told = [_line(stay, parties.get(stay.party), rooms) for stay in stays]
    return sorted(told, key=lambda row: (row["state"] == "in", row["code"], row["room"]))


def counters(
    count: DoorCounts, rooms: Sequence[RoomBeds], n_late: int, now: datetime
) -> list[dict[str, Any]]:
    """Return the numbers above the list."""
    age = _("at %(time)s") % {"time": time_of_day(now)}
    free = sum(room.free for room in rooms)
    told = [
        (free, ngettext("free bed", "free beds", free)),
        (count.n_coming, ngettext("person to come", "people to come", count.n_coming)),
        (count.n_in, ngettext("person in", "people in", count.n_in)),
    ]
    if n_late:
        told.append((n_late, ngettext("stay is over", "stays are over", n_late)))
    return [
        {"number": number(n), "word": word, "age": age, "is_due": place == len(told) - 1 and bool(n_late)}
        for place, (n, word) in enumerate(told)
    ]


def room_choices(rooms: Iterable[RoomBeds]) -> list[tuple[str, str]]:
    """Return the rooms with a free bed, the one with most first: the hand at the door takes the first."""
    free = sorted((room for room in rooms if room.free), key=lambda room: -room.free)
    return [
        (str(room.space), _("%(room)s: %(free)s free") % {"room": room_name(room.label), "free": room.free})
        for room in free
    ]


def room_name(label: str) -> str:
    """Return what a room is called."""
    return _("room %(label)s") % {"label": label} if label else _("the room")


def done_text(stay: StayView, rooms: Rooms) -> str:
    """Return what was just done, so that whoever did it can see that it was meant so."""
    text = DONE.get(stay.state)
    words = {"code": stay.party_code, "people": n_people(stay.people), "room": _room(stay, rooms)}
    return str(text) % words if text else ""


def _line(stay: StayView, party: PartyView | None, rooms: Rooms) -> dict[str, Any]:
    kind, word = DOOR_TAGS.get(stay.state, ("", stay.state))
    until = stay.held_until if stay.state == "party_yes" else None
    if until is not None:
        word = _("coming, kept until %(time)s") % {"time": time_of_day(until)}
    return {
        "id": stay.id,
        "code": stay.party_code,
        "people": stay.people,
        "room": _room(stay, rooms),
        "end": stay.end_night,
        "door_words": stay.door_words if stay.state != "in" else "",
        "needs": ", ".join(str(NEEDS.get(need, need)) for need in sorted(party.needs)) if party else "",
        "state": stay.state,
        "kind": kind,
        "word": word,
    }


def _room(stay: StayView, rooms: Rooms) -> str:
    return room_name(rooms.get(stay.space, "")) if stay.space else ""


def _hours(site: SiteView) -> str:
    if site.opens_at is None or site.closes_at is None:
        return ""
    return f"{site.opens_at:%H:%M}\u2013{site.closes_at:%H:%M}"
