"""What the page of a host tells, gathered: questions, people, the next fourteen nights, spaces, level."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import HostView, SpaceView
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.queries import StayView
from shanyrak.base.ids import Actor, HostId, StayId
from shanyrak.base.nights import Span, tonight
from shanyrak.interfaces.public.hosting.facts import facts_of
from shanyrak.interfaces.public.hosting.strip import strip_of
from shanyrak.interfaces.public.hosting.words import COMES_NEXT, KINDS, LEVELS, NEXT_CHECKS, PAUSES, TAGS
from shanyrak.interfaces.shared.formats import day_and_month, leaving, n_beds, n_people, nights
from shanyrak.interfaces.shared.place_names import place_name

# Pauses that are a host's own to end.
OWN_PAUSES = ("break", "rest", "away")


@dataclass(frozen=True)
class With:
    """People who are with a host or come, in words. No more is known of them here than the door words."""

    id: StayId
    state: str
    people: str
    nights: str
    leave: str
    kind: str
    word: str
    next: str
    code: str
    door_words: str
    is_one_more: bool


def page_of(host: Actor, now: datetime) -> dict[str, Any]:
    """Return what the page of a host tells."""
    mine, night = HostId(host.row_id()), tonight(timezone.localtime(now))
    view = hosting.get_host(actor=host, host=mine, day=night)
    spaces = hosting.list_spaces(actor=host, host=mine)
    stays = queries.list_with_host(actor=host, host=mine)
    return {
        "host": view,
        "asks": [facts_of(ask) for ask in queries.list_asks(actor=host) if _runs(ask.answer_by, now)],
        "people": _people(stays, queries.list_one_more(actor=host)),
        "strip": strip_of(night, view, spaces, stays),
        "spaces": [_space(space) for space in spaces],
        "level": LEVELS[view.level],
        "next_check": NEXT_CHECKS[view.level],
        "pauses": _pauses(view),
        "is_open": view.state == "open",
        "is_owed": view.state == "open" and (view.is_asked or not view.is_fresh),
    }


def _runs(answer_by: datetime | None, now: datetime) -> bool:
    return answer_by is not None and answer_by > now


def _people(stays: Collection[StayView], one_more: Collection[StayId]) -> list[With]:
    return [_with(stay, is_one_more=stay.id in one_more) for stay in stays]


def _with(stay: StayView, *, is_one_more: bool) -> With:
    span = Span(stay.first_night, stay.end_night)
    kind, word = TAGS[stay.state]
    return With(
        id=stay.id,
        state=stay.state,
        people=n_people(stay.people),
        nights=nights(span),
        leave=leaving(span),
        kind=kind,
        word=str(word),
        next=str(COMES_NEXT[stay.state]),
        code=stay.party_code,
        door_words=stay.door_words,
        is_one_more=is_one_more,
    )


def _space(space: SpaceView) -> dict[str, Any]:
    told = [str(KINDS.get(space.kind, "")), n_beds(space.beds), place_name(space.district or space.place)]
    free = " ".join(nights(window) for window in space.windows) or _("No free nights.")
    return {"id": space.id, "what": ", ".join(filter(None, told)), "free": free}


def _pauses(view: HostView) -> list[dict[str, Any]]:
    return [
        {
            "id": pause.id,
            "word": PAUSES.get(pause.kind, ""),
            "until": day_and_month(pause.end_night) if pause.end_night else "",
            "is_own": pause.kind in OWN_PAUSES,
        }
        for pause in view.pauses
    ]
