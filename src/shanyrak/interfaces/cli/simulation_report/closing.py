"""The few lines with which a replay ends on the terminal. Nothing is computed here."""

from pathlib import Path
from typing import Any

from shanyrak.interfaces.shared.numbers import counted, grouped, plain

LABEL, COLUMN = 26, 18
ROWS = (
    ("person-nights, no bed", "unhoused_person_nights", 0),
    ("moves of a person", "person_moves", 0),
    ("told stays broken", "told_stays_broken", 0),
    ("value, person-nights", "value", 1),
)
ALIKE = 0.05  # two numbers that differ by less are written as one


def closing_lines(told: dict[str, Any], out: Path) -> str:
    """Return the result as a small table for people, and where the report is."""
    ways = [told[name] for name in ("planned", "first_come", "knew_everything")]
    heads = ("planned", "first come", "knew everything")
    lines = [f"{'':<{LABEL}}" + "".join(f"{head:>{COLUMN}}" for head in heads)]
    for name, key, places in ROWS:
        lines.append(f"{name:<{LABEL}}" + "".join(f"{grouped(way[key], places):>{COLUMN}}" for way in ways))
    lines.append("")
    if not told["is_complete"]:
        lines.append(
            f"{'stopped by hand':<{LABEL}}{counted(told['nights_replayed'], 'night', 'nights')} "
            f"of {told['nights_asked_for']} were replayed"
        )
    lines.append(f"{'price of not knowing':<{LABEL}}{price(told)}")
    lines.append(f"{'report':<{LABEL}}{out / 'simulation.html'}")
    return plain("\n".join(line.rstrip() for line in lines))


def price(told: dict[str, Any]) -> str:
    """Return the price of not knowing, with what it is at most."""
    least, most = told["price_of_not_knowing"], told["price_of_not_knowing_at_most"]
    if most is None:
        return f"{grouped(least, 1)} person-nights so far"
    if most - least < ALIKE:
        return f"{grouped(least, 1)} person-nights"
    return f"{grouped(least, 1)} to {grouped(most, 1)} person-nights"
