"""docs/reference/commands.md has a section for each command, and each option of it, and no other."""

import re
from pathlib import Path

import pytest
import typer

from shanyrak.interfaces.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"(?ms)^## `shanyrak ([\w-]+)`\n(.*?)(?=^## |\Z)", PAGE))
DOOR = typer.main.get_command(app)


def leaves(name, command):
    """Yield the command, or those below it, with the name of the verb at its head."""
    for below in getattr(command, "commands", {}).values():
        yield from leaves(name, below)
    if not getattr(command, "commands", {}):
        yield name, command


def options_of(verb):
    commands = [command for _, command in leaves(verb, DOOR.commands[verb])]
    return {o for c in commands for p in c.params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}


def test_every_command_has_its_section_and_no_other():
    assert list(SECTIONS) == list(DOOR.commands)


@pytest.mark.parametrize("verb", DOOR.commands)
def test_every_option_is_told(verb):
    told = set(re.findall(r"`(--[a-z-]+)", SECTIONS.get(verb, "")))
    assert told == options_of(verb) - {"--help"}


def test_no_page_speaks_of_an_option_that_is_not_there():
    known = {option for verb in DOOR.commands for option in options_of(verb)} | {"--help", "--version"}
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    lines = [
        line for page in pages for line in re.findall(r"(?m)^(?:\$ )?shanyrak .*$", page.read_text("utf-8"))
    ]
    assert {option for line in lines for option in re.findall(r"(?<!\S)--[a-z-]+", line)} - known == set()


def test_every_make_target_that_a_page_names_is_there():
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {
        t
        for page in pages
        for t in re.findall(r"(?m)`make ([a-z]+)`|^make ([a-z]+)", page.read_text("utf-8"))
    }
    assert {one or other for one, other in named} - targets == set()
