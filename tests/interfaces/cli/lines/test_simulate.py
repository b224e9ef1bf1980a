"""How many counters a day takes is told in a table, in a sentence, and on a page with plots."""

import json

import pytest
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.lines.command import days_of, spans_of


def run(*words):
    return CliRunner().invoke(app, ["queue", "simulate", *map(str, words)])


def test_people_take_as_many_counters_as_their_minutes_and_chance_takes_some_more():
    told = json.loads(run("--people", 60, "--hours", "9-12", "--json").stdout)
    # 60 x 9 minutes in three hours are three counters without a pause.
    assert 4 <= told["enough"] <= 7
    lost = [row["not_called"] for row in told["days"]]
    waits = [row["long_wait"] for row in told["days"]]
    assert lost == sorted(lost, reverse=True)
    assert waits[-1] < waits[-3]


def test_a_pause_takes_more_counters():
    spans = ([(9, 10), (11, 12)], [(9, 12)])
    with_pause, without = (days_of(30, hours, 9.0, 0.2)["enough"] for hours in spans)
    assert with_pause > without


def test_the_answer_is_a_sentence_and_a_page_with_two_plots(tmp_path):
    done = run("--people", 20, "--hours", "9-12", "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "20 people by 12:00 on nine days in ten" in done.stdout
    page = (tmp_path / "out/staffing.html").read_text(encoding="utf-8")
    assert page.count("<figure") == 2
    assert "<script" not in page
    assert json.loads((tmp_path / "out/staffing.json").read_text(encoding="utf-8"))["asked"]["people"] == 20


@pytest.mark.parametrize("hours", ["9", "18-9", "9-12,11-15", "9-25", "x-y", "", "9-9"])
def test_hours_that_are_none_are_refused(hours):
    done = run("--hours", hours)
    assert done.exit_code == 1
    assert "--hours 9-13,14-18" in done.stderr


def test_hours_are_read_as_they_are_written():
    assert spans_of("9-13,14-18") == [(9, 13), (14, 18)]
