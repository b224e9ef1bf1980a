"""A draft, its plan and its figures: promises are in it from the start; what is put in can be taken out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Plan, Problem, check
from shanyrak.placement.draft import clear, empty_draft, figures, put, to_plan
from shanyrak.placement.testing import random_case, random_plan

SEEDS = st.integers(0, 2**32 - 1)


@given(seed=SEEDS)
def test_an_empty_draft_holds_the_promises_and_nothing_else(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    promised = random_plan(rng, case)  # keeps every rule and what was promised before
    problem = Problem.of(type(case)(case.parties, case.spaces, case.windows, promised.stays, case.costs))
    draft = empty_draft(problem)
    assert to_plan(problem, draft) == promised
    told, counted = figures(problem, draft), check(case, promised).figures
    assert told.value == pytest.approx(counted.value, abs=1e-9)
    assert (told.housed_person_nights, told.person_moves, told.asked_person_nights) == (
        counted.housed_person_nights, counted.person_moves, counted.asked_person_nights,
    )  # fmt: skip
    assert (told.median_km is None) == (counted.median_km is None)
    if counted.median_km is not None:
        assert told.median_km == pytest.approx(min(counted.median_km, 100.0), abs=1e-6)


@given(seed=SEEDS)
def test_what_is_put_in_can_be_taken_out(seed):
    rng = np.random.default_rng(seed)
    problem = Problem.of(random_case(rng))
    data, draft = problem.data, empty_draft(problem)
    before = [array.copy() for array in draft]
    slots = [slot for slot in range(len(draft.slots)) if draft.people[slot] > 0]
    for slot in slots:
        party = draft.party[slot]
        for night in range(data.first[party], data.first[party] + data.nights[party]):
            suits = np.flatnonzero(draft.left[:, night] >= draft.people[slot])
            row = draft.slots["row"][slot] + night - data.first[party]
            if len(suits) and draft.where[row] < 0:
                put(data, draft, slot, int(rng.choice(suits)), night)
    assert (draft.left >= 0).all()
    for slot in slots:
        clear(data, draft, slot)
    for name, old, new in zip(draft._fields, before, draft, strict=True):
        if name != "latest":  # a hint only
            np.testing.assert_array_equal(new, old, err_msg=name)


def test_a_draft_of_nobody_is_an_empty_plan():
    case = random_case(np.random.default_rng(1))
    problem = Problem.of(type(case)((), case.spaces, case.windows))
    assert to_plan(problem, empty_draft(problem)) == Plan()
    assert figures(problem, empty_draft(problem)).asked_person_nights == 0
