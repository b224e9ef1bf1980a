"""Figures in the README are the recorded ones, and each row ends with the command that repeats it."""

import json
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIGURES = runpy.run_path(str(ROOT / "tools/readme_figures.py"))
SUMMARY = {
    "shanyrak": {"gap": 0.01, "unhoused_person_nights": 1234.0, "seconds": 59.6},
    "first-come": {"unhoused_person_nights": 5678.0},
}


def test_the_readme_has_the_recorded_figures():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert page == FIGURES["renewed"](page, ROOT / "benchmarks/results"), "run tools/readme_figures.py"


@pytest.mark.parametrize("name", FIGURES["CASES"])
def test_a_row_tells_what_was_measured_and_how_to_repeat_it(tmp_path, name):
    (tmp_path / f"{name}.json").write_text(json.dumps({"summary": SUMMARY}), encoding="utf-8")
    page = FIGURES["renewed"]("x <!-- figures: begin -->old<!-- figures: end --> y", tmp_path)
    assert "old" not in page
    assert re.search(
        rf"\| {name}: .* \| 1.01 % \| 1,234 \| 5,678 \| 60 \| `make bench CASES={name}` \|", page
    )
    assert page.startswith("x ")
    assert page.endswith(" y")


def test_figures_that_are_not_recorded_are_not_told(tmp_path):
    page = "x <!-- figures: begin -->\n<!-- figures: end --> y"
    assert FIGURES["renewed"](page, tmp_path) == page
