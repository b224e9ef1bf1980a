"""A heartbeat says when a job last ran and last went well; two missed runs make it late."""

from datetime import UTC, datetime, timedelta

import pytest

from shanyrak.apps.audit import queries, services
from shanyrak.apps.audit.models import Heartbeat
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM, Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 25, 12, tzinfo=UTC)


def beat(now, **told):
    services.beat(actor=SYSTEM, now=now, job="stays.expire", period_s=60, **told)


def test_a_job_has_one_row():
    for n in range(3):
        beat(NOW + timedelta(minutes=n))
    assert Heartbeat.objects.count() == 1


def test_a_failure_keeps_the_time_of_the_latest_success():
    # Given
    beat(NOW)
    # When
    beat(NOW + timedelta(minutes=1), error="OperationalError")
    # Then
    (view,) = queries.list_heartbeats(now=NOW + timedelta(minutes=1))
    assert (view.went_well_at, view.error) == (NOW, "OperationalError")


@pytest.mark.parametrize(("seconds", "late"), [(60, False), (180, False), (181, True)])
def test_a_job_is_late_after_two_periods_and_a_minute(seconds, late):
    beat(NOW)
    assert queries.list_heartbeats(now=NOW + timedelta(seconds=seconds))[0].is_late is late


def test_only_the_machine_has_a_heartbeat():
    with pytest.raises(NotAllowedError):
        services.beat(actor=Actor("member", ref="00aa"), now=NOW, job="x.y", period_s=60)
