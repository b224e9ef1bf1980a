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
    search takes them as they are, and so does one that began with the prices of an earlier certificate.
    """
    data, team = plain(search.data), search.team
    cohorts = find_cohorts(data)
    prices = Prices.start(data, team, _begin(search))
    best, proof = upper_bound(data, prices.price, team, cohorts), prices.price
    if search.beyond is not None:
        return _beyond(search, best), proof
    market = Market(cohorts, list_spaces(cohorts, search.params.most_pairs, team), prices)
    for phase in search.params.unavoidable if not search.meter.is_late() else ():
        for _ in run_phase(search, market, phase):
            if search.meter.is_late():
                break
        bound = upper_bound(data, prices.price, team, cohorts)
        if bound < best:
            best, proof = bound, prices.price
    return _beyond(search, best), proof


def _begin(search: Search) -> Floats:
    """Return prices to begin with, per bed: those of an earlier certificate, where there is one."""
    beds = np.where(search.data.private, search.data.beds, 1)[:, None]
    return np.minimum(search.price / beds if search.beyond is None else search.beyond, 1.0)


def _beyond(search: Search, bound: float) -> int:
    """Return how many of the person-nights that are asked for lie beyond a bound."""
    return max(0, int(np.ceil(search.problem.asked_person_nights - bound - 1e-6)))


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
