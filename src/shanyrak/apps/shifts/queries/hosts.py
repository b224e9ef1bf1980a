"""The list of hosts, filtered and ordered: whose offer holds, who has people, who answers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import HostView
from shanyrak.apps.stays import queries as stays
from shanyrak.apps.stays.queries import HostNights
from shanyrak.base.ids import Actor

PAGE_ROWS = 50
FRESHNESS = ("fresh", "stale", "asked")
PAUSED = ("none", "any", "break", "rest", "away", "team", "vetting", "safety")


@dataclass(frozen=True)
class ChosenHosts:
    """What is looked for, column by column, in which order, and which page of it."""

    code: str = ""
    level: str = ""
    fresh: str = ""
    paused: str = ""
    district: str = ""
    people: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True)
class HostRow:
    """A line of the list."""

    view: HostView
    nights: HostNights | None


@dataclass(frozen=True)
class HostPage:
    """Fifty lines, how many there are, and how many of all hosts nobody has asked for too long."""

    rows: Sequence[HostRow]
    number: int
    n_rows: int
    n_all: int
    n_stale: int

    @property
    def n_pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.n_rows // PAGE_ROWS))


def list_host_page(*, actor: Actor, night: date, chosen: ChosenHosts) -> HostPage:
    """Return a page of the hosts of the actor's team, longest unasked first; for members who see hosts.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    views = hosting.list_hosts(actor=actor, day=night)
    busy = stays.list_host_nights(actor=actor, night=night)
    rows = [HostRow(view, busy.get(view.id)) for view in views]
    found = [row for row in rows if all(fits(row) for fits in _conditions(chosen))]
    found = _ordered(found, chosen.sort)
    last = max(1, -(-len(found) // PAGE_ROWS))
    number = min(max(1, chosen.page), last)
    shown = found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    return HostPage(shown, number, len(found), len(rows), sum(view.is_to_be_asked for view in views))


def _conditions(chosen: ChosenHosts) -> Iterable[Callable[[HostRow], bool]]:
    if chosen.code:
        yield lambda row: row.view.code.startswith(chosen.code.strip().upper())
    if chosen.level:
        yield lambda row: str(int(row.view.level)) == chosen.level
    if chosen.fresh:
        yield lambda row: _freshness(row.view) == chosen.fresh
    if chosen.paused:
        yield lambda row: _is_paused(row.view, chosen.paused)
    if chosen.district:
        yield lambda row: chosen.district in row.view.districts
    if chosen.people:
        yield lambda row: (row.nights is not None) == (chosen.people == "yes")


def _freshness(view: HostView) -> str:
    return "asked" if view.is_asked else "fresh" if view.is_fresh else "stale"


def _is_paused(view: HostView, kind: str) -> bool:
    kinds = {pause.kind for pause in view.pauses}
    return not kinds if kind == "none" else bool(kinds) if kind == "any" else kind in kinds


def _ordered(rows: list[HostRow], sort: str) -> list[HostRow]:
    keys: dict[str, Callable[[HostRow], Any]] = {
        "code": lambda row: row.view.code,
        "level": lambda row: row.view.level,
        "beds": lambda row: row.view.n_beds,
        "fresh": lambda row: row.view.fresh_on,
        "nights": lambda row: row.nights.n_in_a_row if row.nights else 0,
        "yes": lambda row: row.view.n_yes / row.view.n_asked if row.view.n_asked else -1.0,
    }
    name = sort.removeprefix("-")
    # The database gives them longest unasked first; what is equal stays in that order.
    return sorted(rows, key=keys[name], reverse=sort.startswith("-")) if name in keys else rows
