"""What a plan comes to, computed by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shanyrak.placement.check import check
from shanyrak.placement.model import Case, Cost, Party, Plan, Space, Stay, Window
from shanyrak.placement.params import Worth

START = date(2022, 9, 21)
DEFAULT = Worth()
ALONG_A_MERIDIAN_KM = 111.1949266  # one degree of latitude, 6371 x pi / 180
PARTY = Party("p1", 3, START, 5, lat=50.0, lon=82.6)
NEAR = Space("near", 4, lat=50.1, lon=82.6)
FAR = Space("far", 4, lat=52.0, lon=82.6)
NO_POINT = Space("no-point", 4)


def night(number):
    return START + timedelta(number)


def case_of(*parties, spaces=(NEAR, FAR, NO_POINT), costs=()):
    windows = tuple(Window(space.space_id, START, night(30)) for space in spaces)
    return Case(parties, spaces, windows, (), costs)


def figures(case, *stays, worth=DEFAULT):
    verdict = check(case, Plan.of(stays), worth=worth)
    assert verdict.violations == ()
    return verdict.figures


def stay(space_id, first, end, *, party_id="p1", people=3):
    return Stay(party_id, "1", people, space_id, night(first), night(end))


def test_a_person_night_with_nothing_missing_is_worth_one():
    assert figures(case_of(PARTY), stay("no-point", 0, 4)).value == pytest.approx(12.0)


def test_a_kilometre_is_paid_each_night():
    value = figures(case_of(PARTY), stay("near", 0, 4)).value
    assert value == pytest.approx(12 * (1 - 0.002 * ALONG_A_MERIDIAN_KM / 10), abs=1e-9)


def test_no_more_than_a_hundred_kilometres_are_paid():
    assert figures(case_of(PARTY), stay("far", 0, 4)).value == pytest.approx(12 * (1 - 0.002 * 100))


@pytest.mark.parametrize("missing", [None, float("nan")])
@pytest.mark.parametrize("coordinate", ["lat", "lon"])
def test_a_missing_coordinate_costs_nothing(coordinate, missing):
    party = replace(PARTY, **{coordinate: missing})
    found = figures(case_of(party), stay("far", 0, 4))
    assert found.value == pytest.approx(12.0)
    assert found.median_km is None


def test_wants_cost_by_the_share_that_is_missing():
    party = replace(PARTY, wants=frozenset({"crib", "lift", "kitchen", "pets"}))
    space = replace(NO_POINT, features=frozenset({"crib", "smoke"}))
    assert figures(case_of(party, spaces=(space,)), stay("no-point", 0, 4)).value == pytest.approx(
        12 * (1 - 0.1 * 3 / 4)
    )


def test_weight_and_cost_count_each_night():
    found = figures(
        case_of(replace(PARTY, weight=2.5), costs=(Cost("p1", "no-point", 0.25), Cost("p1", "far", 9.0))),
        stay("no-point", 0, 4),
    )
    assert found.value == pytest.approx(12 * (2.5 - 0.25))


def test_a_negative_cost_is_worth_more():
    case = case_of(PARTY, costs=(Cost("p1", "no-point", -0.5),))
    assert figures(case, stay("no-point", 0, 4)).value == pytest.approx(12 * 1.5)


def test_a_move_is_paid_by_each_of_its_people():
    found = figures(case_of(PARTY), stay("no-point", 0, 2), stay("far", 2, 3), stay("no-point", 4, 5))
    assert found.person_moves == 6
    assert found.value == pytest.approx(6 * 1 + 3 * 0.8 + 3 * 1 - 0.5 * 6)


def test_two_rows_of_one_run_are_no_move():
    assert figures(case_of(PARTY), stay("no-point", 0, 2), stay("no-point", 2, 4)).person_moves == 0


def test_prices_can_be_chosen():
    party = replace(PARTY, wants=frozenset({"crib"}))
    found = figures(
        case_of(party), stay("no-point", 0, 2), stay("far", 2, 4), worth=Worth(move=2, km=0.001, want=0.3)
    )
    assert found.value == pytest.approx(6 * 0.7 + 6 * (0.7 - 0.1) - 2 * 3)


def test_nights_asked_housed_and_without_a_bed():
    leaves_early = replace(PARTY, party_id="p2", not_after=night(2))
    too_late = replace(PARTY, party_id="p3", not_after=START)
    found = figures(case_of(PARTY, leaves_early, too_late), stay("far", 1, 3))
    assert (found.asked_person_nights, found.housed_person_nights) == (15 + 6, 6)
    assert found.unhoused_person_nights == 15


def test_the_median_distance_is_of_person_nights():
    single = Party("p2", 1, START, 5, lat=50.0, lon=82.6)
    found = figures(case_of(PARTY, single), stay("near", 0, 1), stay("far", 0, 4, party_id="p2", people=1))
    assert found.median_km == pytest.approx(2 * ALONG_A_MERIDIAN_KM)
    found = figures(case_of(PARTY, single), stay("near", 0, 1), stay("far", 0, 3, party_id="p2", people=1))
    assert found.median_km == pytest.approx(ALONG_A_MERIDIAN_KM / 10), (
        "the lower one where both halves are equal"
    )
    found = figures(case_of(PARTY, single), stay("near", 0, 2), stay("far", 0, 4, party_id="p2", people=1))
    assert found.median_km == pytest.approx(ALONG_A_MERIDIAN_KM / 10)


def test_an_empty_plan_is_worth_nothing():
    found = figures(case_of(PARTY))
    assert (found.value, found.housed_person_nights, found.person_moves, found.median_km) == (0, 0, 0, None)


def test_a_case_without_parties_asks_for_nothing():
    assert figures(case_of()).asked_person_nights == 0


def test_a_stay_outside_the_nights_asked_for_houses_nobody():
    verdict = check(case_of(PARTY), Plan.of([stay("far", 3, 6)]))
    assert verdict.figures.housed_person_nights == 0
