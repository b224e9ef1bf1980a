"""The first row of a table: which columns it names, and what is wrong with it. No other row is judged."""

import re
from collections.abc import Sequence

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids import Grid
from shanyrak.placement.files.schema import Schema

HEADER_ROW = 1
LOOKED_AT = 10  # rows among which the header is looked for, where the first is none
TELLING = 2  # names of columns that make a row look like a header: a cell may hold one by chance


def names_of(grid: Grid, schema: Schema) -> list[str]:
    """Return the header with known columns as the schema spells them: capitals and blanks do not matter."""
    return [_plain(text) if _plain(text) in schema else text for text in grid.header]


def header_faults(grid: Grid, schema: Schema) -> list[Fault]:
    """Return what is wrong with the header; where it stands in another row, only that."""
    title = _header_below(grid, schema)
    return [title] if title else _column_faults(grid, schema)


def is_misplaced(grid: Grid, schema: Schema) -> bool:
    """Tell whether the first row is no header and another one looks like it: then no row means anything."""
    return _header_below(grid, schema) is not None


def _header_below(grid: Grid, schema: Schema) -> Fault | None:
    if len(set(names_of(grid, schema)) & schema.keys()) >= TELLING:
        return None
    for row, number in list(zip(grid.rows, grid.numbers, strict=True))[:LOOKED_AT]:
        if len({_plain(cell) for cell in row} & schema.keys()) >= TELLING:
            mend = f"delete the {'row' if number == HEADER_ROW + 1 else 'rows'} above it"
            what = f"is not the header, which is expected in row 1; row {number} looks like it"
            return Fault(grid.name, 1, None, _shown(grid.header) or "an empty row", what, mend)
    return None


def _shown(header: Sequence[str]) -> str:
    return " ".join(filter(None, (text.strip() for text in header)))


def _column_faults(grid: Grid, schema: Schema) -> list[Fault]:
    def fault(column: str | None, value: str | None, what: str, mend: str) -> Fault:
        return Fault(grid.name, 1 if value else None, column, value, what, mend)

    faults = []
    header = names_of(grid, schema)
    for name, column in schema.items():
        count = header.count(name)
        nearly = [text for text in header if text not in schema and _letters(text) == _letters(name)]
        if count > 1:
            faults.append(fault(name, None, f"this column is there {count} times", "keep one of them"))
        if nearly:
            faults.append(fault(None, nearly[0], "is nearly the name of a column", f"write {name}"))
        elif column.required and not count:
            faults.append(fault(name, None, "this column is missing", _mend_missing(name, schema)))
    return faults


def _mend_missing(name: str, schema: Schema) -> str:
    if name in ("first_night", "end_night") and "beds" in schema:
        return "add it to the first row, or add a table windows"
    return "add it to the first row, with a value in every row"


def _plain(text: str) -> str:
    return text.strip().lower()


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
