"""What nobody could have housed, on cases that are counted on paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shanyrak.placement import Case, Cost, Party, Problem, Space, Stop, Window, solve

pytestmark = pytest.mark.usefixtures("warm_loops")

START = date(2022, 9, 21)
FIVE = Party("p1", 5, START, 4)
HALL = Space("hall", 3, private=False)
CONVOY = replace(FIVE, may_split=True)


def free(space_id, first=0, end=4):
    return Window(space_id, START + timedelta(first), START + timedelta(end))


def unavoidable(parties, spaces, windows, costs=()):
    case = Case(parties, spaces, windows, (), costs)
    return solve(Problem.of(case), stop=Stop(300, gap=0, rounds=1), threads=1).unavoidable_person_nights


COUNTED = {
    "nobody has a bed": (20, (FIVE,), (HALL,), ()),
    "too large": (20, (FIVE,), (HALL,), (free("hall"),)),
    "three of five have a bed": (8, (CONVOY,), (HALL,), (free("hall"),)),
    "a home that is free too late": (4, (replace(FIVE, people=2),), (HALL,), (free("hall", 2, 4),)),
    "all have a bed": (0, (replace(FIVE, people=2),), (HALL,), (free("hall"),)),
    "beds for three of four": (
        4,
        tuple(Party(f"p{n}", 1, START, 4) for n in range(4)),
        (HALL,),
        (free("hall"),),
    ),
}


@pytest.mark.parametrize(
    ("person_nights", "parties", "spaces", "windows"), COUNTED.values(), ids=COUNTED.keys()
)
def test_the_unavoidable_is_what_one_counts(person_nights, parties, spaces, windows):
    assert unavoidable(parties, spaces, windows) == person_nights


def test_what_the_plan_leaves_because_it_costs_too_much_was_not_unavoidable():
    alone = replace(FIVE, people=2)
    assert unavoidable((alone,), (HALL,), (free("hall"),), (Cost("p1", "hall", 9.0),)) == 0
    assert unavoidable((replace(alone, weight=0.001),), (HALL,), (free("hall", 1, 3),)) == 4
