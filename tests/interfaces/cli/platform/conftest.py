"""Runs the command in a home of its own, as an operator would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


@pytest.fixture
def environ(tmp_path):
    """Give an environment without any setting but a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHANYRAK_")}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "SHANYRAK_HOME": str(tmp_path / "var")}


@pytest.fixture
def shanyrak(environ, tmp_path):
    """Give the command; it returns what it wrote and its status."""

    def run(*words, **told):
        command = [sys.executable, "-m", "shanyrak", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environ | told, capture_output=True, text=True, check=False
        )

    return run
