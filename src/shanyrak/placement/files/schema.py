"""The tables of a case and of a plan: their columns, kinds and defaults (docs/reference/file-formats.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from shanyrak.placement.files import cells
from shanyrak.placement.files.cells import Kind

TABLES = ("parties", "spaces", "windows", "stays", "costs")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, whether every row must fill it, and else what an empty cell means."""

    kind: Kind
    required: bool = False
    default: Any = None


Schema = Mapping[str, Column]

PLACE: Schema = {
    "place": Column(cells.TEXT),
    "lat": Column(cells.LATITUDE),
    "lon": Column(cells.LONGITUDE),
}

# The order of the columns is that of the fields of the values in model.py.
PARTIES: Schema = MappingProxyType(
    {
        "party_id": Column(cells.ID, required=True),
        "people": Column(cells.PEOPLE, required=True),
        "arrival": Column(cells.ARRIVAL, required=True),
        "nights": Column(cells.NIGHTS, required=True),
        **PLACE,
        "needs": Column(cells.WORDS, default=frozenset()),
        "wants": Column(cells.WORDS, default=frozenset()),
        "weight": Column(cells.WEIGHT, default=1.0),
        "may_split": Column(cells.MARK, default=False),
        "max_moves": Column(cells.whole(0, loose=True)),
        "not_after": Column(cells.DATE),
        "current_space": Column(cells.TEXT),
        "sex": Column(cells.SEX, default=""),
    }
)
SPACES: Schema = MappingProxyType(
    {
        "space_id": Column(cells.ID, required=True),
        "beds": Column(cells.PEOPLE, required=True),
        **PLACE,
        "private": Column(cells.FLAG, default=True),
        "features": Column(cells.WORDS, default=frozenset()),
        "min_nights": Column(cells.whole(1, loose=True), default=1),
        "max_nights": Column(cells.whole(1, loose=True)),
        "sexes": Column(cells.one_of("any", "f", "m", "same"), default="any"),
    }
)
WINDOWS: Schema = MappingProxyType(
    {
        "space_id": Column(cells.NAME_OF_ID, required=True),
        "first_night": Column(cells.DATE, required=True),
        "end_night": Column(cells.DATE, required=True),
    }
)
SPACES_WITH_SPAN: Schema = MappingProxyType(
    {**SPACES, **{name: WINDOWS[name] for name in ("first_night", "end_night")}}
)
STAYS: Schema = MappingProxyType(
    {
        "party_id": Column(cells.NAME_OF_ID, required=True),
        "part": Column(cells.TEXT, default="1"),
        "people": Column(cells.PEOPLE, required=True),
        "space_id": Column(cells.NAME_OF_ID, required=True),
        "first_night": Column(cells.DATE, required=True),
        "end_night": Column(cells.DATE, required=True),
    }
)
COSTS: Schema = MappingProxyType(
    {
        "party_id": Column(cells.NAME_OF_ID, required=True),
        "space_id": Column(cells.NAME_OF_ID, required=True),
        "cost": Column(cells.COST, required=True),
    }
)
OF_TABLE: Mapping[str, Schema] = MappingProxyType(
    {"parties": PARTIES, "spaces": SPACES, "windows": WINDOWS, "stays": STAYS, "costs": COSTS}
)
# A stranger's plan: what can be read is judged by the check of plans, so a wrong id or number passes here.
PLAN: Schema = MappingProxyType(
    {
        **STAYS,
        "party_id": Column(cells.RAW, required=True),
        "people": Column(cells.whole(-cells.MOST, cells.MOST), required=True),
        "space_id": Column(cells.RAW, required=True),
    }
)
# An earlier plan that marks the stays of which people were told.
EARLIER_PLAN: Schema = MappingProxyType({**PLAN, "told": Column(cells.MARK, default=False)})
