"""Ranges become as wide as those of lately should have been."""

import numpy as np
import pytest

from shanyrak.core.queueing import Calibration, Wait

NARROW = Wait(18.0, 21.0, 22.0)


def taught(calibration, point, waits, random):
    for day, n in waits:
        for minutes in random.normal(20, 10, n):
            calibration.learn(point, day, NARROW, float(minutes))
    return calibration


def test_eight_waits_in_ten_lie_inside_afterwards():
    random = np.random.default_rng(0)
    calibration = taught(Calibration(), "centre", [(day, 100) for day in range(10)], random)
    ours = calibration.applied(NARROW, calibration.widening("centre", 10))
    later = random.normal(20, 10, 5_000)
    assert np.mean((later >= NARROW.low) & (later <= NARROW.high)) < 0.3
    assert np.mean((later >= ours.low) & (later <= ours.high)) == pytest.approx(0.8, abs=0.03)


def test_ranges_that_were_too_wide_become_narrower():
    calibration, wide = Calibration(), Wait(0.0, 20.0, 60.0)
    for day in range(6):
        for minutes in np.linspace(25, 35, 50):
            calibration.learn("centre", day, wide, float(minutes))
    ours = calibration.applied(wide, calibration.widening("centre", 6))
    assert ours.width < 20
    assert ours.low <= ours.likely <= ours.high


def test_a_day_is_not_learned_from_before_it_is_over():
    calibration = Calibration()
    calibration.learn("centre", 3, NARROW, 100.0)
    assert calibration.widening("centre", 3) == 0
    assert calibration.widening("centre", 4) > 0


def test_a_young_point_borrows_and_an_old_one_has_its_own():
    calibration = taught(Calibration(), "old", [(day, 40) for day in range(5)], np.random.default_rng(0))
    assert [calibration.level(point, 5) for point in ("old", "young")] == [2, 1]
    assert calibration.widening("young", 5) == calibration.widening("old", 5)
    assert calibration.level("old", 0) == 0


def test_what_is_older_than_four_weeks_is_forgotten():
    calibration = Calibration()
    calibration.learn("centre", 0, NARROW, 100.0)
    assert calibration.widening("centre", 28) > 0
    assert calibration.widening("centre", 29) == 0


def test_newer_days_weigh_more():
    calibration = Calibration()
    for day, minutes in ((0, 500.0), (20, 20.0)):
        for _ in range(100):
            calibration.learn("centre", day, NARROW, minutes)
    assert calibration.widening("centre", 21) < 1
