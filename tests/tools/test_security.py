"""The table of goals tells what commands printed, and nothing that none of them did."""

import json

import pytest

from tools import security


def test_each_goal_of_the_design_that_applies_has_a_row():
    names = [goal.name for goal in security.GOALS]
    assert {*names, *security.OWED} == {f"G{n}" for n in range(1, 20)}
    assert not set(names) & set(security.OWED)


def test_a_command_of_the_table_names_files_that_are_there():
    words = [
        word
        for goal in security.GOALS
        for word in goal.command.split()
        if word.endswith(".py") or "tests/" in word
    ]
    places = [security.ROOT / (f"benchmarks/city/{word}" if "/" not in word else word) for word in words]
    assert [place for place in places if not place.exists()] == []


@pytest.mark.parametrize(
    ("line", "verdict", "told"),
    [
        ("print('7_passed')", security.MET, "7"),
        ("print('7_passed');raise(SystemExit(1))", security.MISSED, "7"),
        ("print('nothing')", security.MISSED, "nothing"),
    ],
)
def test_a_goal_is_met_where_its_command_says_so(line, verdict, told):
    row = security.measured(security.Goal("G0", "an aim", f"python -c {line}", r"(\d+)_passed"))
    assert (row.verdict, row.measured) == (verdict, told)


def test_what_could_not_be_asked_is_not_met():
    goal = security.Goal("G0", "an aim", "python -c print('not\\x20asked:')", r"(not asked:)")
    row = security.measured(goal)
    assert row.verdict == security.UNKNOWN


@pytest.mark.parametrize(("value", "verdict"), [(301, security.MET), (299, security.MISSED)])
def test_a_record_is_compared_with_its_bars(tmp_path, monkeypatch, value, verdict):
    figure = {"what": "key made", "value": value, "unit": "a second", "most": None, "least": 300}
    file = tmp_path / "platform.json"
    file.write_text(
        json.dumps({"intake.py": {"made_on": "2026-01-01", "figures": [figure]}}), encoding="utf-8"
    )
    monkeypatch.setattr(security, "RECORDS", file)
    row = security.measured(security.Goal("G0", "an aim", "record intake.py", "key made"))
    assert (row.verdict, row.measured) == (verdict, f"{value} a second (2026-01-01)")
    assert security.measured(security.Goal("G0", "", "record other.py", "x")).verdict == security.UNKNOWN


def test_what_nothing_measures_is_said_to_be_so():
    (row,) = security.table(["G12"], is_quick=False)
    assert row.verdict == security.UNKNOWN
