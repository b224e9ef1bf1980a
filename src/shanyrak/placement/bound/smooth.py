"""What all parties want of every bed when each spreads itself softly over all its chains at given prices.

The soft value of a party is a smooth function of the prices, and this use is nearly its slope: not quite,
because of the stand-in for exp (docs/explanation/placement.md). Only the lists that are handed in are looked
at; what prices prove is decided by `bound.certify`.
"""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.chains import (
    Ladder,
    best_chain,
    climb,
    home_of,
    home_stay,
    look_ahead,
    make_ladder,
)
from shanyrak.placement.kernels import rough_inner_kernel, rough_kernel, small_kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Codes, Data, Floats, Ints

STRIDE = 7919  # a prime: turns go round a cohort in leaps, so that one after the other stands elsewhere
REACH = 8.0  # in temperatures: a chain that is worse than the best by more is not used at all


class Flow(NamedTuple):
    """Scratch arrays: stays that are used, and sums over the chains before and after a night.

    All sums are relative to the best chain.
    """

    share: Floats  # (n_spans, n_spaces) weight of a stay on a span in a space; 0 where none counts
    begin: (
        Ints  # (n_spans,) first night of a span; those that end at night t are rows start[t] to start[t + 1]
    )
    start: Ints  # (n_nights + 2,)
    soft: Floats  # (n_nights + 1,) sum over chains that have slept before night t
    enter: Floats  # the same over those who may enter a space at night t
    moved: Floats  # the part of `enter` that has slept before
    back: Floats  # likelihood that a chain passes night t, over `soft`


@small_kernel
def _soft(x: float) -> float:
    """Stand in for exp(x) where x <= 0: 0 from -`REACH` down, and without a call."""
    y = max(1.0 + x * (1.0 / REACH), 0.0)
    y *= y
    y *= y
    return y * y


@rough_kernel
def _make_flow(nights: int, width: int, like: Floats) -> Flow:
    spans = nights * (nights + 1) // 2
    return Flow(
        np.empty((spans, width), like.dtype), np.empty(spans, np.int64), np.empty(nights + 2, np.int64),
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
        Shape (n_nights + 1, n_spaces): beds of a shared space, shares of a private one, as differences
        along the nights.
    """
    width, longest, n_cohorts = 1, 1, len(lists.length)
    for c in range(sample.first, n_cohorts, sample.every):
        width, longest = max(width, lists.length[c]), max(longest, cohorts.leaders.parties[c].nights)
    worth = np.empty(width, price.dtype)
    ladder, flow = make_ladder(data, longest, width, worth), _make_flow(longest, width, worth)
    for c in range(sample.first, n_cohorts, sample.every):
        n, size = lists.length[c], cohorts.start[c + 1] - cohorts.start[c]
        if n == 0:
            continue
        p = cohorts.order[cohorts.start[c] + sample.turn * STRIDE % size]
        spaces = lists.space[lists.start[c] : lists.start[c] + n]
        fill_worth(data, p, spaces, n, worth)
        climb(data, price, p, spaces, worth, ladder)
        best_chain(data, p, spaces, ladder, REACH * tau)
        look_ahead(data, p, ladder)
        _ahead(data, p, spaces, tau, ladder, flow)
        _back(data, p, spaces, tau, ladder, flow, use, float(size))


@rough_inner_kernel
def _ahead(data: Data, party: int, spaces: Codes, tau: float, ladder: Ladder, flow: Flow) -> None:
    """Sum over the chains up to each night, relative to the best, and weigh the stays that may count."""
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
            row = flow.share[e, :n]
            sum_ = _weigh(ladder, (u, t), enter[u] - best, cold, row)
            if home >= 0:  # who stays where he slept before does not move: his best way in is another one
                sum_ -= row[home]
                other = max(0.0, hard[u] - move) - best + home_stay(ladder, home, u, t)
                row[home] = _soft(min(other, 0.0) * cold)
                sum_ += row[home]
            flow.begin[e] = u
            e += 1
            total += sum_ * flow.enter[u]
        flow.soft[t] = total
        flow.start[t + 1] = e
        flow.moved[t] = _soft((best - move - enter[t]) * cold)
        flow.enter[t] = _soft((fresh - enter[t]) * cold) + total * flow.moved[t]


@rough_inner_kernel
def _weigh(ladder: Ladder, span: tuple[int, int], base: float, cold: float, row: Floats) -> float:
    """Write the weight of a stay on a span in each space, where its way in brings `base`; return the sum."""
    u, t = span
    kind = row.dtype.type
    start, end, least, most, length = ladder.sums[u], ladder.sums[t], ladder.least, ladder.most, kind(t - u)
    slope, one, none, total = kind(cold / REACH), kind(1.0), kind(0.0), kind(0.0)
    level = one + kind(base) * slope
    for k in range(len(row)):
        y = max(level + (end[k] - start[k]) * slope, none)
        y = y if least[k] <= length and length <= most[k] else none
        y *= y
        y *= y
        y *= y
        row[k] = y
    # A loop of its own, which writes nothing: were it the same, how many are added at once would depend on
    # whether arrays happen to lie near one another in memory.
    for k in range(len(row)):
        total += row[k]
    return float(total)


@rough_inner_kernel
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
    nights, first, asked = (
        data.parties[party].nights,
        data.parties[party].first,
        data.parties[party].people * parties,
    )
    hard, cold, back, kind = ladder.hard, 1.0 / tau, flow.back, flow.share.dtype.type
    top = max(0.0, hard[nights])
    out = _soft(-top * cold)
    back[:nights] = 0.0
    back[nights] = _soft((hard[nights] - top) * cold)
    back[nights] /= max(out + flow.soft[nights] * back[nights], 1e-300)
    for t in range(nights, 0, -1):
        if back[t] <= 0.0:
            continue
        back[t - 1] += back[t] * _soft((hard[t - 1] - hard[t]) * cold)
        for e in range(flow.start[t], flow.start[t + 1]):
            u = flow.begin[e]
            row, total = flow.share[e], kind(0.0)
            amount, begins, ends = kind(back[t] * flow.enter[u] * asked), use[first + u], use[first + t]
            for k in range(len(spaces)):
                part = amount * row[k] * ladder.share[k]
                begins[spaces[k]] += part
                ends[spaces[k]] -= part
                total += row[k]
            back[u] += back[t] * float(total) * flow.moved[u]
