"""Odd dates: nights on which nothing is free, windows without a night, twice the same, or with far ends."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from shanyrak.placement.files.faults import Fault, counted
from shanyrak.placement.files.span import arrivals_of
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import MOST_NIGHTS, Party, Window

Spans = list[tuple[date, date]]


def merged(windows: Iterable[Window]) -> Spans:
    """Return the spans in which any of the windows is free, in order and apart from each other."""
    spans: Spans = []
    for start, end in sorted((each.first_night, each.end_night) for each in windows):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        elif start < end:
            spans.append((start, end))
    return spans


def without_free_nights(parties: Table[Party], windows: Table[Window]) -> Iterator[Fault]:
    """Yield once that parties want only nights on which nothing at all is free, as where a year is wrong."""
    spans = merged(windows.items)
    if not spans or windows.faults:  # a row that could not be read may be free
        return
    ends = [end for _, end in spans]
    lacking = [(row, party) for row, party in parties.rows() if not _meets(party, spans, ends)]
    if lacking:  # an arrival far from the others is refused, and means nothing here
        start, end = arrivals_of(parties.items)
        lacking = [(row, party) for row, party in lacking if start <= party.arrival <= end]
    if not lacking:
        return
    row, first = lacking[0][0], min(party.arrival for _, party in lacking)
    latest = max(party.end_night for _, party in lacking)
    who = "the party wants" if len(lacking) == 1 else f"{len(lacking)} parties, the first in row {row}, want"
    what = f"{who} only nights on which no space is free, from {first} to {latest}"
    mend = (
        f"the windows in {windows.name} go from {spans[0][0]} to {spans[-1][1]}: check the dates in both "
        "tables, the year first; as it is, nobody gets a bed for these nights"
    )
    yield parties.fault(row if len(lacking) == 1 else None, "arrival", None, what=what, mend=mend)


def _meets(party: Party, spans: Spans, ends: list[date]) -> bool:
    """Tell whether some night of a party is free, or it asks for none, which is told elsewhere."""
    place = bisect_right(ends, party.arrival)
    if place < len(spans) and spans[place][0] <= party.arrival:
        return True
    return not party.n_nights or (place < len(spans) and spans[place][0] < party.end_night)


def far_ends(parties: Table[Party], windows: Table[Window]) -> Iterator[Fault]:
    """Yield each end of windows that is years away from every arrival; some mean "always"."""
    if not parties.items:
        return
    low, high = (night.toordinal() for night in arrivals_of(parties.items))
    low, high = low - MOST_NIGHTS, high + MOST_NIGHTS
    rows: dict[tuple[str, date], list[int]] = defaultdict(list)
    for row, window in windows.rows():
        if window.first_night.toordinal() <= low and window.end_night.toordinal() > low:
            rows["first_night", window.first_night].append(row)
        if window.end_night.toordinal() >= high and window.first_night.toordinal() < high:
            rows["end_night", window.end_night].append(row)
    for (column, night), mine in rows.items():
        what = "is years away from every arrival"
        told = counted(len(mine), "window", "windows")
        mend = f"check the year, unless {told} with this date shall be free without end"
        yield windows.fault(mine[0], column, night, what=what, mend=mend)


def empty_windows(windows: Table[Window]) -> Iterator[Fault]:
    """Yield windows without a night."""
    mend = "write the day after the last free night; as it is, the row gives no night"
    for row, window in windows.rows():
        if window.end_night <= window.first_night:
            what = f"is not after first_night, {window.first_night}"
            yield windows.fault(row, "end_night", window.end_night, what=what, mend=mend)


def overlaps(windows: Table[Window]) -> Iterator[Fault]:
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
