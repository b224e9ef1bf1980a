"""The bound that the search proves is the one that the check recomputes, at any prices."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Certificate, Plan, Problem, check
from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.cohorts import find_cohorts
from shanyrak.placement.team import Team
from shanyrak.placement.testing import Sizes, best_value, crowd, random_case

SEEDS = st.integers(0, 2**32 - 1)


def random_prices(rng, problem):
    """Prices of every height, many of them 0, as precise as a certificate keeps them."""
    shape = problem.data.open.shape
    price = rng.random(shape) * (rng.random(shape) < 0.7) * 10.0 ** rng.integers(-2, 3)
    return price.astype(np.float32).astype(np.float64)


def proved(problem, price, threads=1):
    with Team(threads) as team:
        return upper_bound(problem.data, price, team)


@given(seed=SEEDS, threads=st.integers(1, 3))
def test_the_check_recomputes_the_bound(seed, threads):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    problem = Problem.of(case)
    price = random_prices(rng, problem)
    ids = tuple(space.space_id for space in problem.spaces)
    certificate = Certificate(ids, problem.first_night, price.astype(np.float32))
    expected = check(case, Plan(), certificate).upper_bound
    assert proved(problem, price, threads) == pytest.approx(expected, abs=1e-6)


@given(seed=SEEDS)
def test_no_plan_is_worth_more_than_the_bound(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng, Sizes(parties=4, spaces=3, nights=4, people=3, convoy=8))
    problem = Problem.of(case)
    assert best_value(case) <= proved(problem, random_prices(rng, problem)) + 1e-9


@given(seed=SEEDS)
def test_nights_that_are_not_free_cost_nothing_whatever_their_price(seed):
    rng = np.random.default_rng(seed)
    problem = Problem.of(replace(random_case(rng), stays=()))
    price = random_prices(rng, problem)
    dear = np.where(problem.data.open, price, 1e6)
    assert proved(problem, dear) == proved(problem, price)


@given(seed=SEEDS, largest=st.integers(1, 4))
def test_cohorts_change_nothing(seed, largest):
    rng = np.random.default_rng(seed)
    problem = Problem.of(crowd(rng, random_case(rng)))
    price = random_prices(rng, problem)
    with Team(1) as team:
        together = upper_bound(problem.data, price, team, find_cohorts(problem.data, largest))
        alone = upper_bound(problem.data, price, team, find_cohorts(problem.data, 1))
    assert together == pytest.approx(alone, abs=1e-6)
