"""CSV as people's programs write it: encoding and delimiter are found from the bytes and the header."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.schema import Schema
from shanyrak.placement.files.sources import SourceError

DELIMITERS = (",", ";", "\t")
BINARY = re.compile(
    r"[\x00-\x08\x0e-\x1f]"
)  # no text holds these; a cp1251 reading of other bytes nearly always does
LINES = 10  # among which the header is looked for
SAMPLE = 2**16  # characters looked at: a header, or enough of a file that is no table
CONTAINERS = {
    b"PK\x03\x04": "a workbook or zip archive",
    b"\x1f\x8b": "a .gz file",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
}


def rows_of(data: bytes, name: str, schema: Schema) -> Iterator[list[str]]:
    """Yield the rows of a CSV file; a blank line is a row without cells.

    Raises
    ------
    SourceError
        If the bytes are no text, or a quotation mark is not closed.
    """
    content = decode(data, name)
    reader = csv.reader(
        io.StringIO(content, newline=""), delimiter=delimiter_of(content, schema), strict=True
    )
    done = 0
    try:
        for row in reader:
            yield row
            done += 1
    except csv.Error:
        what, mend = (
            "has a quotation mark that is not closed, or a cell too long",
            'write every " inside a cell twice',
        )
        raise SourceError(Fault(name, done + 1, None, None, what, mend)) from None


def decode(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8 or UTF-16, with or without a mark, else in cp1251 of old Windows.

    Raises
    ------
    SourceError
        If the bytes are no text.
    """
    for signature, kind in CONTAINERS.items():
        if data.startswith(signature):
            raise _no_text(name, f"is {kind}, not a text table")
    content = _first_text(data, _encodings(data))
    if content is None:
        raise _no_text(name, "is not a text table in UTF-8, UTF-16 or cp1251")
    if BINARY.search(content[:SAMPLE]):
        raise _no_text(name, "is not a text table")
    return content


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if data[1:16:2] == bytes(8):  # names of columns are ASCII, so every second byte of UTF-16 is zero
        return ("utf-16-le",)
    if data[:16:2] == bytes(8):
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1251")


def _first_text(data: bytes, encodings: tuple[str, ...]) -> str | None:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None


def _no_text(name: str, what: str) -> SourceError:
    return SourceError(
        Fault(name, None, None, None, what, "save it as CSV UTF-8 in your spreadsheet program")
    )


def delimiter_of(content: str, schema: Schema) -> str:
    """Return the delimiter that finds most names of columns in a line; a comma where two find as many.

    It looks at the first lines: above the header may stand a title, which is told later.
    """
    lines = re.split(r"\r\n|\r|\n", content[:SAMPLE], maxsplit=LINES)[:LINES]

    def found(delimiter: str) -> int:
        rows = csv.reader(lines, delimiter=delimiter)
        return max(len({name.strip().lower() for name in names} & set(schema)) for names in [*rows, []])

    return max(DELIMITERS, key=found)
