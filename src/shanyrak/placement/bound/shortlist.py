"""Which spaces each party may look at: all that suit it, or those nearest to its best at some prices."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.chains import best_chain, climb, gather, look_ahead, make_ladder, slack_of_spaces
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Codes, Data, Floats, Ints

BINS = 256  # of slack, to find the nearest spaces without sorting them
RANGE = 1.0  # person-nights a person; what is farther from the best is in the last bin


class Shortlist(NamedTuple):
    """Party p may look at ``space[start[p]:start[p] + length[p]]``.

    A person's night there has that `worth`, prices aside.
    """

    start: Ints  # (n + 1,)
    length: Ints  # (n,)
    space: Codes
    worth: NDArray[np.float32]


def empty_shortlist(data: Data, width: int, every: int = 1) -> Shortlist:
    """Return room for `width` spaces (more for a party that may be split) for each `every`-th party."""
    wanted = np.where(data.split, width + 2 * data.people, width)
    sizes = np.diff(data.block)
    there = np.where(data.place < 0, len(data.spaces), sizes[data.place] + sizes[-1])
    room = np.where(np.arange(len(wanted)) % every == 0, np.minimum(wanted, there), 0)
    start = np.concatenate([[0], np.cumsum(room)])
    return Shortlist(
        start, np.zeros(len(room), np.int64), np.zeros(start[-1], np.int32), np.zeros(start[-1], np.float32)
    )


@rough_kernel
def fill_shortlist(data: Data, price: Floats, low: int, high: int, lists: Shortlist) -> None:
    """Fill the lists of parties low to high, without the last, with the spaces of least slack at the prices.

    Where there is room for them, all spaces that suit are listed. ``price[t, s]``, nights first, is `SHUT` on
    closed nights.
    """
    m, longest = len(data.spaces), data.open.shape[1]
    spaces, worth, slack = np.empty(m, np.int32), np.empty(m), np.empty(m)
    ladder = make_ladder(data, longest, m, worth)
    for p in range(low, high):
        room = lists.start[p + 1] - lists.start[p]
        if room == 0:
            continue
        n = gather(data, p, 1 if data.parties[p].split else data.parties[p].people, spaces)
        fill_worth(data, p, spaces, n, worth)
        if n > room:
            climb(data, price, p, spaces[:n], worth, ladder)
            best_chain(data, p, spaces[:n], ladder)
            look_ahead(data, p, ladder)
            slack_of_spaces(data, p, n, ladder, slack)
            n = _nearest(slack, spaces, worth, n, room)
        start = lists.start[p]
        lists.space[start : start + n] = spaces[:n]
        lists.worth[start : start + n] = worth[:n]
        lists.length[p] = n


@rough_kernel
def _nearest(slack: Floats, spaces: Codes, worth: Floats, n: int, room: int) -> int:
    """Move the `room` spaces of least slack to the front, in their order; the first of equal ones go."""
    count = np.zeros(BINS + 1, np.int64)
    for k in range(n):
        count[_bin(slack[k])] += 1
    limit, kept = 0, 0
    while kept + count[limit] <= room:
        kept += count[limit]
        limit += 1
    spare = room - kept
    m = 0
    for k in range(n):
        b = _bin(slack[k])
        if b > limit or (b == limit and spare == 0):
            continue
        spare -= b == limit
        spaces[m], worth[m] = spaces[k], worth[k]
        m += 1
    return m


@rough_kernel
def _bin(slack: float) -> int:
    return int(min(max(slack, 0.0) / RANGE, 1.0) * BINS)
