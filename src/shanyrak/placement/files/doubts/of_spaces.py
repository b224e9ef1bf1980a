"""Odd rows of spaces: a hall that is taken as a home, a house rule that no window can keep."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shanyrak.placement.files.doubts.of_dates import merged
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import Space, Window

LARGE = 12  # more beds than this are hardly one party's
LISTED = 5  # rows named in one note


def private_by_default(spaces: Table[Space]) -> Iterator[Fault]:
    """Yield once that large spaces do not say whether they are private, which they then are."""
    texts = spaces.texts.get("private")
    said = (
        set() if texts is None else {row for row, text in zip(spaces.text_rows, texts, strict=True) if text}
    )
    large = [(row, space) for row, space in spaces.rows() if space.beds > LARGE and row not in said]
    if not large:
        return
    row, space = large[0]
    where = "the cell is empty" if texts is not None else "this column is missing"
    what = f"{where}, so one party alone gets all {space.beds} beds of {space.space_id} on a night"
    mend = (
        "write false if parties share them"
        if texts is not None
        else ("add the column, with false for spaces that parties share")
    )
    yield spaces.fault(row, "private", None, what=what, mend=mend + _others([row for row, _ in large[1:]]))


def _others(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    listed = ", ".join(map(str, rows[:LISTED])) + (
        f" and {len(rows) - LISTED} more" if len(rows) > LISTED else ""
    )
    return f"; the same in {'rows' if len(rows) > 1 else 'row'} {listed}"


def never_long_enough(spaces: Table[Space], windows: Table[Window]) -> Iterator[Fault]:
    """Yield once that spaces have a shortest stay that is longer than they are ever free.

    A space that is free on the first or last night of the table may be so for longer than the table goes; it
    is told only where its shortest stay is longer than the whole table.
    """
    if windows.faults or not windows.items:  # a row that could not be read may be long enough
        return
    found = [each for each in _longest(spaces, windows) if 0 < each[2] < each[1].min_nights]
    if found:
        row, space, longest = found[0]
        what = "is more nights than this space is ever free in a row"
        mend = f"write {longest} or less, or make its windows longer; as it is, nobody can sleep there"
        others = _others([row for row, *_ in found[1:]])
        yield spaces.fault(row, "min_nights", space.min_nights, what=what, mend=mend + others)


def _longest(spaces: Table[Space], windows: Table[Window]) -> Iterator[tuple[int, Space, int]]:
    """Yield the spaces with a house rule and the most nights that each is free in a row, 0 if not known."""
    strict = {space.space_id for space in spaces.items if space.min_nights > 1}
    of_space: dict[str, list[Window]] = defaultdict(list)
    for window in windows.items:
        if window.space_id in strict:
            of_space[window.space_id].append(window)
    first = min(window.first_night for window in windows.items)
    latest = max(window.end_night for window in windows.items)
    for row, space in spaces.rows():
        spans = merged(of_space[space.space_id]) if space.space_id in strict else []
        inside = spans and spans[0][0] > first and spans[-1][1] < latest
        known = inside or space.min_nights > (latest - first).days
        yield row, space, max(((end - start).days for start, end in spans), default=0) if known else 0
