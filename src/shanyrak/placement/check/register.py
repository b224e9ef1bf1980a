"""The case looked up by id: parties, spaces, free nights, costs. No rule of a plan lives here."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shanyrak.base.errors import InvalidError
from shanyrak.placement.model import Case, Party, Space, Window

Run = tuple[int, int]  # nights [first, end) as ordinals of their dates


@dataclass(frozen=True, slots=True)
class Register:
    """A case by id; `free` holds the free nights of each space as runs that neither touch nor overlap."""

    parties: dict[str, Party]
    spaces: dict[str, Space]
    free: dict[str, list[Run]]
    costs: dict[tuple[str, str], float]

    @staticmethod
    def of(case: Case) -> "Register":
        """Look the case up once; refuse it where an id or the cost of a pair stands twice."""
        parties = {party.party_id: party for party in case.parties}
        spaces = {space.space_id: space for space in case.spaces}
        costs = {(cost.party_id, cost.space_id): cost.cost for cost in case.costs}
        _refuse_twins("party_id", (party.party_id for party in case.parties))
        _refuse_twins("space_id", (space.space_id for space in case.spaces))
        _refuse_twins("cost of party and space", (f"{c.party_id}, {c.space_id}" for c in case.costs))
        return Register(parties, spaces, _free_runs(case.windows), costs)

    def first_taken(self, space_id: str, first_night: date, end_night: date) -> date | None:
        """Return the first of these nights on which the space is not free, None where it is free on all."""
        first, end = first_night.toordinal(), end_night.toordinal()
        runs = self.free.get(space_id, [])
        at = bisect_right(runs, first, key=lambda run: run[0]) - 1
        reached = max(first, runs[at][1]) if at >= 0 else first
        return date.fromordinal(reached) if reached < end else None


def _refuse_twins(what: str, ids: Iterable[str]) -> None:
    """Raise on the first id that stands twice."""
    seen = set()
    for one in ids:
        if one in seen:
            raise InvalidError(f"{what} {one} stands twice in the case; remove or rename one of them.")
        seen.add(one)


def _free_runs(windows: Iterable[Window]) -> dict[str, list[Run]]:
    """Join windows that overlap or touch, space by space."""
    spans: dict[str, list[Run]] = {}
    for window in windows:
        span = window.first_night.toordinal(), window.end_night.toordinal()
        spans.setdefault(window.space_id, []).append(span)
    return {space_id: joined(runs) for space_id, runs in spans.items()}


def joined(spans: Iterable[Run]) -> list[Run]:
    """Return the runs of nights that are in any of the spans, in order."""
    runs: list[Run] = []
    for first, end in sorted(span for span in spans if span[0] < span[1]):
        if runs and first <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], end)
        else:
            runs.append((first, end))
    return runs
