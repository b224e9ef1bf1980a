"""Cohorts: parties that ask for the same and stand near each other, so that much is reckoned once for all.

What a chain is worth to two parties of one cohort differs by kilometres only, and by no more than the radius
of the cohort allows. A wave of a hundred thousand parties has a few thousand cohorts.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from shanyrak.placement.params import EARTH_KM, KM_CAP
from shanyrak.placement.problem import PARTY, Data, Floats, Ints

ALIKE = tuple(name for name in PARTY.names or () if name not in ("x", "y", "z"))
LARGEST = 40  # parties of a cohort, unless they stand within NEAR_KM
NEAR_KM = 0.1


class Cohorts(NamedTuple):
    """Cohort c holds the parties ``order[start[c]:start[c + 1]]``, neighbours side by side.

    `leaders` is the problem with one party for each cohort, like its members, in their middle. No member's
    chain is worth more by `give` to a person, or less, than the same chain is to the leader.
    """

    leaders: Data
    order: Ints  # (n,)
    start: Ints  # (c + 1,)
    of_party: Ints  # (n,)
    give: Floats  # (c,) person-nights a person

    @property
    def size(self) -> Ints:
        """Parties of each cohort."""
        return np.diff(self.start)


def find_cohorts(data: Data, largest: int = LARGEST) -> Cohorts:
    """Put parties into cohorts of at most `largest`, or more where they stand in one spot.

    A party with costs of its own has a cohort of its own.
    """
    parties = data.parties
    keys = [parties[name] for name in ALIKE]
    own = np.diff(data.cost_start) > 0
    keys.append(np.where(own, np.arange(1, len(parties) + 1), 0))
    order = np.lexsort(keys[::-1]).astype(np.int64)
    changes = np.zeros(len(order), bool)
    for key in keys:
        changes[1:] |= key[order][1:] != key[order][:-1]
    point = np.stack([parties["x"], parties["y"], parties["z"]], axis=1)
    cuts: list[int] = []
    edges = [0, *np.flatnonzero(changes).tolist(), len(order)] if len(order) else [0]
    for low, high in pairwise(edges):
        _cut(order, point, low, high, largest, cuts)
    start = np.array([0, *cuts], np.int64)
    return _gather(data, order, start, point)


def _cut(order: Ints, point: Floats, low: int, high: int, largest: int, cuts: list[int]) -> None:
    """Cut a range of alike parties in halves along its longest side until they are few or near."""
    rows = order[low:high]
    if high - low > largest:
        span = np.ptp(point[rows], axis=0)
        if span.max() * EARTH_KM > NEAR_KM:
            order[low:high] = rows[np.argsort(point[rows, span.argmax()], kind="stable")]
            middle = (low + high) // 2
            _cut(order, point, low, middle, largest, cuts)
            _cut(order, point, middle, high, largest, cuts)
            return
    cuts.append(high)


def _gather(data: Data, order: Ints, start: Ints, point: Floats) -> Cohorts:
    """Make the leaders, who stand in the middle of the least box around their cohort."""
    n, size = len(start) - 1, np.diff(start)
    of_row = np.repeat(np.arange(n), size)
    leaders = data.parties[order[start[:-1]]].copy()
    rows = point[order]
    if n:
        middle = (np.minimum.reduceat(rows, start[:-1]) + np.maximum.reduceat(rows, start[:-1])) / 2
        length = np.linalg.norm(middle, axis=1, keepdims=True)
        middle = np.divide(middle, length, out=middle, where=length > 0)
        leaders["x"], leaders["y"], leaders["z"] = middle.T
        chord = np.linalg.norm(rows - middle[of_row], axis=1)
        far = np.maximum.reduceat(chord, start[:-1])
    else:
        far = np.zeros(0)
    radius = np.minimum(2 * EARTH_KM * np.arcsin(np.minimum(far / 2, 1.0)), KM_CAP)
    of_party = np.empty(len(order), np.int64)
    of_party[order] = of_row
    first = order[start[:-1]]
    costs = data.cost_start[first + 1] - data.cost_start[first]
    cost_start = np.concatenate([[0], np.cumsum(costs)])
    rows_of = np.repeat(data.cost_start[first] - cost_start[:-1], costs) + np.arange(cost_start[-1])
    led = data._replace(
        parties=leaders,
        cost_start=cost_start,
        cost_space=data.cost_space[rows_of],
        cost_value=data.cost_value[rows_of],
    )
    for array in led:  # else every loop is compiled a second time, for arrays that may be written
        array.setflags(write=False)
    give = np.where(leaders["located"], data.charges[1] * radius * leaders["nights"], 0.0)
    return Cohorts(led, order, start, of_party, give)
