"""What a plan is worth, in person-nights; see docs/reference/problem.md, "Value"."""

import math

import numpy as np

from shanyrak.placement.kernels import inner_kernel, small_kernel
from shanyrak.placement.params import EARTH_KM, KM_CAP
from shanyrak.placement.problem import Codes, Data, Floats

_CAP_CHORD = math.sin(KM_CAP / (2 * EARTH_KM))  # half the chord of the distance from which on nothing changes


@small_kernel
def kilometres(chord2: float) -> float:
    """Great-circle distance, at most `KM_CAP`, from the squared chord between points of the unit sphere.

    Notes
    -----
    No sine in the inner loop. Up to 100 km four terms of the arc sine are exact to a double's last digits.
    """
    h = 0.25 * chord2
    half = math.sqrt(h)
    km = 2 * EARTH_KM * half * (1 + h * (1 / 6 + h * (3 / 40 + h * (15 / 336))))
    return km if half < _CAP_CHORD else KM_CAP


@small_kernel
def chord2(data: Data, party: int, space: int) -> float:
    """Square of the chord between a party's point and a space on the unit sphere."""
    a, b = data.parties[party], data.spaces[space]
    return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2


@small_kernel
def popcount(word: int) -> int:
    """Count the ones of a word of 63 bits, side by side in pairs, fours and bytes, then over bytes [1]_.

    References
    ----------
    .. [1] Warren, H. S. (2013). Hacker's Delight, 2nd edition, section 5-1.
    """
    word -= (word >> 1) & 0x5555555555555555
    word = (word & 0x3333333333333333) + ((word >> 2) & 0x3333333333333333)
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F
    word += word >> 8
    word += word >> 16
    return (word + (word >> 32)) & 0x7F


@small_kernel
def night_worth(data: Data, party: int, space: int) -> float:
    """Return what a night of one person of a party in a space is worth, moves and prices aside."""
    wants = data.parties[party].wants
    worth = data.parties[party].weight
    if data.parties[party].located and data.spaces[space].located:
        worth -= data.charges[1] * kilometres(chord2(data, party, space))
    if wants:
        worth -= data.charges[2] / popcount(wants) * popcount(wants & ~data.spaces[space].features)
    low, high = data.cost_start[party], data.cost_start[party + 1]
    if high - low == len(data.spaces):
        worth -= data.cost_value[low + space]
    elif low < high:  # the rows of a party rise by space, so one is found by halves
        at = low + np.searchsorted(data.cost_space[low:high], space)
        if at < high and data.cost_space[at] == space:
            worth -= data.cost_value[at]
    return worth


@inner_kernel
def fill_worth(data: Data, party: int, spaces: Codes, n: int, worth: Floats) -> None:
    """Write `night_worth` of the first n spaces into `worth`, several at once but where costs are its own."""
    if data.cost_start[party] < data.cost_start[party + 1]:
        for k in range(n):
            worth[k] = night_worth(data, party, spaces[k])
        return
    a, x, y, z, known = data.parties[party], data.points[0], data.points[1], data.points[2], data.points[3]
    weight, per_km, wants = a.weight, data.charges[1] if a.located else 0.0, a.wants
    px, py, pz = a.x, a.y, a.z
    each = data.charges[2] / popcount(wants) if wants else 0.0
    for k in range(n):
        s = spaces[k]
        far = kilometres((px - x[s]) ** 2 + (py - y[s]) ** 2 + (pz - z[s]) ** 2)
        lacks = each * popcount(wants & ~data.spaces[s].features) if wants else 0.0
        worth[k] = weight - per_km * known[s] * far - lacks
