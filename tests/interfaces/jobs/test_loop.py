"""The loop runs what is due, goes on when a job fails, and leaves a heartbeat of each."""

import logging
from datetime import timedelta
from threading import Event

import pytest

from shanyrak.apps.audit import queries
from shanyrak.interfaces.jobs import loop as module
from shanyrak.interfaces.jobs.loop import Loop
from shanyrak.interfaces.jobs.schedule import Job
from tests.factories import NOW

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that a test moves on."""

    def __init__(self):
        self.time = NOW

    def __call__(self):
        return self.time

    def pass_(self, **some):
        self.time += timedelta(**some)


@pytest.fixture
def now():
    return Clock()


def job(name, run, **period):
    return Job(f"test.{name}", run, timedelta(**(period or {"minutes": 1})))


def beats():
    return {beat.job: beat for beat in queries.list_heartbeats(now=NOW)}


def test_a_job_runs_when_it_is_due_and_is_told_the_time(now):
    ran = []
    loop = Loop([job("often", ran.append), job("rarely", ran.append, hours=1)], now=now)
    assert loop.go_round() == ["test.often", "test.rarely"]
    now.pass_(seconds=59)
    assert loop.go_round() == []
    now.pass_(seconds=1)
    assert loop.go_round() == ["test.often"]
    assert ran == [NOW, NOW, now()]
    assert beats()["test.rarely"].ran_at == NOW


def test_a_failing_job_stops_no_other_and_is_told_without_its_words(now, caplog):
    # Given
    def fail(now):
        raise ValueError("SECRET")

    ran = []
    loop = Loop([job("broken", fail), job("sound", ran.append)], now=now)
    # When
    with caplog.at_level(logging.ERROR, logger="shanyrak.jobs"):
        loop.go_round()
    # Then
    assert ran == [NOW]
    beat = beats()["test.broken"]
    assert (beat.error, beat.went_well_at) == ("ValueError", None)
    assert [record.getMessage() for record in caplog.records] == ["test.broken failed"]


def test_a_job_of_every_second_writes_now_and_then(now, django_assert_num_queries):
    loop = Loop([job("quick", lambda now: None, seconds=1)], now=now)
    loop.go_round()
    now.pass_(seconds=1)
    with django_assert_num_queries(0):
        loop.go_round()
    now.pass_(seconds=20)
    loop.go_round()
    assert beats()["test.quick"].ran_at == now()


def test_a_change_of_luck_is_told_at_once(now):
    luck = [None, ValueError()]

    def work(now):
        if luck[0]:
            raise luck[0]

    loop = Loop([job("moody", work, seconds=1)], now=now)
    loop.go_round()
    luck.reverse()
    now.pass_(seconds=1)
    loop.go_round()
    assert beats()["test.moody"].error == "ValueError"


def test_a_new_process_goes_on_where_the_old_one_ended(now):
    ran = []
    Loop([job("hourly", ran.append, hours=1)], now=now).go_round()
    now.pass_(minutes=30)
    heir = Loop([job("hourly", ran.append, hours=1)], now=now)
    heir.remember()
    assert heir.go_round() == []
    now.pass_(minutes=30)
    assert heir.go_round() == ["test.hourly"]


@pytest.mark.parametrize("way", ["told to stop", "parent gone"])
def test_the_loop_ends(now, monkeypatch, way):
    monkeypatch.setattr(module, "PAUSE_S", 0.0)
    stop = Event()
    loop = Loop([job("once", lambda now: stop.set() if way == "told to stop" else None)], now=now)
    loop.run(stop, parent=None if way == "told to stop" else -1)
    assert stop.is_set() == (way == "told to stop")
