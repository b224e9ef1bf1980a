"""`shanyrak check` tells every broken rule and, with a certificate, how good a plan is."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.placement.files import read_case, write_certificate, write_plan
from shanyrak.placement.testing import random_certificate, random_plan

EXAMPLE = Path(__file__).parents[3] / "examples/evening"


def check(*words):
    return CliRunner().invoke(app, ["check", *map(str, words)])


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write a plan that keeps the rules, and prices, for the example case."""
    folder, rng = tmp_path_factory.mktemp("planned"), np.random.default_rng(3)
    case, _ = read_case(EXAMPLE)
    write_plan(folder / "plan.csv", random_plan(rng, case, tries=150))
    write_certificate(folder / "certificate.npz", random_certificate(rng, case))
    return folder


def changed(files, tmp_path, old, new):
    text = (files / "plan.csv").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "changed.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_plan_that_keeps_the_rules_is_told_with_its_figures(files):
    done = check(EXAMPLE, files / "plan.csv")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "The plan keeps every rule."
    assert "asked for         93 person-nights" in lines
    assert [line.split("  ")[0] for line in lines[2:]] == [
        "asked for", "housed", "without a bed", "moves", "median distance", "value"
    ]  # fmt: skip


def test_a_certificate_tells_how_good_the_plan_is(files):
    done = check(EXAMPLE, files / "plan.csv", "--certificate", files / "certificate.npz")
    assert done.exit_code == 0
    assert "how good          no plan can be more than " in done.stdout
    assert "that no plan could house (proved)" in done.stdout


def test_broken_rules_are_told_and_the_status_is_1(files, tmp_path):
    done = check(EXAMPLE, changed(files, tmp_path, "p1,1,2,", "p1,1,1,"))
    assert done.exit_code == 1
    assert "The plan breaks rules in 2 ways:" in done.stdout
    assert "rule 5: party p1: only 1 of its 2 people placed, but it may not be split" in done.stdout
    assert "rule 8: party p1, part 1, in space room-1 from 2022-09-25 to the morning" in done.stdout
    assert done.stderr == ""


def test_of_a_plan_that_breaks_a_rule_nobody_is_told_how_good_it_is(files, tmp_path):
    plan = changed(files, tmp_path, "p1,1,2,", "p1,1,1,")
    done = check(EXAMPLE, plan, "--certificate", files / "certificate.npz")
    assert "not told of a plan that breaks a rule" in done.stdout


def test_a_row_that_cannot_be_read_is_a_breach(files, tmp_path):
    done = check(EXAMPLE, changed(files, tmp_path, "p1,1,2,", "p1,1,two,"))
    assert done.exit_code == 1
    assert "not a stay: changed.csv row 2, people: 'two' is not a whole number" in done.stdout


def test_many_breaches_of_one_rule_are_cut_short(files, tmp_path):
    plan = tmp_path / "many.csv"
    header = (files / "plan.csv").read_text(encoding="utf-8").splitlines()[0]
    rows = [f"nobody{number},1,1,hall-1,2022-09-25,2022-09-26" for number in range(50)]
    plan.write_text("\n".join([header, *rows]), encoding="utf-8")
    done = check(EXAMPLE, plan)
    assert done.stdout.count("the case has no such party") == 20
    assert "... and 30 more like these; --json lists all" in done.stdout.replace("\u202f", " ")
    assert len(json.loads(check(EXAMPLE, plan, "--json").stdout)["violations"]) == 51


def test_json_holds_everything(files):
    done = check(EXAMPLE, files / "plan.csv", "--certificate", files / "certificate.npz", "--json")
    told = json.loads(done.stdout)
    assert (told["valid"], told["violations"]) == (True, [])
    assert told["parameters"] == {"move": 0.5, "km": 0.002, "want": 0.1}
    assert told["gap"] == pytest.approx(1 - told["value"] / told["upper_bound"])
    assert told["housed_person_nights"] + told["unhoused_person_nights"] == told["asked_person_nights"] == 93
    assert 0 <= told["unavoidable_person_nights"] <= told["unhoused_person_nights"]


def test_prices_of_the_value_can_be_chosen(files):
    cheap = json.loads(check(EXAMPLE, files / "plan.csv", "--json", "--move", 0).stdout)
    usual = json.loads(check(EXAMPLE, files / "plan.csv", "--json").stdout)
    assert cheap["value"] == pytest.approx(usual["value"] + 0.5 * usual["person_moves"])


@pytest.mark.parametrize(
    "refused",
    [
        (["no-such-folder", "plan.csv"], 1, "no-such-folder"),
        ([EXAMPLE, "no-such-plan.csv"], 1, "no-such-plan.csv"),
        ([EXAMPLE, "plan.csv", "--certificate", "plan.csv"], 1, "certificate"),
        ([EXAMPLE, "plan.csv", "--move", "-1"], 1, "--move must be"),
        ([EXAMPLE], 2, "PLAN"),
    ],
    ids=["no case", "no plan", "no certificate", "negative price", "no plan named"],
)
def test_what_cannot_be_checked_is_refused_in_words(files, monkeypatch, refused):
    words, status, message = refused
    monkeypatch.chdir(files)
    done = check(*words)
    assert done.exit_code == status
    assert message in done.stderr
    assert "Traceback" not in done.output


def test_a_certificate_of_another_case_is_refused(files, tmp_path):
    case, _ = read_case(EXAMPLE)
    prices = random_certificate(np.random.default_rng(0), case)
    other = type(prices)(
        tuple(f"other-{space}" for space in prices.space_id), prices.first_night, prices.price
    )
    write_certificate(tmp_path / "other.npz", other)
    done = check(EXAMPLE, files / "plan.csv", "--certificate", tmp_path / "other.npz")
    assert done.exit_code == 1
    assert "The certificate is of another case: this one has no space other-" in done.stderr
