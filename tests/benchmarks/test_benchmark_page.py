"""The page of benchmarks shows the recorded figures, and tiles of a case are a case of the size asked for."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from shanyrak.placement import Problem
from shanyrak.placement.waves import wave

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def ours(name, monkeypatch):
    """Run a script of the benchmarks as a module; what it imports beside it is forgotten again."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    module = runpy.run_path(str(BENCHMARKS / name))
    for other in set(sys.modules) - before:
        if str(BENCHMARKS) in (getattr(sys.modules[other], "__file__", None) or ""):
            del sys.modules[other]
    return module


def test_the_page_has_the_recorded_figures(monkeypatch):
    table = ours("table.py", monkeypatch)
    page = table["PAGE"].read_text(encoding="utf-8")
    assert page == table["renewed"](page), "run benchmarks/table.py"


@pytest.mark.parametrize("people", [150, 300, 700])
def test_a_tiled_case_has_about_as_many_people_and_no_more_choice_for_each(people, monkeypatch):
    case = wave(people=300, nights=5, seed=0)
    larger = ours("tiles.py", monkeypatch)["tiled"](case, people, np.random.default_rng(0))
    assert sum(p.people for p in larger.parties) == pytest.approx(people, rel=0.2)
    assert len(larger.spaces) == pytest.approx(len(case.spaces) * people / 300, abs=1)
    sizes = np.diff(Problem.of(larger).data.block)[:-1]
    assert sizes.max() <= np.diff(Problem.of(case).data.block)[:-1].max()


def test_the_fitted_exponent_is_that_of_the_figures(monkeypatch):
    growth = ours("growth.py", monkeypatch)
    records = [{"people": n, "seconds": 3 * n**1.2} for n in (10, 100, 1000)]
    assert growth["exponent"](records, "seconds") == pytest.approx(1.2)
    assert growth["exponent"](records[:1], "seconds") is None
