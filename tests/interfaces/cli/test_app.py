"""The door of the command: help, version, exit statuses, and no traceback for what a user can mend."""

import errno
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from shanyrak import __version__
from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError
from shanyrak.interfaces.cli.app import VERBS, Door, app

RUN = CliRunner()


def door_that_raises(trouble):
    door = typer.Typer(cls=Door)

    @door.command()
    def stumble() -> None:
        raise trouble

    @door.command()
    def stand() -> None:
        pass

    return door


@pytest.mark.parametrize(
    ("trouble", "status", "message"),
    [
        (InvalidError("row 7 is wrong"), 1, "row 7 is wrong"),
        (NotFoundError("no such case"), 3, "no such case"),
        (ConflictError("done by now"), 5, "done by now"),
        (KeyboardInterrupt(), 130, "nothing was written"),
        (
            OSError(errno.ENOSPC, "No space left on device", "plan.csv"),
            1,
            "plan.csv: No space left on device",
        ),
        (MemoryError(), 1, "Not enough memory"),
    ],
    ids=["invalid", "not found", "conflict", "Ctrl-C", "disk", "memory"],
)
def test_a_trouble_becomes_a_message_and_a_status(trouble, status, message):
    result = RUN.invoke(door_that_raises(trouble), ["stumble"])
    assert result.exit_code == status
    assert message in result.stderr
    assert result.stdout == ""


def test_a_fault_of_ours_is_not_hidden():
    assert isinstance(
        RUN.invoke(door_that_raises(ZeroDivisionError()), ["stumble"]).exception, ZeroDivisionError
    )


def test_version_is_told():
    assert RUN.invoke(app, ["--version"]).stdout == f"shanyrak {__version__}\n"


def test_nothing_asked_shows_the_help():
    result = RUN.invoke(app, [])
    assert result.exit_code == 0
    assert "place" in result.stdout


@pytest.mark.parametrize("words", [["plan"], ["--colour"], ["place", "case"], ["place", "-o", "x"]])
def test_wrong_use_ends_with_2(words):
    result = RUN.invoke(app, words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


WRONG_WORDS = {
    "no number": (
        ("place", "x", "-o", "y", "--time-limit", "abc"),
        "'abc' is not a number; write for example --time-limit 60",
    ),
    "a comma": (
        ("place", "x", "-o", "y", "--gap", "0,01"),
        "'0,01' is not a number; write for example --gap 0.005",
    ),
    "half a seed": (
        ("place", "x", "-o", "y", "--seed=1.5"),
        "'1.5' is not a whole number; write for example --seed 0",
    ),
    "no default": (
        ("place", "x", "-o", "y", "--threads", "all"),
        "'all' is not a whole number; write for example --threads 10",
    ),
    "too little": (
        ("place", "x", "-o", "y", "--time-limit", "0"),
        "'0' is less than 1; write for example --time-limit 60",
    ),
    "too much": (
        ("place", "x", "-o", "y", "--gap", "5"),
        "'5' is more than 1; write for example --gap 0.005",
    ),
    "no such thing": (("generate", "flood", "-o", "y"), "'flood' is not one of 'wave'"),
}


@pytest.mark.parametrize("wrong", WRONG_WORDS.values(), ids=WRONG_WORDS.keys())
def test_an_option_that_cannot_be_read_is_told_with_an_example(wrong):
    words, message = wrong
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Input should" not in result.stderr
    assert "Value error" not in result.stderr


@pytest.mark.parametrize("verb", [verb.__name__.replace("_", "-") for verb in VERBS])
def test_every_command_has_an_example(verb):
    help_ = RUN.invoke(app, [verb, "--help"]).stdout
    assert "Example: shanyrak " + verb in " ".join(help_.split())


def test_help_loads_nothing_heavy():
    code = (
        "import sys, shanyrak.interfaces.cli.app; print({'numba', 'numpy', 'openpyxl'} & sys.modules.keys())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
