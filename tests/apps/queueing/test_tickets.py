"""Tickets are given out as long as they can be kept, and their holders may be late, leave and come back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shanyrak.apps.queueing import queries, services
from shanyrak.apps.queueing.errors import (
    LineFullError,
    PointNotFoundError,
    SlotTakenError,
    TicketFormError,
    TicketHeldError,
    TicketNotFoundError,
    WrongTurnError,
)
from shanyrak.apps.queueing.links import draw_holder
from shanyrak.apps.queueing.models import CallFact, ServicePoint, Ticket
from shanyrak.base.ids import STRANGER, SYSTEM, ServiceId, TicketLink
from tests.apps.queueing.conftest import MORNING, later, open_centre

pytestmark = pytest.mark.django_db
names = map(str, range(10**6))


def fill(centre, minute=0.0):
    """Take tickets until no more are given out; return how many there were."""
    for n in range(200):
        try:
            centre.take(minute)
        except LineFullError:
            return n
    return 200


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(n_counters=st.integers(1, 3), minutes=st.integers(0, 59), measured=st.sampled_from([None, 5, 20]))
def test_no_more_tickets_are_given_out_than_the_shift_can_serve(db, n_counters, minutes, measured):
    centre = open_centre(n_counters, closes=time(10, minutes), name=next(names))
    for _ in range(60 if measured else 0):
        centre_taught(centre, measured)
    n_given = fill(centre)
    # As many as start before closing, a tenth more for those who have left without a word.
    can_serve = n_counters * (minutes / (0.85 * (measured or 10)) + 1)
    assert n_given <= 1.1 * can_serve + 1
    assert n_given > 0 or not minutes


def centre_taught(centre, minutes):
    CallFact.objects.create(
        point_id=centre.point,
        service_id=centre.service,
        day=MORNING.date() - timedelta(days=1),
        hour=10,
        urgency=0,
        waited_min=5,
        came=True,
        served_min=minutes,
    )


def test_the_last_place_is_given_out_once(transactional_db):
    centre = open_centre(closes=time(10, 40))
    n_left = fill(centre)
    Ticket.objects.all().delete()
    for _ in range(n_left - 1):
        centre.take()

    def ask(_):
        try:
            return centre.take().code
        except LineFullError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        codes = [code for code in pool.map(ask, range(6)) if code]
    assert codes == [f"A{n_left:03}"]


def test_when_today_is_full_the_next_days_have_slots_that_fill_up_too():
    centre = open_centre(closes=time(10), catalogue_min=15)
    with pytest.raises(LineFullError):
        centre.take()
    slots = queries.list_slots(service=centre.service, now=MORNING)
    assert slots[0].begins_at == MORNING + timedelta(days=1, hours=-1)
    assert slots[0].n_free == 1
    taken = centre.take(slot=slots[0].begins_at)
    assert taken.code == "A001"
    assert centre.see(taken).appointment_at == slots[0].begins_at
    assert slots[0].begins_at not in {
        s.begins_at for s in queries.list_slots(service=centre.service, now=MORNING)
    }
    for slot in (slots[0].begins_at, MORNING, slots[0].begins_at + timedelta(minutes=7)):
        with pytest.raises(SlotTakenError):
            centre.take(slot=slot)


def test_a_slot_that_is_given_back_is_free_after_a_while():
    centre = open_centre(closes=time(10), catalogue_min=15)
    slot = queries.list_slots(service=centre.service, now=MORNING)[0].begins_at
    taken = centre.take(slot=slot)
    centre.holder_does(services.give_up, taken, 1)

    def is_free(minute):
        return slot in {
            one.begins_at for one in queries.list_slots(service=centre.service, now=later(minute))
        }

    assert [is_free(minute) for minute in (1, 10, 32)] == [False, False, True]


def test_an_appointment_is_called_at_its_time():
    centre = open_centre()
    slot = queries.list_slots(service=centre.service, now=MORNING)[0].begins_at
    taken = centre.take(slot=slot)
    early, due = (slot - MORNING).total_seconds() / 60 - 1, (slot - MORNING).total_seconds() / 60
    assert centre.call(early) == ""
    assert centre.call(due) == taken.code


def test_a_holder_has_one_live_ticket_for_a_service(centre):
    holder = draw_holder()
    taken = centre.take(holder=holder)
    with pytest.raises(TicketHeldError):
        centre.take(holder=holder)
    centre.take(holder=draw_holder())
    centre.take()
    centre.holder_does(services.give_up, taken)
    assert centre.take(holder=holder).code == "A004"


def test_who_is_late_lets_some_go_first_and_keeps_a_place(centre):
    mine = centre.take(0)
    others = [centre.take(1 + n).code for n in range(4)]
    centre.holder_does(services.step_back, mine, 5, places=2)
    assert centre.see(mine, 5).n_ahead == 2
    assert [centre.call(6 + n) for n in range(5)] == [*others[:2], mine.code, *others[2:]]


def test_who_leaves_is_not_called_and_finds_the_place_kept(centre):
    mine, other = centre.take(0), centre.take(1)
    centre.holder_does(services.leave_for_a_while, mine, 2)
    assert centre.call(3) == other.code
    third = centre.take(4)
    centre.holder_does(services.come_back, mine, 5)
    assert centre.see(third, 5).n_ahead == 1
    assert centre.call(6) == mine.code


@pytest.mark.parametrize(
    ("act", "more"),
    [
        (services.step_back, {"places": 3}),
        (services.leave_for_a_while, {}),
        (services.come_back, {}),
        (services.give_up, {}),
    ],
)
def test_who_was_called_can_do_none_of_it(centre, act, more):
    mine = centre.take(0)
    centre.call(1)
    with pytest.raises(WrongTurnError):
        centre.holder_does(act, mine, 2, **more)
    with pytest.raises(TicketNotFoundError):
        act(actor=STRANGER, now=MORNING, link=TicketLink("wrong"), **more)


@pytest.mark.parametrize("wish", [{"people": 0}, {"people": 21}, {"needs": ("a name",)}])
def test_what_is_not_of_the_lists_is_refused(centre, wish):
    with pytest.raises(TicketFormError):
        centre.take(**wish)


def test_a_closed_point_and_a_strange_service_give_nothing(centre):
    with pytest.raises(PointNotFoundError):
        centre.take(service=ServiceId(centre.point))
    ServicePoint.objects.update(is_open=False)
    with pytest.raises(PointNotFoundError):
        centre.take()


def test_tickets_end_at_midnight_of_their_place_and_leave_no_trace(centre):
    mine = centre.take(0)
    assert services.sweep(actor=SYSTEM, now=later(13 * 60)) == 0
    with pytest.raises(TicketNotFoundError):
        centre.see(mine, 14 * 60)
    assert services.sweep(actor=SYSTEM, now=later(14 * 60)) == 2
    assert not Ticket.objects.exists()


def test_everybody_reads_a_range_and_the_length_of_the_line_in_steps(centre):
    for n in range(22):
        centre.take(n / 10)
    view = queries.get_point(point=centre.point, now=later(5))
    assert (view.is_open_now, view.n_waiting) == (True, 0)
    assert queries.get_point(point=centre.point, now=later(20)).n_waiting == 20
    (service,) = view.services
    assert service.wait.low % 5 == service.wait.high % 5 == 0
    assert 60 < service.wait.low < service.wait.high
    assert service.wait.back_by > later(45)
    assert not service.is_full


def test_ranges_learn_from_what_became_of_the_calls(centre):
    for _ in range(5):
        centre.take(0)
    before = queries.get_point(point=centre.point, now=later(1)).services[0].wait
    for _ in range(200):
        centre_taught(centre, 30)
    after = queries.get_point(point=centre.point, now=later(1)).services[0].wait
    assert after.low > 1.5 * before.low
