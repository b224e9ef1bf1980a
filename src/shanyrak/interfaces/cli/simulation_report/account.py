"""The content of simulation.json and nights.csv: every figure of a replay as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shanyrak import __version__
from shanyrak.interfaces.cli.report.account import figures
from shanyrak.placement.files import Input
from shanyrak.placement.simulate import Assumptions, Day, Effort, Outcome, Way

WAYS = ("planned", "first_come", "knew_everything")
HEADS = (
    "night", "people_asking", "parties_known", "parties_absent", "spaces_withdrawn", "spaces_offered",
    *(f"{what}_{way}" for what in ("without_a_bed", "moved", "broken", "held") for way in WAYS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meta:
    """How a replay was made: what was assumed, what it read, what it cost."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    effort: Effort = field(default_factory=Effort)
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    made_at: datetime | None = None


def account(outcome: Outcome, meta: Meta) -> dict[str, Any]:
    """Return the content of simulation.json; docs/reference/simulation.md explains every key."""
    days, assumed, effort = outcome.days, meta.assumptions, meta.effort
    ways = dict(zip(WAYS, (outcome.planned, outcome.first_come, outcome.hindsight), strict=True))
    return {
        "first_night": days[0].night.isoformat(),
        "nights_replayed": len(days),
        "nights_asked_for": outcome.n_asked_for,
        "is_complete": outcome.is_complete,
        **{name: _way(way) for name, way in ways.items()},
        "price_of_not_knowing": round(outcome.price_of_not_knowing, 6),
        "price_of_not_knowing_at_most": None if outcome.most_price is None else round(outcome.most_price, 6),
        "events": {
            "parties_known": sum(day.n_known for day in days),
            "parties_absent": sum(day.n_absent for day in days),
            "spaces_withdrawn": sum(day.n_withdrawn for day in days),
            "spaces_offered": sum(day.n_offered for day in days),
        },
        "assumptions": {
            "days": assumed.nights,
            "known_ahead": assumed.ahead,
            "withdraw": assumed.withdraw,
            "offer": assumed.offer,
            "no_show": assumed.no_show,
        },
        "effort": {"evening": effort.evening_s, "hindsight": effort.hindsight_s, "gap": effort.gap},
        "seed": effort.seed,
        "threads": effort.threads,
        "seconds": round(meta.seconds, 3),
        "peak_memory_mb": round(meta.peak_memory_mb, 1),
        "version": __version__,
        "made_at": meta.made_at.isoformat(timespec="seconds") if meta.made_at else None,
        "inputs": [{"file": one.file, "sha256": one.sha256, "rows": one.rows} for one in meta.inputs],
        "notes": list(meta.notes),
        "nights": [_night(n, day, ways) for n, day in enumerate(days)],
    }


def night_rows(told: dict[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows of nights.csv under `HEADS`."""
    for night in told["nights"]:
        yield [night[head] for head in HEADS]


def _way(way: Way) -> dict[str, Any]:
    return {
        **figures(way.figures),
        "told_stays_broken": way.broken_stays,
        "people_with_a_broken_stay": sum(way.broken),
        "beds_held_in_vain": sum(way.held),
    }


def _night(n: int, day: Day, ways: dict[str, Way]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "night": day.night.isoformat(),
        "people_asking": day.asked,
        "parties_known": day.n_known,
        "parties_absent": day.n_absent,
        "spaces_withdrawn": day.n_withdrawn,
        "spaces_offered": day.n_offered,
    }
    for name, way in ways.items():
        told[f"without_a_bed_{name}"] = day.asked - way.housed[n]
        told[f"moved_{name}"] = way.moved[n]
        told[f"broken_{name}"] = way.broken[n]
        told[f"held_{name}"] = way.held[n]
    return told
