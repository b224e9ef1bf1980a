"""Who is called when, by which clerk, and what becomes of those who do not come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.queueing import queries, services
from shanyrak.apps.queueing.errors import GraceError, PointNotFoundError, TicketFormError, WrongTurnError
from shanyrak.apps.queueing.models import CallFact, Ticket, TicketEvent
from shanyrak.apps.queueing.services import Offer
from shanyrak.base.errors import NotAllowedError
from tests.apps.queueing.conftest import MORNING, later, open_centre
from tests.people import CLERK, COORDINATOR, COORDINATOR_ELSEWHERE, VETTER

pytestmark = pytest.mark.django_db
N_CLERKS, N_TICKETS = 8, 24


def add_service(centre, letter="B"):
    offer = Offer(name=letter, letter=letter, catalogue_min=5)
    return services.add_service(actor=COORDINATOR, now=MORNING, point=centre.point, offer=offer)


def test_of_those_who_came_in_one_moment_the_lower_number_is_first(centre):
    codes = [centre.take(0).code for _ in range(8)]
    assert queries.get_board(point=centre.point, now=later(0)).following == codes[:7]
    assert [centre.call(1) for _ in codes] == codes


def test_first_come_is_first_called_and_one_press_ends_the_one_before(centre):
    first, second = centre.take(0), centre.take(1)
    assert (first.code, second.code) == ("A001", "A002")
    assert centre.call(2) == "A001"
    assert centre.see(first, 2).state == "called"
    assert centre.see(first, 2).counter == "1"
    assert centre.call(9) == "A002"
    assert centre.see(first, 9).state == "served"
    assert centre.call(20) == ""
    assert centre.see(second, 20).state == "served"
    assert Entry.objects.filter(action="queueing.call_next").count() == 3


def test_every_step_is_in_the_log_of_the_ticket_and_teaches_without_it(centre):
    centre.take(0)
    centre.call(4)
    centre.at(services.start_serving, 5)
    centre.at(services.finish, 12)
    kinds = TicketEvent.objects.order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["issued", "called", "serving", "served"]
    fact = CallFact.objects.get()
    assert (fact.waited_min, fact.served_min, fact.came, fact.hour) == (4, 7, True, 10)
    assert fact.told_low is not None
    assert not {"ticket", "link_hash"} & {field.name for field in CallFact._meta.get_fields()}


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_who_call_at_once_call_no_ticket_twice():
    centre = open_centre(N_CLERKS)
    wanted = {centre.take(n / 100).code for n in range(N_TICKETS)}

    def work(n):
        try:
            return [centre.call(10 + turn, n) for turn in range(N_TICKETS // N_CLERKS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(N_CLERKS) as pool:
        called = [code for codes in pool.map(work, range(N_CLERKS)) for code in codes]
    assert sorted(called) == sorted(wanted)


def test_the_database_itself_refuses_two_tickets_at_one_counter(centre):
    for _ in range(2):
        centre.take(0)
    centre.call(1)
    with pytest.raises(IntegrityError):
        Ticket.objects.filter(state="waiting").update(
            state="called", counter=centre.counters[0], called_at=MORNING
        )


def test_urgent_needs_go_first_and_each_class_is_counted(centre):
    centre.take(0)
    centre.take(1, needs=("small_children",))
    disabled = centre.take(2, needs=("disability", "interpreter"))
    assert centre.call(3) == disabled.code
    lines = queries.count_classes(actor=CLERK, point=centre.point, now=later(3))
    assert [(line.urgency, line.n_waiting) for line in lines] == [(0, 1), (1, 1)]
    centre.call(9)
    lines = queries.count_classes(actor=CLERK, point=centre.point, now=later(9))
    assert [(line.urgency, line.n_called, line.mean_wait_min) for line in lines] == [(0, 0, 0), (2, 1, 1)]


def test_somebody_is_called_again_until_the_rule_says_enough(centre):
    centre.take(0)
    centre.call(1)
    centre.at(services.recall, 2)
    centre.at(services.recall, 3)
    with pytest.raises(WrongTurnError):
        centre.at(services.recall, 4)
    assert Ticket.objects.get().n_calls == 3


def test_who_does_not_come_has_time_then_goes_back_once_then_it_ends(centre):
    absent = centre.take(0)
    others = [centre.take(1 + n / 10).code for n in range(7)]
    centre.call(2)
    with pytest.raises(GraceError) as refusal:
        centre.at(services.note_no_show, 4)
    assert refusal.value.until == later(5)
    centre.at(services.note_no_show, 5)
    assert centre.see(absent, 5).n_ahead == 5
    order = [centre.call(6 + n) for n in range(6)]
    assert order == [*others[:5], absent.code]
    centre.at(services.note_no_show, 20)
    assert centre.see(absent, 20).state == "missed"
    assert CallFact.objects.filter(came=False).count() == 2


def test_a_ticket_that_is_passed_on_keeps_its_place(centre):
    other = add_service(centre)
    passed = centre.take(0)
    centre.take(1, service=other)
    centre.call(2)
    centre.at(services.transfer, 5, service=other)
    assert centre.see(passed, 5).service == "B"
    assert centre.call(6) == passed.code
    with pytest.raises(PointNotFoundError):
        centre.at(services.transfer, 7, service=other)


def test_who_is_sent_away_for_a_paper_keeps_the_place(centre):
    sent, following = centre.take(0), centre.take(1)
    centre.call(2)
    with pytest.raises(TicketFormError):
        centre.at(services.send_away, 3, note="a name")
    centre.at(services.send_away, 3, note="papers_missing")
    assert centre.call(4) == following.code
    centre.at(services.take_back, 5, code=sent.code)
    assert centre.call(6) == sent.code


def test_a_counter_that_pauses_calls_nobody_and_waits_grow(centre):
    centre.take(0)
    waiting = centre.take(0)
    centre.at(services.set_pause, 1, is_paused=True)
    assert centre.see(waiting, 1).wait is None
    with pytest.raises(WrongTurnError):
        centre.call(1)
    centre.at(services.set_pause, 2, is_paused=False)
    assert centre.see(waiting, 2).wait is not None
    centre.call(2)
    with pytest.raises(WrongTurnError):
        centre.at(services.set_pause, 3, is_paused=True)


def test_a_counter_calls_only_for_what_it_gives(centre):
    other = add_service(centre)
    told = {"actor": COORDINATOR, "now": MORNING, "point": centre.point}
    centre.counters.append(services.add_counter(**told, name="2", gives=[other]))
    centre.take(0)
    assert centre.call(1, n=1) == ""
    wanted = centre.take(2, service=other)
    assert centre.call(3, n=1) == wanted.code == "B001"


@pytest.mark.parametrize(
    "act",
    [services.call_next, services.recall, services.start_serving, services.finish, services.note_no_show],
)
def test_who_may_not_call_changes_nothing(centre, act):
    centre.take(0)
    told = {"now": later(9), "counter": centre.counters[0]}
    with pytest.raises(NotAllowedError):
        act(actor=VETTER, **told)
    with pytest.raises(PointNotFoundError):
        act(actor=COORDINATOR_ELSEWHERE, **told)
    if act is not services.call_next:
        with pytest.raises(WrongTurnError):
            act(actor=CLERK, **told)
    assert Ticket.objects.get().state == "waiting"


def test_a_desk_and_a_board_say_who_is_called_and_who_follows(centre, django_assert_max_num_queries):
    codes = [centre.take(n, people=3).code for n in range(12)]
    centre.call(13)
    with django_assert_max_num_queries(9):
        desk = queries.get_desk(actor=CLERK, counter=centre.counters[0], now=later(14))
    assert (desk.current.code, desk.people, desk.n_waiting) == (codes[0], 3, 11)
    assert desk.following == codes[1:8]
    with django_assert_max_num_queries(8):
        board = queries.get_board(point=centre.point, now=later(14))
    assert [(line.code, line.counter) for line in board.called] == [(codes[0], "1")]
    assert board.told_at - MORNING == timedelta(minutes=14)
