"""The command that shows the product on a synthetic wave; here with a small one."""

import json

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli import demo
from shanyrak.interfaces.cli.app import app
from shanyrak.placement import check
from shanyrak.placement.files import read_case, read_certificate, read_plan
from shanyrak.placement.waves import wave


def run(folder, *words):
    return CliRunner().invoke(app, ["demo", "-o", str(folder), "--time-limit", "1", *words])


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Show a small wave once; give the folder and what was said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "PEOPLE", 200)
        patch.setattr(demo, "NIGHTS", 6)
        folder = tmp_path_factory.mktemp("demo")
        yield folder, run(folder)


def test_a_demo_writes_its_wave_and_a_valid_plan_of_it(shown):
    folder, done = shown
    assert done.exit_code == 0, done.stderr
    case, _ = read_case(folder / "case")
    assert case == wave(people=200, nights=6, seed=demo.SEED)
    plan, faults = read_plan(folder / "plan" / "plan.csv")
    verdict = check(case, plan, read_certificate(folder / "plan" / "certificate.npz"))
    assert not faults
    assert verdict.is_valid
    assert verdict.figures.value <= verdict.upper_bound + 1e-6


def test_a_demo_ends_with_where_the_report_is_and_what_to_look_at(shown):
    folder, done = shown
    assert (folder / "plan" / "report.html").exists()
    assert str(folder / "plan" / "report.html") in done.stdout
    assert done.stdout.endswith("who is without one and why.\n")


def test_a_demo_in_the_same_folder_for_machines_prints_only_json(shown):
    folder, _ = shown
    assert json.loads(run(folder, "--json").stdout)["people"] == 200
