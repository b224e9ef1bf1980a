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


def test_parties_of_one_wrong_place_are_told_once_with_the_nearest_spelling(tables, put):
    tables["spaces"] = (
        "space_id,beds,place\nhome,4,Алматы\nhall,4,Астана\ndorm,4,Семей\ntent,4,Шымкент\nflat,4,Қонаев\n"
    )
    tables["parties"] = (
        "party_id,people,arrival,nights,place\n"
        "p1,2,2022-09-25,4,Semei\np2,2,2022-09-25,4,Almaty\np3,2,2022-09-25,4,Almaty\np4,2,2022-09-25,4,Алматы\n"
    )
    (one, two) = read_case(put(tables))[1]
    assert (one.row, one.value, two.row, two.value) == (2, "Semei", 3, "Almaty")
    assert one.mend.startswith("spaces are in 'Семей', ")
    assert two.mend.startswith("spaces are in 'Алматы', ")
    assert " and 2 more places: " in two.mend
    assert two.mend.endswith("as it is, 2 parties stay without a bed")


def test_where_no_space_names_a_place_none_is_wrong(tables, put):
    tables["spaces"] = "space_id,beds\nhome,4\nhall,9\ndorm,4\n"
    tables["parties"] = tables["parties"].replace("pets", "")
    assert read_case(put(tables))[1] == []


def test_a_missing_column_private_is_told_once_with_the_rows_of_large_spaces(tables, put):
    rows = "".join(f"s{n},{n},2022-09-25,2022-09-30\n" for n in range(10, 22))
    tables = {"parties": "party_id,people,arrival,nights\np1,2,2022-09-25,4\n"}
    tables["spaces"] = "space_id,beds,first_night,end_night\n" + rows
    (fault,) = read_case(put(tables))[1]
    assert (fault.row, fault.column) == (5, "private")
    assert fault.what == "this column is missing, so one party alone gets all 13 beds of s13 on a night"
    assert fault.mend.endswith("; the same in rows 6, 7, 8, 9, 10 and 3 more")


def test_a_house_rule_that_no_window_can_keep_is_told_once(tables, put):
    tables["spaces"] = tables["spaces"].replace("false,,2,", "false,,4,").replace("false,,1,", "false,,7,")
    tables["windows"] = "space_id,first_night,end_night\nhome,2022-09-25,2022-09-30\n"
    tables["windows"] += (
        "hall,2022-09-26,2022-09-28\nhall,2022-09-28,2022-09-29\ndorm,2022-09-26,2022-09-27\n"
    )
    (fault,) = read_case(put(tables))[1]
    assert (fault.row, fault.column, fault.value) == (3, "min_nights", "4")
    assert fault.mend.startswith("write 3 or less")
    assert fault.mend.endswith("; the same in row 4")


def test_a_space_free_where_the_table_ends_may_be_so_for_longer(tables, put):
    tables["windows"] = tables["windows"].replace("hall,2022-09-25,2022-09-30", "hall,2022-09-25,2022-09-27")
    tables["spaces"] = tables["spaces"].replace("false,,2,", "false,,5,")
    assert read_case(put(tables))[1] == []
    tables["spaces"] = tables["spaces"].replace("false,,5,", "false,,6,")
    assert [(fault.row, fault.column) for fault in read_case(put(tables))[1]] == [(3, "min_nights")]


def test_tables_of_two_years_are_told_once_with_both_spans(tables, put):
    tables["windows"] = tables["windows"].replace("2022", "2012")
    (fault,) = read_case(put(tables))[1]
    assert fault.row is None
    assert fault.what.startswith(
        "3 parties, the first in row 2, want only nights on which no space is free, "
    )
    assert "go from 2012-09-25 to 2012-09-30" in fault.mend
    assert not fault.refused


def test_a_party_between_two_windows_finds_no_night(tables, put):
    tables["parties"] += "p4,1,2022-10-02,3,Oral,,,,,f\n"
    tables["windows"] += "home,2022-10-05,2022-10-09\n"
    assert [fault.row for fault in read_case(put(tables))[1]] == [5]
    tables["windows"] += "home,2022-10-04,2022-10-05\n"
    assert read_case(put(tables))[1] == []


def test_a_far_arrival_is_refused_and_not_told_again(tables, put):
    tables["parties"] = tables["parties"].replace("p2,3,2022", "p2,3,2202")
    assert [(fault.row, fault.refused) for fault in read_case(put(tables))[1]] == [(3, True)]


def test_ends_that_mean_always_are_told_once_for_each_date(tables, put):
    tables["windows"] = (
        tables["windows"].replace("2022-09-30", "9999-12-31").replace("2022-09-25", "2000-01-01")
    )
    assert [(fault.row, fault.column, fault.refused) for fault in read_case(put(tables))[1]] == [
        (2, "first_night", False), (2, "end_night", False),
    ]  # fmt: skip


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
