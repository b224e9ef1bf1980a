"""One pass over all parties and all spaces at given prices: the proof, and the short lists for the next steps."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.chains import SHUT, fill_gains, forward, gather
from shanyrak.placement.kernels import kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Data, Floats, Ints


class Shortlist(NamedTuple):
    """The spaces that each party may look at: rows ``start[p]`` to ``start[p] + count[p]``."""

    start: Ints
    count: Ints
    space: Ints
    worth: Floats


def empty_shortlist(data: Data, width: int) -> Shortlist:
    """Return room for `width` spaces a party, and for more where a party needs many to be lodged in parts."""
    many = np.where(data.split, width + 2 * data.people, width)
    size = np.minimum(
        many, np.diff(data.block)[data.place] + np.diff(data.block)[-1] if len(data.block) > 1 else 0
    )
    size = np.where(data.place < 0, np.minimum(many, len(data.beds)), size)
    start = np.concatenate([[0], np.cumsum(size)])
    return Shortlist(
        start, np.zeros(len(size), np.int64), np.zeros(start[-1], np.int32), np.zeros(start[-1], np.float32)
    )


@kernel
def _scan(
    data: Data, price: Floats, low: int, high: int, best: Floats, lists: Shortlist, noise: float, keep: float
) -> None:
    m, longest = len(data.beds), data.open.shape[1]
    spaces = np.empty(m, np.int64)
    worth = np.empty(m)
    slack = np.empty(m)
    gain = np.empty(m * longest)
    before, after = np.empty(longest + 1), np.empty(longest + 1)
    for p in range(low, high):
        n = gather(data, p, 1 if data.split[p] else data.people[p], spaces)
        fill_worth(data, p, spaces, n, worth)
        fill_gains(data, price, p, spaces, worth, n, gain)
        best[p] = forward(data, p, spaces, n, gain, before) * data.people[p]
        room = lists.start[p + 1] - lists.start[p]
        if room:
            _slacks(data, p, spaces, n, gain, before, after, slack)
            old = 0
            for k in range(n):
                slack[k] += noise * _draw(p, spaces[k])
                while old < lists.count[p] and lists.space[lists.start[p] + old] < spaces[k]:
                    old += 1
                if old < lists.count[p] and lists.space[lists.start[p] + old] == spaces[k]:
                    slack[k] -= keep
            _keep(lists, p, spaces, worth, slack, n)


@kernel
def _slacks(
    data: Data, p: int, spaces: Ints, n: int, gain: Floats, before: Floats, after: Floats, slack: Floats
) -> None:
    """How much worse than the best the best chain through each space is."""
    nights, move, current = data.nights[p], data.charges[0], data.current[p]
    min_nights, max_nights = data.min_nights, data.max_nights
    after[nights] = 0.0
    for u in range(nights - 1, -1, -1):
        best = after[u + 1]
        for k in range(n):
            s = spaces[k]
            total = 0.0
            for t in range(u + 1, min(nights, u + max_nights[s]) + 1):
                g = gain[k * nights + t - 1]
                if g < SHUT:
                    break
                total += g
                if t - u >= min_nights[s]:
                    best = max(best, total - move + after[t])
        after[u] = best
    top = max(0.0, before[nights])
    for k in range(n):
        s = spaces[k]
        fresh = -move if current != -1 and current != s else 0.0
        best = SHUT
        for u in range(nights):
            total = max(fresh, before[u] - move)
            for t in range(u + 1, min(nights, u + max_nights[s]) + 1):
                g = gain[k * nights + t - 1]
                if g < SHUT:
                    break
                total += g
                if t - u >= min_nights[s]:
                    best = max(best, total + after[t])
        slack[k] = top - best


@kernel
def _draw(p: int, s: int) -> float:
    """A number in [0, 1) that looks random and is always the same for a party and a space."""
    x = np.uint64(p) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(s) * np.uint64(0xC2B2AE3D27D4EB4F)
    x ^= x >> np.uint64(29)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(32)
    return (x >> np.uint64(11)) / 9007199254740992.0


@kernel
def _keep(lists: Shortlist, p: int, spaces: Ints, worth: Floats, slack: Floats, n: int) -> None:
    start, room = lists.start[p], lists.start[p + 1] - lists.start[p]
    limit = np.inf
    if n > room:
        limit = np.sort(slack[:n])[room - 1]
    count = 0
    for k in range(n):
        if slack[k] <= limit and count < room:
            lists.space[start + count] = spaces[k]
            lists.worth[start + count] = worth[k]
            count += 1
    lists.count[p] = count
