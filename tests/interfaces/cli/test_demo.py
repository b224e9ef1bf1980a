"""The command that shows the product on a synthetic wave; here with a small one."""

import json

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli import demo
from shanyrak.interfaces.cli.app import app
from shanyrak.placement import check
from shanyrak.placement.files import read_case, read_certificate, read_plan
from shanyrak.placement.waves import wave


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(demo, "PEOPLE", 200)
    monkeypatch.setattr(demo, "NIGHTS", 6)


def run(*words):
    return CliRunner().invoke(app, ["demo", *map(str, words), "--time-limit", "1"])


def test_a_demo_writes_its_wave_and_a_valid_plan_of_it(tmp_path):
    done = run("-o", tmp_path)
    assert done.exit_code == 0, done.stderr
    case, _ = read_case(tmp_path / "case")
    assert case == wave(people=200, nights=6, seed=demo.SEED)
    plan, faults = read_plan(tmp_path / "plan" / "plan.csv")
    assert not faults
    verdict = check(case, plan, read_certificate(tmp_path / "plan" / "certificate.npz"))
    assert verdict.is_valid
    assert verdict.figures.value <= verdict.upper_bound + 1e-6


def test_a_demo_ends_with_where_the_report_is_and_what_to_look_at(tmp_path):
    said = run("-o", tmp_path).stdout
    assert str(tmp_path / "plan" / "report.html") in said
    assert "who is without one and why" in said
    assert (tmp_path / "plan" / "report.html").exists()


def test_a_demo_for_machines_prints_only_json(tmp_path):
    told = json.loads(run("-o", tmp_path, "--json").stdout)
    assert told["people"] == 200


def test_a_demo_can_be_made_again_in_the_same_folder(tmp_path):
    run("-o", tmp_path)
    assert run("-o", tmp_path).exit_code == 0
