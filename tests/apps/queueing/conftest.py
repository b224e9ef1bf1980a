"""A registration centre on a Monday morning, with as many counters as a test wants."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from shanyrak.apps.queueing import queries, services
from shanyrak.apps.queueing.services import Offer, PointFacts, Timetable, Wish
from shanyrak.base.ids import STRANGER
from tests.factories import cast_team
from tests.people import ALMATY, CLERK, COORDINATOR

# In Almaty it is 10:00 on Monday 26 September 2022.
MORNING = datetime(2022, 9, 26, 4, tzinfo=UTC)


def later(minutes):
    return MORNING + timedelta(minutes=minutes)


class Centre(SimpleNamespace):
    """A service point, and what people do at it in few words."""

    def take(self, minute=0.0, service=None, **wish):
        """Take a ticket."""
        told = Wish(service=service or self.service, **wish)
        return services.take_ticket(actor=STRANGER, now=later(minute), wish=told)

    def at(self, act, minute=0.0, n=0, **more):
        """Let the clerk at a counter do something."""
        return act(actor=CLERK, now=later(minute), counter=self.counters[n], **more)

    def call(self, minute=0.0, n=0):
        """Call the next one to a counter; return the code."""
        return self.at(services.call_next, minute, n)

    def see(self, taken, minute=0.0):
        """Look at a ticket."""
        return queries.get_ticket(link=taken.link, now=later(minute))

    def holder_does(self, act, taken, minute=0.0, **more):
        """Let the holder of a ticket do something."""
        act(actor=STRANGER, now=later(minute), link=taken.link, **more)


def open_centre(n_counters=1, closes=time(18), catalogue_min=10, name="Centre", **facts):
    """Found a centre that is open from nine on every day of the week."""
    cast_team(ALMATY)
    told = PointFacts(name=name, time_zone="Asia/Almaty", **facts)
    point = services.found_point(actor=COORDINATOR, now=MORNING, facts=told)
    offer = Offer(name="Registration", letter="A", catalogue_min=catalogue_min)
    service = services.add_service(actor=COORDINATOR, now=MORNING, point=point, offer=offer)
    counters = [
        services.add_counter(actor=COORDINATOR, now=MORNING, point=point, name=str(n + 1))
        for n in range(n_counters)
    ]
    for weekday in range(7):
        hours = Timetable(spans=[(time(9), closes)], weekday=weekday)
        services.set_hours(actor=COORDINATOR, now=MORNING, point=point, timetable=hours)
    return Centre(point=point, service=service, counters=counters)


@pytest.fixture
def centre(db):
    return open_centre()
