"""The command `simulate`: its files appear whole or not at all, and Ctrl-C keeps what was replayed."""

import csv
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.placement import simulate as engine
from shanyrak.placement.files import write_case
from shanyrak.placement.waves import wave

FILES = {"simulation.html", "simulation.json", "nights.csv"}
BRIEF = ("--evening", "0.01", "--hindsight", "0.01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the tables of a small wave."""
    path = tmp_path_factory.mktemp("wave") / "case"
    write_case(path, wave(people=60, nights=4, seed=3, places=2))
    return path


def simulated(*words):
    return CliRunner().invoke(app, ["simulate", *map(str, words)])


def told(out):
    return json.loads((out / "simulation.json").read_text(encoding="utf-8"))


def test_every_file_is_written_and_agrees(folder, tmp_path):
    done = simulated(folder, "-o", tmp_path / "out", "--withdraw", 0.5, *BRIEF)
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    found = told(tmp_path / "out")
    with (tmp_path / "out/nights.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["night"] for row in rows] == [night["night"] for night in found["nights"]]
    for way in ("planned", "first_come", "knew_everything"):
        assert sum(int(row[f"without_a_bed_{way}"]) for row in rows) == found[way]["unhoused_person_nights"]
        assert sum(int(row[f"moved_{way}"]) for row in rows) == found[way]["person_moves"]
    assert found["assumptions"]["withdraw"] == 0.5
    assert "simulation.html" in done.stdout
    assert "night 4 of 4" in done.stderr


def test_the_same_seed_repeats_and_quiet_is_quiet(folder, tmp_path):
    for name in ("one", "two"):
        done = simulated(folder, "-o", tmp_path / name, "--no-show", 0.3, "--seed", 5, "-q", *BRIEF)
        assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "one/nights.csv").read_bytes() == (tmp_path / "two/nights.csv").read_bytes()


def test_json_on_stdout_is_simulation_json(folder, tmp_path):
    done = simulated(folder, "-o", tmp_path / "out", "--days", 2, "--json", *BRIEF)
    assert json.loads(done.stdout) == told(tmp_path / "out")
    assert told(tmp_path / "out")["nights_replayed"] == 2
    assert all(json.loads(line) for line in done.stderr.splitlines())


@pytest.fixture
def nobody(tmp_path):
    """Return a folder with a case in which no party asks for a night."""
    case = wave(people=10, nights=2, seed=1)
    late = tuple(replace(party, not_after=party.arrival) for party in case.parties)
    write_case(tmp_path / "nobody", replace(case, parties=late))
    return tmp_path / "nobody"


def test_a_case_in_which_nobody_asks_is_refused_and_nothing_left(nobody, tmp_path):
    done = simulated(nobody, "-o", tmp_path / "out", "-q")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nobody asks" in done.stderr
    assert not (tmp_path / "out").exists()


def test_more_than_all_hosts_cannot_withdraw(folder, tmp_path):
    done = simulated(folder, "-o", tmp_path / "out", "--withdraw", "2")
    assert done.exit_code == 2
    assert "--withdraw" in done.stderr


def test_a_replay_that_the_check_refuses_is_not_written(folder, tmp_path, monkeypatch):
    replay = engine.simulate
    monkeypatch.setattr(
        engine,
        "simulate",
        lambda *args, **named: replace(replay(*args, **named), violations=("space s1: full",)),
    )
    done = simulated(folder, "-o", tmp_path / "out", "-q", *BRIEF)
    assert done.exit_code == 1
    assert "Nothing was written" in done.stderr
    assert "space s1: full" in done.stderr
    assert not (tmp_path / "out").exists()


def started(folder, out):
    """Start a replay; return it when an evening is over."""
    command = [sys.executable, "-m", "shanyrak", "simulate", folder, "-o", out, "--json", *BRIEF]
    process = subprocess.Popen(
        [*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    for line in process.stderr:
        if json.loads(line)["phase"].startswith("night "):
            return process
    pytest.fail(f"it ended before an evening was over: {process.stdout.read()}")


def test_ctrl_c_writes_what_was_replayed(tmp_path):
    write_case(tmp_path / "case", wave(people=600, nights=40, seed=1))
    process = started(tmp_path / "case", tmp_path / "out")
    process.send_signal(signal.SIGINT)
    found = json.loads(process.communicate(timeout=60)[0])
    assert process.returncode == 0
    assert 1 <= found["nights_replayed"] < found["nights_asked_for"]
    assert found["price_of_not_knowing_at_most"] is None
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_ctrl_c_before_the_first_evening_writes_nothing(folder, tmp_path, monkeypatch):
    replay = engine.simulate

    def interrupted(*args, stop, **named):
        signal.raise_signal(signal.SIGINT)
        return replay(*args, stop=stop, **named)

    monkeypatch.setattr(engine, "simulate", interrupted)
    done = simulated(folder, "-o", tmp_path / "out", "-q", *BRIEF)
    assert done.exit_code == 130
    assert not (tmp_path / "out").exists()
