"""The whole model, on days that never were."""

from itertools import pairwise

import numpy as np

from shanyrak.core.queueing import (
    DayPlan,
    Desk,
    Moment,
    ServiceTimes,
    Standing,
    WaitModel,
    draw_day,
)

OPEN, CLOSE = 540.0, 1080.0
PLAN = DayPlan([0.0] * 9 + [20.0] * 9, [[(OPEN, CLOSE)]] * 3)


def model():
    return WaitModel("centre", ServiceTimes(9.0))


def asked(n_ahead, minute=600.0, spans=((OPEN, CLOSE),), day=0, **of):
    line = [Standing("a", minute)] * (n_ahead + 1)
    moment = Moment(day, minute, line, [Desk(spans)] * 3)
    return of.get("model", model()).predict(moment, np.random.default_rng(0))


def test_waits_grow_along_the_line():
    told = [one.wait for one in asked(30)]
    assert all(one.low <= one.likely <= one.high for one in told)
    assert told[0].high == 0
    assert told[30].likely > told[15].likely > told[5].likely > 0


def test_the_same_randomness_tells_the_same():
    assert asked(10) == asked(10)


def test_a_coming_pause_is_told():
    assert asked(6, spans=((OPEN, 610.0), (700.0, CLOSE)))[-1].wait.likely > 80


def test_who_would_be_called_after_closing_is_told_the_chance():
    told = asked(60, minute=1000.0)
    assert told[0].chance == 1
    assert 0 < told[25].chance < 1
    assert told[60].chance == 0
    assert told[60].wait is None


def test_ranges_are_widened_by_what_was_missed():
    taught = model()
    raw = taught.raw(
        Moment(0, 600.0, [Standing("a", 600.0)] * 20, [Desk(((OPEN, CLOSE),))]), np.random.default_rng(0)
    )
    for _ in range(50):
        taught.calibration.learn("centre", 0, raw[-1].wait, raw[-1].wait.high + 30)
    before, after = (asked(20, day=1, model=one)[-1].wait for one in (model(), taught))
    assert after.high > before.high + 5
    assert after.low <= before.low


def test_a_day_has_no_ticket_called_before_its_issue_and_no_counter_busy_twice():
    visits = draw_day(PLAN, np.random.default_rng(0))
    called = [visit for visit in visits if visit.desk >= 0]
    assert len(called) > 100
    assert all(visit.issued <= visit.called < visit.ended for visit in called)
    assert all(OPEN <= visit.called < CLOSE for visit in called)
    for desk in range(3):
        own = sorted((visit.called, visit.ended) for visit in called if visit.desk == desk)
        assert all(ended <= following for (_, ended), (following, _) in pairwise(own))


def test_a_day_calls_in_the_order_of_issue():
    called = [visit.called for visit in draw_day(PLAN, np.random.default_rng(1)) if visit.desk >= 0]
    assert called == sorted(called)


def test_more_counters_mean_shorter_waits():
    waits = []
    for n in (3, 4):
        plan = DayPlan(PLAN.arrivals, [[(OPEN, CLOSE)]] * n)
        visits = draw_day(plan, np.random.default_rng(2))
        waits.append(np.mean([visit.called - visit.issued for visit in visits if visit.desk >= 0]))
    assert waits[1] < waits[0]
