"""Simulated lines agree with queueing theory, and keep what is known of counters."""

from math import factorial

import numpy as np
import pytest

from shanyrak.core.queueing import Desk, Learned, Standing, starts

ALL_DAY = ((0.0, 1440.0),)
EVERYBODY = np.ones(6)
ONE = [Standing("a", 600.0)]


def exactly(minutes):
    return Learned(lambda _, shape: np.full(shape, float(minutes)), EVERYBODY)


def called(line, desks, minutes=10, **changes):
    learned = Learned(exactly(minutes).minutes, changes.pop("answers", EVERYBODY))
    return starts(line, desks, learned, now=600.0, random=np.random.default_rng(0))


def test_counters_share_a_line():
    begun = called(ONE * 5, [Desk(ALL_DAY)] * 2)
    assert begun[:, 0].tolist() == [600, 600, 610, 610, 620]


def test_nobody_is_called_while_counters_pause_or_after_they_close():
    begun = called(ONE * 4, [Desk(((540.0, 615.0), (660.0, 670.0)))])
    assert begun[:, 0].tolist() == [600, 610, 660, np.inf]


def test_a_service_under_way_is_finished_first():
    begun = called(ONE, [Desk(ALL_DAY, serving="a", since=593.0)])
    assert begun[0].tolist() == [603.0] * begun.shape[1]


def test_a_service_longer_than_any_before_ends_some_time():
    begun = called(ONE, [Desk(ALL_DAY, serving="a", since=500.0)])
    assert begun[0, 0] == 610


def test_a_counter_calls_only_what_it_can_give():
    desks = [Desk(ALL_DAY, frozenset({"a"})), Desk(ALL_DAY, frozenset({"b"}))]
    line = [Standing("a", 0.0), Standing("a", 0.0), Standing("b", 0.0), Standing("c", 0.0)]
    assert called(line, desks)[:, 0].tolist() == [600, 610, 600, np.inf]
    assert np.isinf(called(line, [])).all()


def test_an_appointment_is_not_called_before_its_time():
    assert called([Standing("a", 600.0, not_before=625.0)], [Desk(ALL_DAY)])[0, 0] == 625


def test_tickets_that_nobody_answers_for_cost_only_the_grace():
    begun = called(ONE * 3, [Desk(ALL_DAY)], answers=np.zeros(6))
    assert begun[:, 0].tolist() == [600.0, 601.5, 603.0]


def test_those_who_wait_longer_answer_less():
    answers = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])  # nobody stays longer than 40 minutes
    begun = called([Standing("a", 590.0)] * 5, [Desk(ALL_DAY)], 20, answers=answers)
    assert begun[:, 0].tolist() == [600.0, 620.0, 640.0, 641.5, 643.0]


def erlang_c(load, n):
    """Return the chance that one who comes to n counters has to wait."""
    last = load**n / factorial(n) / (1 - load / n)
    return last / (sum(load**k / factorial(k) for k in range(n)) + last)


def test_a_long_run_agrees_with_erlang():
    """Those who come at random to ten counters wait as the formula says; nearly, as the runs are short."""
    random, n, rate, mean_min = np.random.default_rng(7), 2_600, 0.9, 9.0
    learned = Learned(lambda _, shape: random.exponential(mean_min, shape), EVERYBODY)
    means = []
    for _ in range(6):
        came = np.cumsum(random.exponential(1 / rate, n))
        line = [Standing("a", at, not_before=at) for at in came]
        begun = starts(line, [Desk(((0.0, 1e9),))] * 10, learned, now=0.0, random=random)
        means.append((begun - came[:, None])[600:].mean())
    load = rate * mean_min
    formula = erlang_c(load, 10) * mean_min / (10 - load)
    assert formula == pytest.approx(2.046, abs=1e-3)
    assert np.mean(means) == pytest.approx(formula, rel=0.15)
