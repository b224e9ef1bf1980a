"""plan.xlsx opens in a spreadsheet program, says what plan.csv says, and runs nothing."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from openpyxl import load_workbook

from shanyrak.placement.files import read_plan, write_workbook
from shanyrak.placement.model import (
    REASONS,
    Case,
    Certificate,
    Figures,
    Party,
    Plan,
    Reason,
    Result,
    Space,
    Stay,
    Window,
)

START = date(2022, 9, 25)


def night(n):
    return START + timedelta(days=n)


def at_midnight(n):
    """Give a date as openpyxl reads it."""
    return datetime.combine(night(n), time())


CASE = Case(
    parties=(Party("p1", 2, START, 4), Party("=1+1", 3, START, 2)),
    spaces=(Space("home", 2, "Oral"), Space("hall & <east>", 9, private=False)),
    windows=(
        Window("home", night(-3), night(2)),
        Window("home", night(1), night(3)),
        Window("hall & <east>", START, night(9)),
    ),
)
RESULT = Result(
    plan=Plan.of([
        Stay("p1", "1", 2, "home", START, night(2)),
        Stay("=1+1", "1", 3, "hall & <east>", START, night(1)),
    ]),
    certificate=Certificate((), START, np.zeros((0, 1), np.float32)),
    figures=Figures(14, 7, 0, 6.98, 1.25),
    upper_bound=10.0,
    unavoidable_person_nights=1,
    first_come=Figures(14, 5, 0, 4.5),
    reasons=(Reason("p1", 2, 8, 4, "taken"), Reason("=1+1", 3, 6, 3, "need", "@pets")),
)  # fmt: skip


@pytest.fixture
def book(tmp_path):
    write_workbook(tmp_path / "plan.xlsx", CASE, RESULT, about={"seed": 0, "version": "0.1"})
    return load_workbook(tmp_path / "plan.xlsx")


def rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_it_has_four_sheets_with_headers_that_stay_in_sight(book):
    assert book.sheetnames == ["stays", "without a bed", "spaces", "summary"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(cell.font.b for sheet in book for cell in sheet[1])


def test_stays_are_those_of_the_plan_with_true_dates(book):
    assert rows(book["stays"]) == [
        ("party_id", "part", "people", "space_id", "first_night", "end_night"),
        ("'=1+1", "1", 3, "hall & <east>", at_midnight(0), at_midnight(1)),
        ("p1", "1", 2, "home", at_midnight(0), at_midnight(2)),
    ]


def test_parties_without_a_bed_have_their_reason_in_words(book):
    assert rows(book["without a bed"])[1:] == [
        ("p1", 2, 8, 4, REASONS["taken"], None),
        ("'=1+1", 3, 6, 3, REASONS["need"], "'@pets"),
    ]


def test_spaces_tell_free_used_and_left_nights_of_the_case(book):
    assert rows(book["spaces"])[1:] == [
        ("home", "Oral", 2, "yes", 3, 2, 1, 4),
        ("hall & <east>", None, 9, "no", 4, 1, 3, 3),
    ]


def test_the_summary_sets_the_plan_beside_first_come_first_served(book):
    told = {row[0]: row[1:] for row in rows(book["summary"])}
    assert told["person-nights without a bed"] == (7, 9)
    assert told["value, person-nights"] == (6.98, 4.5)
    assert told["gap, %"] == (pytest.approx(30.2), None)
    assert told["version"] == ("0.1", None)


def test_no_cell_can_be_taken_for_a_formula(book):
    texts = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert [text for text in texts if text.startswith(("=", "+", "-", "@"))] == []


def test_the_plan_reads_back_from_the_workbook(tmp_path, book):
    assert book
    assert read_plan(tmp_path / "plan.xlsx") == (RESULT.plan, [])


def test_equal_plans_give_equal_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, CASE, RESULT)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_signs_that_xml_does_not_know_are_left_out(tmp_path):
    reason = Reason("p1", 2, 8, 4, "need", "a\x00b\ud800c")
    result = Result(RESULT.plan, RESULT.certificate, RESULT.figures, 10.0, 1, RESULT.first_come, (reason,))
    write_workbook(tmp_path / "plan.xlsx", CASE, result)
    assert rows(load_workbook(tmp_path / "plan.xlsx")["without a bed"])[1][-1] == "abc"
