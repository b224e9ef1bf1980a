"""Which spaces suit the parties of each cohort, those first that their best chains are likeliest to use."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.chains import (
    best_chain,
    climb,
    gather,
    look_ahead,
    make_ladder,
    nights_first,
    slack_of_spaces,
)
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Bools, Codes, Data, Floats, Ints
from shanyrak.placement.team import Team

ROUNDING = 1e-6  # of a value: what single precision may hide


class Ranking(NamedTuple):
    """Cohort c may look at ``space[start[c]:start[c] + length[c]]``, by rising `slack` at some prices.

    A chain through a space of that slack is worth at most ``best[c] - slack`` to a person of the cohort.
    `whole` says whether all spaces are listed that suit the cohort; else it is those of least slack.
    """

    of_party: Ints  # (n,) cohort of each party
    start: Ints  # (c + 1,)
    length: Ints  # (c,)
    space: Codes
    slack: NDArray[np.float32]
    best: Floats  # (c,) person-nights a person
    whole: Bools  # (c,)


def list_spaces(cohorts: Cohorts, most: int, team: Team) -> Ranking:
    """Return the spaces that suit each cohort, unranked.

    Where all cohorts together have more than `most`, each has room for an equal share; what it may hold is
    decided by `rank`.
    """
    leaders = cohorts.leaders
    count = np.zeros(len(leaders.parties), np.int64)
    weight = _reach(leaders)
    team.over(lambda low, high: _count(leaders, low, high, count), weight)
    room = count if count.sum() <= most else np.minimum(count, most // len(count))
    start = np.concatenate([[0], np.cumsum(room)])
    ranking = Ranking(
        cohorts.of_party, start, np.where(room == count, count, 0), np.zeros(start[-1], np.int32),
        np.zeros(start[-1], np.float32), np.full(len(room), np.inf), room == count,
    )  # fmt: skip
    team.over(lambda low, high: _list(leaders, low, high, ranking), weight)
    return ranking


def rank(cohorts: Cohorts, ranking: Ranking, price: Floats, team: Team) -> None:
    """Rank the spaces of every cohort at these prices, shape (n_spaces, n_nights)."""
    data = cohorts.leaders
    closed = nights_first(data, price)
    weight = np.diff(ranking.start) * data.nights + 1.0
    team.over(lambda low, high: _rank(data, closed, low, high, cohorts.give, ranking), weight)


def narrow(ranking: Ranking, width: int) -> Ranking:
    """Return a copy with the first `width` spaces of each cohort."""
    length = np.minimum(ranking.length, width)
    start = np.concatenate([[0], np.cumsum(length)])
    rows = np.repeat(ranking.start[:-1] - start[:-1], length) + np.arange(start[-1])
    return ranking._replace(
        start=start,
        length=length,
        space=ranking.space[rows],
        slack=ranking.slack[rows],
        best=ranking.best.copy(),
        whole=ranking.whole & (length == ranking.length),
    )


def _reach(data: Data) -> Floats:
    """Spaces that each party would have to look at."""
    sizes = np.diff(data.block)
    return np.where(data.place < 0, len(data.spaces), sizes[data.place] + sizes[-1]) + 1.0


@rough_kernel
def _count(data: Data, low: int, high: int, count: Ints) -> None:
    found = np.empty(len(data.spaces), np.int32)
    for p in range(low, high):
        count[p] = gather(data, p, found)


@rough_kernel
def _list(data: Data, low: int, high: int, ranking: Ranking) -> None:
    found = np.empty(len(data.spaces), np.int32)
    for p in range(low, high):
        if ranking.whole[p]:
            n = gather(data, p, found)
            ranking.space[ranking.start[p] : ranking.start[p] + n] = found[:n]


@rough_kernel
def _rank(data: Data, price: Floats, low: int, high: int, give: Floats, ranking: Ranking) -> None:
    m, longest = len(data.spaces), data.open.shape[1]
    spaces, worth, slack = np.empty(m, np.int32), np.empty(m), np.empty(m)
    ladder = make_ladder(data, longest, m, worth)
    for p in range(low, high):
        at, n = ranking.start[p], ranking.length[p]
        if ranking.whole[p]:
            spaces[:n] = ranking.space[at : at + n]
        else:
            n = gather(data, p, spaces)
        fill_worth(data, p, spaces, n, worth)
        climb(data, price, p, spaces[:n], worth, ladder)
        best = best_chain(data, p, spaces[:n], ladder)
        look_ahead(data, p, ladder)
        slack_of_spaces(data, p, spaces[:n], ladder, slack)
        kept = ranking.start[p + 1] - at
        order = np.argsort(slack[:n], kind="mergesort")[:kept]
        for x in range(len(order)):
            ranking.space[at + x], ranking.slack[at + x] = spaces[order[x]], slack[order[x]]
        ranking.length[p] = len(order)
        ranking.best[p] = best + give[p] + ROUNDING * max(1.0, best)
