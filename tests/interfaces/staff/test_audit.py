"""The health page says in words whether jobs run."""

from datetime import timedelta

import pytest

from shanyrak.apps.audit import services
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM

pytestmark = pytest.mark.django_db


def beat(job, *, ago=timedelta(), error=""):
    services.beat(actor=SYSTEM, now=clock.now() - ago, job=job, period_s=60, error=error)


def page(browser):
    return browser.get("/staff/health/").content.decode()


def test_before_anything_ran_the_page_says_how_to_start_it(signed_in):
    assert "The worker has not started" in page(signed_in("operator"))


def test_when_all_is_well_it_says_so(signed_in):
    beat("stays.plan")
    assert "All jobs run." in page(signed_in("operator"))


def test_a_late_and_a_failed_job_stand_first(signed_in):
    beat("a.well")
    beat("b.failed", error="KeyError")
    beat("c.late", ago=timedelta(hours=1))
    text = page(signed_in("operator"))
    assert "2 jobs are late or failed." in text
    assert text.index("c.late") < text.index("b.failed") < text.index("a.well")


def test_a_dead_worker_is_said_to_be_dead(signed_in):
    beat("a", ago=timedelta(hours=1))
    beat("b", ago=timedelta(hours=1))
    assert "The worker has stopped" in page(signed_in("operator"))
