"""A problem cut into regions, whole places each, so that workers may plan them side by side.

While prices are found, parties that name no place are of one region, which sees every space; while the
plan is made, each has a home, the place to which the prices send it. A space that several regions see is
joint: `scale.reconcile` makes its price one and deals its beds.
"""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.problem import ELSEWHERE, NOBODY, Bools, Data, Ints, Problem


class Region(NamedTuple):
    """Some parties and every space that one of them may use, as a problem of its own.

    Its parties and spaces are these `parties` and `spaces` of the whole. `joint` are its own numbers of the
    spaces that other regions see too, `number` their rows in the list of all joint spaces, and `pays` says
    of which of them it counts the beds in its bound: of each bed, one region does.
    """

    problem: Problem
    parties: Ints
    spaces: Ints
    joint: Ints
    number: Ints
    pays: Bools


def cut(problem: Problem, most: int, home: Ints | None = None) -> list[Region]:
    """Cut a problem into at most so many regions of about equal work; no place is cut.

    `home` is the place of each party, NOBODY of those who may look everywhere; by default the one it names.
    """
    data = problem.data
    home = data.place if home is None else home
    side = _sides(data, home, most)
    rows = [np.flatnonzero(side[home] == i) for i in range(side.max() + 1)]
    sees_all = (home == NOBODY).any() & (np.arange(len(rows)) == side[-1])
    seen = [_seen(problem, side[:-1] == i, own, sees_all[i]) for i, own in enumerate(rows)]
    count = np.zeros(len(data.spaces), np.int64)
    for spaces in seen:
        count[spaces] += 1
    joint = np.flatnonzero(count > 1)
    payer = np.full(len(data.spaces), -1)
    for i, spaces in reversed(list(enumerate(seen))):
        payer[spaces] = i
    return [
        _region(problem, own, spaces, joint=joint, pays=payer[spaces] == i)
        for i, (own, spaces) in enumerate(zip(rows, seen, strict=True))
    ]


def n_joint(regions: list[Region]) -> int:
    """Return how many spaces more than one region sees."""
    return max((int(region.number.max()) + 1 for region in regions if len(region.number)), default=0)


def _sides(data: Data, home: Ints, most: int) -> Ints:
    """Return the region of each place, and last of those who name none; most work is dealt first.

    Work is the pairs of a party and a night with a space that they may look at.
    """
    sizes = np.diff(data.block)
    nights = np.bincount(home + 1, data.nights + 1.0, len(sizes))
    work = np.append(nights[1:] * (sizes[:-1] + sizes[-1]), nights[0] * sizes.sum())
    side, load = np.zeros(len(work), np.int64), np.zeros(max(min(most, int((work > 0).sum())), 1))
    for place in np.argsort(-work, kind="stable"):
        side[place] = load.argmin()
        load[side[place]] += work[place]
    return side


def _seen(problem: Problem, places: Bools, own: Ints, see_all: np.bool_) -> Ints:
    """Return the spaces of these places, of none, or of all, and those that were promised to its parties."""
    seen = np.repeat(np.append(places, True) | see_all, np.diff(problem.data.block))
    if problem.promised:
        ids = {problem.parties[p].party_id for p in own.tolist()}
        asked = {stay.space_id for stay in problem.promised if stay.party_id in ids}
        seen |= np.array([space.space_id in asked for space in problem.spaces], bool)
    return np.flatnonzero(seen)


def _region(problem: Problem, parties: Ints, spaces: Ints, *, joint: Ints, pays: Bools) -> Region:
    """Return the problem of some parties and spaces; it names ids only where promised stays need them."""
    own = np.flatnonzero(np.isin(spaces, joint, assume_unique=True))
    ids = {problem.parties[p].party_id for p in parties.tolist()} if problem.promised else set()
    promised = tuple(stay for stay in problem.promised if stay.party_id in ids)
    small = Problem(
        tuple(problem.parties[p] for p in parties.tolist()) if promised else (),
        tuple(problem.spaces[s] for s in spaces.tolist()) if promised else (),
        promised,
        problem.first_night,
        problem.worth,
        _data(problem.data, parties, spaces),
    )
    return Region(small, parties, spaces, own, np.searchsorted(joint, spaces[own]), pays[own])


def _data(data: Data, parties: Ints, spaces: Ints) -> Data:
    """Return the rows of some parties and spaces; places keep their numbers."""
    number = np.full(len(data.spaces) + 2, ELSEWHERE, np.int64)
    number[spaces] = np.arange(len(spaces))
    number[NOBODY] = NOBODY  # and ELSEWHERE, which is one before it, finds itself, too
    own = data.parties[parties].copy()
    own["current"] = number[own["current"]]
    costs = np.diff(data.cost_start)[parties]
    start = np.concatenate([[0], np.cumsum(costs)])
    rows = np.repeat(data.cost_start[parties] - start[:-1], costs) + np.arange(start[-1])
    there = number[data.cost_space[rows]] if len(rows) else np.zeros(0, np.int64)
    kept = there >= 0
    region = Data(
        parties=own,
        spaces=data.spaces[spaces],
        points=np.ascontiguousarray(data.points[:, spaces]),
        open=data.open[spaces],
        block=np.searchsorted(spaces, data.block),
        cost_start=np.concatenate([[0], np.cumsum(kept)])[start],
        cost_space=there[kept],
        cost_value=data.cost_value[rows][kept],
        charges=data.charges,
    )
    for array in region:
        array.setflags(write=False)
    return region
