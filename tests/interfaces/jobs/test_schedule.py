"""A job is due when its time has come, once, also after a night without a server."""

from datetime import UTC, datetime, timedelta

import pytest

from shanyrak.interfaces.jobs import schedule
from shanyrak.interfaces.jobs.schedule import Job, daily, every

NOON = datetime(2022, 9, 25, 12, tzinfo=UTC)  # 18:00 in Almaty


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(schedule, "JOBS", {})
    return schedule.JOBS


def booked(jobs, decorator):
    @decorator
    def work(now):
        pass

    (job,) = jobs.values()
    return job


@pytest.mark.parametrize(("minutes", "due"), [(0, False), (9, False), (10, True), (600, True)])
def test_a_period_has_to_pass(jobs, minutes, due):
    job = booked(jobs, every(minutes=10))
    assert job.is_due(NOON, NOON + timedelta(minutes=minutes)) is due
    assert job.is_due(None, NOON)


@pytest.mark.parametrize(
    ("hours", "due"),
    [(0, False), (8, False), (9, True), (10, True), (40, True)],
    ids=["at once", "before its hour", "at its hour", "late", "after two days"],
)
def test_a_nightly_job_waits_for_its_hour_in_the_city(jobs, hours, due):
    job = booked(jobs, daily("03:00"))
    assert job.is_due(NOON, NOON + timedelta(hours=hours)) is due


def test_a_nightly_job_runs_once_a_night(jobs):
    job = booked(jobs, daily("03:00"))
    ran = NOON + timedelta(hours=9, minutes=5)
    assert not job.is_due(ran, ran + timedelta(hours=23))
    assert job.is_due(ran, ran + timedelta(hours=24))


@pytest.mark.parametrize(
    "night",
    [datetime(2022, 10, 29, 22, tzinfo=UTC), datetime(2022, 3, 26, 22, tzinfo=UTC)],
    ids=["back", "on"],
)
def test_a_clock_change_makes_a_nightly_job_run_neither_twice_nor_never(jobs, settings, night):
    # Given a city in which 3:10 comes twice in the one night, and never in the other
    settings.TIME_ZONE = "Europe/Kyiv"
    job = booked(jobs, daily("03:10"))
    latest = night - timedelta(hours=20)
    # When the loop looks every minute until the morning
    runs = []
    for minute in range(8 * 60):
        now = night + timedelta(minutes=minute)
        if job.is_due(latest, now):
            latest = now
            runs.append(now)
    # Then
    assert len(runs) == 1


def test_a_job_is_named_for_its_module(jobs):
    def work(now):
        pass

    work.__module__ = "shanyrak.interfaces.jobs.stays.plans"
    every(seconds=5, alone=True)(work)
    assert jobs == {"stays.work": Job("stays.work", work, timedelta(seconds=5), None, alone=True)}


def test_a_job_without_a_period_is_a_mistake():
    with pytest.raises(ValueError, match="needs a period"):
        every()
