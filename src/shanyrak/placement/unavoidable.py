"""How many person-nights nobody could have housed: the same proof where nothing but they counts."""

import numpy as np

from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.cohorts import find_cohorts
from shanyrak.placement.bound.prices import Market, Prices
from shanyrak.placement.bound.ranking import list_spaces
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.search import Search, run_phase


def unavoidable(search: Search) -> tuple[int, Floats]:
    """Return a lower bound on the person-nights without a bed in every plan, and the prices that prove it.

    A person-night of everybody counts 1, and moves, kilometres, wants and costs nothing, so that the upper
    bound of `bound.certify` bounds the person-nights that can be housed. The prices of the plan are where the
    search for better ones begins, at most 1 a bed: they are dear where beds are short. An interrupted or late
    search takes them as they are.
    """
    data, team = plain(search.data), search.team
    cohorts = find_cohorts(data)
    beds = np.where(data.private, data.beds, 1)[:, None]
    prices = Prices.start(data, team, np.minimum(search.price / beds, 1.0))
    best, proof = upper_bound(data, prices.price, team, cohorts), prices.price
    market = Market(cohorts, list_spaces(cohorts, search.params.most_pairs, team), prices)
    for phase in search.params.unavoidable if not search.meter.is_late() else ():
        for _ in run_phase(search, market, phase):
            if search.meter.is_late():
                break
        bound = upper_bound(data, prices.price, team, cohorts)
        if bound < best:
            best, proof = bound, prices.price
    asked = search.problem.asked_person_nights
    return max(0, int(np.ceil(asked - best - 1e-6))), proof


def plain(data: Data) -> Data:
    """Return the problem in which every person-night counts 1 and nothing is subtracted."""
    parties, none = data.parties.copy(), np.zeros(0)
    parties["weight"], parties["wants"], parties["located"] = 1.0, 0, False
    equal = data._replace(
        parties=parties,
        charges=np.zeros(3),
        cost_start=np.zeros(len(data.people) + 1, np.int64),
        cost_space=none.astype(np.int64),
        cost_value=none,
    )
    for array in equal:  # else every loop is compiled a second time, for arrays that may be written
        array.setflags(write=False)
    return equal
