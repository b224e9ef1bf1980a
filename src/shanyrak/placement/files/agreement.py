"""What is refused only when rows and tables are compared: ids, words, limits; not promised stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from statistics import median_low
from typing import Any

from shanyrak.placement.files.cells import MOST_NIGHTS
from shanyrak.placement.files.faults import Fault
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
    yield from _twice(tables.parties, "party_id", (party.party_id for party in tables.parties.items))
    yield from _twice(tables.spaces, "space_id", (space.space_id for space in tables.spaces.items))
    yield from _too_many_words(tables)
    yield from _house_rules(tables.spaces)
    yield from _points(tables.parties)
    yield from _points(tables.spaces)
    yield from _far_off(tables.parties)
    yield from _unknown(tables.windows, "space_id", tables.spaces)
    for table in (tables.stays, tables.costs):
        yield from _unknown(table, "party_id", tables.parties)
        yield from _unknown(table, "space_id", tables.spaces)
    pairs = (f"{cost.party_id}, {cost.space_id}" for cost in tables.costs.items)
    yield from _twice(tables.costs, "party_id, space_id", pairs)


def _twice(table: Table[Any], column: str, keys: Iterable[str]) -> Iterator[Fault]:
    all_keys = list(keys)
    if len(set(all_keys)) == len(all_keys):
        return
    first: dict[str, int] = {}
    for row, key in zip(table.numbers, all_keys, strict=True):
        if first.setdefault(key, row) != row:
            yield table.fault(
                row, column, key, what="is there twice", mend=f"compare row {first[key]}, and keep one"
            )


def _unknown(table: Table[Any], column: str, known: Table[Any]) -> Iterator[Fault]:
    if known.ids is None or known.ids.issuperset(map(attrgetter(column), table.items)):
        return
    for row, item in table.rows():
        if (name := getattr(item, column)) not in known.ids:
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


def _far_off(parties: Table[Party]) -> Iterator[Fault]:
    """Yield arrivals so far from the others that the year is a slip; the nights between fill the memory."""
    if not parties.items:
        return
    middle = median_low(party.arrival for party in parties.items)
    for row, party in parties.rows():
        if abs((party.arrival - middle).days) > MOST_NIGHTS:
            what = "is more than ten years from the arrival of most parties"
            yield parties.fault(row, "arrival", party.arrival, what=what, mend="check the year")
