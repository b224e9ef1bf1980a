"""Where one party could sleep now, asked of the engine with the rows as they are."""

import pytest

from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.shifts.suggesting import find_places
from shanyrak.apps.stays import services
from shanyrak.apps.stays.services import Place
from shanyrak.base.errors import NotAllowedError
from tests.apps.stays.conftest import party, place, told
from tests.factories import NOW, hall, nights, offered_space
from tests.people import CLERK, COORDINATOR, COORDINATOR_ELSEWHERE

pytestmark = pytest.mark.django_db


def places(who, actor=COORDINATOR):
    return find_places(actor=actor, now=NOW, party=who)


def test_the_best_places_come_first_and_can_be_held():
    who = party(needs=frozenset({"pets"}))
    plain, pets = offered_space(beds=2), offered_space(beds=2, features=frozenset({"pets"}))
    found = places(who)
    assert [spot.space for one in found.choices for spot in one.spots] == [pets.space]
    (spot,) = found.choices[0].spots
    assert (spot.span, spot.people, spot.met) == (nights(0, 2), 2, ("pets",))
    assert found.choices[0].is_whole
    assert found.why == ""
    assert plain.space != spot.space
    services.hold_beds(actor=COORDINATOR, now=NOW, party=who, place=Place(spot.space, spot.span))


def test_beds_of_others_are_theirs():
    _, room = hall(beds=3)
    sleeping = party()
    services.hold_beds(actor=COORDINATOR, now=NOW, party=sleeping, place=place(room))
    told(party(), offered_space(beds=4))
    found = places(party())
    assert found.choices == ()
    assert found.why == "taken"
    assert places(party(people=1)).choices[0].spots[0].space == room


def test_without_a_place_the_reason_binds_and_a_small_change_is_told():
    offered_space(beds=1)
    offered_space(beds=1)
    found = places(party(people=2, may_split=False))
    assert found.why == "too_large"
    assert dict(found.counts)["open"] == 2
    split = [change for change in found.changes if change.kind == "split"]
    assert split[0].sizes == (1, 1)
    assert {spot.people for spot in split[0].choice.spots} == {1}


def test_a_bed_that_the_party_has_is_not_offered_to_it_again():
    offered_space()
    who = party()
    told(who, offered_space())
    assert (places(who).choices, places(who).why) == ((), "")


def test_beside_a_bed_for_some_nights_only_the_others_are_looked_for():
    who, other = party(nights=4), offered_space(span=nights(2, 2))
    told(who, offered_space(span=nights(0, 2)))
    (found,) = places(who).choices
    assert [(spot.space, spot.span) for spot in found.spots] == [(other.space, nights(2, 2))]
    assert found.is_whole


def test_a_chain_leads_from_space_to_space():
    offered_space(span=nights(0, 2))
    offered_space(span=nights(2, 2))
    best = places(party(nights=4)).choices[0]
    assert [spot.span for spot in best.spots] == [nights(0, 2), nights(2, 2)]
    assert best.n_moves == 2


def test_who_sleeps_at_friends_is_not_looked_for():
    who = party()
    services.note_elsewhere(actor=COORDINATOR, now=NOW, party=who, span=nights(0, 2))
    assert places(who).why == "elsewhere"


def test_who_may_not_or_is_elsewhere_learns_nothing():
    who = party()
    with pytest.raises(NotAllowedError):
        places(who, CLERK)
    with pytest.raises(PartyNotFoundError):
        places(who, COORDINATOR_ELSEWHERE)
