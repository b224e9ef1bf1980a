"""Rules that the promised stays of several parties break together on one night: beds, privacy, sexes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from shanyrak.placement.files.promises.promise import Finding, Promise


def shared(promises: Iterable[Promise]) -> Iterator[Finding]:
    """Rules 1 and 9 on every night of every space; each promise is named once, for the first such night."""
    there: dict[tuple[str, date], list[Promise]] = defaultdict(list)
    for promise in promises:
        for night in promise.nights():
            there[promise.stay.space_id, night].append(promise)
            what = _trouble(there[promise.stay.space_id, night])
            if what:
                yield promise.row, "space_id", promise.stay.space_id, f"{what} on {night}"
                break


def _trouble(lodgers: list[Promise]) -> str:
    """Say what is wrong since the last of these came to the space that they share, "" where nothing is."""
    space, last, before = lodgers[-1].space, lodgers[-1], lodgers[:-1]
    people = sum(promise.stay.people for promise in lodgers)
    if people > space.beds:
        return f"is promised to {people} people and has {space.beds} beds"
    if space.private and before:
        return f"is private and promised to the party in row {before[0].row} too"
    if space.sexes == "same" and {promise.party.sex for promise in before} - {last.party.sex}:
        return f"takes one sex a night and is promised to the party in row {before[0].row} too"
    return ""
