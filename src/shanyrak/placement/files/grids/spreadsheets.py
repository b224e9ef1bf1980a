"""Reading sheets of a workbook as rows of text. Writing one is in workbook/."""

import io
import math
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from typing import Any

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.sources import DAMAGE, Source, SourceError, check_zip

A_WORKBOOK = "a workbook that can be read (.xlsx)"
FORMULA_STARTS = ("=", "+", "-", "@")


def rows_of(data: bytes, source: Source) -> Iterator[list[str]] | None:
    """Return the rows of a sheet: that of the table's name, or the first where the file is of one table.

    None where a workbook of all tables has no sheet of that name.

    Raises
    ------
    SourceError
        If the bytes are no workbook.
    """
    check_zip(source.name, data, kind=A_WORKBOOK)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells of styles that it leaves out
            book = import_module("openpyxl").load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except DAMAGE:
        raise _no_workbook(source) from None
    sheets = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
    wanted = source.sheet or source.path.name.split(".")[0].lower()
    if source.sheet and wanted not in sheets:
        return None
    if not sheets:
        raise _no_workbook(source)
    return _lines(sheets.get(wanted, book.worksheets[0]), source)


def _lines(sheet: Any, source: Source) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # many programs write a wrong size; the rows themselves are right
    try:
        for row in sheet.iter_rows(values_only=True):
            yield [text_of(value) for value in row]
    except DAMAGE:
        raise _no_workbook(source) from None


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
