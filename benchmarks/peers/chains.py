"""Chains one party after the other, and back from chosen stays to a plan. No solver is called here."""

from collections import defaultdict
from datetime import timedelta

import numpy as np
from numba import njit
from stays import Stays, Units
from tables import Floats, Ints, Spaces, Tables

from shanyrak.placement.model import Plan, Stay

Left = tuple[Ints, Ints, Ints]  # by space and night: room left, sex of who is there; times chosen by stay
Run = tuple[int, int, int]  # space, first night, end night
SAME = 3  # the space's rule that stands after any, f and m


def chains_in_order(tables: Tables, found: tuple[Units, Stays], parties: Ints, value: Floats) -> Ints:
    """Give each of `parties` in turn the best chain of what is left; return how often each stay is chosen.

    `value` is what each stay is taken to be worth: its own value, or less where beds have a price. It may
    hold both a first and a second opinion as rows: whom the first leaves without a bed the second may still
    house.
    """
    units, stays = found
    unit_start = np.searchsorted(units.party, np.arange(len(tables.parties.people) + 1))
    chosen = np.zeros(len(stays.unit), np.int64)
    left = np.where(tables.spaces.private, 1, tables.spaces.beds)[:, None] * (tables.spaces.run > 0)
    moved = (
        tables.parties.current >= 0
    )  # the first stay may be a move: counted as one, to be on the safe side
    moves = np.maximum(tables.parties.max_moves - moved, 0)
    limits = np.column_stack((tables.parties.people, moves, tables.parties.sex))
    sexes = np.zeros(left.shape, np.int64)
    for opinion in np.atleast_2d(value):
        valued = stays._replace(value=opinion)
        _greedy((units, valued, tables.spaces), (unit_start, parties, limits), (left, sexes, chosen))
    return chosen


@njit(cache=True)
def _greedy(found: tuple[Units, Stays, Spaces], who: tuple[Ints, Ints, Ints], left: Left) -> None:
    """Choose one chain after the other, for each party while it has people without one and gains by it."""
    units, stays, spaces = found
    unit_start, parties, limits = who
    chosen = left[2]
    for p in parties:
        people = limits[p, 0]
        for u in range(unit_start[p], unit_start[p + 1]):
            people -= units.people[u] * _parts(stays, u, chosen)
        while people > 0:
            best, best_unit = 0.0, -1
            for u in range(unit_start[p], unit_start[p + 1]):
                if units.people[u] <= people:
                    worth = _best_chain(found, u, limits[p], left)[0] / units.people[u]
                    if worth > best + 1e-9:
                        best, best_unit = worth, u
            if best_unit < 0:
                break
            _, chain = _best_chain(found, best_unit, limits[p], left)
            for y in chain:
                chosen[y] += 1
                s = stays.space[y]
                for t in range(stays.first[y], stays.end[y]):
                    left[0][s, t] -= 1 if spaces.private[s] else units.people[best_unit]
                    left[1][s, t] = limits[p, 2]
            people -= units.people[best_unit]


@njit(cache=True)
def _parts(stays: Stays, u: int, chosen: Ints) -> int:
    """Return how many parts of unit `u` may be in use: no fewer than there are."""
    n = 0
    for y in range(stays.start[u], stays.start[u + 1]):
        n += chosen[y]
    return n


@njit(cache=True)
def _best_chain(
    found: tuple[Units, Stays, Spaces], u: int, limits: Ints, left: Left
) -> tuple[float, list[int]]:
    """Return the worth and the stays of the best chain of one part of unit `u` in what is left."""
    units, stays, _spaces = found
    lo, hi = stays.start[u], stays.start[u + 1]
    chain = [lo][:0]
    if lo == hi:
        return 0.0, chain
    origin, end = stays.first[lo:hi].min(), stays.end[lo:hi].max()
    width = end - origin + 1
    best = np.zeros(width)  # of chains that end by night t
    count = np.zeros(width, np.int64)
    last = np.full(width, -1)
    for t in range(1, width):
        best[t], count[t], last[t] = best[t - 1], count[t - 1], -1
        for y in range(lo, hi):
            if stays.end[y] - origin == t and _open(found, y, limits[2], left):
                u0 = stays.first[y] - origin
                before = best[u0] if count[u0] else units.bonus[u]
                if before + stays.value[y] > best[t] + 1e-9 and count[u0] <= limits[1]:
                    best[t], count[t], last[t] = before + stays.value[y], count[u0] + 1, y
    t = width - 1
    while t > 0:
        y = last[t]
        if y < 0:
            t -= 1
            continue
        t = stays.first[y] - origin
        if (
            len(chain) == 0
            or stays.space[chain[-1]] != stays.space[y]
            or stays.first[chain[-1]] != stays.end[y]
        ):
            chain.append(y)
    return best[width - 1], chain


@njit(cache=True)
def _open(found: tuple[Units, Stays, Spaces], y: int, sex: int, left: Left) -> bool:
    """Return whether there is room for one part on every night of stay `y`."""
    units, stays, spaces = found
    s = stays.space[y]
    need = 1 if spaces.private[s] else units.people[stays.unit[y]]
    for t in range(stays.first[y], stays.end[y]):
        if left[0][s, t] < need:
            return False
        if spaces.rule[s] == SAME and left[1][s, t] != 0 and left[1][s, t] != sex:
            return False
    return True


def plan_of(tables: Tables, units: Units, stays: Stays, chosen: Ints) -> Plan:
    """Return the plan of stays that are each chosen so many times, shared out among parts of their unit."""
    people_left = tables.parties.people.copy()
    numbers: dict[int, int] = defaultdict(int)
    rows: list[Stay] = []
    for u in np.unique(stays.unit[chosen > 0]).tolist():
        mine = np.arange(stays.start[u], stays.start[u + 1])
        mine = np.repeat(mine, chosen[mine])
        mine = mine[np.lexsort((stays.space[mine], stays.first[mine]))]
        p, q = int(units.party[u]), int(units.people[u])
        for chain in _shared_out(tables.spaces, stays, mine, int(min(units.most[u], people_left[p] // q))):
            numbers[p] += 1
            people_left[p] -= q
            for s, first, end in chain:
                night, other = (tables.night0 + timedelta(days=n) for n in (first, end))
                ids = (tables.case.parties[p].party_id, str(numbers[p]), q, tables.case.spaces[s].space_id)
                rows.append(Stay(*ids, night, other))
    return Plan.of(rows)


def _shared_out(spaces: Spaces, stays: Stays, mine: Ints, most: int) -> list[list[Run]]:
    """Return chains of these stays, at most `most`; a new part first, because its first stay is no move.

    A stay that touches the last one of its part in the same space makes it longer; where the house does not
    allow so long a stay and no other part is free, it is left out.
    """
    chains: list[list[Run]] = []
    for y in mine.tolist():
        s, first, end = int(stays.space[y]), int(stays.first[y]), int(stays.end[y])
        if len(chains) < most:
            chains.append([(s, first, end)])
            continue
        free = [chain for chain in chains if chain[-1][2] <= first]
        apart = [chain for chain in free if (chain[-1][0], chain[-1][2]) != (s, first)]
        if apart:
            apart[0].append((s, first, end))
        elif free and end - free[0][-1][1] <= spaces.longest[s]:
            free[0][-1] = (s, free[0][-1][1], end)
    return chains


def value_of(units: Units, stays: Stays, chosen: Ints) -> float:
    """Return what stays chosen so many times are worth, as the program counts it."""
    n = np.bincount(stays.unit, weights=chosen, minlength=len(units.party))
    return float(stays.value @ chosen + units.bonus @ np.minimum(n, units.most))
