"""What holds for the check of every case, on random small ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement.check import check
from shanyrak.placement.model import Case, Plan
from shanyrak.placement.testing import Sizes, best_value, random_case, random_certificate, random_plan

SEEDS = st.integers(0, 2**32 - 1)
TINY = Sizes(parties=4, spaces=3, nights=4, people=3, convoy=12)


@given(seed=SEEDS)
def test_no_plan_is_worth_more_than_the_best_and_the_best_no_more_than_the_bound(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng, TINY)
    verdict = check(case, random_plan(rng, case), random_certificate(rng, case))
    best = best_value(case)
    assert verdict.figures.value <= best + 1e-9
    assert best <= verdict.upper_bound + 1e-9
    assert verdict.figures.unhoused_person_nights >= verdict.unavoidable_person_nights


@given(seed=SEEDS)
def test_the_order_of_rows_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    plan, certificate = random_plan(rng, case), random_certificate(rng, case)

    def shuffled(rows):
        return tuple(rows[at] for at in rng.permutation(len(rows)))

    first = check(case, plan, certificate)
    second = check(Case(*map(shuffled, tables(case))), Plan(shuffled(plan.stays)), certificate)
    assert second.upper_bound == pytest.approx(first.upper_bound, abs=1e-9)
    assert second.figures.value == pytest.approx(first.figures.value, abs=1e-9)
    assert second.unavoidable_person_nights == first.unavoidable_person_nights
    assert replace(second.figures, value=first.figures.value) == first.figures


@given(seed=SEEDS)
def test_the_same_check_gives_the_same_digits(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    certificate = random_certificate(rng, case)
    assert check(case, Plan(), certificate) == check(case, Plan(), certificate)


@given(seed=SEEDS)
def test_two_copies_of_a_case_have_twice_its_bound(seed):
    rng = np.random.default_rng(seed)
    case = replace(random_case(rng), stays=())
    certificate = replace(random_certificate(rng, case), unavoidable=None)
    here, there = in_district(case, "a"), in_district(case, "b")
    both = Case(*(one + two for one, two in zip(tables(here), tables(there), strict=True)))
    ids = tuple(f"{space_id} {district}" for district in "ab" for space_id in certificate.space_id)
    twice = replace(certificate, space_id=ids, price=np.tile(certificate.price, (2, 1)))
    once = replace(certificate, space_id=ids[: len(certificate.space_id)])
    bound = check(here, Plan(), once).upper_bound
    assert check(both, Plan(), twice).upper_bound == pytest.approx(2 * bound)


def in_district(case, district):
    """Return a copy of a case, every id and place of its own."""

    def named(text):
        return text and f"{text} {district}"

    def moved(row, *columns):
        return replace(row, **{column: named(getattr(row, column)) for column in columns})

    at_home = {None: district}  # a copy that named no place would reach into the other
    return Case(
        tuple(
            moved(
                replace(party, place=at_home.get(party.place, party.place)),
                "party_id",
                "place",
                "current_space",
            )
            for party in case.parties
        ),
        tuple(
            moved(replace(space, place=at_home.get(space.place, space.place)), "space_id", "place")
            for space in case.spaces
        ),
        tuple(moved(window, "space_id") for window in case.windows),
        (),
        tuple(moved(cost, "party_id", "space_id") for cost in case.costs),
    )


def tables(case):
    return case.parties, case.spaces, case.windows, case.stays, case.costs
