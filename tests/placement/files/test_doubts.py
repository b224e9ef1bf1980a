"""What is odd is told, and the rest is planned."""

import tomllib
from pathlib import Path

import pytest

from shanyrak.placement.files import read_case

ODD = tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))["odd"]


@pytest.mark.parametrize("slip", ODD.values(), ids=ODD.keys())
def test_what_is_odd_is_told_and_the_rest_is_planned(tables, put, slip):
    assert slip["old"] in tables[slip["table"]]
    tables[slip["table"]] = tables[slip["table"]].replace(slip["old"], slip["new"], 1)
    case, faults = read_case(put(tables))
    assert [str(fault) for fault in faults] == [slip["fault"]]
    assert not faults[0].refused
    assert len(case.parties) == len(case.spaces) == 3


def test_a_latest_night_before_the_arrival_is_told(tables, put):
    tables["parties"] = "party_id,people,arrival,nights,not_after\np1,2,2022-09-25,3,2022-09-25\n"
    case, faults = read_case(put(tables))
    assert [(f.column, f.what, f.refused) for f in faults] == [
        ("not_after", "is not after the arrival, 2022-09-25", False)
    ]
    assert case.parties[0].n_nights == 0


def test_windows_without_a_night_are_left_out(tables, put):
    tables["windows"] += "home,2022-10-05,2022-10-05\n"
    assert len(read_case(put(tables))[0].windows) == 3


def test_a_party_that_may_be_split_can_be_larger_than_any_space(tables, put):
    tables["parties"] = tables["parties"].replace("p3,4", "p3,60")
    assert read_case(put(tables))[1] == []


def test_windows_that_touch_or_come_unsorted_are_no_overlap(tables, put):
    tables["windows"] += "home,2022-10-02,2022-10-04\nhome,2022-09-30,2022-10-02\n"
    assert read_case(put(tables))[1] == []


def test_an_overlap_is_found_whatever_lies_between_in_the_file(tables, put):
    tables["windows"] += (
        "home,2022-10-10,2022-10-20\nhome,2022-09-20,2022-09-21\nhome,2022-10-15,2022-10-16\n"
    )
    faults = read_case(put(tables))[1]
    assert [(f.row, f.what) for f in faults] == [(7, "is before the end of the window in row 5")]
