"""The nights of a case: dates so far from the others that they are slips. Nothing else is judged here."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median_low

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import MOST_NIGHTS, Party, Window


def far_off(parties: Table[Party], windows: Table[Window]) -> Iterator[Fault]:
    """Yield dates outside the nights that one case can have; the years between would fill the memory."""
    if not parties.items:
        return
    first, latest = arrivals_of(parties.items)
    yield from _far_parties(parties, first.toordinal())
    yield from _far_windows(windows, first.toordinal(), latest.toordinal())


def arrivals_of(parties: Sequence[Party]) -> tuple[date, date]:
    """Return the first and the latest arrival of those that are near enough to each other for one case.

    These are most arrivals; where several spans hold as many, those of the first.
    """
    arrivals = sorted(party.arrival for party in parties)
    if (arrivals[-1] - arrivals[0]).days < MOST_NIGHTS:
        return arrivals[0], arrivals[-1]
    ends = [bisect_left(arrivals, arrival + timedelta(MOST_NIGHTS)) for arrival in arrivals]
    held = [end - i for i, end in enumerate(ends)]
    best = held.index(max(held))
    return arrivals[best], arrivals[ends[best] - 1]


def _far_parties(parties: Table[Party], first: int) -> Iterator[Fault]:
    start, end = date.fromordinal(first), date.fromordinal(first) + timedelta(MOST_NIGHTS)
    for row, party in parties.rows():
        if first <= party.arrival.toordinal() <= first + MOST_NIGHTS - party.nights:
            continue
        if not start <= party.arrival < end:
            what = f"is years away from most arrivals, which begin on {start}"
            mend = f"check the year: a case can have at most {MOST_NIGHTS} nights"
            yield parties.fault(row, "arrival", party.arrival, what=what, mend=mend)
        elif party.end_night > end:
            what = f"reaches beyond the {MOST_NIGHTS} nights that a case can have, from {start} on"
            yield parties.fault(row, "nights", party.nights, what=what, mend="check it, and the arrival")


def _far_windows(windows: Table[Window], first: int, latest: int) -> Iterator[Fault]:
    """Yield windows that lie years before or after all parties, unless most windows do: that is told once."""
    if not windows.items:
        return
    middle = median_low(window.first_night.toordinal() for window in windows.items)
    for row, window in windows.rows():
        start, end = window.first_night.toordinal(), window.end_night.toordinal()
        for column, night, is_far in (
            ("first_night", start, start >= latest + MOST_NIGHTS),
            ("end_night", end, end <= first - MOST_NIGHTS),
        ):
            if is_far and abs(night - middle) > MOST_NIGHTS:
                what = f"is more than {MOST_NIGHTS} nights from any arrival, and from most windows"
                yield windows.fault(row, column, date.fromordinal(night), what=what, mend="check the year")
