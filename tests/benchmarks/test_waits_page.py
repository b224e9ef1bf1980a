"""The page of waits shows the figures that were kept, and they keep to their bars."""

import json
import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2] / "benchmarks/queueing"
GOOD = {"way": "ours", "mae_min": 9.0, "inside": 0.8, "too_little": 0.04}
ZMS = {"way": "ZMS formula, as set", "mae_min": 30.0}


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    return runpy.run_path(str(HERE / "kept.py"))


def test_the_page_has_the_figures_that_were_kept(kept):
    page = kept["PAGE"].read_text(encoding="utf-8")
    assert page == kept["renewed"](page), "run benchmarks/queueing/kept.py"


def test_every_kept_series_keeps_to_its_bars_and_has_its_picture(kept):
    known = json.loads(kept["RESULTS"].read_text(encoding="utf-8"))
    assert set(known) == set(kept["TITLES"])
    assert [bar for record in known.values() for bar in kept["missed"](record["rows"])] == []
    assert [name for name in known if not (kept["ROOT"] / f"docs/images/waits-{name}.svg").exists()] == []


@pytest.mark.parametrize(
    "change", [{"mae_min": 14.0}, {"inside": 0.9}, {"inside": 0.7}, {"too_little": 0.06}]
)
def test_a_bar_that_is_missed_is_told(kept, change):
    assert kept["missed"]([ZMS, GOOD]) == []
    assert len(kept["missed"]([ZMS, GOOD | change])) == 1
