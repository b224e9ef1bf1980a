"""A list that is ranked leads to the same chains as a look at every space."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Params, Problem, Stop
from shanyrak.placement.search import Search
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team
from shanyrak.placement.testing import crowd, random_case

pytestmark = pytest.mark.usefixtures("warm_loops")


def first_come(problem, price, scale, *, most_pairs):
    """House everybody in turn at prices, with lists of so many pairs at most."""
    with Team(1) as team:
        params, meter = Params(most_pairs=most_pairs), Meter(Stop())
        search = Search(problem, params, meter, team, np.random.default_rng(0))
        search.price = price
        search.rank_lists(scale)
        search.house_in_turn(search.draft, np.arange(len(problem.parties)), scale)
        return search.draft.slots["value"]


@given(seed=st.integers(0, 2**32 - 1), scale=st.sampled_from([0.0, 0.5, 1.0]))
def test_who_stops_early_loses_nothing(seed, scale):
    rng = np.random.default_rng(seed)
    problem = Problem.of(crowd(rng, random_case(rng)))
    price = rng.random(problem.data.open.shape) * 0.6
    ranked = first_come(problem, price, scale, most_pairs=10**6)
    assert ranked == pytest.approx(first_come(problem, price, scale, most_pairs=1), abs=1e-9)
