"""Parties of one cohort ask for the same, and stand no farther from its leader than it says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Problem
from shanyrak.placement.bound.cohorts import ALIKE, find_cohorts
from shanyrak.placement.objective import night_worth
from shanyrak.placement.testing import crowd, random_case

SEEDS = st.integers(0, 2**32 - 1)


def crowded(seed):
    rng = np.random.default_rng(seed)
    return Problem.of(crowd(rng, random_case(rng))).data


@given(seed=SEEDS, largest=st.integers(1, 5))
def test_every_party_is_in_one_cohort_of_its_like(seed, largest):
    data = crowded(seed)
    cohorts = find_cohorts(data, largest)
    assert sorted(cohorts.order) == list(range(len(data.parties)))
    for c in range(len(cohorts.start) - 1):
        members = cohorts.order[cohorts.start[c] : cohorts.start[c + 1]]
        assert set(cohorts.of_party[members]) == {c}
        for name in ALIKE:
            assert (data.parties[name][members] == cohorts.leaders.parties[name][c]).all()


@given(seed=SEEDS, largest=st.integers(1, 5))
def test_a_night_is_worth_about_the_same_to_a_member_and_its_leader(seed, largest):
    data = crowded(seed)
    cohorts = find_cohorts(data, largest)
    for p in np.flatnonzero(data.nights):
        c = cohorts.of_party[p]
        allowed = cohorts.give[c] / data.nights[p] + 1e-9
        for s in range(len(data.spaces)):
            assert abs(night_worth(data, p, s) - night_worth(cohorts.leaders, c, s)) <= allowed


def test_alike_parties_that_are_far_apart_are_parted():
    data = crowded(1)
    few, many = find_cohorts(data, 1), find_cohorts(data, 100)
    assert len(few.start) > len(many.start)
    assert few.give.sum() < many.give.sum()
