"""What spreadsheet programs keep in cells: days as numbers or with a time of day, formulas, errors."""

import re
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from shanyrak.placement.files import read_case

DAY = date(2022, 9, 25)
NUMBER = 44829  # of this day in a spreadsheet
HEADER = ("party_id", "people", "arrival", "nights", "note")


@pytest.fixture
def read(tables, put):
    """Return a function that reads a case whose parties stand in a workbook."""

    def run(*rows, epoch=None):
        folder, book = put(tables), Workbook()
        if epoch:
            book.epoch = epoch
        for row in (HEADER, *rows):
            book.active.append(row)
        (folder / "parties.csv").unlink()
        book.save(folder / "parties.xlsx")
        return read_case(folder)

    return run


@pytest.mark.parametrize(
    "day", [DAY, datetime.combine(DAY, time()), datetime.combine(DAY, time(14, 30)), NUMBER, NUMBER + 0.6]
)
def test_a_day_is_read_however_its_cell_keeps_it(read, day):
    case, faults = read(("p1", 2, day, 4))
    assert faults == []
    assert case.parties[0].arrival == DAY


def test_a_workbook_that_counts_from_1904_means_another_day(read):
    assert read(("p1", 2, NUMBER - 1462, 4), epoch=CALENDAR_MAC_1904)[0].parties[0].arrival == DAY


@pytest.mark.parametrize("number", [1, 30000, 90000, 123456789])
def test_a_number_that_is_no_day_of_our_time_is_refused(read, number):
    assert [(f.row, f.column, f.refused) for f in read(("p1", 2, number, 4))[1]] == [(2, "arrival", True)]


def test_a_text_of_digits_is_no_day(read):
    assert [f.what for f in read(("p1", 2, str(NUMBER), 4))[1]] == ["is a number, not a date"]


def test_a_number_of_people_stays_a_number(read):
    assert read(("p1", NUMBER, DAY, 4))[0].parties[0].people == NUMBER


def test_a_formula_without_a_result_is_told_with_its_cell(read):
    case, faults = read(("p1", 2, DAY, 4), ("p2", 2, DAY, "=B3*2", "=A3"), ("p3", "=B3", DAY, 4))
    assert case is None
    assert [str(fault) for fault in faults] == [
        f"parties.xlsx row {row}, {column}: '{formula}' is a formula whose result was not saved; "
        f"open it in your spreadsheet program, look at cell {cell}, and save it"
        for row, column, formula, cell in ((3, "nights", "=B3*2", "D3"), (4, "people", "=B3", "B4"))
    ]


def test_a_formula_whose_saved_result_is_empty_is_an_empty_cell(read, tmp_path):
    read(("p1", 2, DAY, 4), ("p2", 2, DAY, "=B3*2"))
    give_result(tmp_path / "parties.xlsx", b' t="str"', b"<v></v>")
    assert [(f.row, f.what) for f in read_case(tmp_path)[1]] == [(3, "the cell is empty")]
    give_result(tmp_path / "parties.xlsx", b"", b"<v>7</v>")
    assert read_case(tmp_path)[0].parties[1].nights == 7


def give_result(path, kind, value):
    """Write the result of the formula in D3 as a spreadsheet program does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    found = rb'<c r="D3"[^>]*><f>B3\*2</f><v[^c]*</c>'
    assert re.search(found, parts[name])
    parts[name] = re.sub(found, b'<c r="D3"' + kind + b"><f>B3*2</f>" + value + b"</c>", parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
