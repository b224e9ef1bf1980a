"""Code on the pages runs: ``sh`` and ``python`` blocks of a page, in order, in one folder of their own.

A ``csv`` block below ``<!-- writes NAME -->`` is that file. Other blocks are shown, not run.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r"(?ms)(?:^<!-- writes (?P<file>\S+) -->\n+)?^```(?P<kind>sh|python|csv)\n(?P<code>.*?)^```"
)
TIME_LIMIT_S = 120


def blocks(page):
    return list(BLOCK.finditer(page.read_text(encoding="utf-8")))


PAGES = [
    page for page in sorted((ROOT / "docs").rglob("*.md")) if any(b["kind"] != "csv" for b in blocks(page))
]


@pytest.fixture
def place(tmp_path):
    """Give an empty folder in which the command is on the path, and the environment to go with it."""
    programs = tmp_path / "bin"
    programs.mkdir()
    command = programs / "shanyrak"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shanyrak "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    paths = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    return folder, {**os.environ, "PATH": paths, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}


def run(command, folder, env):
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=TIME_LIMIT_S
    )
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT / "docs")) for page in PAGES])
def test_the_examples_of_a_page_run(page, place):
    folder, env = place
    for block in blocks(page):
        if block["kind"] == "csv" and block["file"]:
            path = folder / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["code"], encoding="utf-8")
        elif block["kind"] == "sh":
            run(["bash", "-euc", block["code"]], folder, env)
        elif block["kind"] == "python":
            run([sys.executable, "-c", block["code"]], folder, env)


def test_a_block_that_fails_is_seen(place):
    with pytest.raises(AssertionError):
        run([sys.executable, "-c", "assert 1 == 2"], *place)
