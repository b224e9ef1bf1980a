"""The few lines with which a planning ends on the terminal. Nothing is computed here."""

from pathlib import Path
from typing import Any

from shanyrak.interfaces.cli.earlier import told_anew
from shanyrak.interfaces.shared.numbers import at_most, counted, grouped, plain, share

LABEL = 18


def closing_table(told: dict[str, Any], out: Path) -> str:
    """Return the result as a small table for people, and where the report is."""
    asked, housed, without = (told[f"{key}_person_nights"] for key in ("asked", "housed", "unhoused"))
    who = f"{counted(told['people'], 'person', 'people')} in {counted(told['parties'], 'party', 'parties')}"
    lines = [
        ("asked for", f"{counted(asked, 'person-night', 'person-nights')} ({who})"),
        ("housed", f"{grouped(housed)}" + (f" ({share(housed / asked)})" if asked else "")),
        ("without a bed", grouped(without) + _unavoidable(told["unavoidable_person_nights"])),
        ("moves", grouped(told["person_moves"])),
        ("how good", how_good(told["gap"])),
        ("first come", saved(told)),
        ("report", str(out / "report.html")),
    ]
    if told["stopped_by"] == "interrupt":
        lines.insert(0, ("stopped by hand", "the best plan found until then was written"))
    return plain("\n".join([*(f"{name:<{LABEL}}{text}" for name, text in lines), *told_anew(told)]))


def _unavoidable(nights: int) -> str:
    return f", of which {grouped(nights)} no plan could house" if nights else ""


def how_good(gap: float | None) -> str:
    """Return the gap in words."""
    if gap is None or gap >= 1:
        return "not known: there was no time to prove a limit"
    if gap <= 0:
        return "no plan can be better (proved)"
    return f"no plan can be more than {at_most(gap / (1 - gap))} better (proved)"


def saved(told: dict[str, Any]) -> str:
    """Return what the plan saves against first come, first served."""
    difference = told["first_come_first_served"]["unhoused_person_nights"] - told["unhoused_person_nights"]
    if difference > 0:
        nights = counted(difference, "person-night", "person-nights")
        return f"first come, first served leaves {nights} more without a bed"
    if difference < 0:
        nights = counted(-difference, "person-night", "person-nights")
        return f"first come, first served leaves {nights} fewer without a bed, but is worth less"
    return "first come, first served leaves as many without a bed"
