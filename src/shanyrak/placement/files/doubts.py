"""What is told and not refused: rows that are allowed, yet leave a party without a bed, or mean little."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from shanyrak.placement.files.agreement import Tables
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import Party, Space, Window


def doubts(tables: Tables) -> Iterator[Fault]:
    """Yield what a coordinator should look at before he trusts the plan; none of it stops the planning."""
    found = (
        _too_large(tables.parties, tables.spaces),
        _without_nights(tables.parties),
        _unknown_current_space(tables.parties, tables.spaces),
        _needs_of_nobody(tables.parties, tables.spaces),
        _empty_windows(tables.windows),
        _overlaps(tables.windows),
    )
    for faults in found:
        for fault in faults:
            yield replace(fault, refused=False)


def _too_large(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    largest = max((space.beds for space in spaces.items), default=0)
    mend = "write may_split true if it may be lodged in parts; else it stays without a bed"
    for row, party in parties.rows():
        if largest and not party.may_split and party.people > largest:
            what = f"is more than any space holds, {largest}"
            yield parties.fault(row, "people", party.people, what=what, mend=mend)


def _without_nights(parties: Table[Party]) -> Iterator[Fault]:
    mend = "mend the dates; as it is, nothing is planned for it"
    for row, party in parties.rows():
        if party.nights < 1:
            yield parties.fault(row, "nights", party.nights, what="is less than one night", mend=mend)
        elif party.not_after is not None and party.not_after <= party.arrival:
            what = f"is not after the arrival, {party.arrival}"
            yield parties.fault(row, "not_after", party.not_after, what=what, mend=mend)


def _unknown_current_space(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    if spaces.ids is None:
        return
    mend = "check the id; as it is, any space counts as a move for this party"
    for row, party in parties.rows():
        if party.current_space is not None and party.current_space not in spaces.ids:
            what = f"is not in {spaces.name}"
            yield parties.fault(row, "current_space", party.current_space, what=what, mend=mend)


def _needs_of_nobody(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    if not spaces.items or spaces.faults:  # a row that could not be read may offer the word
        return
    offered = frozenset(word for space in spaces.items for word in space.features)
    mend = "check the spelling in needs and features; as it is, the party stays without a bed"
    for row, party in parties.rows():
        for need in sorted(party.needs - offered) if party.needs else ():
            yield parties.fault(row, "needs", need, what="is not offered by any space", mend=mend)


def _empty_windows(windows: Table[Window]) -> Iterator[Fault]:
    mend = "write the day after the last free night; as it is, the row gives no night"
    for row, window in windows.rows():
        if window.end_night <= window.first_night:
            what = f"is not after first_night, {window.first_night}"
            yield windows.fault(row, "end_night", window.end_night, what=what, mend=mend)


def _overlaps(windows: Table[Window]) -> Iterator[Fault]:
    """Yield windows that begin before an earlier one of their space ends; a night free twice is free once."""
    of_space: dict[str, list[tuple[int, Window]]] = defaultdict(list)
    unsorted = _not_in_order(windows.items)
    for row, window in windows.rows():
        if window.space_id in unsorted and window.first_night < window.end_night:
            of_space[window.space_id].append((row, window))
    for mine in of_space.values():
        mine.sort(key=lambda pair: (pair[1].first_night, pair[0]))
        last_row, last = mine[0]
        for row, window in mine[1:]:
            if window.first_night < last.end_night:
                what = f"is before the end of the window in row {last_row}"
                mend = "check the dates; nights that are in both count once"
                yield windows.fault(row, "first_night", window.first_night, what=what, mend=mend)
            if window.end_night > last.end_night:
                last_row, last = row, window


def _not_in_order(windows: Iterable[Window]) -> set[str]:
    """Return the spaces with a window that begins before the row above ends; mostly none, to save sorting."""
    ends: dict[str, date] = {}
    found = set()
    for window in windows:
        if window.first_night < ends.get(window.space_id, date.min):
            found.add(window.space_id)
        ends[window.space_id] = window.end_night
    return found
