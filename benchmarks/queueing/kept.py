"""Figures of waits: kept in benchmarks/results/queueing.json, shown in docs/explanation/waits.md.

`python benchmarks/queueing/kept.py` renews the page without measuring anything.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))
from machine import described  # noqa: E402  # it lies beside this folder

RESULTS = ROOT / "benchmarks/results/queueing.json"
PAGE = ROOT / "docs/explanation/waits.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
TITLES = {
    "board": "Offices of Warsaw, 13 to 15 January 2020, from their boards",
    "border": "Border control of O'Hare, 2019, mean wait of the next hour",
    "centre": "A registration centre that never was, forty days",
}
COLUMNS = {
    "way": "told by",
    "mae_min": "mean error, min",
    "bias_min": "bias, min",
    "too_little": "15 min more than told",
    "inside": "inside the range",
    "width_min": "width, min",
    "good_days": "days with 65 % inside",
}
SHARES = ("too_little", "inside", "good_days")
OURS, ZMS = "ours", "ZMS formula"
MOST_OF_ZMS, INSIDE, MOST_TOO_LITTLE = 0.45, (0.75, 0.87), 0.05
Rows = list[dict[str, Any]]


def missed(rows: Rows) -> list[str]:
    """Return the bars that our way misses, in words."""
    ours = next(row for row in rows if row["way"] == OURS)
    zms = [row["mae_min"] for row in rows if row["way"].startswith(ZMS)]
    found = [f"mean error above {MOST_OF_ZMS} of ZMS's" for mae in zms if ours["mae_min"] > MOST_OF_ZMS * mae]
    if not INSIDE[0] <= ours["inside"] <= INSIDE[1]:
        found.append(f"share inside not within {INSIDE[0]} to {INSIDE[1]}")
    if ours["too_little"] > MOST_TOO_LITTLE:
        found.append(f"too little told to more than {MOST_TOO_LITTLE:.0%}")
    return found


def keep(tables: dict[str, Rows]) -> None:
    """Keep what was measured, in the place of what was measured before, and renew the page."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    made_on = datetime.now(tz=UTC).date().isoformat()  # noqa: TID251  # a record has its date
    known |= {
        name: {"made_on": made_on, "machine": described(), "rows": rows} for name, rows in tables.items()
    }
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    renew_page()


def renew_page() -> None:
    """Put the tables into the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(text: str) -> str:
    """Return the page with the kept tables between its marks."""
    known = json.loads(RESULTS.read_text(encoding="utf-8"))
    tables = [table(name, known[name]["rows"]) for name in TITLES if name in known]
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n" + "\n\n".join(tables) + f"\n\n{END}{rest.partition(END)[2]}"


def table(name: str, rows: Rows) -> str:
    """Return one table, with its title and what it rests on."""
    head = f"| {' | '.join(COLUMNS.values())} |\n|---|{'--:|' * (len(COLUMNS) - 1)}"
    lines = [f"| {' | '.join(_cell(key, row.get(key)) for key in COLUMNS)} |" for row in rows]
    told = f"**{TITLES[name]}**: {rows[0]['waits']:,} waits, {rows[0]['mean_min']:g} minutes in the mean."
    return "\n".join([told, "", head, *lines])


def _cell(key: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.1%}".replace("%", " %") if key in SHARES else f"{value}"


if __name__ == "__main__":
    renew_page()
