"""Why a party has no bed in a held plan: one case for each reason, and the change that helps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shanyrak.placement import Case, Cost, Party, Plan, Space, Stay, Suggester, Window

START = date(2022, 9, 21)
FAMILY = Party("p1", 4, START, 4, place="Semey")
OTHERS = Party("p2", 2, START, 6)
HOME = Space("home", 4, place="Semey")
FAR = Space("far", 4, place="Oskemen")


def day(number):
    return START + timedelta(number)


def free(space, first=0, end=6):
    return Window(space.space_id, day(first), day(end))


def answer(party, *spaces, windows=None, taken=(), costs=()):
    """Suggest for a party in spaces that OTHERS have on the nights `taken`, pairs of space and nights."""
    case = Case((FAMILY, OTHERS), spaces, windows or tuple(map(free, spaces)), (), costs)
    stays = [Stay("p2", "1", 2, space.space_id, day(u), day(t)) for space, u, t in taken]
    return Suggester(case, Plan.of(stays)).suggest(party)


def kinds(told):
    return [change.kind for change in told.why_not.relaxations]


def test_nothing_is_asked_why_where_all_nights_fit():
    told = answer(FAMILY, HOME)
    assert told.why_not is None
    assert told.suggestions[0].is_whole


PETS = frozenset({"pets"})
WHY = {
    "a place that has no space": ("no_free_night", replace(FAMILY, place="Aktobe"), (HOME,), {}),
    "a space that opens too late": ("no_free_night", FAMILY, (HOME,), {"windows": (free(HOME, 4, 6),)}),
    "too large": ("too_large", replace(FAMILY, people=5), (HOME,), {}),
    "a need": ("need", replace(FAMILY, needs=PETS), (HOME,), {}),
    "a sex that no space takes": ("sexes", replace(FAMILY, sex="m"), (replace(HOME, sexes="f"),), {}),
    "a house rule": ("house_rules", FAMILY, (replace(HOME, min_nights=5),), {}),
    "others": ("taken", FAMILY, (HOME,), {"taken": ((HOME, 1, 2),)}),
    "moves": (
        "moves", replace(FAMILY, max_moves=0), (HOME, replace(HOME, space_id="b")),
        {"windows": (free(HOME, 0, 2), Window("b", day(2), day(6)))},
    ),
    "costs": ("worthless", FAMILY, (HOME,), {"costs": (Cost("p1", "home", 5000.0),)}),
}  # fmt: skip


@pytest.mark.parametrize("what", WHY)
def test_each_reason_is_told(what):
    kind, party, spaces, more = WHY[what]
    assert answer(party, *spaces, **more).why_not.kind == kind


def test_the_sieve_counts_the_spaces_that_each_look_leaves():
    spaces = (
        HOME,
        replace(HOME, space_id="small", beds=2),
        replace(HOME, space_id="pets", features=PETS),
        FAR,
    )
    told = answer(replace(FAMILY, needs=PETS), *spaces, taken=((spaces[2], 1, 3),))
    sieve = told.why_not.sieve
    assert (sieve.in_place, sieve.open, sieve.large, sieve.needs, sieve.free) == (3, 3, 2, 1, 0)
    assert [(count.night, count.suitable, count.free) for count in told.why_not.nights] == [
        (day(1), 1, 0), (day(2), 1, 0)
    ]  # fmt: skip


def test_a_need_that_nobody_offers_is_named_also_one_that_the_case_has_never_heard_of():
    told = answer(replace(FAMILY, needs=PETS | {"sauna"}), replace(HOME, features=PETS))
    assert told.why_not.words == ("sauna",)
    assert [change.words for change in told.why_not.relaxations] == [("sauna",)]


def test_needs_that_are_never_together_are_named_and_dropped_together():
    spaces = (replace(HOME, features=PETS), replace(HOME, space_id="b", beds=2, features=PETS | {"lift"}))
    told = answer(replace(FAMILY, needs=PETS | {"lift"}), *spaces)
    assert told.why_not.words == ("lift",)


HELP = {
    "leaving a night earlier": ("fewer", FAMILY, (HOME,), {"taken": ((HOME, 3, 4),)}),
    "coming a night later": ("later", FAMILY, (HOME,), {"taken": ((HOME, 0, 1),)}),
    "coming and leaving later": ("shift", FAMILY, (HOME,), {"taken": ((HOME, 0, 1),)}),
    "doing without the dog": ("need", replace(FAMILY, needs=PETS), (HOME,), {}),
    "two parts": ("split", FAMILY, (replace(HOME, beds=3), replace(HOME, space_id="b", beds=1)), {}),
    "another place": ("place", FAMILY, (replace(HOME, beds=2), FAR), {}),
    "more moves": WHY["moves"],
    "a call to the host": ("house_rule", FAMILY, (replace(HOME, min_nights=5),), {}),
    "saying that all are women": ("sex", FAMILY, (replace(HOME, sexes="f"),), {}),
}


@pytest.mark.parametrize("what", HELP)
def test_each_change_that_helps_is_told_with_beds_for_all(what):
    kind, party, spaces, more = HELP[what]
    told = answer(party, *spaces, **more)
    assert kind in kinds(told)
    assert all(change.suggestion.is_whole for change in told.why_not.relaxations)


def test_changes_stand_in_the_order_of_what_they_ask():
    spaces = (HOME, replace(HOME, space_id="b", beds=3), replace(HOME, space_id="c", beds=3), FAR)
    told = answer(FAMILY, *spaces, taken=((HOME, 3, 4),))
    assert kinds(told) == ["split", "fewer", "place"]
    assert told.why_not.relaxations[0].sizes == (3, 1)
    assert told.why_not.relaxations[1].nights == 1


def test_of_other_places_the_nearest_with_room_is_told():
    near, full = Space("near", 4, "Oskemen", 50.0, 82.0), Space("full", 2, "Ridder", 49.9, 80.3)
    away = Space("away", 4, "Aktobe", 50.3, 57.2)
    party = replace(FAMILY, lat=50.0, lon=80.0)
    (change,) = [one for one in answer(party, near, away, full).why_not.relaxations if one.kind == "place"]
    assert change.words == ("Oskemen",)


def test_a_host_whose_rule_is_in_the_way_is_named_and_not_taken_for_granted():
    case = Case((FAMILY,), (replace(HOME, min_nights=5),), (free(HOME),))
    suggester = Suggester(case, Plan())
    (change,) = suggester.suggest(FAMILY).why_not.relaxations
    assert change.words == ("home",)
    with pytest.raises(Exception, match="takes nobody for fewer than 5 nights, this stay has 4"):
        suggester.apply(change.suggestion)
    assert suggester.plan == Plan()


def test_a_change_that_would_lose_a_promised_stay_is_not_offered():
    promise = Stay("p1", "1", 4, "home", day(0), day(1))
    case = Case((FAMILY, OTHERS), (HOME,), (free(HOME),), (promise,))
    told = Suggester(case, Plan.of([promise, Stay("p2", "1", 2, "home", day(1), day(2))])).suggest("p1")
    assert kinds(told) == ["fewer"]
    assert promise in told.why_not.relaxations[0].suggestion.stays
