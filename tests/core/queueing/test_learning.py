"""What is learned of services, answers and boards as they happen."""

import numpy as np
import pytest

from shanyrak.core.queueing import (
    Answering,
    Baselines,
    BoardDay,
    Gaps,
    HourlyWaits,
    ServiceTimes,
    office_formula,
)

AT_DESK = ("passport", "desk")


def taught(minutes, *, kind=AT_DESK, day=0, times=None):
    times = times or ServiceTimes(catalogue_min=10.0)
    for one in minutes:
        times.learn(kind, one, day)
    return times


def test_nothing_known_is_what_the_catalogue_says():
    assert ServiceTimes(12.0).mean_min(AT_DESK) == pytest.approx(12.0)


def test_many_services_outweigh_the_catalogue_and_few_do_not():
    minutes = np.random.default_rng(0).lognormal(np.log(20), 0.4, 400)
    assert taught(minutes).mean_min(AT_DESK) == pytest.approx(minutes.mean(), rel=0.03)
    assert taught(minutes[:2]).mean_min(AT_DESK) < 15


def test_a_service_without_history_leans_on_its_service_point():
    times = taught([30.0] * 200)
    assert times.mean_min(("visa", "desk")) > 25


def test_old_services_fade():
    times = taught([30.0] * 100)
    taught([5.0] * 100, day=60, times=times)
    assert times.mean_min(AT_DESK) < 8


def test_a_slow_day_shows_in_what_is_drawn_and_is_over_tomorrow():
    times = taught(np.random.default_rng(0).lognormal(2, 0.3, 500))
    taught([25.0] * 30, day=1, times=times)
    today, tomorrow = (times.draw(AT_DESK, (4_000,), np.random.default_rng(1), day).mean() for day in (1, 2))
    assert today > 1.3 * tomorrow


def test_services_are_drawn_as_they_were_not_from_a_curve():
    times = taught([5.0, 40.0] * 300)
    drawn = times.draw(AT_DESK, (1_000,), np.random.default_rng(0), 1)
    assert ((drawn > 10) & (drawn < 25)).mean() < 0.05


def test_who_waited_longer_answers_less():
    answering = Answering()
    for _ in range(300):
        answering.learn(5.0, came=True)
        answering.learn(50.0, came=False)
    shares = answering.shares()
    assert shares[0] > 0.95
    assert shares[3] < 0.1
    assert shares[5] < 0.1  # nobody has waited so long: as those who waited nearly so long


def test_plain_ways_tell_what_their_formulas_say():
    plain = Baselines(mean_min=10.0)
    assert office_formula(5, 10.0, 2) == 30
    assert office_formula(5, 10.0, 0) == 60
    assert office_formula(5, 10.0, 2, is_one_free=True) == 0
    assert plain.queue_length(5, 2) == pytest.approx((5 * 0.95 + 1) * 10 / 2)
    plain.learn_service(20.0)
    plain.learn_call(17.0, came=False)
    assert (plain.mean_min, plain.latest_wait) == (pytest.approx(10.4), 17.0)
    assert plain.skip_share == pytest.approx(0.05 + 0.02 * 0.95)


def looked(*looks, usual=10.0):
    board = BoardDay(usual)
    for minute, waiting, number in looks:
        board.look(minute, waiting, number)
    return board


def test_a_board_teaches_the_minutes_from_call_to_call():
    quick = looked(*[(5.0 * i, 20, 2 * i) for i in range(60)])
    assert quick.gap_min < 8
    assert (quick.busy.minutes, quick.busy.calls) == (295, 118)


@pytest.mark.parametrize("looks", [[(0, 5, 1), (30, 5, 1)], [(0, 0, 1), (5, 0, 1)]], ids=["a gap", "nobody"])
def test_a_board_teaches_nothing_while_nobody_looks_or_waits(looks):
    assert looked(*looks).gap_min == 10


def test_a_board_tells_longer_waits_and_wider_ranges_further_back():
    board = looked((0, 3, 7), (5, 3, 8))
    near, far = (board.predict(number, np.random.default_rng(0)) for number in (9, 30))
    assert near.low <= near.likely <= near.high < far.high
    assert far.likely == pytest.approx(22 * board.gap_min, rel=0.35)
    assert far.width > near.width


def test_a_line_leans_on_others_until_it_is_known():
    gaps = Gaps()
    assert gaps.mean_min(7.0) == 7
    gaps.learn(3_000.0, 1_000)
    assert gaps.mean_min(7.0) == pytest.approx(3.0, abs=0.1)


def hours(n_weeks, random):
    usual = 10 + 8 * np.sin(np.arange(168) / 24 * 2 * np.pi)
    days = np.repeat(random.normal(0, 4, n_weeks * 7), 24)
    return np.maximum(np.tile(usual, n_weeks) + days + random.normal(0, 1, n_weeks * 168), 0)


def test_the_next_hour_follows_the_usual_week_and_how_far_off_today_is():
    minutes = hours(60, np.random.default_rng(0))
    model = HourlyWaits.learned(minutes[: 50 * 168])
    told = [model.predict(minutes, hour) for hour in range(50 * 168, len(minutes))]
    was = minutes[50 * 168 :]
    error = np.abs([wait.likely for wait in told] - was).mean()
    assert error < 0.6 * np.abs(np.resize(model.usual, was.shape) - was).mean()
    inside = np.mean([wait.low <= one <= wait.high for wait, one in zip(told, was, strict=True)])
    assert inside == pytest.approx(0.8, abs=0.05)


def test_the_next_hour_is_told_from_the_past_alone():
    minutes = hours(20, np.random.default_rng(0))
    model, hour = HourlyWaits.learned(minutes[: 15 * 168]), 17 * 168 + 30
    before = model.predict(minutes, hour)
    minutes[hour:] = np.nan
    assert model.predict(minutes, hour) == before
