"""Rules that one promised stay breaks by itself: dates, free nights, needs, place, sexes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from shanyrak.placement.files.promises.promise import Finding, Promise
from shanyrak.placement.model import Party, Space, Window


def dates(promise: Promise) -> Iterator[Finding]:
    """Rule 6, and that a stay has a night."""
    row, stay, party = promise.row, promise.stay, promise.party
    if stay.first_night >= stay.end_night:
        yield row, "end_night", stay.end_night, f"is not after first_night, {stay.first_night}"
    if stay.first_night < party.arrival:
        yield row, "first_night", stay.first_night, f"is before the arrival of its party, {party.arrival}"
    if stay.end_night > party.end_night:
        yield (
            row,
            "end_night",
            stay.end_night,
            f"is after the end of the nights of its party, {party.end_night}",
        )


def fit(promises: Iterable[Promise]) -> Iterator[Finding]:
    """Rules 3 and 9, as far as one stay is enough to break them."""
    for promise in promises:
        row, party, space = promise.row, promise.party, promise.space
        for need in sorted(party.needs - space.features):
            yield row, "space_id", space.space_id, f"lacks a need of its party, {need}"
        if party.place and space.place and party.place != space.place:
            yield row, "space_id", space.space_id, f"is in {space.place}, but its party wants {party.place}"
        if not _takes(space, party):
            yield row, "space_id", space.space_id, "does not take its party, by its rule on sexes"


def _takes(space: Space, party: Party) -> bool:
    if space.sexes == "same":
        return party.sex in {"f", "m"}
    return space.sexes in {"any", party.sex}


def free_nights(promises: Iterable[Promise], windows_of_case: Iterable[Window]) -> Iterator[Finding]:
    """Rule 2: every night lies in a window."""
    promised = {promise.space.space_id for promise in promises}
    windows: dict[str, list[Window]] = defaultdict(list)
    for window in windows_of_case:
        if window.space_id in promised:
            windows[window.space_id].append(window)
    for promise in promises:
        mine = windows[promise.space.space_id]
        for night in promise.nights():
            if not any(window.first_night <= night < window.end_night for window in mine):
                yield promise.row, "space_id", promise.space.space_id, f"is not free on {night}"
                break
