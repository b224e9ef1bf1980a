"""Prices of an earlier certificate: where they are known they are kept, elsewhere they are guessed."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Case, Certificate, Party, Problem, Space, Stop, Window, solve
from shanyrak.placement.bound.carried import carried, guess, settle
from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.cohorts import find_cohorts
from shanyrak.placement.bound.prices import Market, Prices
from shanyrak.placement.bound.ranking import list_spaces
from shanyrak.placement.team import Team
from shanyrak.placement.testing import Sizes, random_case, random_certificate
from shanyrak.placement.waves import wave

pytestmark = pytest.mark.usefixtures("warm_loops")

START = date(2022, 9, 21)


def problem_of(*spaces, nights=3):
    windows = tuple(Window(space.space_id, START, START + timedelta(nights)) for space in spaces)
    return Problem.of(Case((Party("p1", 1, START, nights),), spaces, windows))


def test_prices_stand_on_the_nights_and_spaces_that_they_were_of():
    problem = problem_of(Space("a", 2), Space("b", 4, private=False), Space("c", 1))
    price = np.array([[9, 1, 2], [9, 3, 4]], np.float32)
    certificate = Certificate(("b", "a"), START - timedelta(1), price)
    (per_bed,), known = carried(problem, [price], certificate)
    assert per_bed.tolist() == [[1.5, 2.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 0.0]]
    assert known.tolist() == [[True, True, False], [True, True, False], [False, False, False]]


def test_a_night_that_is_not_known_costs_what_it_does_in_the_dearer_of_spaces_alike():
    alike = [Space(f"a{i}", 2) for i in range(10)]
    problem = problem_of(*alike, Space("new", 2))
    row = [space.space_id for space in problem.spaces].index("new")
    known = np.ones(problem.data.open.shape, bool)
    known[row] = False
    prices = np.zeros(problem.data.open.shape)
    prices[known] = np.repeat(np.arange(10) / 10, 3)
    (whole,) = guess(problem.data, [prices], known)
    assert whole[row].tolist() == [0.8, 0.8, 0.8]
    assert (whole[known] == prices[known]).all()


@given(seed=st.integers(0, 2**32 - 1))
def test_any_certificate_gives_prices_that_prove_something(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng, Sizes(parties=6, spaces=6))
    problem, certificate = Problem.of(case), random_certificate(rng, case)
    prices, known = carried(problem, [certificate.price], certificate)
    (whole,) = guess(problem.data, prices, known)
    assert np.isfinite(whole).all()
    assert (whole >= 0).all()
    with Team(1) as team:
        assert np.isfinite(upper_bound(problem.data, whole, team))


def test_new_spaces_and_nights_hardly_weaken_the_bound_of_before():
    case = wave(people=1500, nights=8, seed=2, places=1)
    closed = {window.space_id for window in case.windows[::40]}
    before = replace(case, windows=tuple(w for w in case.windows if w.space_id not in closed))
    first = solve(Problem.of(before), stop=Stop(6, gap=0, clock=False), threads=1)
    problem, prices = Problem.of(case), first.certificate.price
    per_bed, known = carried(problem, [prices], first.certificate)
    beds = np.where(problem.data.private, problem.data.beds, 1)[:, None]
    shut = np.array([space.space_id in closed for space in problem.spaces])
    known[shut] = False
    (whole,) = guess(problem.data, per_bed, known)
    with Team(1) as team:
        guessed = upper_bound(problem.data, whole * beds, team)
        cohorts = find_cohorts(problem.data)
        start = Prices.start(problem.data, team, np.where(known, per_bed[0], 0.0))
        settle(Market(cohorts, list_spaces(cohorts, 10**7, team), start), known, team)
        settled = upper_bound(problem.data, start.price, team)
        free = upper_bound(problem.data, np.where(known, per_bed[0], 0.0) * beds, team)
    assert guessed - first.upper_bound < 0.5 * (free - first.upper_bound)
    assert settled - first.upper_bound < 0.5 * (free - first.upper_bound)
    before_ = (per_bed[0] * beds)[known]
    assert start.price[known] == pytest.approx(before_, rel=1e-6)
