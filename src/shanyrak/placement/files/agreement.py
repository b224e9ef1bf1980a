"""What is refused only when rows and tables are compared: ids, words, limits; not promised stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.span import far_off
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import Cost, Party, Space, Stay, Window

MOST_WORDS = 62  # the engine keeps a set of feature words in the bits of one number
FROM_ITS_TABLE = "write the id as its own table has it, or leave out the row"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a case, without the rows that could not be read; an optional one may be empty."""

    parties: Table[Party]
    spaces: Table[Space]
    windows: Table[Window]
    stays: Table[Stay]
    costs: Table[Cost]


def compare(tables: Tables) -> Iterator[Fault]:
    """Yield what is wrong with rows and tables that are right by themselves."""
    yield from _twice(tables.parties, "party_id")
    yield from _twice(tables.spaces, "space_id")
    yield from _too_many_words(tables)
    yield from _house_rules(tables.spaces)
    yield from _points(tables.parties)
    yield from _points(tables.spaces)
    yield from far_off(tables.parties, tables.windows)
    yield from _unknown(tables.windows, "space_id", tables.spaces)
    for table in (tables.stays, tables.costs):
        yield from _unknown(table, "party_id", tables.parties)
        yield from _unknown(table, "space_id", tables.spaces)
    yield from _twice(tables.costs, "party_id", "space_id")


def _twice(table: Table[Any], *columns: str) -> Iterator[Fault]:
    """Yield ids that a row above has; a row with a fault elsewhere counts, so that both are told at once."""
    keys = list(table.cells(*columns))
    if len({key for _, key in keys}) == len(keys):
        return
    first: dict[tuple[str, ...], int] = {}
    for row, key in keys:
        if first.setdefault(key, row) != row:
            mend = f"compare row {first[key]}, and keep one"
            yield table.fault(row, ", ".join(columns), ", ".join(key), what="is there twice", mend=mend)


def _unknown(table: Table[Any], column: str, known: Table[Any]) -> Iterator[Fault]:
    if known.ids is None or known.ids.issuperset(table.texts.get(column, ())):
        return
    for row, (name,) in table.cells(column):
        if name not in known.ids:
            yield table.fault(row, column, name, what=f"is not in {known.name}", mend=FROM_ITS_TABLE)


def _too_many_words(tables: Tables) -> Iterator[Fault]:
    sets = {party.needs for party in tables.parties.items} | {party.wants for party in tables.parties.items}
    words = frozenset[str]().union(*sets, *{space.features for space in tables.spaces.items})
    if len(words) > MOST_WORDS:
        what = (
            f"needs, wants and features have {len(words)} different words, at most {MOST_WORDS} are allowed"
        )
        yield tables.parties.fault(None, None, None, what=what, mend="write one word for what is the same")


def _house_rules(spaces: Table[Space]) -> Iterator[Fault]:
    for row, space in spaces.rows():
        if space.max_nights is not None and space.min_nights > space.max_nights:
            what = f"is more than max_nights, {space.max_nights}"
            yield spaces.fault(
                row, "min_nights", space.min_nights, what=what, mend="write the smaller number here"
            )


def _points(table: Table[Any]) -> Iterator[Fault]:
    for row, item in table.rows():
        if (item.lat is None) != (item.lon is None):
            column, other = ("lat", "lon") if item.lat is None else ("lon", "lat")
            what = f"the cell is empty, but {other} is given"
            yield table.fault(row, column, None, what=what, mend="write both or none")
