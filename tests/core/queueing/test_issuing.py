"""Tickets are given out only while the shift can serve them, and their codes read alike in both scripts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.core.queueing import (
    Desk,
    Moment,
    ServiceTimes,
    Standing,
    WaitModel,
    may_be_issued,
    newcomer,
    places_left,
    read_ticket_code,
    ticket_code,
)


def left(n_waiting, minutes_left, n_desks, times=None):
    line = [Standing("a", 600.0)] * n_waiting
    desks = [Desk(((600.0, 600.0 + minutes_left),))] * n_desks
    model = WaitModel("centre", times or ServiceTimes(10.0))
    return places_left(model, Moment(1, 600.0, line, desks), "a", np.random.default_rng(0))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.integers(0, 120), st.integers(0, 4))
def test_no_more_are_given_out_than_the_shift_can_serve(n_waiting, minutes_left, n_desks):
    # Ten minutes each in the mean, one in twenty not there; a tenth more than the mean allows is chance.
    can_serve = n_desks * (minutes_left / (10 * 0.9) + 1)
    given_out = left(n_waiting, minutes_left, n_desks)
    assert given_out == 0 or n_waiting + given_out <= 1.1 * can_serve + 2


def test_none_are_left_when_all_is_closed_and_fewer_the_longer_the_line():
    assert left(0, 0, 3) == left(0, 60, 0) == 0
    assert left(0, 60, 3) > left(10, 60, 3) > left(30, 60, 3) == 0


def test_slow_services_leave_fewer_places():
    slow = ServiceTimes(10.0)
    for _ in range(300):
        slow.learn(("a", ""), 30.0, 0)
    assert left(0, 120, 2, slow) < left(0, 120, 2) / 2


def test_one_more_is_asked_for_as_many_are():
    model = WaitModel("centre", ServiceTimes(10.0))
    for n_waiting in range(12):
        moment = Moment(1, 600.0, [Standing("a", 600.0)] * n_waiting, [Desk(((600.0, 660.0),))])
        one = newcomer(model, moment, "a", np.random.default_rng(0))
        assert may_be_issued(one) == (one.chance >= 0.5)
    assert not may_be_issued(one)


def test_a_service_begins_with_its_own_minutes_and_learns_how_others_kept_theirs():
    times = ServiceTimes(10.0, {"short": 5.0, "long": 40.0})
    assert times.mean_min(("short", "")) == pytest.approx(5.0)
    assert times.mean_min(("long", "")) == pytest.approx(40.0)
    for _ in range(300):
        times.learn(("short", ""), 10.0, 0)
    assert times.mean_min(("short", "")) == pytest.approx(10.0, rel=0.1)
    assert times.mean_min(("long", "")) == pytest.approx(80.0, rel=0.25)


@pytest.mark.parametrize("typed", ["K7", "k 007", " \u043a-07 ", "\u041a007"])
def test_a_code_is_read_from_either_script(typed):
    assert read_ticket_code(typed) == ticket_code("K", 7) == "K007"


@pytest.mark.parametrize("typed", ["", "K", "7", "\u04117", "K1000", "K0", "Kx", "K\u0667"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(InvalidError):
        read_ticket_code(typed)
