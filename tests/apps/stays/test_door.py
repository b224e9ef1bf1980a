"""At the door of a hall: walking in, slips that are taken back, counts of the night, who should have gone."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.services import SpaceFacts, add_room
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import BedsTakenError, CannotHoldError, StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import SafeCheck
from shanyrak.apps.stays.services import Place
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor
from shanyrak.base.powers import ROLES
from tests.apps.stays.conftest import itself, moved_in, party, state, told
from tests.factories import NOW, TONIGHT, facts_of, hall, nights
from tests.people import ALMATY, CLERK, COORDINATOR, COORDINATOR_ELSEWHERE, HALL_MANAGER, VETTER

pytestmark = pytest.mark.django_db


def bound_to(site, role="hall_manager"):
    return Actor("member", ref="0" * 16, team=ALMATY, site_powers=frozenset((p, site) for p in ROLES[role]))


def take_in(actor, room, **said):
    facts = facts_of(ALMATY, **said)
    return services.take_in(actor=actor, now=NOW, facts=facts, space=room)


def test_who_stands_at_the_door_is_taken_in_at_once():
    site, room = hall()
    stay = take_in(HALL_MANAGER, room, people=3, nights=1)
    assert state(stay) == "in"
    assert Party.objects.get().is_vouched
    assert [view.id for view in queries.list_at_site(actor=CLERK, site=site, night=TONIGHT)] == [stay]


def test_without_a_bed_nothing_is_left_of_it():
    _, room = hall(beds=2)
    with pytest.raises(CannotHoldError) as refusal:
        take_in(CLERK, room, people=3)
    assert refusal.value.obstacles[0] == "too_many"
    assert not Party.objects.exists()


@pytest.mark.parametrize("actor", [VETTER, COORDINATOR_ELSEWHERE], ids=["no power", "other team"])
def test_who_does_not_work_there_takes_nobody_in(actor):
    _, room = hall()
    with pytest.raises(NotAllowedError):
        take_in(actor, room)


def test_a_site_is_looked_after_by_its_own_people():
    (_, room), (other, _) = hall(), hall()
    with pytest.raises(NotAllowedError):
        take_in(bound_to(other), room)


def test_a_slip_is_taken_back_on_the_same_day():
    people = party()
    stay = told(people, hall()[1])
    services.check_in(actor=CLERK, now=NOW, stay=stay)
    for _ in range(2):
        services.undo_door(actor=CLERK, now=NOW, stay=stay)
        assert state(stay) == "told"
    assert not SafeCheck.objects.exists()
    services.note_no_show(actor=CLERK, now=NOW, stay=stay)
    services.undo_door(actor=CLERK, now=NOW, stay=stay)
    assert state(stay) == "told"
    services.check_in(actor=CLERK, now=NOW, stay=stay)
    with pytest.raises(WrongStepError):
        services.undo_door(actor=CLERK, now=NOW + timedelta(days=1), stay=stay)


def test_who_did_not_come_is_not_awaited_again_in_a_bed_that_somebody_has():
    _, room = hall(beds=2)
    missed = told(party(), room)
    services.note_no_show(actor=CLERK, now=NOW, stay=missed)
    take_in(CLERK, room)
    with pytest.raises(BedsTakenError):
        services.undo_door(actor=CLERK, now=NOW, stay=missed)


def test_only_who_checks_in_there_takes_it_back():
    people = party()
    stay = moved_in(people, hall()[1])
    for actor in (itself(people), VETTER, COORDINATOR_ELSEWHERE, bound_to(hall()[0])):
        with pytest.raises(StayNotFoundError):
            services.undo_door(actor=actor, now=NOW, stay=stay)


def test_an_answer_that_was_given_is_kept_when_a_check_in_is_taken_back():
    people = party()
    stay = moved_in(people, hall()[1])
    services.answer_safe(actor=itself(people), now=NOW, stay=stay, answer="call_me")
    services.undo_door(actor=CLERK, now=NOW, stay=stay)
    assert [check.answer for check in SafeCheck.objects.all()] == ["call_me"]


def test_the_night_is_counted_by_people_site_by_site():
    (first, room), (second, other) = hall(beds=9), hall()
    told(party(people=3), room)
    moved_in(party(people=2), room)
    moved_in(
        party(people=4, first_night=nights(1).first), other, span=nights(1, 2), now=NOW + timedelta(days=1)
    )
    counts = queries.count_at_sites(actor=CLERK, night=TONIGHT, sites=[first, second])
    assert (counts[first].n_coming, counts[first].n_in) == (3, 2)
    assert (counts[second].n_coming, counts[second].n_in) == (0, 0)
    rooms = hosting.list_room_beds(actor=CLERK, night=TONIGHT, sites=[first])
    assert [(each.beds, each.free) for each in rooms] == [(9, 4)]
    with pytest.raises(NotAllowedError):
        queries.count_at_sites(actor=bound_to(first), night=TONIGHT, sites=[second])
    with pytest.raises(NotAllowedError):
        hosting.list_room_beds(actor=bound_to(first), night=TONIGHT, sites=[second])
    assert not hosting.list_room_beds(actor=COORDINATOR_ELSEWHERE, night=TONIGHT, sites=[first])


def test_who_should_have_gone_is_listed():
    site, room = hall()
    stay = moved_in(party(), room)
    assert not queries.list_overdue(actor=CLERK, site=site, night=TONIGHT + timedelta(days=1))
    late = queries.list_overdue(actor=CLERK, site=site, night=TONIGHT + timedelta(days=2))
    assert [view.id for view in late] == [stay]
    services.check_out(actor=CLERK, now=NOW + timedelta(days=2), stay=stay)
    assert not queries.list_overdue(actor=CLERK, site=site, night=TONIGHT + timedelta(days=2))


def test_a_private_room_of_a_site_is_free_or_taken_as_a_whole():
    site, _ = hall(beds=1)
    family = SpaceFacts(kind="room", beds=4, is_private=True, label="Family")
    room = add_room(actor=COORDINATOR, now=NOW, site=site, room=family, windows=[nights()])

    def free():
        rooms = hosting.list_room_beds(actor=CLERK, night=TONIGHT, sites=[site])
        return {each.label: each.free for each in rooms}

    assert free() == {"1": 1, "Family": 4}
    take_in(CLERK, room, people=2)
    assert free() == {"1": 1, "Family": 0}


def test_who_left_comes_back_to_the_same_bed_on_the_same_evening():
    people = party()
    _, room = hall()
    first = moved_in(people, room)
    services.check_out(actor=CLERK, now=NOW, stay=first)
    again = services.walk_in(actor=CLERK, now=NOW, party=people, place=Place(room, nights(0, 2)))
    assert (state(first), state(again)) == ("out", "in")
    assert again == services.walk_in(actor=CLERK, now=NOW, party=people, place=Place(room, nights(0, 2)))
