"""The page of the platform's figures shows what was kept, and names commands that are there."""

import re
import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2] / "benchmarks/city"


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    return runpy.run_path(str(HERE / "kept.py"))


def test_the_page_has_the_figures_that_were_kept(kept):
    page = kept["PAGE"].read_text(encoding="utf-8")
    assert page == kept["renewed"](page), "run benchmarks/city/kept.py"


def test_every_command_of_the_page_is_there(kept):
    named = re.findall(r"benchmarks/city/(\w+\.py)", kept["PAGE"].read_text(encoding="utf-8"))
    assert [name for name in named if not (HERE / name).exists()] == []


@pytest.mark.parametrize(
    ("bars", "value", "is_missed"),
    [({"most": 0}, 1, True), ({"most": 0}, 0, False), ({"least": 300}, 299, True), ({}, 5, False)],
)
def test_a_figure_beyond_its_bar_is_missed(kept, bars, value, is_missed):
    assert kept["Figure"]("what", value, "", **bars).is_missed is is_missed
