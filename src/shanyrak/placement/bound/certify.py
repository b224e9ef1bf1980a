"""The proof: at any prices, no plan is worth more than the beds at their prices and every party alone.

Every party has its choice of every space that suits it. Limits on moves, the rule of one
sex a night and promised stays are relaxed, and a longest stay can be passed for the price of a move, as
docs/reference/problem.md states.
"""

import numpy as np

from shanyrak.placement.bound.cohorts import Cohorts, find_cohorts
from shanyrak.placement.chains import (
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
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.team import Team


def upper_bound(data: Data, price: Floats, team: Team, cohorts: Cohorts | None = None) -> float:
    """Bound from above the value of every plan, at given prices of beds.

    Each party alone takes its best chain and pays; each bed is worth its price. No plan is worth more,
    whatever the prices, so a bad price makes the bound weak, never wrong.

    Parameters
    ----------
    data
        Any instance; parties that may be split are bounded person by person.
    price
        ``price[s, t]`` >= 0, shape (n_spaces, n_nights), person-nights per bed of a
        shared space, per space if private.
    team
        The threads that share the parties; the result does not depend on their number.
    cohorts
        Its parties by cohort, if they are known. A member looks at the spaces through which its best chain
        may lead, judged by what chains are worth to the leader and how far off members are; none that could
        be is left out.

    Returns
    -------
    float
        The bound, in person-nights.

    Notes
    -----
    O(n_cohorts * n_nights^2 * n_spaces) time and the same for each party on the few spaces that are near its
    best, O(n_spaces * n_nights) memory for each thread.

    References
    ----------
    .. [1] Geoffrion, A. M. (1974). Lagrangean relaxation for integer programming. Mathematical
       Programming Study 2.
    """
    cohorts = find_cohorts(data) if cohorts is None else cohorts
    capacity = np.where(data.private, 1, data.beds)
    best = np.zeros(len(data.parties))
    closed = nights_first(data, price)
    weight = (cohorts.leaders.nights + 1.0) * (10.0 + cohorts.size)
    team.over(lambda low, high: _alone(data, cohorts, closed, low, high, best), weight)
    return float(np.where(data.open, price, 0.0).sum(axis=1) @ capacity + best.sum())


@rough_kernel
def _alone(data: Data, cohorts: Cohorts, price: Floats, low: int, high: int, best: Floats) -> None:
    """Write what the best chain of each party of these cohorts is worth to all its people."""
    m, longest, leaders = len(data.spaces), data.open.shape[1], cohorts.leaders
    spaces, worth, slack = np.empty(m, np.int32), np.empty(m), np.empty(m)
    ladder = make_ladder(data, longest, m, worth)
    for c in range(low, high):
        people = leaders.parties[c].people
        n = gather(leaders, c, spaces)
        fill_worth(leaders, c, spaces, n, worth)
        climb(leaders, price, c, spaces[:n], worth, ladder)
        reach = 2.0 * cohorts.give[c]
        top = best_chain(leaders, c, spaces[:n], ladder, reach)
        first, last = cohorts.start[c], cohorts.start[c + 1]
        if cohorts.give[c] == 0.0:
            for x in range(first, last):
                best[cohorts.order[x]] = people * top
            continue
        look_ahead(leaders, c, ladder)
        slack_of_spaces(leaders, c, spaces[:n], ladder, slack)
        reach += ROUNDING * max(1.0, top)
        kept = 0
        for k in range(n):
            if slack[k] <= reach:
                spaces[kept] = spaces[k]
                kept += 1
        for x in range(first, last):
            p = cohorts.order[x]
            fill_worth(data, p, spaces, kept, worth)
            climb(data, price, p, spaces[:kept], worth, ladder)
            best[p] = people * best_chain(data, p, spaces[:kept], ladder, 0.0)
