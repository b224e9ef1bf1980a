"""What is odd is told, and the rest is planned."""

import pytest

from shanyrak.placement.files import read_case

ODD = {
    "party larger than any space": ("parties", "p1,2,", "p1,7,", "parties.csv row 2, people: '7' is more than any space "
                                    "holds, 6; write may_split true if it may be lodged in parts; else it stays "
                                    "without a bed"),
    "no nights": ("parties", "25,4,Oral", "25,0,Oral", "parties.csv row 2, nights: '0' is less than one night; mend "
                  "the dates; as it is, nothing is planned for it"),
    "nights below 0": ("parties", "25,4,Oral", "25,-3,Oral", "parties.csv row 2, nights: '-3' is less than one night; "
                       "mend the dates; as it is, nothing is planned for it"),
    "unknown current space": ("parties", ",,home,m", ",,tent,m", "parties.csv row 4, current_space: 'tent' is not in "
                              "spaces.csv; check the id; as it is, any space counts as a move for this party"),
    "a need of nobody": ("parties", "Oral,pets", "Oral,pets;lift", "parties.csv row 3, needs: 'lift' is not offered by "
                         "any space; check the spelling in needs and features; as it is, the party stays without a "
                         "bed"),
    "window of no night": ("windows", "dorm,2022-09-25", "dorm,2022-09-30", "windows.csv row 4, end_night: "
                           "'2022-09-30' is not after first_night, 2022-09-30; write the day after the last free "
                           "night; as it is, the row gives no night"),
    "window turned round": ("windows", "dorm,2022-09-25", "dorm,2022-10-25", "windows.csv row 4, end_night: "
                            "'2022-09-30' is not after first_night, 2022-10-25; write the day after the last free "
                            "night; as it is, the row gives no night"),
    "windows that overlap": ("windows", "hall,2022-09-25", "home,2022-09-29", "windows.csv row 3, first_night: "
                             "'2022-09-29' is before the end of the window in row 2; check the dates; nights that are "
                             "in both count once"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "message"), ODD.values(), ids=ODD.keys())
def test_what_is_odd_is_told_and_the_rest_is_planned(tables, put, table, old, new, message):
    assert old in tables[table]
    tables[table] = tables[table].replace(old, new, 1)
    case, faults = read_case(put(tables))
    assert [str(fault) for fault in faults] == [message]
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
    tables["windows"] += "home,2022-10-10,2022-10-20\nhome,2022-09-20,2022-09-21\nhome,2022-10-15,2022-10-16\n"
    faults = read_case(put(tables))[1]
    assert [(f.row, f.what) for f in faults] == [(7, "is before the end of the window in row 5")]
