"""The best chain of a party that is alone and pays nothing is the best there is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Problem
from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.team import Team
from shanyrak.placement.testing import Sizes, best_value, random_case


@given(seed=st.integers(0, 2**32 - 1))
def test_a_party_alone_cannot_do_better_than_its_best_chain(seed):
    case = random_case(np.random.default_rng(seed), Sizes(parties=1, spaces=4, nights=5, people=4, convoy=6))
    free = replace(
        case, stays=(), parties=tuple(replace(p, may_split=False, max_moves=None) for p in case.parties)
    )
    problem, best = Problem.of(free), best_value(free)
    with Team(1) as team:
        found = upper_bound(problem.data, np.zeros(problem.data.open.shape), team)
    if any(space.max_nights for space in free.spaces):
        assert (
            found >= best - 1e-9
        )  # the same space twice in a row, which the bound allows, evades the house rule
    else:
        assert found == pytest.approx(best, abs=1e-9)
