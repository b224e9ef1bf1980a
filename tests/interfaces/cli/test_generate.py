"""The command that draws a synthetic case."""

import json

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.placement.files import read_case
from shanyrak.placement.waves import wave


def run(*words):
    return CliRunner().invoke(app, ["generate", *map(str, words)])


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_wave_is_written_and_read_back_as_it_was_drawn(tmp_path):
    assert run("wave", "-o", tmp_path / "case", "--people", 300, "--nights", 8, "--seed", 5).exit_code == 0
    case, faults = read_case(tmp_path / "case")
    assert case == wave(people=300, nights=8, seed=5)
    assert not faults


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        run("wave", "-o", tmp_path / name, "--people", 300, "--seed", 5)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_summary_counts_what_was_written(tmp_path):
    told = json.loads(run("wave", "-o", tmp_path / "case", "--people", 300, "--hosts", 20, "--json").stdout)
    case, _ = read_case(tmp_path / "case")
    beds = {space.space_id: space.beds for space in case.spaces}
    assert told["case"] == str(tmp_path / "case")
    assert told["people"] == 300
    assert told["parties"] == len(case.parties)
    assert told["spaces"] == len(case.spaces)
    assert told["asked_person_nights"] == sum(p.people * p.n_nights for p in case.parties)
    assert told["free_bed_nights"] == sum(
        beds[w.space_id] * (w.end_night - w.first_night).days for w in case.windows
    )


def test_the_summary_is_told_in_words(tmp_path):
    done = run("wave", "-o", tmp_path / "case", "--people", 300, "--places", 1)
    assert "300 people" in done.stdout
    assert "person-nights asked for" in done.stdout
    assert f"{tmp_path / 'case'} holds them" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("wave", "--people", 0), 1, "--people must be a whole number from 1"),
        (("wave", "--places", 99), 1, "--places must be a whole number from 1 to 12, not 99"),
        (("wave", "--people", "many"), 2, "--people"),
        (("storm",), 2, "storm"),
        ((), 2, "kind"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_written(tmp_path, words, status, message):
    done = run(*words, "-o", tmp_path / "case")
    assert done.exit_code == status
    assert message in done.stderr
    assert not (tmp_path / "case").exists()


def test_a_folder_is_asked_for():
    assert run("wave").exit_code == 2


def test_where_a_file_is_in_the_way_nothing_is_written(tmp_path):
    (tmp_path / "case").write_text("mine", encoding="utf-8")
    done = run("wave", "-o", tmp_path / "case", "--people", 50)
    assert done.exit_code == 1
    assert str(tmp_path / "case") in done.stderr
    assert (tmp_path / "case").read_text(encoding="utf-8") == "mine"
