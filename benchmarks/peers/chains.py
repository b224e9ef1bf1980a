"""Chains one party after the other, and back from chosen stays to a plan. No solver is called here."""

from collections import defaultdict
from datetime import timedelta

import numpy as np
from numba import njit
from stays import Stays, Units, nights_of
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
    limits = np.column_stack((tables.parties.people, moves, tables.parties.sex, tables.parties.nights))
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
            if stays.end[y] - origin == t and _open(found, y, limits, left):
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
def _open(found: tuple[Units, Stays, Spaces], y: int, limits: Ints, left: Left) -> bool:
    """Return whether there is room for one part on every night of stay `y`."""
    units, stays, spaces = found
    s = stays.space[y]
    need = 1 if spaces.private[s] else units.people[stays.unit[y]]
    for t in range(stays.first[y], stays.end[y]):
        if left[0][s, t] < need:
            return False
        if spaces.rule[s] == SAME and left[1][s, t] != 0 and left[1][s, t] != limits[2]:
            return False
    return spaces.longest[s] >= limits[3] or _apart(stays, y, left[2])


@njit(cache=True)
def _apart(stays: Stays, y: int, chosen: Ints) -> bool:
    """Return whether no chosen stay of the same unit touches stay `y` in its space."""
    u = stays.unit[y]
    for z in range(stays.start[u], stays.start[u + 1]):
        touching = stays.end[z] == stays.first[y] or stays.first[z] == stays.end[y]
        if touching and chosen[z] and stays.space[z] == stays.space[y]:
            return False
    return True


def plan_of(tables: Tables, units: Units, stays: Stays, chosen: Ints) -> Plan:
    """Return the plan of stays that are each chosen so many times, shared out among parts of their unit."""
    numbers: dict[int, int] = defaultdict(int)
    rows: list[Stay] = []
    parts = parts_of(tables, units, stays, chosen)
    for u in np.flatnonzero(parts).tolist():
        mine = np.arange(stays.start[u], stays.start[u + 1])
        mine = np.repeat(mine, chosen[mine])
        mine = mine[np.lexsort((stays.space[mine], stays.first[mine]))]
        p, q = int(units.party[u]), int(units.people[u])
        for chain in _shared_out(tables.spaces, stays, mine, int(parts[u])):
            numbers[p] += 1
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
            min(apart, key=len).append((s, first, end))
        elif free and end - free[0][-1][1] <= spaces.longest[s]:
            free[0][-1] = (s, free[0][-1][1], end)
    return chains


def parts_of(tables: Tables, units: Units, stays: Stays, chosen: Ints) -> Ints:
    """Return how many parts each unit has: as many as stay at once, then one a stay while people are left."""
    each, night = nights_of(stays)
    lodged = np.zeros((len(units.party), int(stays.end.max(initial=0))), np.int64)
    np.add.at(lodged, (stays.unit[each], night), chosen[each])
    parts = lodged.max(axis=1, initial=0)
    n_stays = np.bincount(stays.unit, weights=chosen, minlength=len(parts)).astype(np.int64)
    left = tables.parties.people.copy()
    np.subtract.at(left, units.party, parts * units.people)
    for u in np.flatnonzero(n_stays > parts).tolist():
        more = min(n_stays[u] - parts[u], left[units.party[u]] // units.people[u])
        parts[u] += more
        left[units.party[u]] -= more * units.people[u]
    return parts


def value_of(tables: Tables, units: Units, stays: Stays, chosen: Ints) -> float:
    """Return what stays chosen so many times are worth."""
    return float(stays.value @ chosen + units.bonus @ parts_of(tables, units, stays, chosen))
