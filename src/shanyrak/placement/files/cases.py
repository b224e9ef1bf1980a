"""A case written as the tables that can be read again, for generated waves and for tests."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import schema
from shanyrak.placement.files.folder import OutputFolder
from shanyrak.placement.files.sources import SUFFIXES
from shanyrak.placement.files.writing import write_rows
from shanyrak.placement.model import Case


def write_case(folder: Path | str, case: Case, *, gzipped: bool = False) -> None:
    """Write the tables of a case as CSV, or as CSV.gz; `read_case` gives the same case again.

    Optional columns are left out where all rows have their default, and stays and costs where they are empty.
    Equal cases give equal bytes.

    Raises
    ------
    InvalidError
        If the folder cannot be written, or holds a table of a case that would be mixed with this one.
    """
    suffix = ".csv.gz" if gzipped else ".csv"
    tables: dict[str, Sequence[object]] = {
        "parties": case.parties,
        "spaces": case.spaces,
        "windows": case.windows,
        "stays": case.stays,
        "costs": case.costs,
    }
    written = {
        name: rows for name, rows in tables.items() if rows or name in {"parties", "spaces", "windows"}
    }
    _refuse_mixture(Path(folder), {name + suffix for name in written})
    with OutputFolder(folder) as out:
        for name, rows in written.items():
            columns = _columns(schema.OF_TABLE[name], rows)
            write_rows(out / (name + suffix), columns, _cells(rows, columns))


def _refuse_mixture(folder: Path, written: set[str]) -> None:
    names = {table + suffix for table in schema.TABLES for suffix in SUFFIXES} - written
    if found := sorted(name for name in names if (folder / name).exists()):
        raise InvalidError(f"{folder}: holds {', '.join(found)} of another case; name an empty folder")


def _columns(columns: schema.Schema, rows: Iterable[object]) -> list[str]:
    return [
        name
        for name, column in columns.items()
        if column.required or any(getattr(row, name) != column.default for row in rows)
    ]


def _cells(rows: Iterable[object], columns: Sequence[str]) -> Iterable[Sequence[str]]:
    values: Callable[[object], tuple[Any, ...]] = attrgetter(*columns)
    return ([_text(value) for value in values(row)] for row in rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
