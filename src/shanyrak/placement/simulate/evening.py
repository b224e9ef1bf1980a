"""Tonight's problem, made of what is known, and its plan: a good one, or first come, first served."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from shanyrak.placement.model import Case, Cost, Party, Plan, Result, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.problem import Bools, Problem
from shanyrak.placement.simulate.assumptions import Effort
from shanyrak.placement.simulate.events import windows
from shanyrak.placement.simulate.units import NIGHT, Unit, runs
from shanyrak.placement.simulate.world import World
from shanyrak.placement.solve import solve
from shanyrak.placement.stop import Stop


@dataclass(frozen=True, slots=True)
class Planner:
    """How plans are searched for; `is_halted` says whether somebody wants the replay to end."""

    worth: Worth
    effort: Effort
    is_halted: Callable[[], bool]


def best(case: Case, planner: Planner, work_s: float) -> Result:
    """Return a good plan of a case: the same for the same seed on every machine of a kind, however slow."""
    stop = Stop(work_s, planner.effort.gap, clock=False)

    def watch(_: object) -> None:
        if planner.is_halted():
            stop.interrupt()

    return _solved(case, planner, stop, watch)


def in_turn(case: Case, planner: Planner) -> Result:
    """Return the plan where each party in order of arrival takes the best that is left.

    It is what a search begins with, so this is a search that is ended at once.
    """
    return _solved(case, planner, Stop(interrupted=True), None)


def _solved(case: Case, planner: Planner, stop: Stop, watch: Callable[[object], None] | None) -> Result:
    problem, effort = Problem.of(case, worth=planner.worth), planner.effort
    return solve(problem, stop=stop, seed=effort.seed, threads=effort.threads, watch=watch)


def first_come(world: World, tonight: date, planner: Planner) -> Plan:
    """Return what everybody is told who asks or lacks a night, in turn; what was told stays."""
    return in_turn(tonights_case(world, tonight), planner).plan


def planned(world: World, tonight: date, planner: Planner) -> Plan:
    """Return the better of a fresh plan and yesterday's, in which those who are new are served in turn.

    So what is not told changes only where that is worth something, and a short search does no harm.
    """
    case = tonights_case(world, tonight)
    fresh, kept = best(case, planner, planner.effort.evening_s), kept_stays(world, tonight)
    if not kept:
        return fresh.plan
    old = in_turn(replace(case, stays=tuple({*case.stays, *kept})), planner)
    return old.plan if old.figures.value > fresh.figures.value else fresh.plan


def tonights_case(world: World, tonight: date) -> Case:
    """Return the case of the parties known and not gone and of the nights to come; told stays are promised.

    A party that was told a private space for all its nights is settled: both are left out.
    """
    events, free = world.events, world.open.copy()
    free[:, : (tonight - events.first_night).days] = False
    parties, stays, costs = [], [], []
    of_party = _costs_of(world)
    for unit in world.units:
        if _is_settled(world, unit, tonight):
            _take(world, free, unit)
            continue
        party, promised = _row(world, unit, tonight)
        parties.append(party)
        stays += promised
        costs += [replace(cost, party_id=party.party_id) for cost in of_party.get(unit.party.party_id, ())]
        for stay in promised:  # nights that were slept belong to a stay that may go on
            low, high = ((night - events.first_night).days for night in (stay.first_night, tonight))
            free[world.row[stay.space_id], min(low, high) : high] = True
    return _case(world, free, (parties, stays, costs))


def kept_stays(world: World, tonight: date) -> list[Stay]:
    """Return what yesterday's plan intended from tonight on, and the stays under way."""
    kept: list[Stay] = []
    for unit in world.units:
        if _is_settled(world, unit, tonight):
            continue
        _, promised = _row(world, unit, tonight)
        slept = {
            night: space
            for night, space in unit.slept.items()
            if promised and night >= promised[0].first_night
        }
        for part, proposal in enumerate(unit.proposals, start=1):
            nights = {night: space for night, space in proposal.nights.items() if night >= tonight}
            name = str(part) if unit.may_split else unit.part
            kept += unit.stays({**slept, **nights, **unit.told}, name, proposal.people)
    return kept


def _row(world: World, unit: Unit, tonight: date) -> tuple[Party, list[Stay]]:
    """Return a unit as tonight's party, and the stays that it has or was told."""
    here = unit.slept.get(tonight - NIGHT)
    s = world.row[here] if here is not None else -1
    stays_open = s >= 0 and bool(world.open[s, (tonight - world.events.first_night).days])
    party, begin = unit.as_party(tonight, world.events.spaces[s] if stays_open else None)
    nights = {night: space for night, space in unit.slept.items() if night >= begin} | unit.told
    return party, list(unit.stays(nights, unit.part, unit.people))


def _is_settled(world: World, unit: Unit, tonight: date) -> bool:
    return unit.is_told_all(tonight) and all(
        world.events.spaces[world.row[space_id]].private for space_id in unit.told.values()
    )


def _take(world: World, free: Bools, unit: Unit) -> None:
    for first, end, space_id in runs(unit.told):
        low, high = ((night - world.events.first_night).days for night in (first, end))
        free[world.row[space_id], low:high] = False


def _costs_of(world: World) -> dict[str, list[Cost]]:
    found: defaultdict[str, list[Cost]] = defaultdict(list)
    for cost in world.events.costs:
        found[cost.party_id].append(cost)
    return found


def _case(
    world: World,
    free: Bools,
    rows: tuple[list[Party], list[Stay], list[Cost]],
) -> Case:
    """Return the case with those spaces only that are free, or slept in, while its parties are there."""
    parties, stays, costs = rows
    end = max((party.end_night for party in parties), default=world.events.first_night)
    free[:, (end - world.events.first_night).days :] = False
    used = np.flatnonzero(free.any(axis=1)).tolist()
    spaces = tuple(world.events.spaces[s] for s in used)
    known = {space.space_id for space in spaces}
    return Case(
        tuple(parties),
        spaces,
        tuple(windows(spaces, free[used], world.events.first_night)),
        tuple(stays),
        tuple(cost for cost in costs if cost.space_id in known),
    )
