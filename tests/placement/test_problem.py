"""A case as arrays: what is refused, what the order of rows leaves alone, which nights are open."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.placement import Case, Cost, Party, Problem, Space, Stay, Window
from shanyrak.placement.problem import natural
from shanyrak.placement.testing import random_case

START = date(2022, 9, 21)
PAIR = Party("p1", 2, START, 2)
HOME = Space("home", 2)
CASE = Case((PAIR,), (HOME,), (Window("home", START, START + timedelta(2)),))
STAY = Stay("p1", "1", 2, "home", START, START + timedelta(1))

REFUSED = {
    "a party twice": (replace(CASE, parties=(PAIR, PAIR)), "party_id 'p1' is used twice"),
    "a space twice": (replace(CASE, spaces=(HOME, HOME)), "space_id 'home' is used twice"),
    "a window of nowhere": (replace(CASE, windows=(Window("hut", START, START),)), "windows: space_id 'hut'"),
    "a stay of nobody": (replace(CASE, stays=(replace(STAY, party_id="x"),)), "stays: party_id 'x'"),
    "a stay nowhere": (replace(CASE, stays=(replace(STAY, space_id="hut"),)), "stays: space_id 'hut'"),
    "a cost of nobody": (replace(CASE, costs=(Cost("x", "home", 1.0),)), "costs: party_id 'x'"),
    "a cost nowhere": (replace(CASE, costs=(Cost("p1", "hut", 1.0),)), "costs: space_id 'hut'"),
    "nobody in a party": (replace(CASE, parties=(replace(PAIR, people=0),)), "party p1"),
    "a weight of nothing": (replace(CASE, parties=(replace(PAIR, weight=0.0),)), "party p1"),
    "a weight that is no number": (replace(CASE, parties=(replace(PAIR, weight=float("nan")),)), "party p1"),
    "fewer moves than none": (replace(CASE, parties=(replace(PAIR, max_moves=-1),)), "party p1"),
    "no bed": (replace(CASE, spaces=(replace(HOME, beds=0),)), "space home"),
    "stays of no night": (replace(CASE, spaces=(replace(HOME, min_nights=0),)), "space home"),
    "house rules at odds": (replace(CASE, spaces=(replace(HOME, min_nights=3, max_nights=2),)), "space home"),
    "too many words": (
        replace(CASE, spaces=(replace(HOME, features=frozenset(map(str, range(63)))),)), "63 different words",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("case", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_search_cannot_read_is_refused(case, told):
    with pytest.raises(InvalidError, match=told):
        Problem.of(case)


def test_the_case_that_they_spoil_is_fine():
    assert Problem.of(replace(CASE, stays=(STAY,))).asked_person_nights == 4


@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    tables = (case.parties, case.spaces, case.windows, case.stays, case.costs)
    shuffled = Case(*(tuple(rows[at] for at in rng.permutation(len(rows))) for rows in tables))
    one, other = Problem.of(case), Problem.of(shuffled)
    assert (one.parties, one.spaces, one.promised) == (other.parties, other.spaces, other.promised)
    for mine, yours in zip(one.data, other.data, strict=True):
        np.testing.assert_array_equal(mine, yours)


@given(seed=st.integers(0, 2**32 - 1))
def test_a_night_is_open_where_a_window_says_so(seed):
    case = random_case(np.random.default_rng(seed))
    problem = Problem.of(case)
    for space, row in zip(problem.spaces, problem.data.open, strict=True):
        windows = [window for window in case.windows if window.space_id == space.space_id]
        for number, is_open in enumerate(row):
            night = problem.night(number)
            assert is_open == any(window.first_night <= night < window.end_night for window in windows)


def test_arrays_are_read_only():
    for array in Problem.of(CASE).data:
        assert not array.flags.writeable


def test_people_read_numbers_in_names_as_numbers():
    assert sorted(["p10", "p2", "a3b", "p1"], key=natural) == ["a3b", "p1", "p2", "p10"]
