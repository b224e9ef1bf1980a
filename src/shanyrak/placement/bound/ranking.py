"""Which spaces suit the parties of each cohort, those first that their best chains are likeliest to use."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.chains import (
    EVERY,
    ROUNDING,
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

DIGIT = 11  # bits of a key that are looked at in one round
DROPPED = 10  # last bits of a key that are not looked at; the first, the sign, is 0
LAST = (1 << DIGIT) - 1


class Ranking(NamedTuple):
    """Cohort c may look at ``space[start[c]:start[c] + length[c]]``, by rising `slack` at some prices.

    A chain through a space of that slack is worth at most ``best[c] - slack`` to a person of the cohort, and
    its night t brings at most ``top[row[c] + t]``.
    `whole` says whether all spaces are listed that suit the cohort; else it is those of least slack.
    """

    of_party: Ints  # (n,) cohort of each party
    start: Ints  # (c + 1,)
    length: Ints  # (c,)
    space: Codes
    slack: NDArray[np.float32]
    best: Floats  # (c,) person-nights a person
    top: Floats  # (rows,) person-nights a person
    row: Ints  # (c + 1,)
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
    row = np.concatenate([[0], np.cumsum(leaders.nights)])
    ranking = Ranking(
        cohorts.of_party, start, np.where(room == count, count, 0), np.zeros(start[-1], np.int32),
        np.zeros(start[-1], np.float32), np.full(len(room), np.inf),
        np.full(row[-1], np.inf), row, room == count,
    )  # fmt: skip
    team.over(lambda low, high: _list(leaders, low, high, ranking), weight)
    return ranking


def rank(cohorts: Cohorts, ranking: Ranking, price: Floats, team: Team) -> None:
    """Rank the spaces of every cohort at these prices, shape (n_spaces, n_nights)."""
    data = cohorts.leaders
    closed = nights_first(data, price)
    weight = np.diff(ranking.start) * data.nights + 1.0
    team.over(lambda low, high: _rank(data, closed, low, high, cohorts.give, ranking), weight)


def put_by_space(ranking: Ranking, team: Team) -> None:
    """Put the spaces of every cohort in their own order, as loops read them fastest; their slack is lost."""
    team.over(lambda low, high: _put_by_space(ranking, low, high), ranking.length + 1.0)


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
        top=ranking.top.copy(),
        whole=ranking.whole & (length == ranking.length),
    )


def unranked(ranking: Ranking) -> Ranking:
    """Return the same lists for any prices: nothing is known of what follows in them."""
    best, top = np.full(len(ranking.best), np.inf), np.full(len(ranking.top), np.inf)
    return ranking._replace(best=best, top=top)


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
def _put_by_space(ranking: Ranking, low: int, high: int) -> None:
    for c in range(low, high):
        at, end = ranking.start[c], ranking.start[c] + ranking.length[c]
        ranking.space[at:end] = np.sort(ranking.space[at:end])


@rough_kernel
def _rank(data: Data, price: Floats, low: int, high: int, give: Floats, ranking: Ranking) -> None:
    m, longest = len(data.spaces), data.open.shape[1]
    spaces, worth, slack = np.empty(m, np.int32), np.empty(m), np.empty(m)
    order, spare, key = np.empty(m, np.int32), np.empty(m, np.int32), np.empty(m, np.float32)
    ladder = make_ladder(data, longest, m, worth)
    for p in range(low, high):
        at, n = ranking.start[p], ranking.length[p]
        if ranking.whole[p]:
            spaces[:n] = ranking.space[at : at + n]
        else:
            n = gather(data, p, spaces)
        fill_worth(data, p, spaces, n, worth)
        climb(data, price, p, spaces[:n], worth, ladder)
        best = best_chain(data, p, spaces[:n], ladder, EVERY)
        look_ahead(data, p, ladder)
        slack_of_spaces(data, p, spaces[:n], ladder, slack)
        for k in range(n):
            key[k] = max(slack[k], 0.0)
        _sort(key[:n].view(np.int32), order, spare)
        kept = min(n, ranking.start[p + 1] - at)
        for x in range(kept):
            ranking.space[at + x], ranking.slack[at + x] = spaces[order[x]], key[order[x]]
        ranking.length[p] = kept
        ranking.best[p] = best + give[p] + ROUNDING * max(1.0, best)
        for t in range(data.parties[p].nights):
            most = ladder.top[t + 1] - ladder.top[t] + give[p] / data.parties[p].nights
            ranking.top[ranking.row[p] + t] = most + ROUNDING * max(1.0, most)


@rough_kernel
def _sort(key: Codes, order: Codes, spare: Codes) -> None:
    """Write into `order` the numbers of positive keys as they rise, equal ones in turn; drop last digits.

    Two rounds of counting, by the lower digit first [1]_: what the bits of a positive number in single
    precision say rises with it, and so do its first 22, to one part in ten thousand.

    References
    ----------
    .. [1] Knuth, D. E. (1998). The Art of Computer Programming, volume 3, section 5.2.5.
    """
    n = len(key)
    count = np.zeros((2, 1 << DIGIT), np.int32)
    for k in range(n):
        key[k] = key[k] >> DROPPED << DROPPED
        count[0, key[k] >> DROPPED & LAST] += 1
        count[1, key[k] >> DROPPED + DIGIT] += 1
    for turn in range(2):
        at = 0
        for digit in range(1 << DIGIT):
            at, count[turn, digit] = at + count[turn, digit], at
    for k in range(n):
        digit = key[k] >> DROPPED & LAST
        spare[count[0, digit]] = k
        count[0, digit] += 1
    for x in range(n):
        digit = key[spare[x]] >> DROPPED + DIGIT
        order[count[1, digit]] = spare[x]
        count[1, digit] += 1
