"""A grid's cells as values, column by column, and its rows as values of the model. No tables are compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shanyrak.placement.files.cells import CellError
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids import Grid
from shanyrak.placement.files.schema import Column, Schema

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Table(Generic[Item]):
    """The rows of a table that could be read; ``numbers[i]`` is the row of ``items[i]`` in `name`.

    `ids` are all texts of the first column, in rows with a fault too; None where the column is missing.
    """

    name: str
    items: tuple[Item, ...] = ()
    numbers: tuple[int, ...] = ()
    ids: frozenset[str] | None = None
    faults: tuple[Fault, ...] = ()

    def rows(self) -> Iterator[tuple[int, Item]]:
        """Yield each value with its row in the file."""
        return zip(self.numbers, self.items, strict=True)

    def fault(self, row: int | None, column: str | None, value: object, *, what: str, mend: str) -> Fault:
        """Return a fault for which the case is refused; `value` None where there is none to show."""
        return Fault(self.name, row, column, None if value is None else str(value), what, mend)


def read_table(grid: Grid, schema: Schema, make: Callable[..., Item]) -> Table[Item]:
    """Read every cell of a grid by its column's kind and make a value of each row without a fault.

    Parameters
    ----------
    grid
        Header and rows of text.
    schema
        Columns in the order of the arguments of `make`; others in the grid are left out.
    make
        What one row becomes.

    Returns
    -------
    Table
        With every fault of the grid by itself.

    Notes
    -----
    Every different text of a column is read once: dates and words repeat, so a city takes a second or two.
    """
    faults = _header_faults(grid, schema) + _width_faults(grid)
    cells_of = _columns(grid, schema)
    bad_rows: set[int] = set()
    values: dict[str, list[Any]] = {}
    for name, cells in cells_of.items():
        values[name], wrong = _read(cells, schema[name])
        bad_rows.update(wrong)
        advice = schema[name].kind.mend
        faults += [
            Fault(grid.name, grid.numbers[row], name, cells[row] or None, error.what, error.mend or advice)
            for row, error in wrong.items()
        ]
    for name in schema.keys() - cells_of.keys():
        values[name] = [schema[name].default] * len(grid.rows)
    key = next(iter(schema))
    complete = all(name in cells_of for name, column in schema.items() if column.required)
    good = [row for row in range(len(grid.rows)) if row not in bad_rows] if complete else []
    columns = [
        values[name] if len(good) == len(grid.rows) else [values[name][row] for row in good]
        for name in schema
    ]
    return Table(
        name=grid.name,
        items=tuple(map(make, *columns)),
        numbers=tuple(grid.numbers[row] for row in good),
        ids=frozenset(cells_of[key]) if key in cells_of else None,
        faults=tuple(faults),
    )


def _header_faults(grid: Grid, schema: Schema) -> list[Fault]:
    def fault(column: str | None, value: str | None, what: str, mend: str) -> Fault:
        return Fault(grid.name, 1 if value else None, column, value, what, mend)

    faults = []
    for name, column in schema.items():
        count = grid.header.count(name)
        nearly = [text for text in grid.header if text != name and text.strip().lower() == name]
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


def _width_faults(grid: Grid) -> list[Fault]:
    """Find rows with more cells than the header; empty ones at the end, as spreadsheets add, do no harm."""
    width = len(grid.header)
    mend = "put a cell that holds the delimiter between quotation marks"
    return [
        Fault(grid.name, number, None, None, f"has more cells than the header, which has {width}", mend)
        for row, number in zip(grid.rows, grid.numbers, strict=True)
        if len(row) > width and any(row[width:])
    ]


def _columns(grid: Grid, schema: Schema) -> dict[str, list[str]]:
    """Return the cells of each known column that the header names, "" where a row is too short."""
    width = len(grid.header)
    rows = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in grid.rows]
    columns: list[tuple[str, ...]] = list(zip(*rows, strict=True)) or [()] * width
    return {name: list(columns[grid.header.index(name)]) for name in schema if name in grid.header}


def _read(cells: Sequence[str], column: Column) -> tuple[list[Any], dict[int, CellError]]:
    """Return the value of each cell, and the error of each that cannot be read, by its place."""
    known: dict[str, Any] = {}
    errors: dict[str, CellError] = {}
    for cell in set(cells):
        try:
            known[cell] = _value(cell, column)
        except CellError as error:
            errors[cell] = error
    if not errors:
        return list(map(known.__getitem__, cells)), {}
    return list(map(known.get, cells)), {
        row: errors[cell] for row, cell in enumerate(cells) if cell in errors
    }


def _value(cell: str, column: Column) -> Any:
    text = cell.strip() if column.kind.strip else cell
    if text:
        return column.kind.read(text)
    if column.required:
        raise CellError("the cell is empty")
    return column.default
