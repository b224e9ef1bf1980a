"""Each slip in a table gives its own fault: where, what, how to mend it; and all of them come at once."""

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import Fault, read_case, refusal

# Which table, the text to change, what it becomes, and the fault that must come of it.
SLIPS = {
    "missing column": ("parties", "people,", "persons,", "parties.csv, people: this column is missing; add it to the "
                       "first row, with a value in every row"),
    "column twice": ("parties", "place,needs", "nights,needs", "parties.csv, nights: this column is there 2 times; "
                     "keep one of them"),
    "column in capitals": ("spaces", "beds,", "Beds,", "spaces.csv row 1: 'Beds' is nearly the name of a column; "
                           "write beds"),
    "empty cell": ("parties", "p1,2,", "p1,,", "parties.csv row 2, people: the cell is empty; write a whole number "
                   "such as 2"),
    "empty id": ("parties", "p1,", ",", "parties.csv row 2, party_id: the cell is empty; write an id that no other "
                 "row has"),
    "id with a space": ("parties", "p1,", "p1 ,", "parties.csv row 2, party_id: 'p1 ' has a space before or after it; "
                        "write 'p1'"),
    "id in two lines": ("parties", "p1,", '"p\n1",', r"parties.csv row 2, party_id: 'p\n1' holds a line break or a "
                        "character that cannot be seen; write it in one line"),
    "duplicate party": ("parties", "p2,", "p1,", "parties.csv row 3, party_id: 'p1' is there twice; compare row 2, "
                        "and keep one"),
    "duplicate space": ("spaces", "hall,", "home,", "spaces.csv row 3, space_id: 'home' is there twice; compare "
                        "row 2, and keep one"),
    "number in words": ("parties", "2022-09-25,4,Oral", "2022-09-25,two,Oral", "parties.csv row 2, nights: 'two' is "
                        "not a whole number; write a whole number such as 2"),
    "number with a point": ("parties", "p1,2,", "p1,2.0,", "parties.csv row 2, people: '2.0' is not written as a whole "
                            "number; write 2"),
    "half a person": ("parties", "p1,2,", "p1,2.5,", "parties.csv row 2, people: '2.5' is not a whole number; write a "
                      "whole number such as 2"),
    "nobody": ("parties", "p1,2,", "p1,0,", "parties.csv row 2, people: '0' is less than 1; write 1 or more"),
    "a million and one": ("parties", "p1,2,", "p1,1000001,", "parties.csv row 2, people: '1000001' is more than "
                          "1,000,000; write 1000000 or less"),
    "negative beds": ("spaces", "home,4,", "home,-4,", "spaces.csv row 2, beds: '-4' is less than 1; write 1 or more"),
    "month first": ("parties", "p1,2,2022-09-25", "p1,2,09/25/2022", "parties.csv row 2, arrival: '09/25/2022' is not "
                    "a date; write it as year-month-day, for example 2022-09-25"),
    "no such day": ("parties", "p1,2,2022-09-25", "p1,2,2022-09-31", "parties.csv row 2, arrival: '2022-09-31' is not "
                    "a day of the calendar; write it as year-month-day, for example 2022-09-25"),
    "year far off": ("parties", "p1,2,2022-09-25", "p1,2,2202-09-25", "parties.csv row 2, arrival: '2202-09-25' is "
                     "more than ten years from the arrival of most parties; check the year"),
    "year before all": ("parties", "p1,2,2022-09-25", "p1,2,0022-09-25", "parties.csv row 2, arrival: '0022-09-25' is "
                        "not a year that is planned for; write it as year-month-day, for example 2022-09-25"),
    "neither true nor false": ("spaces", "Oral,true", "Oral,maybe", "spaces.csv row 2, private: 'maybe' is neither "
                               "true nor false; write true or false"),
    "sex of a party": ("parties", ",,,f\n", ",,,w\n", "parties.csv row 2, sex: 'w' is not one of the words for this "
                       "column; write one of f, m, mixed"),
    "rule on sexes": ("spaces", "1,3,any", "1,3,women", "spaces.csv row 2, sexes: 'women' is not one of the words for "
                      "this column; write one of any, f, m, same"),
    "moves below nought": ("parties", "false,1,,mixed", "false,-1,,mixed", "parties.csv row 3, max_moves: '-1' is less "
                           "than 0; write 0 or more"),
    "house rule turned round": ("spaces", "1,3,any", "4,3,any", "spaces.csv row 2, min_nights: '4' is more than "
                                "max_nights, 3; write the smaller number here"),
    "too many cells": ("spaces", "1,3,any", "1,3,any,5", "spaces.csv row 2: has more cells than the header, which has "
                       "8; put a cell that holds the delimiter between quotation marks"),
    "open quotation": ("spaces", "home,4,", '"home,4,', "spaces.csv row 2: has a quotation mark that is not closed, or "
                       "a cell too long; write every \" inside a cell twice"),
    "unknown space of a window": ("windows", "home,", "hone,", "windows.csv row 2, space_id: 'hone' is not in "
                                  "spaces.csv; write the id as its own table has it, or leave out the row"),
    "wrong date of a window": ("windows", "home,2022-09-25", "home,soon", "windows.csv row 2, first_night: 'soon' is "
                               "not a date; write it as year-month-day, for example 2022-09-25"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "message"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_place_and_its_mend(tables, put, table, old, new, message):
    assert read_case(put(tables))[1] == []
    assert old in tables[table]
    tables[table] = tables[table].replace(old, new, 1)
    case, faults = read_case(put(tables))
    assert case is None
    assert message in map(str, faults)
    assert next(fault for fault in faults if str(fault) == message).refused


NUMBERS = {
    "weight 0": ("weight", "0", "is not more than 0"),
    "weight below 0": ("weight", "-1", "is not more than 0"),
    "weight nan": ("weight", "nan", "is not a number"),
    "weight infinite": ("weight", "inf", "is not a number"),
    "weight in words": ("weight", "high", "is not a number"),
    "weight with a comma of two meanings": ("weight", "1,500", "may be meant with a decimal comma or not"),
    "weight beyond all": ("weight", "1e9", "is beyond 1e+06 person-nights"),
    "lat beyond the pole": ("lat", "91", "is not between -90 and 90 degrees"),
    "lon twice round": ("lon", "361", "is not between -180 and 180 degrees"),
    "lat nan": ("lat", "nan", "is not a number"),
    "not_after": ("not_after", "never", "is not a date"),
}


@pytest.mark.parametrize(("column", "value", "what"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_wrong_number_is_refused(tables, put, column, value, what):
    other = {"lat": ",lon", "lon": ",lat"}.get(column, "")
    tables["parties"] = (
        f"party_id,people,arrival,nights,{column}{other}\n"
        f'p1,2,2022-09-25,4,"{value}"{",50" if other else ""}\n'
    )
    case, faults = read_case(put(tables))
    assert case is None
    assert [(f.row, f.column, f.value, f.what) for f in faults] == [(2, column, value, what)]


@pytest.mark.parametrize(("point", "column"), [("43.2,", "lon"), (",76.9", "lat")])
def test_one_coordinate_without_the_other_is_refused(tables, put, point, column):
    tables["parties"] = f"party_id,people,arrival,nights,lat,lon\np1,2,2022-09-25,4,{point}\n"
    faults = read_case(put(tables))[1]
    assert [(f.row, f.column, f.mend) for f in faults] == [(2, column, "write both or none")]


COSTS = {
    "unknown party": ("p9,home,1", "party_id", "is not in parties.csv"),
    "unknown space": ("p1,tent,1", "space_id", "is not in spaces.csv"),
    "not a number": ("p1,home,much", "cost", "is not a number"),
    "no cost": ("p1,home,", "cost", "the cell is empty"),
    "twice": ("p1,home,1\np1,home,2", "party_id, space_id", "is there twice"),
}


@pytest.mark.parametrize(("rows", "column", "what"), COSTS.values(), ids=COSTS.keys())
def test_a_wrong_cost_is_refused(tables, put, rows, column, what):
    case, faults = read_case(put({**tables, "costs": f"party_id,space_id,cost\n{rows}\n"}))
    assert case is None
    assert [(f.column, f.what) for f in faults] == [(column, what)]


def test_all_faults_come_at_once_in_the_order_of_tables_and_rows(tables, put):
    tables["parties"] = tables["parties"].replace("p1,2,", "p1,x,").replace("p3,4,2022-09-25", "p3,4,25/09")
    tables["windows"] = tables["windows"].replace("hall,", "hull,")
    tables["spaces"] = tables["spaces"].replace("home,4", "home,0")
    faults = read_case(put(tables))[1]
    places = [(f.file, f.row) for f in faults]
    assert places == [("parties.csv", 2), ("parties.csv", 4), ("spaces.csv", 2), ("windows.csv", 3)]


def test_a_wrong_row_does_not_make_its_id_unknown_elsewhere(tables, put):
    tables["spaces"] = tables["spaces"].replace("home,4", "home,0")
    assert [f.file for f in read_case(put(tables))[1]] == ["spaces.csv"]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tables, put):
    tables["parties"] = tables["parties"].replace("p2,3", '\n"p\n9",1,2022-09-25,1,,,,,,\np2,x')
    assert [(f.row, f.column) for f in read_case(put(tables))[1]] == [(4, "party_id"), (5, "people")]


def test_sixty_three_words_are_refused_and_sixty_two_are_not(tables, put):
    words = [f"word{n}" for n in range(60)]          # and pets, kitchen
    tables["spaces"] = tables["spaces"].replace("pets;kitchen", ";".join(["pets", "kitchen", *words]))
    assert read_case(put(tables))[1] == []
    tables["parties"] = tables["parties"].replace("Oral,pets", "Oral,pets;word1;one_more")
    faults = [f for f in read_case(put(tables))[1] if f.refused]
    assert [f.what for f in faults] == [
        "needs, wants and features have 63 different words, at most 62 are allowed"
    ]


@pytest.mark.parametrize("table", ["parties", "spaces", "windows"])
def test_a_header_without_rows_is_refused(tables, put, table):
    tables[table] = tables[table].splitlines()[0] + "\n"
    case, faults = read_case(put(tables))
    assert case is None
    assert [f.what for f in faults if f.file == f"{table}.csv"] == ["has no rows under its header"]


def test_without_windows_every_space_tells_its_free_span(tables, put):
    del tables["windows"]
    faults = read_case(put(tables))[1]
    assert [str(f) for f in faults] == [
        f"spaces.csv, {name}: this column is missing; add it to the first row, or add a table windows"
        for name in ("first_night", "end_night")
    ]
    tables["spaces"] = "space_id,beds,first_night,end_night\nhome,4,2022-09-25,\nhall,9,2022-09-25,2022-09-30\n"
    faults = [f for f in read_case(put(tables))[1] if f.refused]
    assert [(f.row, f.column) for f in faults] == [(2, "end_night")]


def test_a_value_cannot_steer_a_terminal():
    shown = str(Fault("parties.csv", 2, "sex", "\x1b[2J" + "x" * 500, "is wrong", "write f"))
    assert "\x1b" not in shown
    assert len(shown) < 200


def test_a_refusal_names_twenty_faults_and_counts_the_others():
    faults = [Fault("parties.csv", row, "sex", "w", "is wrong", "write f") for row in range(2, 32)]
    told = Fault("parties.csv", 2, "nights", "0", "is odd", "look", refused=False)
    error = refusal([told, *faults])
    assert isinstance(error, InvalidError)
    lines = str(error).splitlines()
    assert len(lines) == 21
    assert "is odd" not in str(error)
    assert lines[-1].startswith("... and 10 more")
