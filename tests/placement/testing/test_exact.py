"""The best value of tiny cases, computed on paper, and compared with plans drawn at random."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement.check import check
from shanyrak.placement.model import Case, Cost, Party, Plan, Space, Stay, Window
from shanyrak.placement.params import Worth
from shanyrak.placement.testing import Sizes, best_value, random_case, random_plan

START = date(2022, 9, 21)
PAIR = Party("p1", 2, START, 2)
HOME = Space("home", 2)


def free(space_id, first, end):
    return Window(space_id, START + timedelta(first), START + timedelta(end))


def test_a_private_space_goes_to_those_who_win_more_by_it():
    four = Party("p2", 4, START, 2)
    case = Case((PAIR, four), (replace(HOME, beds=4),), (free("home", 0, 2),))
    assert best_value(case) == 8.0


def test_beds_are_shared_up_to_the_last():
    case = Case(
        (PAIR, replace(PAIR, party_id="p2")), (replace(HOME, beds=3, private=False),), (free("home", 0, 2),)
    )
    assert best_value(case) == 4.0
    assert best_value(replace(case, parties=(PAIR, Party("p2", 1, START, 2)))) == 6.0


def test_a_party_moves_where_it_pays():
    case = Case((PAIR,), (HOME, Space("hall", 9)), (free("home", 0, 1), free("hall", 1, 2)))
    assert best_value(case) == pytest.approx(4 - 0.5 * 2)
    assert best_value(case, Worth(move=1.5)) == pytest.approx(2.0)
    assert best_value(replace(case, parties=(replace(PAIR, max_moves=0),))) == pytest.approx(2.0)


def test_a_convoy_is_split_over_the_spaces():
    convoy = Party("p1", 5, START, 2, may_split=True)
    spaces = (HOME, replace(HOME, space_id="room", beds=1), Space("flat", 9, min_nights=3))
    case = Case((convoy,), spaces, tuple(free(space.space_id, 0, 2) for space in spaces))
    assert best_value(case) == pytest.approx(6.0)


def test_one_sex_a_night():
    women, men = replace(PAIR, sex="f"), Party("p2", 3, START, 2, sex="m")
    case = Case((women, men), (Space("hall", 5, private=False, sexes="same"),), (free("hall", 0, 2),))
    assert best_value(case) == pytest.approx(6.0)


def test_a_promise_is_kept_even_where_it_costs():
    promised = Stay("p1", "1", 2, "home", START, START + timedelta(1))
    case = Case((PAIR,), (HOME,), (free("home", 0, 2),), (promised,), (Cost("p1", "home", 3.0),))
    assert best_value(case) == pytest.approx(-4.0)
    assert best_value(replace(case, stays=())) == 0.0
    assert best_value(replace(case, windows=())) == float("-inf")


@given(seed=st.integers(0, 2**32 - 1))
def test_no_random_plan_is_better(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng, Sizes(parties=4, spaces=3, nights=4, people=3, convoy=8))
    best = best_value(case)
    for _ in range(3):
        assert check(case, random_plan(rng, case, tries=25)).figures.value <= best + 1e-9
    assert case.stays or best >= check(case, Plan()).figures.value == 0
