"""Each slip in a table gives its own fault: where, what, how to mend it; and all of them come at once."""

import tomllib
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import Fault, read_case, refusal

SLIPS = tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))["refused"]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_place_and_its_mend(tables, put, slip):
    assert read_case(put(tables))[1] == []
    assert slip["old"] in tables[slip["table"]]
    tables[slip["table"]] = tables[slip["table"]].replace(slip["old"], slip["new"], 1)
    case, faults = read_case(put(tables))
    assert case is None
    assert slip["fault"] in [str(fault) for fault in faults if fault.refused]


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


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_wrong_number_is_refused(tables, put, number):
    column, value, what = number
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


@pytest.mark.parametrize("wrong", COSTS.values(), ids=COSTS.keys())
def test_a_wrong_cost_is_refused(tables, put, wrong):
    rows, column, what = wrong
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


def test_an_id_is_told_to_be_there_twice_though_its_row_has_another_fault(tables, put):
    tables["parties"] = tables["parties"].replace("p3,4,", "p1,many,")
    tables["windows"] = tables["windows"].replace("dorm,2022-09-25", "tent,soon")
    assert [(f.file, f.row, f.column) for f in read_case(put(tables))[1]] == [
        ("parties.csv", 4, "people"), ("parties.csv", 4, "party_id"),
        ("windows.csv", 4, "first_night"), ("windows.csv", 4, "space_id"),
    ]  # fmt: skip


TITLES = {"a title": ("Families;;\n;;\n", "Families"), "an empty row": (";;\n\n", "an empty row")}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_title_above_the_header_is_told_and_nothing_else(tables, put, title):
    above, shown = title
    tables["parties"] = above + tables["parties"].replace(",", ";")
    (fault,) = read_case(put(tables))[1]
    assert (fault.row, fault.value, fault.mend) == (1, shown, "delete the rows above it")
    assert fault.what == "is not the header, which is expected in row 1; row 3 looks like it"


def test_rows_are_counted_as_a_spreadsheet_shows_them(tables, put):
    tables["parties"] = tables["parties"].replace("p2,3", '\n"p\n9",1,2022-09-25,1,,,,,,\np2,x')
    assert [(f.row, f.column) for f in read_case(put(tables))[1]] == [(4, "party_id"), (5, "people")]


def test_sixty_three_words_are_refused_and_sixty_two_are_not(tables, put):
    words = [f"word{n}" for n in range(60)]  # and pets, kitchen
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
    tables["spaces"] = (
        "space_id,beds,first_night,end_night\nhome,4,2022-09-25,\nhall,9,2022-09-25,2022-09-30\n"
    )
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
