"""The content of report.json: every figure of a result as plain values; what people read is made from it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from typing import Any

from shanyrak import __version__
from shanyrak.interfaces.cli.report.told import told_stays
from shanyrak.interfaces.cli.report.views import people_of
from shanyrak.placement.files import Input
from shanyrak.placement.model import REASONS, Case, Figures, Progress, Reason, Result
from shanyrak.placement.params import Worth

MOST_MOMENTS = 1000  # a search of an hour records more than anybody reads


@dataclass(frozen=True, slots=True)
class Meta:
    """How a result was made: what was asked of the search, what it read, what it cost."""

    seed: int = 0
    threads: int = 1
    worth: Worth = field(default_factory=Worth)
    time_limit_s: float = 60.0
    gap: float = 0.005
    told: float | None = None
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    made_at: datetime | None = None


def account(case: Case, result: Result, meta: Meta) -> dict[str, Any]:
    """Return the content of report.json; docs/reference/report.md explains every key."""
    people = people_of(case, result.plan)
    return {
        **figures(result.figures),
        "unavoidable_person_nights": result.unavoidable_person_nights,
        "upper_bound": _finite(result.upper_bound),
        "gap": _finite(result.gap) if isfinite(result.upper_bound) else None,
        "stopped_by": result.stopped_by,
        "first_come_first_served": figures(result.first_come),
        "parties": len(case.parties),
        "people": sum(party.people for party in case.parties),
        "spaces": len(case.spaces),
        "people_housed_all_nights": people.all_nights,
        "people_housed_some_nights": people.some_nights,
        "people_housed_no_night": people.no_night,
        "without_a_bed": without_a_bed(result.reasons),
        **told_stays(result),
        "seconds": round(meta.seconds, 3),
        "search_seconds": round(result.seconds, 3),
        "peak_memory_mb": round(meta.peak_memory_mb, 1),
        "seed": meta.seed,
        "threads": meta.threads,
        "version": __version__,
        "made_at": meta.made_at.isoformat(timespec="seconds") if meta.made_at else None,
        "parameters": {
            "move": meta.worth.move,
            "km": meta.worth.km,
            "want": meta.worth.want,
            "time_limit": meta.time_limit_s,
            "gap": meta.gap,
            "told": meta.told,
        },
        "inputs": [{"file": one.file, "sha256": one.sha256, "rows": one.rows} for one in meta.inputs],
        "notes": list(meta.notes),
        "trace": [moment(one) for one in thinned(result.trace, MOST_MOMENTS)],
    }


def figures(of: Figures) -> dict[str, Any]:
    """Return what a plan comes to."""
    return {
        "asked_person_nights": of.asked_person_nights,
        "housed_person_nights": of.housed_person_nights,
        "unhoused_person_nights": of.unhoused_person_nights,
        "person_moves": of.person_moves,
        "median_km": None if of.median_km is None else round(of.median_km, 3),
        "value": round(of.value, 6),
    }


def moment(of: Progress) -> dict[str, Any]:
    """Return where a search stood, also as one line of progress for machines."""
    return {
        "seconds": round(of.seconds, 3),
        "phase": of.phase,
        "value": _finite(of.value),
        "upper_bound": _finite(of.bound),
        "gap": round(of.gap, 6) if isfinite(of.bound) else None,
        "unhoused_person_nights": of.unhoused_person_nights,
    }


def thinned(trace: tuple[Progress, ...], at_most: int) -> tuple[Progress, ...]:
    """Return so many moments at most, evenly taken, the last always among them."""
    if len(trace) <= at_most:
        return trace
    return tuple(trace[round(i * (len(trace) - 1) / (at_most - 1))] for i in range(at_most))


def without_a_bed(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Return who is without a bed on some night, by reason and detail, the most person-nights first."""
    sums: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in reasons:
        total = sums[one.kind, one.detail]
        for i, number in enumerate((1, one.people, one.unhoused_person_nights)):
            total[i] += number
    rows = [
        {
            "reason": kind,
            "detail": detail,
            "meaning": REASONS.get(kind, kind),
            "parties": parties,
            "people": people,
            "person_nights": nights,
        }
        for (kind, detail), (parties, people, nights) in sums.items()
    ]
    return sorted(rows, key=lambda row: (-row["person_nights"], row["reason"], row["detail"]))


def _finite(number: float) -> float | None:
    return round(float(number), 6) if isfinite(number) else None
