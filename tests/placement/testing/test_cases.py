"""Random cases hold every column and rule, their plans keep the rules, and a seed repeats them."""

from collections import Counter

import numpy as np
import pytest

from shanyrak.placement.check import check
from shanyrak.placement.model import Party, Space
from shanyrak.placement.testing import Sizes, random_case, random_certificate, random_plan

CASES = [random_case(np.random.default_rng(seed)) for seed in range(150)]
PARTIES = [party for case in CASES for party in case.parties]
SPACES = [space for case in CASES for space in case.spaces]


@pytest.mark.parametrize("column", [name for name in Party.__slots__ if name != "party_id"])
def test_every_column_of_parties_varies(column):
    assert len({getattr(party, column) for party in PARTIES}) > 1


@pytest.mark.parametrize("column", [name for name in Space.__slots__ if name != "space_id"])
def test_every_column_of_spaces_varies(column):
    assert len({getattr(space, column) for space in SPACES}) > 1


def test_every_sex_meets_every_rule():
    pairs = {(p.sex, s.sexes) for case in CASES for p in case.parties for s in case.spaces}
    assert len(pairs) == 16


def test_what_is_optional_is_missing_at_times():
    assert {None} < {party.place for party in PARTIES}
    assert {None} < {party.lat for party in PARTIES}
    assert {None} < {space.max_nights for space in SPACES}
    assert {None} < {party.max_moves for party in PARTIES}


def test_odd_cases_occur():
    assert any(party.n_nights == 0 for party in PARTIES)
    assert any(party.people == Sizes().convoy for party in PARTIES)
    assert any(party.current_space == "a space of another case" for party in PARTIES)
    assert any(cost.cost < 0 for case in CASES for cost in case.costs)
    windows = Counter((number, w.space_id) for number, case in enumerate(CASES) for w in case.windows)
    assert max(windows.values()) > 1
    assert any(case.stays for case in CASES)


def test_a_seed_repeats_a_case_its_plan_and_its_prices():
    def made():
        rng = np.random.default_rng(5)
        case = random_case(rng)
        return case, random_plan(rng, case), random_certificate(rng, case).price.tolist()

    assert made() == made()


def test_random_plans_keep_the_rules_and_the_promises():
    for seed, case in enumerate(CASES[:50]):
        assert check(case, random_plan(np.random.default_rng(seed), case)).violations == ()


def test_random_plans_house_parties_in_parts_and_make_them_move():
    plans = [random_plan(np.random.default_rng(seed), case) for seed, case in enumerate(CASES)]
    assert any(stay.part != "1" for plan in plans for stay in plan.stays)
    assert (
        sum(check(case, plan).figures.person_moves > 0 for case, plan in zip(CASES, plans, strict=True)) > 20
    )
