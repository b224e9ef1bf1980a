"""Figures of the platform: kept in results/platform.json, and shown in docs/explanation/under-load.md.

Each command that measures one keeps it here with `--keep`. `python benchmarks/city/kept.py` renews the page
without measuring anything.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))
from machine import described  # noqa: E402  # it lies beside this folder

RESULTS = ROOT / "benchmarks/results/platform.json"
PAGE = ROOT / "docs/explanation/under-load.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True)
class Figure:
    """What was measured, and what it may be at most, or has to be at least; 0 is an exact bar."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def is_missed(self) -> bool:
        """Return whether it is beyond its bar."""
        too_much = self.most is not None and self.value > self.most
        return too_much or (self.least is not None and self.value < self.least)


def tell(figures: list[Figure]) -> bool:
    """Print figures with their bars; return whether one was missed."""
    for figure in figures:
        print(f"{'MISSED' if figure.is_missed else 'ok':6}  {figure.what}: {_told(asdict(figure))}")
    return any(figure.is_missed for figure in figures)


def keep(command: str, figures: list[Figure], load: float) -> None:
    """Keep what a command measured, in the place of what it measured before, and renew the page."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    known[command] = {
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "load_average_before": round(load, 2),
        "machine": described(),
        "figures": [asdict(figure) for figure in figures],
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")
    renew_page()


def load_now() -> float:
    """Return the load average of the latest minute."""
    return os.getloadavg()[0]


def renewed(text: str) -> str:
    """Return the page with the table of all figures between its marks."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    lines = ["| what | measured | bar |", "|---|--:|--:|"]
    for record in known.values():
        lines += [
            f"| {f['what']} | {_number(f['value'])} {f['unit']} | {_bar(f)} |" for f in record["figures"]
        ]
    origins = [
        f"* `python benchmarks/city/{command}`: {_origin(record)}" for command, record in known.items()
    ]
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    table, told = "\n".join(lines), "\n".join(origins)
    return f"{before}{BEGIN}\n\n{table}\n\n{told}\n\n{END}{after}"


def renew_page() -> None:
    """Put the table into the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _told(figure: dict[str, Any]) -> str:
    bar = _bar(figure)
    return f"{_number(figure['value'])} {figure['unit']}" + (f" ({bar})" if bar else "")


def _bar(figure: dict[str, Any]) -> str:
    if figure["most"] is not None:
        return f"at most {_number(figure['most'])}" if figure["most"] else "none"
    return f"at least {_number(figure['least'])}" if figure["least"] is not None else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"  # noqa: PLR2004


def _origin(record: dict[str, Any]) -> str:
    machine = record["machine"]
    return (
        f"{record['made_on']}; {machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB;"
        f" Python {machine['python']}, commit {machine['commit']};"
        f" load average before {record['load_average_before']}."
    )


if __name__ == "__main__":
    sys.exit(renew_page())
