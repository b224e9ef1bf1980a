"""A grid's cells as values, column by column, and its rows as values of the model. No tables are compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from shanyrak.placement.files.cells import SHEET_ERROR, CellError
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids import Grid
from shanyrak.placement.files.headers import header_faults, is_misplaced, names_of
from shanyrak.placement.files.schema import Column, Schema

Item = TypeVar("Item")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Table(Generic[Item]):
    """The rows of a table that could be read; ``numbers[i]`` is the row of ``items[i]`` in `name`.

    `texts` are the cells of each column that is there, in rows with a fault too; those rows are `text_rows`.
    `ids` are the texts of the first column; None where it is missing.
    """

    name: str
    items: tuple[Item, ...] = ()
    numbers: tuple[int, ...] = ()
    ids: frozenset[str] | None = None
    faults: tuple[Fault, ...] = ()
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text_rows: Sequence[int] = ()

    def rows(self) -> Iterator[tuple[int, Item]]:
        """Yield each value with its row in the file."""
        return zip(self.numbers, self.items, strict=True)

    def holding(self, items: Iterable[Other]) -> "Table[Other]":
        """Return the same rows with other values."""
        faults, texts = self.faults, self.texts
        return Table(self.name, tuple(items), self.numbers, self.ids, faults, texts, self.text_rows)

    def cells(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the texts of some columns of each row that has no fault in them, with its row in the file."""
        if any(column not in self.texts for column in columns):
            return
        wrong = {fault.row for fault in self.faults if fault.column in columns}
        texts = zip(*(self.texts[column] for column in columns), strict=True)
        for row, cells in zip(self.text_rows, texts, strict=True):
            if row not in wrong:
                yield row, cells

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
    faults = header_faults(grid, schema)
    if is_misplaced(grid, schema):
        return Table(grid.name, faults=tuple(faults))
    faults += _width_faults(grid)
    cells_of = _columns(grid, schema)
    unsaved = _unsaved(grid, schema)
    bad_rows: set[int] = set()
    values: dict[str, list[Any]] = {}
    for name, cells in cells_of.items():
        values[name], wrong = _read(cells, schema[name])
        wrong |= {row: error for (row, column), error in unsaved.items() if column == name}
        bad_rows.update(wrong)
        faults += _cell_faults(grid, name, cells, wrong, advice=schema[name].kind.mend)
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
        texts=cells_of,
        text_rows=grid.numbers,
    )


def _cell_faults(
    grid: Grid, name: str, cells: Sequence[str], wrong: Mapping[int, CellError], *, advice: str
) -> Iterator[Fault]:
    """Yield the fault of each cell of a column that could not be read, by the place of its row."""
    for row, error in wrong.items():
        value, mend = error.shown or cells[row] or None, error.mend or advice
        yield Fault(grid.name, grid.numbers[row], name, value, error.what, mend)


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
    header, width = names_of(grid, schema), len(grid.header)
    rows = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in grid.rows]
    columns: list[tuple[str, ...]] = list(zip(*rows, strict=True)) or [()] * width
    return {name: list(columns[header.index(name)]) for name in schema if name in header}


def _unsaved(grid: Grid, schema: Schema) -> dict[tuple[int, str], CellError]:
    """Return the error of each formula without a result, by place of its row and name of its column."""
    header = names_of(grid, schema)
    place = {number: row for row, number in enumerate(grid.numbers)} if grid.formulas else {}
    errors = {}
    for (number, column), formula in grid.formulas.items():
        if number in place and column < len(header) and header[column] in schema:
            what = "is a formula whose result was not saved"
            mend = f"open it in your spreadsheet program, look at cell {_cell(column, number)}, and save it"
            errors[place[number], header[column]] = CellError(what, mend, formula)
    return errors


def _cell(column: int, row: int) -> str:
    """Return how a spreadsheet calls a cell: A2, AB17."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


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
    if text.startswith("#") and SHEET_ERROR.fullmatch(text):
        raise CellError("is an error of a spreadsheet, not a value", "mend the formula in this cell")
    if text:
        return column.kind.read(text)
    if column.required:
        raise CellError("the cell is empty")
    return column.default
