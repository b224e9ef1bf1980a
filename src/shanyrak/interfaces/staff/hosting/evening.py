"""What a site shows of an evening: its list, what was done last, what a code leads to. No page lives here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.stays.queries import StayView
from shanyrak.base.ids import Actor, PartyId, SiteId, StayId
from shanyrak.interfaces.staff.hosting.rows import Rooms, counters, done_text, lines, room_choices

HERE = ("party_yes", "told", "in")


def evening_of(actor: Actor, site: SiteId, now: datetime) -> dict[str, Any]:
    """Return what a page shows of a site tonight."""
    view = hosting.get_site(actor=actor, site=site)
    night = shifts.get_night(actor=actor, now=now)
    rooms = hosting.list_room_beds(actor=actor, night=night, sites=[site])
    names = {space.id: space.label for space in hosting.list_spaces(actor=actor, site=site)}
    stays = queries.list_at_site(actor=actor, site=site, night=night)
    late = queries.list_overdue(actor=actor, site=site, night=night)
    parties = _parties(actor, [*stays, *late])
    count = queries.count_at_sites(actor=actor, night=night, sites=[site])[site]
    return {
        "view": view,
        "now": now,
        "night": night,
        "names": names,
        "rooms": room_choices(rooms),
        "rows": lines(stays, parties, names),
        "late": lines(late, parties, names),
        "counters": counters(count, rooms, len(late), now),
        "may_check_in": actor.may("check_in", site=site),
        "may_edit": actor.may("edit_sites", site=site),
        "may_take": actor.may("take_requests", site=site) and actor.may("check_in", site=site),
    }


def latest_act(actor: Actor, text: str, names: Rooms) -> dict[str, Any] | None:
    """Return what the address says was done last, and how it can be taken back."""
    stay = _stay_of(actor, text)
    words = done_text(stay, names) if stay else ""
    if stay is None or not words:
        return None
    # Who was checked out by mistake walks in again, into what is free.
    undo = {"in": "undo", "no_show": "undo", "out": "again"}.get(stay.state, "")
    party = intake.get_party(actor=actor, party=stay.party) if undo == "again" else None
    return {"id": stay.id, "text": words, "undo": undo, "stay": stay, "party": party}


def found_by(actor: Actor, code: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return what a code leads to: a row of this evening, a stay to come, or a party that may walk in."""
    party = intake.find_party_by_code(actor=actor, code=code)
    if party is None:
        return {"is_unknown": True, "focus": "find"}
    here = [row for row in (*told["rows"], *told["late"]) if row["code"] == party.code]
    if here:
        return {"found": here, "party": party}
    later = [
        stay
        for stay in queries.list_chain(actor=actor, party=party.id)
        if stay.site == told["view"].id and stay.state in HERE and stay.first_night > told["night"]
    ]
    n_nights = max(1, (party.span.end - told["night"]).days)
    return {"party": party, "later": later, "nights": n_nights}


def _parties(actor: Actor, stays: Iterable[StayView]) -> dict[PartyId, PartyView]:
    wanted = {stay.party for stay in stays}
    return {view.id: view for view in intake.list_parties(actor=actor, parties=wanted)} if wanted else {}


def _stay_of(actor: Actor, text: str) -> StayView | None:
    try:
        return queries.get_stay(actor=actor, stay=StayId(UUID(text)))
    except (ValueError, StayNotFoundError):
        return None
