"""Exchanges pass through worse plans, keep the best one, and leave books that are right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Params, Problem, Stop, check
from shanyrak.placement.draft import figures, to_plan
from shanyrak.placement.search import Search
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team
from shanyrak.placement.testing import Sizes, crowd, random_case

pytestmark = pytest.mark.usefixtures("warm_loops")

SIZES = Sizes(parties=10, spaces=6, nights=6, people=4, convoy=12)


@given(seed=st.integers(0, 2**32 - 1), threads=st.integers(1, 2))
def test_an_exchange_keeps_the_rules_and_never_ends_with_less(seed, threads):
    rng = np.random.default_rng(seed)
    case = crowd(rng, random_case(rng, SIZES), most=3)
    problem = Problem.of(case)
    with Team(threads) as team:
        params = Params(heat=(0.5, 0.1), fewest_tries=100)
        search = Search(problem, params, Meter(Stop(60, gap=0, rounds=4)), team, rng)
        search.first_come()
        search.price = rng.random(problem.data.open.shape) * 0.5
        before = search.value
        search.exchange(1.0)
    assert search.value >= before - 1e-9
    assert figures(problem, search.draft).value == pytest.approx(search.value, abs=1e-6)
    verdict = check(case, to_plan(problem, search.draft))
    assert not verdict.violations
