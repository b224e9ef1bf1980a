"""Rules that the promised stays of several parties break together on one night: beds, privacy, sexes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from shanyrak.placement.files.faults import counted
from shanyrak.placement.files.promises.promise import Finding, Promise


@dataclass(slots=True)
class Occupancy:
    """Who is promised one space on one night so far: the row of the first, all people, and their sexes."""

    first_row: int
    people: int = 0
    sexes: set[str] = field(default_factory=set)


def shared(promises: Iterable[Promise]) -> Iterator[Finding]:
    """Rules 1 and 9 on every night of every space; each promise is named once, for the first such night."""
    there: dict[tuple[str, date], Occupancy] = {}
    for promise in promises:
        for night in promise.nights():
            occupancy = there.setdefault((promise.stay.space_id, night), Occupancy(promise.row))
            occupancy.people += promise.stay.people
            occupancy.sexes.add(promise.party.sex)
            what = _trouble(promise, occupancy)
            if what:
                yield promise.row, "space_id", promise.stay.space_id, f"{what} on {night}"
                break


def _trouble(last: Promise, occupancy: Occupancy) -> str:
    """Say what is wrong on a night since the last of these was promised it, "" where nothing is."""
    space = last.space
    if occupancy.people > space.beds:
        return f"is promised to {occupancy.people} people and has {counted(space.beds, 'bed', 'beds')}"
    if space.private and occupancy.first_row != last.row:
        return f"is private and promised to the party in row {occupancy.first_row} too"
    if space.sexes == "same" and len(occupancy.sexes) > 1:
        return f"takes one sex a night and is promised to the party in row {occupancy.first_row} too"
    return ""
