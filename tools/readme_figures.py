"""Put the recorded figures of three benchmarks into the README, between its marks; nothing is measured."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
CASES = {
    "wave": "20,000 people on 30 nights, drawn",
    "albany": "4,088 people, 332 real homes, 30 nights",
    "antwerp": "50,872 people, 2,389 real homes, 60 nights",
}
COLUMNS = (
    "case",
    "no plan is better by more than (proved)",
    "person-nights without a bed",
    "first come, first served",
    "seconds",
    "repeat it",
)
HEAD = "| " + " | ".join(COLUMNS) + " |\n|---|--:|--:|--:|--:|---|"


def main() -> int:
    """Write the table into the README."""
    page = ROOT / "README.md"
    page.write_text(renewed(page.read_text(encoding="utf-8"), ROOT / "benchmarks/results"), encoding="utf-8")
    return 0


def renewed(text: str, results: Path) -> str:
    """Return the page with the rows of the results that are there."""
    rows = [row(name, json.loads(path.read_text("utf-8"))) for name, path in recorded(results).items()]
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join([HEAD, *rows])
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}" if rows else f"{before}{BEGIN}\n{END}{after}"


def recorded(results: Path) -> dict[str, Path]:
    """Return the files of results by case, in the order of the table."""
    paths = {name: results / f"{name}.json" for name in CASES}
    return {name: path for name, path in paths.items() if path.exists()}


def row(name: str, result: dict[str, Any]) -> str:
    """Return the line of a case; what the gap leaves to gain is told as a share of our value."""
    ours, first = result["summary"]["shanyrak"], result["summary"]["first-come"]
    better = ours["gap"] / (1 - ours["gap"])
    cells = (
        f"{name}: {CASES[name]}",
        f"{100 * better:.2f} %",
        f"{ours['unhoused_person_nights']:,.0f}",
        f"{first['unhoused_person_nights']:,.0f}",
        f"{ours['seconds']:.0f}",
        f"`make bench CASES={name}`",
    )
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
