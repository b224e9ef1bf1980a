"""Sums over nights and places."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.interfaces.cli.report import views
from shanyrak.placement.model import Case, Party, Plan, Space, Window

DAY = date(2022, 9, 21)


def ledger(case, result):
    return views.ledger_of(case, result.plan, result.certificate)


def test_the_nights_are_those_that_somebody_asks_for(case):
    assert views.nights_of(case) == views.Nights(DAY, 3)


def test_without_parties_the_nights_are_those_on_which_something_is_free(case):
    assert views.nights_of(Case((), case.spaces, case.windows)) == views.Nights(date(2022, 9, 1), 29)


def test_an_empty_case_has_no_nights():
    assert views.nights_of(Case((), (), ())).n == 0


def test_a_typing_error_in_a_year_does_not_fill_the_memory():
    far = Party("p", 1, date(2022, 9, 21), 1_000_000)
    assert views.nights_of(Case((far,), (), ())).n == views.MAX_NIGHTS


def test_people_count_by_the_place_that_they_want(case, result):
    book = ledger(case, result)
    assert book.places == ("", "north", "south")
    assert book.asked.tolist() == [[0, 0, 0], [3, 5, 5], [4, 4, 0]]
    assert book.housed.tolist() == [[0, 0, 0], [3, 3, 5], [0, 0, 0]]
    assert book.short.sum() == result.figures.unhoused_person_nights


def test_beds_count_once_where_windows_overlap_and_whole_where_a_party_has_a_home_alone(case, result):
    book = ledger(case, result)
    assert book.offered.sum(axis=0).tolist() == [4, 4, 24]
    assert book.taken.sum(axis=0).tolist() == [4, 4, 5]
    assert book.slept.sum(axis=0).tolist() == [3, 3, 5]


def test_a_party_without_a_place_may_use_every_bed_and_one_with_a_place_those_there(case, result):
    book = ledger(case, result)
    assert [book.open_to(row, 2)[0] for row in range(3)] == [24, 24, 0]
    assert np.isnan(book.open_to(2, 2)[1])


def test_the_price_of_one_more_bed_is_a_mean_over_beds(case, result):
    book = ledger(case, result)
    assert book.open_to(1, 0) == (4, 0.5)  # 2 a home of four beds
    assert book.open_to(1, 2)[1] == pytest.approx((1.0 + 20 * 0.5) / 24)


def test_prices_of_other_nights_are_not_shifted(case, result):
    earlier = views.Nights(DAY - timedelta(days=2), 3)
    moved = Case((Party("p", 1, earlier.first, 3, place="north"),), case.spaces, case.windows)
    book = views.ledger_of(moved, Plan(), result.certificate)
    assert book.worth.sum(axis=0).tolist() == [0, 0, 2]


def test_chains_are_counted_by_their_stays(result):
    assert views.lengths_of(result.plan).n_of_stays == {1: 1, 2: 1}


def test_people_are_housed_on_all_nights_on_some_or_on_none(case, result):
    assert views.people_of(case, result.plan) == views.People(3, 2, 4)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-2, 12)), max_size=8))
def test_merged_windows_cover_the_same_nights_and_never_meet(spans):
    windows = [Window("s", DAY + timedelta(days=a), DAY + timedelta(days=a + n)) for a, n in spans]
    whole = views.merged(windows)
    covered = {a + i for a, n in spans for i in range(n)}
    assert sum((w.end_night - w.first_night).days for w in whole) == len(covered)
    assert all(a.end_night < b.first_night for a, b in pairwise(whole))


def test_a_space_without_a_window_offers_nothing(result):
    lone = Case((Party("p", 1, DAY, 1),), (Space("home", 4), Space("hall", 2)), ())
    assert views.ledger_of(lone, Plan(), result.certificate).offered.sum() == 0
