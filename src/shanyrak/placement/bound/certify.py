"""The proof: at any prices, no plan is worth more than the beds at their prices and every party alone.

Every party looks at every space that suits it; short lists have no say here. Limits on moves, the rule of one
sex a night and promised stays are relaxed, and a longest stay can be passed for the price of a move, as
docs/reference/problem.md states.
"""

import numpy as np

from shanyrak.placement.chains import SHUT, best_chain, climb, gather, make_ladder
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.team import Team


def upper_bound(data: Data, price: Floats, team: Team) -> float:
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

    Returns
    -------
    float
        The bound, in person-nights.

    Notes
    -----
    O(n_parties * n_nights^2 * n_spaces) time, O(n_spaces * n_nights) memory for each thread.

    References
    ----------
    .. [1] Geoffrion, A. M. (1974). Lagrangean relaxation for integer programming. Mathematical
       Programming Study 2.
    """
    capacity = np.where(data.private, 1, data.beds)
    best = np.zeros(len(data.parties))
    closed = np.ascontiguousarray(np.where(data.open, price, SHUT).T)
    team.over(lambda low, high: _alone(data, closed, low, high, best), data.nights + 1.0)
    return float(np.where(data.open, price, 0.0).sum(axis=1) @ capacity + best.sum())


@rough_kernel
def _alone(data: Data, price: Floats, low: int, high: int, best: Floats) -> None:
    m, longest = len(data.spaces), data.open.shape[1]
    spaces, worth = np.empty(m, np.int32), np.empty(m)
    ladder = make_ladder(data, longest, m, worth)
    for p in range(low, high):
        n = gather(data, p, 1 if data.parties[p].split else data.parties[p].people, spaces)
        fill_worth(data, p, spaces, n, worth)
        climb(data, price, p, spaces[:n], worth, ladder)
        best[p] = data.parties[p].people * best_chain(data, p, spaces[:n], ladder)
