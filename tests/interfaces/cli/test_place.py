"""The command `place`: its files appear whole or not at all, and Ctrl-C keeps the best plan so far."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli import planning
from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.place import load
from shanyrak.interfaces.cli.planning import Loaded, Order, WrongPlanError, plan_into
from shanyrak.placement.files import read_certificate, read_plan, write_case
from shanyrak.placement.model import Case, Plan, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.stop import Stop
from shanyrak.placement.waves import wave

FILES = {"plan.csv", "plan.xlsx", "report.json", "report.html", "certificate.npz", "unplaced.csv"}
RUN = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the tables of a small wave."""
    path = tmp_path_factory.mktemp("wave") / "case"
    write_case(path, wave(people=120, nights=6, seed=3, places=2))
    return path


def place(*words):
    return RUN.invoke(app, ["place", *map(str, words)])


def test_every_file_is_written_and_agrees(folder, tmp_path):
    result = place(folder, "-o", tmp_path / "out", "--time-limit", 3, "--quiet")
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    told = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    plan, faults = read_plan(tmp_path / "out/plan.csv")
    nights = sum(stay.people * (stay.end_night - stay.first_night).days for stay in plan.stays)
    assert faults == []
    assert nights == told["housed_person_nights"]
    assert len(read_certificate(tmp_path / "out/certificate.npz").space_id)
    assert [one["file"] for one in told["inputs"]] == ["parties.csv", "spaces.csv", "windows.csv"]
    assert "report.html" in result.stdout


def test_json_on_stdout_is_report_json(folder, tmp_path):
    result = place(folder, "-o", tmp_path / "out", "--time-limit", 2, "--json")
    assert json.loads(result.stdout) == json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert all(json.loads(line) for line in result.stderr.splitlines())


def test_tables_may_be_named_one_by_one(folder, tmp_path):
    words = [f"--{name}={folder / name}.csv" for name in ("parties", "spaces", "windows")]
    assert place(*words, "-o", tmp_path / "out", "--time-limit", 2, "--quiet").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [["nowhere"], ["CASE", "--move", "-1"], ["BROKEN"]],
    ids=["no folder", "a price below 0", "a wrong number"],
)
def test_a_refusal_names_the_fault_and_leaves_nothing(folder, tmp_path, words):
    broken = tmp_path / "broken"
    broken.mkdir()
    for path in folder.iterdir():
        (broken / path.name).write_bytes(path.read_bytes())
    (broken / "parties.csv").write_text(
        "party_id,people,arrival,nights\np,two,2022-09-21,3\n", encoding="utf-8"
    )
    known = {"CASE": folder, "BROKEN": broken}
    result = place(*(known.get(word, word) for word in words), "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.strip()
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_refused_before_reading(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = place("nowhere", "-o", tmp_path / "file", "--quiet")
    assert result.exit_code == 1
    assert str(tmp_path / "file") in result.stderr


def test_a_plan_that_the_check_refuses_is_not_written(folder, tmp_path, monkeypatch):
    solve = planning.solve

    def wrong(*args, **named):
        result = solve(*args, **named)
        stay = result.plan.stays[0]
        return replace(result, plan=Plan((*result.plan.stays, replace(stay, part="2"))))

    monkeypatch.setattr(planning, "solve", wrong)
    result = place(folder, "-o", tmp_path / "out", "--time-limit", 2, "--quiet")
    assert result.exit_code == 1
    assert "Nothing was written" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def solved(folder):
    """Return a case, and what the engine makes of it."""
    case = load(folder, {}).case
    problem = planning.Problem.of(case, worth=Worth())
    return case, planning.solve(problem, stop=Stop(time_limit_s=2.0), seed=0, threads=1)


def test_an_honest_result_passes(solved):
    planning.refuse_wrong(*solved, Worth())


@pytest.mark.parametrize("field", ["upper_bound", "unavoidable_person_nights", "value"])
def test_a_claim_that_the_proof_does_not_carry_is_refused(solved, field):
    case, result = solved
    boast = {
        "upper_bound": replace(result, upper_bound=result.upper_bound * 0.9),
        "unavoidable_person_nights": replace(
            result, unavoidable_person_nights=result.unavoidable_person_nights + 1000
        ),
        "value": replace(result, figures=replace(result.figures, value=result.figures.value + 1)),
    }
    with pytest.raises(WrongPlanError):
        planning.refuse_wrong(case, boast[field], Worth())


def test_notes_about_the_data_are_shown_but_not_all(folder, tmp_path, capsys):
    notes = tuple(f"note {i} of many" for i in range(30))
    plan_into(tmp_path, lambda: Loaded(load(folder, {}).case, (), notes), Order(time_limit_s=2.0))
    said = capsys.readouterr().err
    assert "note 19 of many" in said
    assert "note 20 of many" not in said
    assert "10 more" in said


def test_the_first_interrupt_ends_the_search_and_the_next_works_as_ever():
    before = signal.getsignal(signal.SIGINT)
    stop = Stop()
    with planning.stopped_by_hand(stop):
        signal.raise_signal(signal.SIGINT)
        assert stop.interrupted
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_interrupt_ends_the_program_and_further_ones_do_not_disturb():
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(KeyboardInterrupt), planning.stopped_by_hand(Stop(interrupted=True)):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def started(folder, out, *words):
    """Start `place` on a case that takes long; return it when it has begun to search."""
    command = [sys.executable, "-m", "shanyrak", "place", folder, "-o", out, "--gap", "0", "--json", *words]
    process = subprocess.Popen(
        [*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    for line in process.stderr:
        if "value" in json.loads(line):
            return process
    pytest.fail(f"it ended before it searched: {process.stdout.read()}")


@pytest.fixture
def large(tmp_path):
    """Return a folder with a case on which a search without a gap does not end by itself."""
    write_case(tmp_path / "case", wave(people=3000, nights=14, seed=1))
    return tmp_path / "case"


def test_ctrl_c_writes_the_best_plan_so_far(large, tmp_path):
    process = started(large, tmp_path / "out", "--time-limit", 300)
    process.send_signal(signal.SIGINT)
    told = json.loads(process.communicate(timeout=60)[0])
    assert process.returncode == 0
    assert told["stopped_by"] == "interrupt"
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_a_second_ctrl_c_quits_and_leaves_nothing(large, tmp_path):
    process = started(large, tmp_path / "out", "--time-limit", 300)
    for _ in range(50):
        process.send_signal(signal.SIGINT)
        time.sleep(0.01)
        if process.poll() is not None:
            break
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert not (tmp_path / "out").exists()


def test_a_case_may_be_given_by_a_program(tmp_path):
    case = wave(people=30, nights=3, seed=5, places=1)
    plain = Case(case.parties, case.spaces, case.windows)
    told = plan_into(tmp_path, lambda: Loaded(plain), Order(time_limit_s=2.0, quiet=True))
    assert told["inputs"] == []
    assert isinstance(next(iter(read_plan(tmp_path / "plan.csv")[0].stays), None), Stay | None)


@pytest.fixture(scope="module")
def after(folder, tmp_path_factory):
    """Return the folder of a plan, and that of a case in which a host has withdrawn since."""
    path = tmp_path_factory.mktemp("after")
    assert place(folder, "-o", path / "plan", "--time-limit", 2, "--quiet").exit_code == 0
    plan, _ = read_plan(path / "plan/plan.csv")
    case = load(folder, {}).case
    gone = plan.stays[0].space_id
    windows = tuple(window for window in case.windows if window.space_id != gone)
    write_case(path / "case", replace(case, windows=windows))
    return path, gone


def test_a_plan_is_made_from_the_one_before_and_tells_who_has_to_be_told_anew(after, tmp_path):
    path, gone = after
    words = ("--previous", path / "plan", "--time-limit", 2, "--quiet", "--gap", 0.2)
    result = place(path / "case", "-o", tmp_path / "out", *words)
    assert result.exit_code == 0, result.output
    assert {file.name for file in (tmp_path / "out").iterdir()} == FILES | {"told_anew.csv"}
    told = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    before, after_ = read_plan(path / "plan/plan.csv")[0], read_plan(tmp_path / "out/plan.csv")[0]
    forced = {stay for stay in before.stays if stay.space_id == gone}
    lost = [one for one in told["told_anew"] if one["space_id"] == gone]
    assert {(one["party_id"], one["first_night"]) for one in lost} == {
        (stay.party_id, stay.first_night.isoformat()) for stay in forced
    }
    assert {one["reason"] for one in lost} == {"withdrawn"}
    assert set(before.stays) - set(after_.stays) >= forced
    assert told["told_stays"] == len(before.stays)
    assert told["parameters"]["told"] == 2.0
    assert told["inputs"][-1]["file"] == "plan.csv"
    lines = (tmp_path / "out/told_anew.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(told["told_anew"])
    assert f"party {lost[0]['party_id']}: {gone}" in result.stdout
    assert "told anew" in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_only_stays_that_are_marked_were_told(after, tmp_path):
    path, _ = after
    rows = (path / "plan/plan.csv").read_text(encoding="utf-8").splitlines()
    marked = [rows[0] + ",told", *(f"{row},{'x' if n < 3 else ''}" for n, row in enumerate(rows[1:]))]
    (tmp_path / "plan.csv").write_text("\n".join(marked), encoding="utf-8")
    words = ("--previous", tmp_path / "plan.csv", "--time-limit", 2, "--json", "--gap", 0.2)
    told = json.loads(place(path / "case", "-o", tmp_path / "out", *words).stdout)
    assert told["told_stays"] == 3


SPAN = "party_id,people,space_id,first_night,end_night,told\np1,2,s1,2022-09-21,2022-09-22,maybe\n"
WRONG = {
    "not a plan": ("party_id,people\np1,2\n", "2", "this column is missing"),
    "a price below 0": ("party_id,people,space_id,first_night,end_night\n", "-1", "--told must be"),
    "a mark that is none": (SPAN, "2", "told: 'maybe'"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_an_earlier_plan_that_cannot_be_read_is_refused(after, tmp_path, wrong):
    text, price, message = wrong
    file = tmp_path / "before.csv"
    file.write_text(text, encoding="utf-8")
    words = ("-o", tmp_path / "out", "--previous", file, "--told", price, "--quiet")
    result = place(after[0] / "case", *words)
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_ray_its_engine_says_what_to_install(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "shanyrak.placement.scale.ray", raising=False)
    result = place(folder, "-o", tmp_path / "out", "--engine", "ray", "--quiet")
    assert result.exit_code == 6
    assert "pip install 'shanyrak[ray]'" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("--workers", 2), ("--address", "auto")])
def test_workers_without_their_engine_are_wrong_use(folder, tmp_path, words):
    result = place(folder, "-o", tmp_path / "out", *words)
    assert result.exit_code == 2
    assert "--engine ray" in result.stderr
