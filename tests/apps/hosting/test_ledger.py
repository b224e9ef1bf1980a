"""The ledger of beds: nothing is taken that is not there, nothing given back that was not taken."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.apps.hosting import ledger, queries
from shanyrak.apps.hosting.models import BedNight
from shanyrak.base.errors import NotAllowedError
from tests.factories import nights, offered_space
from tests.people import COORDINATOR, STRANGER, VETTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    return offered_space(beds=3, is_private=False).space


def taken():
    return {row.night: row.taken for row in queries.list_taken()}


def test_a_span_is_taken_whole_or_not_at_all(space):
    assert ledger.take(wanted=[ledger.Wanted(space, nights(2, 1), 2, 3)])
    assert not ledger.take(wanted=[ledger.Wanted(space, nights(0, 4), 2, 3)])
    assert taken() == {nights(2, 1).first: 2}
    assert ledger.take(wanted=[ledger.Wanted(space, nights(0, 4), 1, 3)])
    assert list(taken().values()) == [1, 1, 3, 1]


def test_what_is_wanted_together_is_taken_whole_or_not_at_all(space):
    other = offered_space(beds=3, is_private=False).space
    asked = [(space, nights(0, 2), 2), (space, nights(1, 2), 1), (other, nights(1, 1), 3)]
    wanted = [ledger.Wanted(*beds, 3) for beds in asked]
    assert not ledger.take(wanted=[*wanted, ledger.Wanted(space, nights(1, 1), 1, 3)])
    assert set(taken().values()) <= {0}
    assert ledger.take(wanted=wanted)
    rows = {(row.space, row.night): row.taken for row in queries.list_taken()}
    first, second, third = nights(0, 3)
    assert rows == {(space, first): 2, (space, second): 3, (space, third): 1, (other, second): 3}


def test_spans_that_only_touch_take_the_same_beds(space):
    assert ledger.take(wanted=[ledger.Wanted(space, nights(0, 2), 3, 3)])
    assert ledger.take(wanted=[ledger.Wanted(space, nights(2, 2), 3, 3)])
    assert not ledger.take(wanted=[ledger.Wanted(space, nights(1, 1), 1, 3)])


def test_what_was_not_taken_cannot_be_given_back(space):
    ledger.take(wanted=[ledger.Wanted(space, nights(0, 2), 1, 3)])
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.give_back(space=space, span=nights(0, 3), units=1)
    assert list(taken().values()) == [1, 1]


def test_the_database_itself_refuses_a_bed_too_many(space):
    ledger.take(wanted=[ledger.Wanted(space, nights(0, 1), 3, 3)])
    with pytest.raises(IntegrityError), transaction.atomic():
        BedNight.objects.update(taken=4)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE hosting_bednight SET taken = -1")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(1, 3)), max_size=12))
def test_the_ledger_is_the_sum_of_what_was_taken(asked):
    with transaction.atomic():
        space = offered_space(beds=3, is_private=False, span=nights(0, 12)).space
        counted = dict.fromkeys(nights(0, 12), 0)
        for first, n, units in asked:
            span = nights(first, n)
            fits = all(counted[night] + units <= 3 for night in span)
            assert ledger.take(wanted=[ledger.Wanted(space, span, units, 3)]) == fits
            for night in span if fits else ():
                counted[night] += units
        assert taken() == {night: n for night, n in counted.items() if n}
        transaction.set_rollback(True)


def test_free_beds_are_counted_as_what_lies_there():
    private, shared = offered_space(beds=4), offered_space(beds=3, is_private=False)
    offered_space(beds=9, span=nights(3, 2))
    tonight = nights().first
    assert queries.count_free_beds(actor=COORDINATOR, night=tonight) == 7
    ledger.take(wanted=[ledger.Wanted(private.space, nights(0, 1), 1, 1)])
    ledger.take(wanted=[ledger.Wanted(shared.space, nights(0, 1), 1, 3)])
    assert queries.count_free_beds(actor=COORDINATOR, night=tonight) == 2


def test_a_stranger_counts_no_beds():
    with pytest.raises(NotAllowedError):
        queries.count_free_beds(actor=STRANGER, night=nights().first)
    assert queries.count_free_beds(actor=VETTER, night=nights().first) == 0
