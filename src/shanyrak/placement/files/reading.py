"""The door of reading: a folder, a workbook or single files in; a case and every fault out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from shanyrak.base.garbage import no_collection
from shanyrak.placement.files import schema
from shanyrak.placement.files.agreement import Tables, compare
from shanyrak.placement.files.doubts import doubts
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids import Grid, read_grid
from shanyrak.placement.files.promises import broken_promises
from shanyrak.placement.files.sources import Input, Source, SourceError, find_tables
from shanyrak.placement.files.tables import Table, read_table
from shanyrak.placement.model import Case, Cost, Party, Space, Stay, Window

Item = TypeVar("Item")
FilePath = Path | str
NO_COLUMNS: schema.Schema = MappingProxyType({})
NEEDS_ROWS = {"parties", "spaces", "windows"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A case, None where a fault forbids planning; every fault; and the files that were read."""

    case: Case | None
    faults: list[Fault]
    inputs: list[Input]


def read_case(
    folder: FilePath | None = None,
    *,
    parties: FilePath | None = None,
    spaces: FilePath | None = None,
    windows: FilePath | None = None,
    stays: FilePath | None = None,
    costs: FilePath | None = None,
) -> tuple[Case | None, list[Fault]]:
    """Read a case and find every fault in it.

    Parameters
    ----------
    folder
        Folder with parties, spaces and, where there are any, windows, stays and costs (.csv, .csv.gz, .xlsx
        or .parquet); or one workbook with sheets of these names.
    parties, spaces, windows, stays, costs
        Single files; each comes before the one in the folder.

    Returns
    -------
    tuple
        The case, None where a fault refuses it; and all faults, in the order of tables and rows.
    """
    files = {"parties": parties, "spaces": spaces, "windows": windows, "stays": stays, "costs": costs}
    reading = read(folder, files)
    return reading.case, reading.faults


def read(folder: FilePath | None, files: Mapping[str, FilePath | None] = MappingProxyType({})) -> Reading:
    """Read a case as `read_case` does, and also tell which files were read, for a report.

    Parameters
    ----------
    folder
        As of `read_case`.
    files
        Single files by name of table; None is none.

    Returns
    -------
    Reading
        With the SHA-256 and the number of rows of each file.
    """
    given = {name: Path(path) for name, path in files.items() if path is not None}
    try:
        sources, faults = find_tables(None if folder is None else Path(folder), given)
    except SourceError as error:
        return Reading(None, [error.fault], [])
    if faults:
        return Reading(None, faults, [])
    with no_collection():
        return _read(str(folder or "the files given"), sources)


def _read(where: str, sources: Mapping[str, Source]) -> Reading:
    grids, faults = _grids(sources)
    faults += _absent(where, sources, grids)
    tables = _tables(grids, sources)
    each: tuple[Table[Any], ...] = (tables.parties, tables.spaces, tables.windows, tables.stays, tables.costs)
    faults += [fault for table in each for fault in table.faults]
    faults += [*compare(tables), *broken_promises(tables), *doubts(tables)]
    order = {table.name: place for place, table in reversed(list(enumerate(each)))}
    faults.sort(key=lambda fault: (order.get(fault.file, -1), fault.row or 0))
    inputs = [Input(grid.name, grid.sha256, len(grid.rows)) for grid in grids.values()]
    return Reading(None if any(fault.refused for fault in faults) else _case(tables), faults, inputs)


def _grids(sources: Mapping[str, Source]) -> tuple[dict[str, Grid], list[Fault]]:
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    for name in schema.TABLES:
        if name not in sources:
            continue
        try:
            grid = read_grid(sources[name], schema.OF_TABLE[name])
        except SourceError as error:
            faults.append(error.fault)
            continue
        if grid is None:
            continue
        grids[name] = grid
        if name in NEEDS_ROWS and not grid.rows:
            what = "has no rows under its header"
            faults.append(Fault(grid.name, None, None, None, what, f"write one row for each of the {name}"))
    return grids, faults


def _absent(where: str, sources: Mapping[str, Source], grids: Mapping[str, Grid]) -> list[Fault]:
    """Return a fault for each table that a case must have and that no file or sheet holds."""
    return [
        Fault(
            where, None, None, None, f"has no table {name}", f"add {name}.csv (or .csv.gz, .xlsx, .parquet)"
        )
        for name in ("parties", "spaces")
        if name not in grids and (name not in sources or sources[name].sheet)
    ]


def _tables(grids: Mapping[str, Grid], sources: Mapping[str, Source]) -> Tables:
    def table(name: str, make: Callable[..., Item], of: schema.Schema = NO_COLUMNS) -> Table[Item]:
        columns = of or schema.OF_TABLE[name]
        return read_table(grids[name], columns, make) if name in grids else Table(name)

    # Where a file of windows is there but cannot be read, the spans in spaces are not asked for either.
    if "windows" in grids or ("windows" in sources and not sources["windows"].sheet):
        spaces, windows = table("spaces", Space), table("windows", Window)
    else:
        both = table("spaces", _space_and_window, schema.SPACES_WITH_SPAN)
        spaces = both.holding(space for space, _ in both.items)
        windows = Table(both.name, tuple(window for _, window in both.items), both.numbers)
    return Tables(table("parties", Party), spaces, windows, table("stays", Stay), table("costs", Cost))


def _space_and_window(*values: Any) -> tuple[Space, Window]:
    return Space(*values[:-2]), Window(values[0], *values[-2:])


def _case(tables: Tables) -> Case:
    """Return the case; windows without a night, which were told, are left out."""
    windows = tuple(window for window in tables.windows.items if window.first_night < window.end_night)
    return Case(tables.parties.items, tables.spaces.items, windows, tables.stays.items, tables.costs.items)
