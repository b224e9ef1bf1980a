"""Reading sheets of a workbook as rows of text. Writing one is in workbook/."""

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from itertools import chain
from typing import Any

from shanyrak.placement.files.cells import ARRIVAL, DATE, DAY_NUMBER
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.schema import Schema
from shanyrak.placement.files.sources import DAMAGE, Source, SourceError, check_zip

A_WORKBOOK = "a workbook that can be read (.xlsx)"
FORMULA_STARTS = ("=", "+", "-", "@")
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
FIRST_YEAR, LAST_YEAR = 2000, 2100  # a number in a column of dates is read as a day of these years only

Formulas = dict[tuple[int, int], str]


def sheet_of(data: bytes, source: Source, schema: Schema) -> tuple[Iterator[list[str]], Formulas] | None:
    """Return the rows of a sheet: that of the table's name, or the first where the file is of one table.

    With them come the formulas whose result the file does not hold, by row and place in the row. None where a
    workbook of all tables has no sheet of that name.

    Raises
    ------
    SourceError
        If the bytes are no workbook.
    """
    check_zip(source.name, data, kind=A_WORKBOOK)
    book = _book(data, source, data_only=True)
    place = _place(book, source)
    if place is None:
        return None
    formulas = _formulas(data, source, place) if _has_formulas(data) else {}
    return _lines(book, place, source, schema), formulas


def _book(data: bytes, source: Source, *, data_only: bool) -> Any:
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells of styles that it leaves out
            load = import_module("openpyxl").load_workbook
            return load(io.BytesIO(data), read_only=True, data_only=data_only)
    except DAMAGE:
        raise _no_workbook(source) from None


def _place(book: Any, source: Source) -> int | None:
    """Return which sheet of a workbook holds the table."""
    names = [sheet.title.strip().lower() for sheet in book.worksheets]
    wanted = source.sheet or source.path.name.split(".")[0].lower()
    if wanted in names:
        return names.index(wanted)
    if source.sheet:
        return None
    if not names:
        raise _no_workbook(source)
    return 0


def _lines(book: Any, place: int, source: Source, schema: Schema) -> Iterator[list[str]]:
    sheet = book.worksheets[place]
    sheet.reset_dimensions()  # many programs write a wrong size; the rows themselves are right
    try:
        rows = sheet.iter_rows(values_only=True)
        header = next(rows, ())
        dated = _dated(header, schema)
        for row in chain([header], rows):
            line = [text_of(value) for value in row]
            for column in dated:
                if column < len(row) and type(row[column]) in {int, float}:
                    line[column] = _day(row[column], book.epoch) or line[column]
            yield line
    except DAMAGE:
        raise _no_workbook(source) from None


def _dated(header: tuple[Any, ...], schema: Schema) -> list[int]:
    """Return the places of the columns of dates."""
    names = [text_of(value).strip().lower() for value in header]
    return [i for i, name in enumerate(names) if name in schema and schema[name].kind in {DATE, ARRIVAL}]


def _day(number: float, epoch: datetime) -> str:
    """Return the date that a spreadsheet means by a number, "" where it is no date that anybody plans for."""
    if not DAY_NUMBER.fullmatch(str(int(number))):
        return ""
    day = import_module("openpyxl.utils.datetime").from_excel(int(number), epoch).date()
    return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else ""


def _has_formulas(data: bytes) -> bool:
    """Look whether any sheet has a formula: most have none, and reading them a second time takes long."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(FORMULA.search(archive.read(name)) for name in sheets)
    except DAMAGE:
        return False  # told where the rows are read


def _formulas(data: bytes, source: Source, place: int) -> Formulas:
    """Return the formulas without a result; one whose result is an empty text has the type of a text."""
    results, formulas = (_cells(_book(data, source, data_only=flag), place) for flag in (True, False))
    found: Formulas = {}
    try:
        for row, (values, texts) in enumerate(zip(results, formulas, strict=False), 1):
            for column, (value, text) in enumerate(zip(values, texts, strict=False)):
                if text.data_type == "f" and value.value is None and value.data_type == "n":
                    found[row, column] = text.value if isinstance(text.value, str) else "="
    except DAMAGE:
        raise _no_workbook(source) from None
    return found


def _cells(book: Any, place: int) -> Iterator[tuple[Any, ...]]:
    sheet = book.worksheets[place]
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows()
    return rows


def _no_workbook(source: Source) -> SourceError:
    return SourceError(
        Fault(source.name, None, None, None, f"is not {A_WORKBOOK}", "check the file, or save it again")
    )


def text_of(value: Any) -> str:
    """Return a typed value as a CSV file would show it: dates in ISO form, whole numbers without a point."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == value.microsecond == 0
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA_STARTS else text
