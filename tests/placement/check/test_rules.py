"""Each rule of a plan by one plan that keeps it and one that breaks it and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.check import check
from shanyrak.placement.model import Case, Cost, Party, Plan, Space, Stay, Window

START = date(2022, 9, 21)


def night(number):
    return START + timedelta(number)


PARTY = Party("p1", 2, START, 6, place="Semey", needs=frozenset({"lift"}), max_moves=1, sex="f")
OTHER = Party("p2", 2, START, 6, sex="m")
GROUP = Party("p3", 6, START, 6, may_split=True, not_after=night(5))
SPACES = (
    Space("home", 4, place="Semey", features=frozenset({"lift", "crib"}), min_nights=2, max_nights=4),
    Space("hall", 5, private=False, features=frozenset({"lift"})),
    Space("dormitory", 9, private=False, features=frozenset({"lift"}), sexes="same"),
    Space("men", 9, private=False, features=frozenset({"lift"}), sexes="m"),
    Space("village", 9, place="Oskemen", features=frozenset({"lift"})),
    Space("attic", 9),
)
WINDOWS = tuple(Window(space.space_id, START - timedelta(3), night(10)) for space in SPACES[1:])
CASE = Case(
    (PARTY, OTHER, GROUP),
    SPACES,
    (Window("home", START, night(3)), Window("home", night(3), night(5)), *WINDOWS),
)


def stay(text, first, end, people=2):
    party_id, part, space_id = text.split()
    return Stay(party_id, part, people, space_id, night(first), night(end))


def broken(stays, case=CASE):
    return [violation.rule for violation in check(case, Plan.of(stays)).violations]


GROUP_OF_3 = stay("p3 1 hall", 0, 2, people=3)
KEPT = {
    "beds to the last": [stay("p1 1 hall", 0, 6), GROUP_OF_3],
    "one after the other in a private space": [stay("p1 1 home", 0, 2), stay("p2 1 home", 2, 4)],
    "windows that touch are one": [stay("p1 1 home", 1, 5)],
    "a need and its place": [stay("p1 1 home", 0, 2)],
    "a space that names no place": [stay("p1 1 hall", 0, 2)],
    "a party that names no place": [stay("p2 1 village", 0, 2)],
    "the shortest stay": [stay("p1 1 home", 3, 5)],
    "the longest stay": [stay("p1 1 home", 1, 5)],
    "a run written in two rows": [stay("p1 1 home", 1, 2), stay("p1 1 home", 2, 3)],
    "parts of a party that may be split": [GROUP_OF_3, stay("p3 2 attic", 1, 5, people=3)],
    "fewer people of such a party": [GROUP_OF_3],
    "all nights asked for": [stay("p1 1 hall", 0, 6)],
    "the latest safe night": [stay("p3 1 hall", 0, 5, people=4)],
    "as many moves as allowed": [stay("p1 1 home", 0, 2), stay("p1 1 hall", 2, 6)],
    "its own sex": [stay("p2 1 men", 0, 6)],
    "sexes on different nights": [stay("p1 1 dormitory", 0, 3), stay("p2 1 dormitory", 3, 6)],
}
BROKEN = {
    "one too many in the beds": (1, [stay("p1 1 hall", 0, 6), replace(GROUP_OF_3, people=4)]),
    "two in a private space": (1, [stay("p1 1 home", 0, 2), stay("p2 1 home", 1, 3)]),
    "a night that is not free": (2, [stay("p1 1 home", 3, 6)]),
    "a need that is missing": (3, [stay("p1 1 attic", 0, 2)]),
    "the wrong place": (3, [stay("p1 1 village", 0, 2)]),
    "too short": (4, [stay("p1 1 home", 0, 1)]),
    "too long": (4, [stay("p1 1 home", 0, 5)]),
    "too long in two rows": (4, [stay("p1 1 home", 0, 2), stay("p1 1 home", 2, 5)]),
    "two places on one night": (5, [stay("p2 1 hall", 0, 3), stay("p2 1 attic", 2, 4)]),
    "a part that changes its people": (5, [GROUP_OF_3, stay("p3 1 attic", 2, 4, people=4)]),
    "a whole party in parts": (5, [stay("p1 1 hall", 0, 2, people=1), stay("p1 2 hall", 0, 2, people=1)]),
    "a part of a whole party": (5, [stay("p1 1 hall", 0, 2, people=1)]),
    "more people than the party has": (5, [GROUP_OF_3, stay("p3 2 attic", 1, 5, people=4)]),
    "before it arrives": (6, [stay("p1 1 hall", -1, 2)]),
    "after it leaves": (6, [stay("p1 1 hall", 0, 7)]),
    "past the latest safe night": (6, [stay("p3 1 hall", 0, 6, people=4)]),
    "one move too many": (
        7,
        [stay("p1 1 home", 0, 2), stay("p1 1 hall", 2, 4), stay("p1 1 dormitory", 4, 6)],
    ),
    "a gap is a move": (7, [stay("p1 1 hall", 0, 1), stay("p1 1 hall", 2, 3), stay("p1 1 hall", 4, 5)]),
    "the wrong sex": (9, [stay("p1 1 men", 0, 6)]),
    "not said, where it matters": (9, [stay("p3 1 dormitory", 0, 2)]),
    "both sexes on one night": (9, [stay("p1 1 dormitory", 0, 4), stay("p2 1 dormitory", 3, 6)]),
    "an unknown party": (0, [stay("p9 1 hall", 0, 2)]),
    "an unknown space": (0, [stay("p1 1 igloo", 0, 2)]),
    "no night": (0, [stay("p1 1 hall", 2, 2)]),
    "nobody": (0, [stay("p3 1 hall", 0, 2, people=0)]),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_plan_that_keeps_the_rules_is_accepted(name):
    assert broken(KEPT[name]) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_plan_that_breaks_one_rule_is_refused_for_that_one(name):
    rule, stays = BROKEN[name]
    assert broken(stays) == [rule]


def test_a_long_stay_overlaps_with_each_that_it_holds():
    long, *short = stay("p2 1 hall", 0, 6), stay("p2 1 attic", 1, 2), stay("p2 1 attic", 3, 4)
    assert broken([long, *short]) == [5, 5]


def test_every_rule_has_a_case_here():
    assert {rule for rule, _ in BROKEN.values()} == {0, 1, 2, 3, 4, 5, 6, 7, 9}, "rule 8 has tests of its own"


PROMISE = stay("p3 2 hall", 1, 4, people=3)
PROMISED = replace(CASE, stays=(PROMISE,))


@pytest.mark.parametrize(
    "stays",
    [
        [PROMISE],
        [stay("p3 2 hall", 0, 5, people=3)],
        [stay("p3 2 hall", 0, 2, people=3), stay("p3 2 hall", 2, 4, people=3)],
    ],
    ids=["as it was", "longer", "in two rows"],
)
def test_a_promised_stay_is_kept(stays):
    assert broken(stays, PROMISED) == []


@pytest.mark.parametrize(
    "stays",
    [
        [],
        [stay("p3 2 hall", 1, 3, people=3)],
        [stay("p3 2 hall", 1, 4, people=2)],
        [stay("p3 1 hall", 1, 4, people=3)],
        [stay("p3 2 attic", 1, 4, people=3)],
        [stay("p3 2 hall", 1, 2, people=3), stay("p3 2 hall", 3, 4, people=3)],
    ],
    ids=["dropped", "shortened", "fewer people", "another part", "another space", "with a hole"],
)
def test_a_promised_stay_that_is_not_kept_breaks_rule_8(stays):
    assert broken(stays, PROMISED) == [8]


@pytest.mark.parametrize(
    ("before", "moves"), [("hall", 0), ("home", 1), ("a space of last week", 1), (None, 0)]
)
def test_where_it_slept_before_counts_as_a_move_if_elsewhere(before, moves):
    party = replace(PARTY, current_space=before, max_moves=0)
    verdict = check(replace(CASE, parties=(party,)), Plan.of([stay("p1 1 hall", 0, 2)]))
    assert verdict.figures.person_moves == 2 * moves
    assert [violation.rule for violation in verdict.violations] == [7] * moves


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "one too many in the beds",
            ("space hall", "5 beds", "on 2 nights from 2022-09-21: 6 people", "p1", "p3"),
        ),
        ("a night that is not free", ("party p1", "home", "not free on 2022-09-26")),
        ("a need that is missing", ("party p1", "attic", "lift")),
        ("the wrong place", ("p1", "village", "Oskemen", "Semey")),
        ("too long", ("p1", "5 nights", "home", "2022-09-21", "at most 4")),
        ("past the latest safe night", ("p3", "no night on or after 2022-09-26")),
    ],
)
def test_a_violation_says_who_where_when_and_what(name, words):
    (violation,) = check(CASE, Plan.of(BROKEN[name][1])).violations
    assert [word for word in words if word not in violation.text] == []


def test_one_person_is_told_as_one_person():
    parties = tuple(Party(name, 1, START, 6) for name in ("p1", "p2"))
    case = Case(parties, (Space("home", 1),), (Window("home", night(0), night(9)),))
    stays = [Stay(name, "1", 1, "home", night(0), night(2)) for name in ("p1", "p2")]
    text = check(case, Plan.of(stays)).violations[0].text
    assert "has 1 bed, too few" in text
    assert ": 2 people, party p1 part 1 (1 person), party p2 part 1 (1 person)" in text


def test_all_violations_are_told():
    parties = tuple(replace(PARTY, party_id=f"p{number}") for number in range(200))
    stays = [Stay(party.party_id, "1", 2, "attic", START, night(1)) for party in parties]
    verdict = check(replace(CASE, parties=parties), Plan.of(stays))
    assert len([violation for violation in verdict.violations if violation.rule == 3]) == 200


@pytest.mark.parametrize(
    "twins",
    [
        {"parties": (PARTY, PARTY)},
        {"spaces": (*SPACES, SPACES[0])},
        {"costs": (Cost("p1", "hall", 0.1), Cost("p1", "hall", 0.2))},
    ],
    ids=["party", "space", "cost"],
)
def test_an_id_that_stands_twice_is_refused(twins):
    with pytest.raises(InvalidError, match="twice"):
        check(replace(CASE, **twins), Plan())
