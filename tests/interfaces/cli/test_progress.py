"""Progress in words, in lines, as JSON, or not at all."""

import io
import json

import pytest

from shanyrak.interfaces.cli import progress
from shanyrak.placement.model import Progress

EARLY = Progress(1.0, "construct", 100.0, float("inf"), 50)
LATE = Progress(9.0, "search", 1000.0, 1005.0, 20)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        """Say so."""
        return True


def watched(capsys, **how):
    with progress.watching(**how) as watch:
        watch.phase("reading")
        watch.note("row 7 is odd")
        watch(EARLY)
        watch(LATE)
    return watch, capsys.readouterr()


def test_quiet_says_nothing(capsys):
    _, said = watched(capsys, quiet=True, as_json=False)
    assert (said.out, said.err) == ("", "")


def test_lines_are_plain_and_on_stderr(capsys):
    watch, said = watched(capsys, quiet=False, as_json=False)
    assert isinstance(watch, progress.Lines)
    assert said.out == ""
    assert "\x1b" not in said.err
    assert "note: row 7 is odd" in said.err
    assert "at most 0.5% below the best" in said.err


def test_lines_of_one_phase_wait_for_their_turn(capsys):
    with progress.watching(quiet=False, as_json=False) as watch:
        for _ in range(100):
            watch(LATE)
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_json_lines_are_json(capsys):
    _, said = watched(capsys, quiet=False, as_json=True)
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert [line.get("phase") for line in lines] == ["reading", None, "construct", "search"]
    assert lines[2]["upper_bound"] is None
    assert lines[3]["unhoused_person_nights"] == 20


def test_a_terminal_gets_live_lines_that_fit_it(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr", Terminal())
    watch, _ = watched(capsys, quiet=False, as_json=False)
    assert isinstance(watch, progress.Panel)
    assert all(len(line) <= 80 for line in watch.state)


@pytest.mark.parametrize(("moment", "words"), [(EARLY, "no limit proved yet"), (LATE, "0.5% below the best")])
def test_a_moment_is_told_in_words(moment, words):
    assert words in " ".join(progress.told(moment))
