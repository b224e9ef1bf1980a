"""`shanyrak compare` sets two plans side by side and tells whose stays differ."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app

EXAMPLE = Path(__file__).parents[3] / "examples/evening"
HEADER = "party_id,part,people,space_id,first_night,end_night"
PROMISED = "p1,1,2,room-1,2022-09-25,2022-09-28"
STAYED = "p12,1,2,hall-1,2022-09-27,2022-09-28"
BEFORE = (PROMISED, STAYED, "p7,1,2,home-1,2022-09-28,2022-09-30", "p3,1,1,hall-1,2022-09-25,2022-09-26")
AFTER = (PROMISED, STAYED, "p8,1,1,home-2,2022-09-25,2022-09-26", "p3,1,1,hall-1,2022-09-25,2022-09-27")


@pytest.fixture
def compare(tmp_path):
    """Return a function that compares two lists of rows as plans of the example case."""

    def run(first, second, *words):
        files = [tmp_path / "first.csv", tmp_path / "second.csv"]
        for file, rows in zip(files, (first, second), strict=True):
            file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        call = ["compare", str(EXAMPLE), *map(str, files), *words]
        return CliRunner(env={"COLUMNS": "120"}).invoke(app, call)

    return run


def cells(done):
    return [line.split() for line in done.stdout.splitlines()]


def test_the_figures_stand_side_by_side(compare):
    done = compare(BEFORE, AFTER)
    assert done.exit_code == 0, done.output
    assert ["without", "a", "bed", "80", "82"] in cells(done)
    assert ["keeps", "every", "rule", "yes", "yes"] in cells(done)


def test_the_parties_are_told_by_what_became_of_them(compare):
    done = compare(BEFORE, AFTER)
    assert ["had", "no", "bed,", "has", "one", "now", "1", "+1"] in cells(done)
    assert ["had", "a", "bed,", "has", "none", "now", "1", "-4"] in cells(done)
    assert ["more", "person-nights", "than", "before", "1", "+1"] in cells(done)
    assert ["p7", "home-1,", "2022-09-28", "to", "2022-09-30", "no", "bed"] in cells(done)
    assert "p12" not in done.stdout


def test_a_part_of_one_person_is_told_as_one_person(compare):
    parts = ("p8,a,1,home-2,2022-09-25,2022-09-26", "p8,b,2,home-2,2022-09-26,2022-09-27")
    done = compare(BEFORE, (PROMISED, *parts))
    assert "part a, 1 person: home-2" in done.stdout
    assert "part b, 2 people: home-2" in done.stdout


def test_equal_plans_are_told_to_be_equal(compare):
    split_in_rows = (
        *BEFORE[1:],
        "p1,1,2,room-1,2022-09-25,2022-09-26",
        "p1,1,2,room-1,2022-09-26,2022-09-28",
    )
    done = compare(BEFORE, split_in_rows)
    assert done.exit_code == 0
    assert "Every party has the same stays in both plans." in done.stdout


def test_a_plan_that_breaks_a_rule_is_told_and_the_status_is_1(compare):
    done = compare(BEFORE, BEFORE[1:])
    assert done.exit_code == 1
    assert "The second plan breaks rules in 1 way:" in done.stdout
    assert "rule 8: party p1" in done.stdout
    assert ["keeps", "every", "rule", "yes", "no"] in cells(done)


def test_json_holds_figures_and_changes(compare):
    done = compare(BEFORE, AFTER, "--json")
    told = json.loads(done.stdout)
    assert [plan["valid"] for plan in told["plans"]] == [True, True]
    kinds = {change["party_id"]: (change["kind"], change["person_nights"]) for change in told["changes"]}
    assert kinds == {"p3": ("longer", 1), "p7": ("lost", -4), "p8": ("newly_housed", 1)}
    assert told["changes"][0]["after"] == [
        {
            "part": "1",
            "people": 1,
            "space_id": "hall-1",
            "first_night": "2022-09-25",
            "end_night": "2022-09-27",
        }
    ]
