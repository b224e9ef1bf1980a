"""The hand-over of a shift in a browser: what is taken, what is open, what ends; give back all of mine."""

import pytest

from shanyrak.apps.intake.models import Party
from shanyrak.apps.shifts.models import Claim
from tests.apps.stays.conftest import moved_in, party, proposed, told
from tests.factories import nights, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db
PAGE = "/staff/shifts/"


def code_of(made):
    return Party.objects.get(id=made).code


def claim(browser, *parties):
    browser.post("/staff/stays/rows/claim/", {"party": parties})


def test_an_evening_with_nothing_open_says_so(coordinator):
    page = text_of(coordinator.get(PAGE))
    assert "Nothing is open." in page
    assert "Nobody has taken a request." in page
    assert "has a next one" in page


def test_what_is_open_leads_to_the_page_on_which_it_is_worked_off(coordinator):
    party()
    proposed(party(), offered_space())
    told(party(), offered_space())
    told_of = coordinator.get(PAGE).context["open"]
    assert [(it["number"], it["address"]) for it in told_of] == [
        (1, "/staff/?status=none"),
        (1, "/staff/?status=held"),
        (1, "/staff/?status=told"),
    ]


def test_whose_stay_ends_without_a_next_one_is_listed(coordinator):
    ends, stays_on = party(nights=3), party(nights=7)
    moved_in(ends, offered_space(), span=nights(0, 2))
    moved_in(stays_on, offered_space(), span=nights(0, 7))
    page = text_of(coordinator.get(PAGE))
    assert code_of(ends) in page
    assert "They leave on Tuesday 27 September." in page
    assert code_of(stays_on) not in page


def test_all_of_mine_are_given_back_and_those_of_others_stay(coordinator, signed_in):
    first, second, third = party(), party(), party()
    other = signed_in("coordinator", username="other")
    claim(coordinator, first, second)
    claim(other, third)
    claims = coordinator.get(PAGE).context["claims"]
    assert [(line.is_mine, line.party) for line in claims][2:] == [(False, third)]
    assert coordinator.post(f"{PAGE}release/")["Location"] == PAGE
    assert list(Claim.objects.values_list("party", flat=True)) == [third]
    page = text_of(coordinator.get(PAGE))
    assert code_of(third) in page
    assert code_of(first) not in page


def test_another_city_sees_none_of_it(coordinator, signed_in):
    made = party()
    claim(coordinator, made)
    elsewhere = signed_in("coordinator", place="Oral")
    assert code_of(made) not in text_of(elsewhere.get(PAGE))
    elsewhere.post(f"{PAGE}release/")
    assert Claim.objects.count() == 1


def test_a_vetter_reads_it_without_what_is_not_theirs(signed_in):
    party()
    assert "without a bed" in text_of(signed_in("vetter").get(PAGE))
