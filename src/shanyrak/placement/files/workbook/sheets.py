"""A minimal writer of .xlsx: a dozen times faster than a general one, and equal input gives equal bytes.

What the sheets hold is decided in plan_sheets.py.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from shanyrak.placement.files.folder import whole_file

Cell = str | int | float | date | None

NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can tell
DAY_ZERO = date(1899, 12, 30)  # of spreadsheets
FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet may run a text that begins so
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PLAIN, HEADER, DATE, WHOLE, DECIMAL = range(5)  # cellXfs of STYLES, in their order
SAMPLE = 1000  # rows that decide how wide a column is
NARROWEST, WIDEST = 8, 60  # widths of columns, in characters
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its header and its rows, each as long as the header."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_sheets(path: Path | str, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; the header of each sheet stays in sight and can be filtered.

    Texts that begin with = + - @ get an apostrophe in front, so that no spreadsheet runs them.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, content in _frame(sheets):
            archive.writestr(_entry(name), content)
        for number, sheet in enumerate(sheets, 1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                part.write("".join(_sheet(sheet)).encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _frame(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Yield the parts of the package that are not sheets."""
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{overrides}</Types>'
        ),
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*links, ("styles", "styles.xml")])
    names = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
    )
    yield "xl/styles.xml", STYLES


def _relations(links: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _sheet(sheet: Sheet) -> Iterator[str]:
    letters = [chr(ord("A") + n) for n in range(len(sheet.header))]
    rows = list(sheet.rows)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(_widths(sheet, rows), 1)
    )
    yield (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )
    yield _row(1, letters, [_text(name, HEADER) for name in sheet.header])
    for number, row in enumerate(rows, 2):
        yield _row(number, letters, [_cell(value) for value in row])
    yield f'</sheetData><autoFilter ref="A1:{letters[-1]}{len(rows) + 1}"/></worksheet>'


def _widths(sheet: Sheet, rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    for n, name in enumerate(sheet.header):
        longest = max((len(str(row[n])) for row in rows[:SAMPLE]), default=0)
        yield min(max(longest, len(name), NARROWEST) + 2, WIDEST)


def _row(number: int, letters: Sequence[str], cells: Sequence[str]) -> str:
    inside = "".join(
        f'<c r="{letter}{number}"{cell}' for letter, cell in zip(letters, cells, strict=True) if cell
    )
    return f'<row r="{number}">{inside}</row>'


def _cell(value: Cell) -> str:
    """Return a cell from the place where its attributes go on to its end, "" for one that is empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _text(value, PLAIN)
    if isinstance(value, date):
        return f' s="{DATE}"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, int):
        return f' s="{WHOLE}"><v>{int(value)}</v></c>'
    return f' s="{DECIMAL}"><v>{value!r}</v></c>'


def _text(text: str, style: int) -> str:
    if text.startswith(FORMULA_STARTS):
        text = "'" + text
    shown = text if text.isalnum() else escape(NOT_XML.sub("", text))
    return f' t="inlineStr" s="{style}"><is><t xml:space="preserve">{shown}</t></is></c>'
