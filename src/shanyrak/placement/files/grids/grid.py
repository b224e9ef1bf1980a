"""A file of any kind as rows of text, with the numbers that a spreadsheet shows beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids import parquet, spreadsheets, text
from shanyrak.placement.files.schema import Schema
from shanyrak.placement.files.sources import Source, SourceError, read_bytes


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of text under a header, short or long; ``numbers[i]`` is the row of ``rows[i]`` in the file.

    `formulas` are cells, by row in the file and place in the row, whose result a workbook does not hold.
    """

    name: str
    header: list[str]
    rows: list[Sequence[str]]
    numbers: list[int]
    sha256: str
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)


def read_grid(source: Source, schema: Schema) -> Grid | None:
    """Read a file of any kind that we know; None where a workbook has no sheet for the table.

    Raises
    ------
    SourceError
        If it is missing, too large, empty, damaged or of another kind.
    """
    data, digest = read_bytes(source)
    if not data:
        raise SourceError(
            Fault(source.name, None, None, None, "is empty", f"its first row must be {','.join(schema)}")
        )
    name = source.path.name.lower()
    lines: Iterable[Sequence[str]]
    formulas: dict[tuple[int, int], str] = {}
    if name.endswith(".xlsx"):
        sheet = spreadsheets.sheet_of(data, source, schema)
        if sheet is None:
            return None
        lines, formulas = sheet
    elif name.endswith(".parquet"):
        lines = parquet.rows_of(data, source.name, schema)
    elif name.endswith((".csv", ".csv.gz")):
        lines = text.rows_of(data, source.name, schema)
    else:
        what = "is of a kind that is not read"
        raise SourceError(
            Fault(source.name, None, None, None, what, "save it as .csv, .csv.gz, .xlsx or .parquet")
        )
    return replace(_grid(source.name, iter(lines), digest), formulas=formulas)


def _grid(name: str, lines: Iterable[Sequence[str]], digest: str) -> Grid:
    """Take the first row as the header; leave out rows without text, as spreadsheets leave below tables."""
    rows, numbers = [], []
    header: Sequence[str] = ()
    for number, line in enumerate(lines, 1):
        if number == 1:
            header = line
        elif (line and line[0].strip()) or any(cell.strip() for cell in line):
            rows.append(line)
            numbers.append(number)
    return Grid(name, list(header), rows, numbers, digest)
