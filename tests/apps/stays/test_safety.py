"""The day after: both sides are asked apart, an alarm stops the host, and the host never learns of it."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import (
    CannotHoldError,
    CheckNotFoundError,
    StayNotFoundError,
    UnknownReasonError,
)
from shanyrak.apps.stays.models import Notice, SafeCheck
from shanyrak.base.errors import NotAllowedError
from tests.apps.stays.conftest import host_of, itself, moved_in, party, proposed, state, told
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.people import COORDINATOR, COORDINATOR_ELSEWHERE, HALL_MANAGER, SYSTEM, VETTER

pytestmark = pytest.mark.django_db
TOMORROW = TONIGHT + timedelta(days=1)


def day(n):
    return NOW + timedelta(days=n)


def test_both_sides_are_asked_a_day_after_and_then_every_week():
    people = party(nights=20)
    stay = moved_in(people, offered_space(span=nights(0, 20)), span=nights(0, 7))
    for actor in (itself(people), host_of(stay)):
        assert queries.list_safe_questions(actor=actor, day=TONIGHT) == []
        assert queries.list_safe_questions(actor=actor, day=TOMORROW) == [stay]
        services.answer_safe(actor=actor, now=day(1), stay=stay, answer="fine")
        assert queries.list_safe_questions(actor=actor, day=TOMORROW) == []
    assert [services.ask_safe(actor=SYSTEM, now=day(n)) for n in (2, 7, 8, 8)] == [0, 0, 2, 0]
    assert queries.list_safe_questions(actor=itself(people), day=TOMORROW + timedelta(days=7)) == [stay]
    services.check_out(actor=itself(people), now=day(8), stay=stay)
    assert services.ask_safe(actor=SYSTEM, now=day(15)) == 0


def test_a_hall_is_not_asked_as_a_host():
    people = party()
    _, room = hall()
    moved_in(people, room)
    assert [check.side for check in SafeCheck.objects.all()] == ["party"]


def test_not_safe_stops_the_host_ends_what_was_asked_and_keeps_what_was_promised():
    people = party()
    made = offered_space(beds=2)
    stay = moved_in(people, made)
    asked = proposed(party(first_night=nights(3).first), made, span=nights(3, 2))
    promised = told(party(first_night=nights(5).first), made, span=nights(5, 2))
    services.answer_safe(actor=itself(people), now=day(1), stay=stay, answer="not_safe")
    assert [state(each) for each in (stay, asked, promised)] == ["in", "cancelled", "told"]
    view = hosting.get_host(actor=COORDINATOR, host=made.host, day=TOMORROW)
    assert [pause.kind for pause in view.pauses] == ["safety"]
    assert hosting.get_host(actor=host_of(stay), host=made.host, day=TOMORROW).pauses == ()
    line = queries.list_safe(actor=VETTER, day=TOMORROW)[0]
    assert (line.stay, line.answer, line.is_alarm) == (stay, "not_safe", True)


def test_a_host_is_told_nothing_of_an_alarm():
    people = party()
    stay = moved_in(people, offered_space())
    before = set(Notice.objects.filter(side="host").values_list("kind", flat=True))
    services.answer_safe(actor=itself(people), now=day(1), stay=stay, answer="not_safe")
    services.answer_safe(actor=itself(people), now=day(1), stay=stay, answer="call_me")
    assert set(Notice.objects.filter(side="host").values_list("kind", flat=True)) == before
    assert queries.list_safe_questions(actor=host_of(stay), day=TOMORROW) == [stay]


def test_every_answer_looks_the_same_to_whoever_looks_over_a_shoulder():
    people = party()
    stay = moved_in(people, offered_space())
    told_back = {
        services.answer_safe(actor=itself(people), now=day(1), stay=stay, answer=answer)
        for answer in ("fine", "not_safe", "call_me")
    }
    assert told_back == {None}


def test_an_alarm_is_not_taken_back_by_another_answer():
    people = party()
    stay = moved_in(people, offered_space())
    for answer in ("not_safe", "fine"):
        services.answer_safe(actor=itself(people), now=day(1), stay=stay, answer=answer)
    assert queries.list_safe(actor=VETTER, day=TOMORROW)[0].answer == "not_safe"


def test_the_button_is_there_before_anybody_asks():
    people = party()
    stay = moved_in(people, offered_space())
    services.answer_safe(actor=itself(people), now=NOW, stay=stay, answer="call_me")
    assert [line.answer for line in queries.list_safe(actor=COORDINATOR, day=TONIGHT)] == ["call_me"]


def test_silence_is_looked_into_and_closed():
    moved_in(party(), offered_space())
    assert queries.list_safe(actor=VETTER, day=TOMORROW) == []
    lines = queries.list_safe(actor=VETTER, day=TOMORROW + timedelta(days=1))
    assert [line.answer for line in lines] == ["", ""]
    for line in lines:
        services.close_safe(actor=VETTER, now=day(2), check=line.check)
    assert queries.list_safe(actor=VETTER, day=TOMORROW + timedelta(days=1)) == []
    with pytest.raises(CheckNotFoundError):
        services.close_safe(actor=COORDINATOR_ELSEWHERE, now=day(2), check=lines[0].check)
    with pytest.raises(NotAllowedError):
        services.close_safe(actor=HALL_MANAGER, now=day(2), check=lines[0].check)


@pytest.mark.parametrize(
    ("side", "answer"), [("party", "tired"), ("host", "not_safe"), ("party", "he hit me")]
)
def test_answers_are_words_of_the_side_that_gives_them(side, answer):
    people = party()
    stay = moved_in(people, offered_space())
    actor = itself(people) if side == "party" else host_of(stay)
    with pytest.raises(UnknownReasonError):
        services.answer_safe(actor=actor, now=day(1), stay=stay, answer=answer)


def test_nobody_checks_in_with_a_host_who_was_halted_since():
    made = offered_space()
    first, second = party(), party(first_night=nights(2).first)
    stay = moved_in(first, made)
    later = told(second, made, span=nights(2, 2))
    services.answer_safe(actor=itself(first), now=day(1), stay=stay, answer="not_safe")
    with pytest.raises(CannotHoldError, match="halted"):
        services.check_in(actor=itself(second), now=day(2), stay=later)


def test_what_a_caller_says_is_noted_by_who_looks_after_safety():
    people = party()
    made = offered_space()
    stay = moved_in(people, made)
    services.answer_safe(actor=COORDINATOR, now=day(1), stay=stay, answer="fine", side="party")
    services.answer_safe(actor=VETTER, now=day(1), stay=stay, answer="trouble", side="host")
    (line,) = queries.list_safe(actor=VETTER, day=TOMORROW + timedelta(days=1))
    assert (line.side, line.answer, line.host) == ("host", "trouble", made.host)
    services.answer_safe(actor=VETTER, now=day(1), stay=stay, answer="not_safe", side="party")
    assert [p.kind for p in hosting.get_host(actor=VETTER, host=made.host, day=TOMORROW).pauses] == ["safety"]


@pytest.mark.parametrize(
    ("actor", "side"), [(COORDINATOR, ""), (HALL_MANAGER, "party"), (COORDINATOR_ELSEWHERE, "party")]
)
def test_nobody_else_answers_for_a_caller(actor, side):
    stay = moved_in(party(), offered_space())
    with pytest.raises(StayNotFoundError):
        services.answer_safe(actor=actor, now=day(1), stay=stay, answer="fine", side=side)


def test_nobody_answers_as_the_host_of_a_hall():
    stay = moved_in(party(), hall()[1])
    with pytest.raises(StayNotFoundError):
        services.answer_safe(actor=VETTER, now=day(1), stay=stay, answer="fine", side="host")
