"""Hosts rest, pause, answer and say whether their offer holds; what stands for a vetter they never see."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.hosting import queries, services
from shanyrak.apps.hosting.errors import HostNotFoundError, PauseFormError
from shanyrak.apps.hosting.models import Pause
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor, HostId
from tests.factories import NOW, TONIGHT, nights, offered_space
from tests.people import COORDINATOR, COORDINATOR_ELSEWHERE, HALL_MANAGER, STRANGER, VETTER, one_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return offered_space().host


def oneself(host):
    return Actor("host", id=host)


def pauses_seen_by(actor, host, day=TONIGHT):
    return [line.kind for line in queries.get_host(actor=actor, host=host, day=day).pauses]


@pytest.mark.parametrize(
    ("who", "kind", "may"),
    [
        ("host", "break", True), ("host", "away", True), ("host", "team", False), ("host", "safety", False),
        ("coordinator", "team", True), ("coordinator", "vetting", False), ("vetter", "vetting", True),
    ],
)  # fmt: skip
def test_who_may_pause_a_host_and_how(host, who, kind, may):
    actor = {"host": oneself(host), "coordinator": COORDINATOR, "vetter": VETTER}[who]
    if may:
        pause = services.pause_host(actor=actor, now=NOW, host=host, kind=kind)
        services.lift_pause(actor=actor, now=NOW, pause=pause)
        assert Pause.objects.get().lifted_on == TONIGHT
    else:
        with pytest.raises(PauseFormError):
            services.pause_host(actor=actor, now=NOW, host=host, kind=kind)


@pytest.mark.parametrize(
    "actor", [COORDINATOR_ELSEWHERE, HALL_MANAGER, STRANGER, one_of("host"), one_of("arrival")]
)
def test_for_others_there_is_no_such_host(host, actor):
    with pytest.raises(HostNotFoundError):
        services.pause_host(actor=actor, now=NOW, host=host, kind="break")
    with pytest.raises((HostNotFoundError, NotAllowedError)):
        queries.get_host(actor=actor, host=host, day=TONIGHT)


def test_a_pause_told_twice_is_one(host):
    first = services.pause_host(actor=COORDINATOR, now=NOW, host=host, kind="team", span=nights(2, 3))
    again = services.pause_host(actor=COORDINATOR, now=NOW, host=host, kind="team", span=nights(2, 3))
    assert first == again
    assert [entry.action for entry in Entry.objects.all()] == ["hosting.pause_host"]
    with pytest.raises(PauseFormError):
        services.pause_host(actor=COORDINATOR, now=NOW, host=host, kind="team", span=nights(-5, 3))


def test_a_host_never_learns_that_somebody_was_not_safe(host):
    services.halt_host(actor=one_of("arrival"), now=NOW, host=host)
    assert pauses_seen_by(oneself(host), host) == []
    assert pauses_seen_by(COORDINATOR, host) == ["safety"]
    halted = Pause.objects.get()
    with pytest.raises(HostNotFoundError):
        services.lift_pause(actor=oneself(host), now=NOW, pause=halted.id)
    with pytest.raises(PauseFormError):
        services.lift_pause(actor=COORDINATOR, now=NOW, pause=halted.id)
    services.lift_pause(actor=VETTER, now=NOW, pause=halted.id)
    assert pauses_seen_by(COORDINATOR, host) == []


def test_pauses_that_are_over_are_not_shown(host):
    services.pause_host(actor=oneself(host), now=NOW, host=host, kind="away", span=nights(0, 3))
    assert pauses_seen_by(oneself(host), host) == ["away"]
    assert pauses_seen_by(oneself(host), host, day=TONIGHT + timedelta(days=4)) == []


def test_a_question_is_owed_once_and_silence_lets_an_offer_grow_old(host):
    other = offered_space().host
    asked = [host, other, HostId(uuid4())]
    assert services.ask_freshness(actor=COORDINATOR, now=NOW, hosts=asked) == 2
    assert services.ask_freshness(actor=COORDINATOR, now=NOW, hosts=asked) == 0
    assert services.ask_freshness(actor=COORDINATOR_ELSEWHERE, now=NOW, hosts=asked) == 0
    later = NOW + timedelta(days=8)
    services.answer_freshness(actor=oneself(host), now=later, host=host, still_holds=True)
    views = queries.list_hosts(actor=COORDINATOR, day=TONIGHT + timedelta(days=8))
    assert [(v.id, v.is_fresh, v.is_asked) for v in views] == [(other, False, True), (host, True, False)]


def test_an_offer_that_does_not_hold_is_a_break(host):
    services.answer_freshness(actor=oneself(host), now=NOW, host=host, still_holds=False)
    assert pauses_seen_by(oneself(host), host) == ["break"]


def test_answers_are_counted_and_two_refusals_offer_a_break(host):
    for answer in ("no", "no", "silent"):
        services.count_asked(actor=COORDINATOR, now=NOW, hosts=[host])
        services.count_answer(actor=COORDINATOR, now=NOW, host=host, answer=answer)
    view = queries.get_host(actor=COORDINATOR, host=host, day=TONIGHT)
    assert (view.n_asked, view.n_yes, view.n_no, view.n_silent, view.needs_break) == (3, 0, 2, 1, True)
    services.count_answer(actor=COORDINATOR, now=NOW, host=host, answer="yes")
    assert not queries.get_host(actor=COORDINATOR, host=host, day=TONIGHT).needs_break


def test_asks_of_many_hosts_are_counted_at_once_and_taken_back(host):
    other = offered_space().host
    services.count_asked(actor=COORDINATOR, now=NOW, hosts=[host, other, host])
    services.count_answer(actor=COORDINATOR, now=NOW, host=host, answer="unasked")
    n_asked = {view.id: view.n_asked for view in queries.list_hosts(actor=COORDINATOR, day=TONIGHT)}
    assert n_asked == {host: 1, other: 1}


def test_a_host_changes_their_rest(host):
    told = {"actor": oneself(host), "now": NOW, "host": host}
    services.change_rest(**told, nights_in_a_row=14, nights_of_rest=0)
    view = queries.get_host(actor=oneself(host), host=host, day=TONIGHT)
    assert (view.nights_in_a_row, view.nights_of_rest) == (14, 0)
    with pytest.raises(PauseFormError):
        services.change_rest(**told, nights_in_a_row=0, nights_of_rest=2)


def test_a_list_of_hosts_costs_the_same_for_any_number(django_assert_num_queries):
    for _ in range(2):
        offered_space()
    with django_assert_num_queries(3):
        queries.list_hosts(actor=COORDINATOR, day=TONIGHT)
    for _ in range(10):
        offered_space()
    with django_assert_num_queries(3):
        assert len(queries.list_hosts(actor=COORDINATOR, day=TONIGHT)) == 12
