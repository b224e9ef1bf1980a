"""`shanyrak suggest` tells beds for one more party, or why there is none, and writes nothing."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.placement.files import read_case, write_certificate, write_plan
from shanyrak.placement.model import Certificate, Plan

EXAMPLE = Path(__file__).parents[3] / "examples/evening"
FAMILY = ("--people", 4, "--arrival", "2022-09-25", "--nights", 2, "--place", "Oral")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Write a plan that holds nothing but the promise, and a price for the home of the family."""
    folder = tmp_path_factory.mktemp("planned")
    case, _ = read_case(EXAMPLE)
    write_plan(folder / "plan.csv", Plan.of(case.stays))
    first = min(party.arrival for party in case.parties)
    write_certificate(folder / "certificate.npz", Certificate(("home-2",), first, np.full((1, 6), 1.5, "f4")))
    return folder


def suggest(*words):
    return CliRunner().invoke(app, ["suggest", str(EXAMPLE), *map(str, words)])


def test_a_new_party_gets_beds_best_first_with_what_they_take_from_others(out):
    done = suggest(out, *FAMILY)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Party new: 4 people, 2 nights from Sun 25 Sep to the morning of Tue 27 Sep in Oral",
        "",
        "Best first:",
        "  1. Both nights",
        "     hall-1  Sun 25 Sep to Tue 27 Sep",
        "  2. Both nights, takes 3.0 person-nights from others",
        "     home-2  Sun 25 Sep to Tue 27 Sep",
        "",
        "Taken from others: what these beds are worth to them, by the prices of the plan.",
    ]


def test_without_a_certificate_nothing_is_said_of_others(out, tmp_path):
    plan = tmp_path / "plan.csv"
    plan.write_bytes((out / "plan.csv").read_bytes())
    lines = suggest(plan, *FAMILY).stdout.splitlines()
    assert lines[3] == "  1. Both nights"
    assert lines[-1] == "No certificate: it is not known what these beds are worth to others."


def test_distance_needs_and_wants_stand_beside_each_stay(out):
    place = ("--lat", 51.229, "--lon", 51.359, "--needs", "children", "--wants", "kitchen, quiet")
    lines = suggest(out, *FAMILY, *place).stdout.splitlines()
    assert lines[0].endswith("in Oral, needs children, wants kitchen and quiet")
    assert lines[4] == "     home-2  Sun 25 Sep to Tue 27 Sep  0.0 km  has children; lacks quiet"


def test_why_not_tells_what_binds_and_what_would_help(out):
    done = suggest(out, *FAMILY, "--needs", "children,pets")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[2:4] == [
        "There is no bed for this party.",
        "  3 spaces in Oral are open then and large enough; none has pets.",
    ]
    assert lines[5:] == [
        "What would help, each tried on this plan:",
        "  1. Without pets",
        "     home-2  Sun 25 Sep to Tue 27 Sep    has children",
    ]


def test_a_party_of_the_case_can_be_changed(out):
    lines = suggest(out, "--party", "p3", "--nights", 1, "--needs", "").stdout.splitlines()
    assert lines[0] == "Party p3: 1 person, 1 night from Sun 25 Sep to the morning of Mon 26 Sep in Oral"
    assert lines[3].startswith("  1. The night")


def test_json_has_the_numbers(out):
    told = json.loads(suggest(out, *FAMILY, "--json").stdout)
    assert [one["stays"][0]["space_id"] for one in told["suggestions"]] == ["hall-1", "home-2"]
    assert [one["displaced"] for one in told["suggestions"]] == [0.0, 3.0]
    assert told["party"]["arrival"] == "2022-09-25"
    assert told["why_not"] is None
    why = json.loads(suggest(out, *FAMILY, "--needs", "pets", "--json").stdout)["why_not"]
    assert (why["reason"], why["words"]) == ("need", ["pets"])
    assert next(change["kind"] for change in why["relaxations"]) == "need"


WRONG = {
    "no party": ((), 2, "name a party of the case, or give --people, --arrival and --nights"),
    "unknown party": (("--party", "p99"), 3, "There is no party p99 in this case."),
    "nights that the plan has not": (
        ("--people", 2, "--arrival", "2022-10-25", "--nights", 2), 1,
        "Ask for nights within these, or first plan a case with more nights.",
    ),
    "a point that is none": ((*FAMILY, "--lat", 200, "--lon", 1), 1, "lat must be from -90 to 90 degrees"),
    "nobody": (("--people", 0, "--arrival", "2022-09-25", "--nights", 2), 2, "--people"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_use_is_told(out, what):
    words, status, message = WRONG[what]
    done = suggest(out, *words)
    assert done.exit_code == status
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_plan_that_breaks_a_rule_is_refused(out, tmp_path):
    plan = tmp_path / "plan.csv"
    text = (out / "plan.csv").read_text(encoding="utf-8")
    plan.write_text(text + "p2,1,4,home-1,2022-09-25,2022-09-27\n", encoding="utf-8")
    done = suggest(plan, *FAMILY)
    assert done.exit_code == 1
    assert "rule 1: space home-1 has 2 beds" in done.stderr
    assert "mend it, or plan anew" in done.stderr
