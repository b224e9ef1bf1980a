"""Stays that stand change: more nights, fewer, another bed, none; a party leaves; a space is taken back."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.errors import PromisedNightError
from shanyrak.apps.hosting.models import BedNight, Space
from shanyrak.apps.intake.models import Party
from shanyrak.apps.intake.services import sweep_parties
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import (
    CannotHoldError,
    StayNightsError,
    StayNotFoundError,
    UnknownReasonError,
    WrongStepError,
)
from shanyrak.apps.stays.models import Bar, Notice, Refusal, RefusalCount, Stay
from shanyrak.base.errors import NotAllowedError
from tests.apps.stays.conftest import host_of, itself, moved_in, party, place, proposed, state, told
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.people import CLERK, COORDINATOR, COORDINATOR_ELSEWHERE, STRANGER, SYSTEM, VETTER, one_of

pytestmark = pytest.mark.django_db


def taken():
    return sum(BedNight.objects.values_list("taken", flat=True))


def owed(stay):
    return {(notice.side, notice.kind) for notice in Notice.objects.filter(stay=stay)}


def test_one_more_night_is_asked_by_the_party_and_given_by_the_host():
    people = party()
    stay = moved_in(people, offered_space())
    services.ask_one_more(actor=itself(people), now=NOW, stay=stay)
    assert ("host", "one_more") in owed(stay)
    for _ in range(2):
        services.extend_stay(actor=host_of(stay), now=NOW, stay=stay, end=nights(3).first)
    assert (taken(), ("party", "extended") in owed(stay)) == (3, True)


def test_a_night_that_is_taken_cannot_be_added():
    people = party(nights=3)
    made = offered_space()
    stay = moved_in(people, made)
    told(party(first_night=nights(2).first), made, span=nights(2, 1))
    with pytest.raises(CannotHoldError) as refusal:
        services.extend_stay(actor=host_of(stay), now=NOW, stay=stay, end=nights(3).first)
    assert "taken" in refusal.value.obstacles
    assert Stay.objects.get(id=stay).end_night == nights(2).first


def test_a_host_may_end_a_stay_earlier_but_puts_nobody_out_today():
    people = party(nights=4)
    stay = moved_in(people, offered_space(), span=nights(0, 4))
    with pytest.raises(StayNightsError):
        services.shorten_stay(actor=host_of(stay), now=NOW, stay=stay, end=TONIGHT)
    services.shorten_stay(actor=host_of(stay), now=NOW, stay=stay, end=nights(1).first)
    assert (taken(), {("party", "shortened"), ("team", "shortened")} <= owed(stay)) == (1, True)


@pytest.mark.parametrize(
    "actor",
    [COORDINATOR_ELSEWHERE, STRANGER, VETTER, one_of("host"), one_of("arrival")],
    ids=["other team", "stranger", "vetter", "other host", "other party"],
)
def test_for_others_there_is_no_such_stay(actor):
    people = party()
    made = offered_space()
    stay = told(people, made)
    end = nights(1).first
    for service, more in (
        (services.check_in, {}), (services.check_out, {}), (services.note_no_show, {}),
        (services.cancel_stay, {}), (services.ask_other_place, {}), (services.ask_one_more, {}),
        (services.shorten_stay, {"end": end}), (services.extend_stay, {"end": end}),
        (services.accept_for_host, {}), (services.accept_for_party, {}),
        (services.refuse_for_host, {"reason": "busy"}), (services.refuse_for_party, {"reason": "too_far"}),
        (services.answer_safe, {"answer": "fine"}),
    ):  # fmt: skip
        with pytest.raises(StayNotFoundError):
            service(actor=actor, now=NOW, stay=stay, **more)
    with pytest.raises(StayNotFoundError):
        queries.get_stay(actor=actor, stay=stay) if actor is not VETTER else services.check_in(
            actor=actor, now=NOW, stay=stay
        )


def test_a_clerk_checks_in_at_halls_and_not_at_a_host():
    people, other = party(), party()
    _, room = hall()
    at_hall, at_host = told(people, room), told(other, offered_space())
    services.check_in(actor=CLERK, now=NOW, stay=at_hall)
    services.check_in(actor=CLERK, now=NOW, stay=at_host)  # in the whole team
    assert {state(at_hall), state(at_host)} == {"in"}


def test_a_party_moves_and_keeps_its_bed_until_it_is_in_the_other():
    people = party(nights=4)
    first, second = offered_space(), offered_space()
    old = moved_in(people, first, span=nights(0, 4))
    new = services.move_party(actor=COORDINATOR, now=NOW, stay=old, place=place(second, nights(1, 3)))
    services.accept_for_host(actor=host_of(new), now=NOW, stay=new)
    services.accept_for_party(actor=itself(people), now=NOW, stay=new)
    assert (state(old), state(new), taken()) == ("in", "told", 7)
    services.check_in(actor=itself(people), now=NOW + timedelta(days=1), stay=new)
    assert (state(old), state(new), taken()) == ("out", "in", 4)


def test_a_move_that_is_refused_leaves_the_old_bed_as_it_was():
    people = party(nights=4)
    old = moved_in(people, offered_space(), span=nights(0, 4))
    new = services.move_party(
        actor=COORDINATOR, now=NOW, stay=old, place=place(offered_space(), nights(1, 3))
    )
    services.refuse_for_host(actor=host_of(new), now=NOW, stay=new, reason="busy")
    assert (state(old), taken()) == ("in", 4)


def test_a_move_before_the_stay_began_ends_it_when_the_other_begins():
    people = party(nights=4)
    old = told(people, offered_space(), span=nights(0, 4))
    _, room = hall()
    new = services.move_party(actor=COORDINATOR, now=NOW, stay=old, place=place(room, nights(0, 4)))
    services.accept_for_party(actor=itself(people), now=NOW, stay=new)
    services.check_in(actor=itself(people), now=NOW, stay=new)
    assert (state(old), state(new), taken()) == ("cancelled", "in", 8)


def test_who_checks_in_at_one_place_has_left_the_other():
    people = party()
    first = moved_in(people, offered_space())
    _, room = hall()
    services.check_out(actor=itself(people), now=NOW, stay=first)
    second = services.walk_in(actor=CLERK, now=NOW, party=people, place=place(room))
    assert services.walk_in(actor=CLERK, now=NOW, party=people, place=place(room)) == second
    assert (state(first), state(second)) == ("out", "in")
    with pytest.raises(NotAllowedError):
        services.walk_in(actor=CLERK, now=NOW, party=party(), place=place(offered_space()))


def test_it_does_not_work_out_is_no_blame_and_puts_nobody_out():
    people = party()
    stay = moved_in(people, offered_space())
    services.ask_other_place(actor=itself(people), now=NOW, stay=stay)
    assert (state(stay), ("team", "rematch") in owed(stay), Bar.objects.count()) == ("in", True, 1)
    assert {side for side, kind in owed(stay) if kind == "rematch"} == {"team"}


def test_a_reason_that_is_not_on_the_list_is_refused():
    stay = told(party(), offered_space())
    with pytest.raises(UnknownReasonError):
        services.cancel_stay(actor=host_of(stay), now=NOW, stay=stay, reason="he is strange")
    assert state(stay) == "told"


def test_both_sides_may_cancel_before_it_begins_and_neither_after():
    people = party()
    stay = told(people, offered_space())
    services.cancel_stay(actor=host_of(stay), now=NOW, stay=stay, reason="busy")
    assert (state(stay), {("party", "cancelled"), ("team", "cancelled")} <= owed(stay)) == ("cancelled", True)
    again = moved_in(people, offered_space())
    with pytest.raises(WrongStepError):
        services.cancel_stay(actor=itself(people), now=NOW, stay=again, reason="other")


def test_a_party_that_leaves_frees_all_its_beds():
    people = party(nights=5)
    now_in = moved_in(people, offered_space(), span=nights(0, 2))
    later = told(people, offered_space(), span=nights(2, 3))
    services.close_party(actor=itself(people), now=NOW + timedelta(days=1), party=people)
    assert (state(now_in), state(later), taken()) == ("out", "cancelled", 1)
    assert Party.objects.get().state == "left"


def test_a_party_that_erases_itself_is_gone_from_every_table():
    people = party(nights=5)
    moved_in(people, offered_space(), span=nights(0, 2))
    services.erase_party(actor=itself(people), now=NOW)
    assert (Stay.objects.count(), taken()) == (0, 0)
    assert sweep_parties(actor=SYSTEM, now=NOW) == 1
    assert Party.objects.count() == 0


def test_beds_of_a_party_that_was_erased_elsewhere_are_freed_by_the_clock():
    people = party()
    told(people, offered_space())
    Party.objects.update(state="erased")
    assert sweep_parties(actor=SYSTEM, now=NOW) == 0
    assert services.forget_erased(actor=SYSTEM, now=NOW) == 1
    assert taken() == 0
    assert sweep_parties(actor=SYSTEM, now=NOW) == 1


def test_a_space_that_is_taken_back_ends_what_has_not_begun():
    made = offered_space()
    people, other = party(), party(first_night=nights(3).first)
    asked = proposed(people, made)
    promised = told(other, made, span=nights(3, 2))
    with pytest.raises(PromisedNightError):
        hosting.withdraw_space(actor=host_of(asked), now=NOW, space=made.space)
    assert services.take_back_space(actor=host_of(asked), now=NOW, space=made.space) == 2
    assert {state(asked), state(promised)} == {"cancelled"}
    assert ("party", "cancelled") in owed(promised)
    assert Space.objects.get().withdrawn_on == TONIGHT


def test_a_space_with_people_in_it_is_not_taken_back():
    made = offered_space()
    stay = moved_in(party(), made)
    with pytest.raises(PromisedNightError):
        services.take_back_space(actor=host_of(stay), now=NOW, space=made.space)
    with pytest.raises(StayNotFoundError):
        services.take_back_space(actor=one_of("host"), now=NOW, space=made.space)


def test_a_refusal_goes_after_a_month_and_its_count_stays():
    stay = proposed(party(), offered_space())
    services.refuse_for_host(actor=host_of(stay), now=NOW, stay=stay, reason="busy")
    assert services.sweep_refusals(actor=SYSTEM, now=NOW + timedelta(days=29)) == 0
    assert services.sweep_refusals(actor=SYSTEM, now=NOW + timedelta(days=30)) == 1
    assert (Refusal.objects.count(), RefusalCount.objects.get().n_times) == (0, 1)


def test_a_chain_is_in_order_and_without_what_came_to_nothing():
    people = party(nights=5)
    services.refuse_for_host(
        actor=COORDINATOR, now=NOW, stay=proposed(people, offered_space()), reason="busy"
    )
    second = told(people, offered_space(), span=nights(2, 2))
    first = told(people, offered_space(), span=nights(0, 2))
    chain = queries.list_chain(actor=itself(people), party=people)
    assert [line.id for line in chain] == [first, second]
    assert len(queries.list_tried(actor=COORDINATOR, party=people)) == 1
    ending = queries.list_ending(actor=COORDINATOR, span=nights(0, 7))
    assert [line.id for line in ending] == [second]


def test_a_host_learns_a_code_and_door_words_only_when_all_is_agreed():
    people = party()
    stay = proposed(people, offered_space())
    host = host_of(stay)
    assert queries.list_with_host(actor=host, host=host.id) == []
    services.accept_for_host(actor=host, now=NOW, stay=stay)
    view = queries.get_stay(actor=host, stay=stay)
    assert (view.party_code, view.door_words) == ("", "")
    services.accept_for_party(actor=itself(people), now=NOW, stay=stay)
    view = queries.get_stay(actor=host, stay=stay)
    assert view.party_code
    assert view.door_words == queries.get_stay(actor=itself(people), stay=stay).door_words
