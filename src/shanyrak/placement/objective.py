"""What a plan is worth, in person-nights; see docs/reference/problem.md, "Value"."""

import math

import numpy as np

from shanyrak.placement.kernels import kernel
from shanyrak.placement.params import EARTH_KM, KM_CAP
from shanyrak.placement.problem import Codes, Data, Floats

_CAP_CHORD = math.sin(KM_CAP / (2 * EARTH_KM))  # half the chord of the distance from which on nothing changes


@kernel
def kilometres(chord2: float) -> float:
    """Great-circle distance, at most `KM_CAP`, from the squared chord between points of the unit sphere.

    Notes
    -----
    No sine in the inner loop. Up to 100 km four terms of the arc sine are exact to a double's last digits.
    """
    h = 0.25 * chord2
    half = math.sqrt(h)
    if half >= _CAP_CHORD:
        return KM_CAP
    return 2 * EARTH_KM * half * (1 + h * (1 / 6 + h * (3 / 40 + h * (15 / 336))))


@kernel
def chord2(data: Data, party: int, space: int) -> float:
    """Square of the chord between a party's point and a space on the unit sphere."""
    a, b = data.parties[party], data.spaces[space]
    return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2


@kernel
def popcount(word: int) -> int:
    """Count the ones of a word."""
    n = 0
    while word:
        word &= word - 1
        n += 1
    return n


@kernel
def fill_worth(data: Data, party: int, spaces: Codes, n: int, worth: Floats) -> None:
    """Write ``worth[k]``: what a party's person-night in ``spaces[k]`` is worth, moves and prices aside."""
    wants, weight = data.parties[party].wants, data.parties[party].weight
    per_km, per_want = data.charges[1], data.charges[2] / max(1, popcount(wants))
    located = data.parties[party].located
    for k in range(n):
        s = spaces[k]
        w = weight
        if located and data.spaces[s].located:
            w -= per_km * kilometres(chord2(data, party, s))
        if wants:
            w -= per_want * popcount(wants & ~data.spaces[s].features)
        worth[k] = w
    if data.cost_start[party] < data.cost_start[party + 1]:
        _subtract_costs(data, party, spaces, n, worth)


@kernel
def _subtract_costs(data: Data, party: int, spaces: Codes, n: int, worth: Floats) -> None:
    """Subtract the table `costs`; the rows of a party rise by space, so each is found by halves."""
    low, high = data.cost_start[party], data.cost_start[party + 1]
    rows = data.cost_space[low:high]
    for k in range(n):
        at = np.searchsorted(rows, spaces[k])
        if at < high - low and rows[at] == spaces[k]:
            worth[k] -= data.cost_value[low + at]
