"""Why a party has no bed: one case for each reason, and none forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Case, Cost, Party, Problem, Space, Stop, Window, solve
from shanyrak.placement.model import REASONS
from shanyrak.placement.testing import random_case

pytestmark = pytest.mark.usefixtures("warm_loops")

START = date(2022, 9, 21)
PAIR = Party("p1", 2, START, 2)
HOME = Space("home", 2)
IN_SEMEY = replace(PAIR, place="Semey")
LIFT, PETS = frozenset({"lift"}), frozenset({"pets"})
RIVAL = Party("p2", 2, START, 2, weight=3.0)


def free(space_id, first=0, end=2):
    return Window(space_id, START + timedelta(first), START + timedelta(end))


def reasons(*parties, spaces=(HOME,), windows=None):
    stop = Stop(time_limit_s=300, gap=0, rounds=1)
    return solve(Problem.of(Case(parties, spaces, windows or (free("home"),))), stop=stop, threads=1).reasons


WHY = {
    "its stay ends before it starts": ("no_nights", "", replace(PAIR, not_after=START), HOME, free("home")),
    "too large for every space": ("too_large", "", replace(PAIR, people=3), HOME, free("home")),
    "a need nobody offers": ("need", "lift", replace(PAIR, needs=LIFT), HOME, free("home")),
    "only the need that is missing is named": (
        "need", "lift", replace(PAIR, needs=LIFT | PETS), replace(HOME, features=PETS), free("home"),
    ),
    "no window": ("no_free_night", "", PAIR, HOME, free("home", 5, 9)),
    "free on the first night only": ("no_free_night", "", PAIR, HOME, free("home", 0, 1)),
    "free in another place": ("no_free_night", "", IN_SEMEY, replace(HOME, place="Oskemen"), free("home")),
    "for women only": ("sexes", "", replace(PAIR, sex="m"), replace(HOME, sexes="f"), free("home")),
    "no mixed party": ("sexes", "", replace(PAIR, sex="mixed"), replace(HOME, sexes="same"), free("home")),
    "too short a stay": ("house_rules", "", PAIR, replace(HOME, min_nights=3), free("home", 0, 9)),
}  # fmt: skip


@pytest.mark.parametrize("row", WHY.values(), ids=WHY.keys())
def test_a_party_without_a_bed_is_told_why(row):
    kind, detail, party, space, window = row
    (reason,) = reasons(party, spaces=(space,), windows=(window,))
    assert (reason.party_id, reason.kind, reason.detail, reason.people) == ("p1", kind, detail, party.people)
    assert reason.asked_person_nights == party.people * party.n_nights


def test_a_bed_taken_by_those_who_needed_it_more():
    (reason,) = reasons(PAIR, RIVAL)
    assert (reason.party_id, reason.kind, reason.unhoused_person_nights) == ("p1", "taken", 4)


def test_a_free_bed_that_is_not_worth_its_cost_is_not_told_as_needed_by_others_alone():
    windows, cost = (free("home"),), Cost("p1", "home", 5.0)
    stop = Stop(time_limit_s=300, gap=0, rounds=1)
    result = solve(Problem.of(Case((PAIR,), (HOME,), windows, costs=(cost,))), stop=stop, threads=1)
    assert [reason.kind for reason in result.reasons] == ["taken"]
    assert "not worth" in REASONS["taken"]


def test_more_moves_than_it_can_make():
    windows = (free("home", 0, 1), free("hall", 1, 2))
    (reason,) = reasons(replace(PAIR, max_moves=0), spaces=(HOME, Space("hall", 9)), windows=windows)
    assert (reason.kind, reason.unhoused_person_nights) == ("moves", 2)


def test_needs_that_are_offered_but_never_together_are_all_named():
    spaces = (replace(HOME, features=LIFT), Space("hall", 9, features=PETS))
    (reason,) = reasons(replace(PAIR, needs=LIFT | PETS), spaces=spaces, windows=(free("home"), free("hall")))
    assert (reason.kind, reason.detail) == ("need", "lift; pets")


def test_reasons_come_in_the_order_of_arrival():
    large = replace(PAIR, people=9)
    late, early = replace(large, party_id="p3", arrival=START + timedelta(1)), replace(large, party_id="p10")
    assert [reason.party_id for reason in reasons(late, early, large)] == ["p1", "p10", "p3"]


@given(seed=st.integers(0, 2**32 - 1))
def test_every_party_without_a_bed_and_no_other_has_a_reason(seed):
    case = random_case(np.random.default_rng(seed))
    result = solve(Problem.of(case), stop=Stop(300, gap=0, rounds=1), threads=1)
    lacking = {party.party_id: party.people * party.n_nights for party in case.parties}
    for stay in result.plan.stays:
        lacking[stay.party_id] -= stay.people * (stay.end_night - stay.first_night).days
    nights = {party.party_id: party.n_nights for party in case.parties}
    expected = {party_id: short for party_id, short in lacking.items() if short or not nights[party_id]}
    assert {reason.party_id: reason.unhoused_person_nights for reason in result.reasons} == expected
    assert {reason.kind for reason in result.reasons} <= set(REASONS)
