"""Regions hold every party once, every space that it may use, and count every bed once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Problem
from shanyrak.placement.problem import NOBODY
from shanyrak.placement.scale.regions import cut, n_joint
from shanyrak.placement.testing import Sizes, random_case

CASES = st.integers(0, 2**32 - 1).map(
    lambda seed: Problem.of(random_case(np.random.default_rng(seed), Sizes(parties=20, spaces=12)))
)


@given(problem=CASES, most=st.integers(1, 4))
def test_every_party_is_of_one_part(problem, most):
    regions = cut(problem, most)
    assert len(regions) <= most
    assert sorted(np.concatenate([region.parties for region in regions]).tolist()) == list(
        range(len(problem.parties))
    )


@given(problem=CASES, most=st.integers(1, 4))
def test_every_space_is_seen_and_its_beds_are_paid_once(problem, most):
    paid = np.zeros(len(problem.spaces), int)
    regions = cut(problem, most)
    for region in regions:
        alone = np.ones(len(region.spaces), bool)
        alone[region.joint] = region.pays
        paid[region.spaces] += alone
    assert paid.tolist() == [1] * len(problem.spaces)
    assert n_joint(regions) == len({n for region in regions for n in region.number.tolist()})


@given(problem=CASES, most=st.integers(2, 4))
def test_a_part_sees_all_that_its_parties_may_use(problem, most):
    data, last = problem.data, len(problem.data.block) - 2
    place = np.repeat(np.arange(last + 1), np.diff(data.block))
    for region in cut(problem, most):
        for p in region.parties.tolist():
            here = (place == data.place[p]) | (place == last) | (data.place[p] == NOBODY)
            assert set(np.flatnonzero(here).tolist()) <= set(region.spaces.tolist())
        assert {stay.space_id for stay in region.problem.promised} <= {
            s.space_id for s in region.problem.spaces
        }


@given(problem=CASES, most=st.integers(1, 4))
def test_a_part_says_of_its_rows_what_the_whole_says(problem, most):
    data = problem.data
    for region in cut(problem, most):
        own = region.problem.data
        for name in ("people", "first", "nights", "needs", "place", "sex"):
            assert (own.parties[name] == data.parties[name][region.parties]).all()
        assert (own.spaces == data.spaces[region.spaces]).all()
        assert (own.open == data.open[region.spaces]).all()
        known = own.parties["current"] >= 0
        assert (
            region.spaces[own.parties["current"][known]] == data.parties["current"][region.parties[known]]
        ).all()
        for i, p in enumerate(region.parties.tolist()):
            costs = dict(
                zip(region.spaces[_rows(own, i)[0]].tolist(), _rows(own, i)[1].tolist(), strict=True)
            )
            whole = dict(zip(_rows(data, p)[0].tolist(), _rows(data, p)[1].tolist(), strict=True))
            assert costs == {s: cost for s, cost in whole.items() if s in set(region.spaces.tolist())}


def _rows(data, party):
    rows = slice(data.cost_start[party], data.cost_start[party + 1])
    return data.cost_space[rows], data.cost_value[rows]


@pytest.mark.parametrize("most", [1, 2, 5])
def test_with_a_home_for_everybody_only_spaces_without_a_place_are_shared(most):
    problem = Problem.of(random_case(np.random.default_rng(5), Sizes(parties=30, spaces=20)))
    data = problem.data
    home = np.where(data.place == NOBODY, 0, data.place)
    for region in cut(problem, most, home):
        promised = {stay.space_id for stay in problem.promised}
        for s in region.spaces[region.joint].tolist():
            assert s >= data.block[-2] or problem.spaces[s].space_id in promised
