"""Figures in the README are the recorded ones, and each row ends with the command that repeats it."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<case>[a-z]+):[^|]*\|(?P<cells>.*)\| `(?P<command>[^`]+)` \|$", re.MULTILINE)
ROWS = list(ROW.finditer(README))


def figures(result):
    """Return the cells of a case: gap, nights without a bed, the same first come, seconds."""
    ours, first = result["summary"]["shanyrak"], result["summary"]["first-come"]
    return [
        f"{100 * ours['gap']:.2f} %",
        f"{ours['unhoused_person_nights']:,.0f}",
        f"{first['unhoused_person_nights']:,.0f}",
        f"{ours['seconds']:.0f} s",
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_a_row_has_the_recorded_figures(row):
    result = json.loads((ROOT / f"benchmarks/results/{row['case']}.json").read_text(encoding="utf-8"))
    assert [cell.strip() for cell in row["cells"].split("|")] == figures(result)
    assert row["command"] == f"make bench CASES={row['case']}"


def test_the_readme_has_figures_as_soon_as_there_are_some():
    recorded = list((ROOT / "benchmarks/results").glob("*.json"))
    assert len(ROWS) == min(len(recorded), 3)
