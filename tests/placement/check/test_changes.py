"""Which parties differ between two plans, and how."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement.check import changes
from shanyrak.placement.model import Plan, Stay
from shanyrak.placement.testing import random_case, random_plan

START = date(2022, 9, 21)


def plan(*rows):
    return Plan.of(
        Stay("p1", part, people, space, START + timedelta(first), START + timedelta(end))
        for part, people, space, first, end in rows
    )


AT_HOME = ("1", 2, "home", 0, 3)


@pytest.mark.parametrize(
    ("before", "after", "kind", "won"),
    [
        ([], [AT_HOME], "newly_housed", 6),
        ([AT_HOME], [], "lost", -6),
        ([AT_HOME], [("1", 2, "home", 0, 4)], "longer", 2),
        ([AT_HOME], [("1", 2, "home", 1, 3)], "shorter", -2),
        ([AT_HOME], [("1", 2, "hall", 0, 3)], "elsewhere", 0),
        ([AT_HOME], [("1", 2, "home", 1, 4)], "elsewhere", 0),
        ([AT_HOME], [("1", 1, "home", 0, 3), ("2", 1, "home", 0, 3)], "elsewhere", 0),
    ],
)
def test_a_party_whose_stays_differ_is_told(before, after, kind, won):
    (change,) = changes(plan(*before), plan(*after))
    assert (change.party_id, change.kind, change.person_nights) == ("p1", kind, won)


def test_a_run_in_two_rows_is_no_change():
    assert changes(plan(AT_HOME), plan(("1", 2, "home", 0, 1), ("1", 2, "home", 1, 3))) == ()


@given(seed=st.integers(0, 2**32 - 1))
def test_changes_there_and_back_are_opposite(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    one, two = random_plan(rng, case, tries=20), random_plan(rng, case, tries=20)
    there, back = changes(one, two), changes(two, one)
    assert [(c.party_id, c.person_nights) for c in there] == [(c.party_id, -c.person_nights) for c in back]
    assert changes(one, one) == ()
