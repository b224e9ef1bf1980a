"""What all parties want of every bed when each spreads itself softly over all its chains at given prices.

The soft value of a party is a smooth function of the prices, and this use is nearly its slope: not quite,
because of the stand-in for exp (docs/explanation/placement.md). Only the lists that are handed in are looked
at; what prices prove is decided by `bound.certify`.
"""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.chains import Ladder, best_chain, climb, home_of, look_ahead, make_ladder
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Codes, Data, Floats, Ints

STRIDE = 7919  # a prime: turns go round a cohort in leaps, so that one after the other stands elsewhere
REACH = 8.0  # in temperatures: a chain that is worse than the best by more is not used at all


class Flow(NamedTuple):
    """Scratch arrays: stays that are used, and sums over the chains before and after a night.

    All sums are relative to the best chain.
    """

    column: Codes  # (n_stays,) space of the stay
    begin: Codes  # (n_stays,) its first night; those that end at night t are rows start[t] to start[t + 1]
    share: Floats  # (n_stays,)
    start: Ints  # (n_nights + 2,)
    soft: Floats  # (n_nights + 1,) sum over chains that have slept before night t
    enter: Floats  # the same over those who may enter a space at night t
    moved: Floats  # the part of `enter` that has slept before
    back: Floats  # likelihood that a chain passes night t, over `soft`


@rough_kernel
def _soft(x: float) -> float:
    """Stand in for exp(x) where x <= 0: 0 from -`REACH` down, and without a call."""
    y = max(1.0 + x * (1.0 / REACH), 0.0)
    y *= y
    y *= y
    return y * y


@rough_kernel
def _make_flow(nights: int, width: int) -> Flow:
    size = width * nights * (nights + 1) // 2
    return Flow(
        np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size), np.empty(nights + 2, np.int64),
        np.empty(nights + 1), np.empty(nights + 1), np.empty(nights + 1), np.empty(nights + 1),
    )  # fmt: skip


class Sample(NamedTuple):
    """Each `every`-th cohort from `first` on, and of each one member, another at each `turn`."""

    first: int
    every: int
    turn: int


@rough_kernel
def add_use(
    data: Data, cohorts: Cohorts, lists: Ranking, price: Floats, tau: float, sample: Sample, use: Floats
) -> None:
    """Add to `use` what the cohorts of a sample want at temperature `tau`, each as one of its members does.

    Parameters
    ----------
    price
        Shape (n_nights, n_spaces); `SHUT` on closed nights.
    tau
        Person-nights a person: two chains that differ by it are used in about the ratio e.
    use
        Shape (n_spaces, n_nights + 1): beds of a shared space, shares of a private one, as differences
        along the nights.
    """
    width, longest, n_cohorts = 1, 1, len(lists.length)
    for c in range(sample.first, n_cohorts, sample.every):
        width, longest = max(width, lists.length[c]), max(longest, cohorts.leaders.parties[c].nights)
    worth = np.empty(width, price.dtype)
    ladder, flow = make_ladder(data, longest, width, worth), _make_flow(longest, width)
    for c in range(sample.first, n_cohorts, sample.every):
        n, size = lists.length[c], cohorts.start[c + 1] - cohorts.start[c]
        if n == 0:
            continue
        p = cohorts.order[cohorts.start[c] + sample.turn * STRIDE % size]
        spaces = lists.space[lists.start[c] : lists.start[c] + n]
        fill_worth(data, p, spaces, n, worth)
        climb(data, price, p, spaces, worth, ladder)
        best_chain(data, p, spaces, ladder)
        look_ahead(data, p, ladder)
        _ahead(data, p, spaces, tau, ladder, flow)
        _back(data, p, spaces, tau, ladder, flow, use, float(size))


@rough_kernel
def _ahead(data: Data, party: int, spaces: Codes, tau: float, ladder: Ladder, flow: Flow) -> None:
    """Sum over the chains up to each night, relative to the best; keep the stays near enough to count."""
    hard, enter, n = ladder.hard, ladder.enter, len(spaces)
    move, cold, reach = data.charges[0], 1.0 / tau, REACH * tau
    fresh = -move if data.parties[party].current != -1 else 0.0
    home = home_of(data, party, spaces)
    worst = max(0.0, hard[data.parties[party].nights]) - reach
    flow.soft[0], flow.enter[0], flow.moved[0] = 0.0, 1.0, 0.0
    e = 0
    flow.start[1] = 0
    for t in range(1, data.parties[party].nights + 1):
        best = hard[t]
        total = flow.soft[t - 1] * _soft((hard[t - 1] - best) * cold)
        for u in range(t):
            if home < 0 and enter[u] + ladder.stay[u, t] + ladder.after[t] < worst:
                continue  # no chain that counts has such a stay, in whatever space
            base, into = enter[u] - best, flow.enter[u]
            start, end, length = ladder.sums[u], ladder.sums[t], t - u
            for k in range(n):
                d = base + (end[k] - start[k])
                if k == home:  # who stays where he slept before does not move: his best way in is another one
                    d = max(0.0, hard[u] - move) - best + (end[k] - start[k])
                if d > -reach and ladder.least[k] <= length and length <= ladder.most[k]:
                    w = _soft(d * cold)
                    flow.column[e], flow.begin[e], flow.share[e] = k, u, w
                    e += 1
                    total += w * into
        flow.soft[t] = total
        flow.start[t + 1] = e
        flow.moved[t] = _soft((best - move - enter[t]) * cold)
        flow.enter[t] = _soft((fresh - enter[t]) * cold) + total * flow.moved[t]


@rough_kernel
def _back(
    data: Data,
    party: int,
    spaces: Codes,
    tau: float,
    ladder: Ladder,
    flow: Flow,
    use: Floats,
    parties: float,
) -> None:
    """Follow the chains from the last night back, and add what each stay uses when so many parties do so."""
    nights, first, people = data.parties[party].nights, data.parties[party].first, data.parties[party].people
    hard, cold, back = ladder.hard, 1.0 / tau, flow.back
    top = max(0.0, hard[nights])
    out = _soft(-top * cold)
    back[:nights] = 0.0
    back[nights] = _soft((hard[nights] - top) * cold)
    back[nights] /= max(out + flow.soft[nights] * back[nights], 1e-300)
    for t in range(nights, 0, -1):
        if back[t] <= 0.0:
            continue
        back[t - 1] += back[t] * _soft((hard[t - 1] - hard[t]) * cold)
        for x in range(flow.start[t], flow.start[t + 1]):
            u, s = flow.begin[x], spaces[flow.column[x]]
            amount = back[t] * flow.share[x]
            back[u] += amount * flow.moved[u]
            amount *= flow.enter[u] * people * parties
            if data.spaces[s].private:
                amount /= min(people, data.spaces[s].beds)
            use[s, first + u] += amount
            use[s, first + t] -= amount
