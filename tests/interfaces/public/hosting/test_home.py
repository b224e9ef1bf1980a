"""The page of a host: who is with them until when, what comes next, and what they may do about it."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting.models import Host, HostState, Pause, Space
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import SafeCheck, Stay
from shanyrak.base import clock
from tests.apps.stays.conftest import itself, moved_in, party, proposed, state, told
from tests.factories import NOW, asked_party, nights, offered_space
from tests.people import COORDINATOR

HOME = "/en/hosting/"


@pytest.fixture
def made():
    return offered_space(span=nights(0, 14))


def test_a_stranger_is_asked_for_the_phrase(walker):
    assert "Type your code phrase" in walker.get(HOME).text


@pytest.mark.parametrize("act", ["pause", "fresh", "stop", "rest"])
def test_acts_are_for_a_host_who_is_known(client, made, act):
    assert client.post(f"{HOME}{act}/").status_code == 403
    assert Host.objects.get().state == HostState.OPEN


def test_a_party_is_no_host(client, made):
    client.cookies["sid"] = asked_party().token
    assert client.post(f"{HOME}stop/").status_code == 403


def test_a_quiet_evening_says_so(as_host, made):
    host = as_host(made.host).get(HOME)
    assert "Nothing to do now" in host.text
    assert "We have seen your home." in host.text
    assert host.text.count('<li class="ok">') == 14


def test_a_question_waits_as_two_buttons(as_host, made):
    stay = proposed(party(), made)
    host = as_host(made.host).get(HOME)
    assert "Somebody asks whether they can come" in host.text
    host.post(f"{HOME}asks/{stay}/yes/")
    assert state(stay) == "host_yes"
    assert "we ask them" in host.text


def test_a_no_on_the_page_asks_why(as_host, made):
    stay = proposed(party(), made)
    host = as_host(made.host).get(f"{HOME}asks/{stay}/no/")
    assert "Not this time. Why?" in host.text
    host.post(f"{HOME}asks/{stay}/no/", reason="rest")
    assert state(stay) == "refused"
    assert "You rest" in host.text


def test_a_question_that_is_over_is_gone_from_the_page(as_host, made, monkeypatch):
    proposed(party(), made)
    host = as_host(made.host)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=25))
    assert "Somebody asks" not in host.get(HOME).text


def test_who_is_there_until_when_and_by_which_words(as_host, made):
    stay = told(party(), made)
    row = Stay.objects.get(id=stay)
    host = as_host(made.host).get(HOME)
    for words in ("2 people", "Leave on 27 September before 12:00.", row.door_words, row.party.code):
        assert words in host.text
    assert host.text.count('<li class="info">') == 2


def test_one_more_night_is_a_button_only_when_it_was_asked_for(as_host, made):
    people = party()
    stay = moved_in(people, made)
    host = as_host(made.host)
    assert "One more night" not in host.get(HOME).text
    services.ask_one_more(actor=itself(people), now=NOW, stay=stay)
    assert "They ask for one more night." in host.get(HOME).text
    host.post(f"{HOME}stays/{stay}/more/")
    assert "Leave on 28 September" in host.text
    assert "One more night" not in host.text


def test_a_break_begins_and_ends_by_one_tap(as_host, made):
    host = as_host(made.host).post(f"{HOME}pause/")
    assert "You have a break" in host.text
    assert host.text.count(": rest</span>") == 14
    host.post(f"{HOME}pauses/{Pause.objects.get().id}/lift/")
    assert "You have a break" not in host.text


def test_a_host_never_sees_that_somebody_did_not_feel_safe(as_host, made):
    people = party()
    stay = moved_in(people, made)
    before = as_host(made.host).get(HOME).text
    services.answer_safe(actor=itself(people), now=NOW, stay=stay, answer="not_safe")
    assert Pause.objects.get().kind == "safety"
    assert as_host(made.host).get(HOME).text == before
    host = as_host(made.host)
    assert host.client.post(f"{HOME}pauses/{Pause.objects.get().id}/lift/").status_code == 404


def test_how_it_goes_is_kept_for_the_team(as_host, made):
    stay = moved_in(party(), made)
    host = as_host(made.host).get(f"{HOME}stays/{stay}/how/")
    assert "How is it going?" in host.text
    assert "Thank you." in host.post(f"{HOME}stays/{stay}/how/", answer="tired").text
    assert SafeCheck.objects.get(side="host", answer="tired")
    assert "Thank you." in host.post(f"{HOME}stays/{stay}/other/").text


def test_an_offer_that_is_old_is_asked_about(as_host, made):
    host = as_host(made.host)
    Host.objects.update(is_question_owed=True)
    assert "Does your offer still hold?" in host.get(HOME).text
    assert "Does your offer" not in host.post(f"{HOME}fresh/", answer="yes").text
    host.post(f"{HOME}fresh/", answer="no")
    assert "You have a break" in host.text


def test_nights_in_a_row_are_changed(as_host, made):
    host = as_host(made.host)
    assert host.post(f"{HOME}rest/", in_a_row="1").answer.status_code == 422
    host.post(f"{HOME}rest/", in_a_row="14")
    assert "After 14 nights in a row you rest." in host.text


def test_a_space_is_taken_back_and_who_was_to_come_is_told(as_host, made):
    stay = told(party(), made)
    host = as_host(made.host)
    assert "told at once" in host.get(f"{HOME}spaces/{made.space}/withdraw/").text
    assert Space.objects.get().withdrawn_on is None
    assert "Nothing at the moment." in host.post(f"{HOME}spaces/{made.space}/withdraw/").text
    assert state(stay) == "cancelled"


def test_nobody_takes_back_the_space_of_another(as_host, made):
    other = offered_space()
    host = as_host(made.host)
    assert host.client.post(f"{HOME}spaces/{other.space}/withdraw/").status_code == 404
    assert Space.objects.filter(withdrawn_on=None).count() == 2


def test_who_stops_is_thanked_and_asked_nothing_more(as_host, made):
    host = as_host(made.host)
    assert "nothing is left of you" in host.get(f"{HOME}stop/").text
    assert "You have stopped. Thank you." in host.post(f"{HOME}stop/").text
    assert Host.objects.get().state == HostState.GONE


def test_who_has_people_in_talks_to_the_coordinator_before_they_stop(as_host, made):
    moved_in(party(), made)
    page = as_host(made.host).client.post(f"{HOME}stop/")
    assert page.status_code == 409
    assert "Talk to the coordinator first" in page.content.decode()


@pytest.mark.parametrize("level", range(4))
def test_each_level_says_what_comes_next(as_host, made, level):
    host = as_host(made.host)
    Host.objects.update(level=level)
    assert {0: "we talk first", 1: "families, too", 2: "Two members", 3: "Anybody may come"}[
        level
    ] in host.get(HOME).text


def test_a_proposal_that_no_host_was_asked_about_is_not_shown(as_host, made):
    services.hold_beds(
        actor=COORDINATOR, now=NOW, party=party(), place=services.Place(made.space, nights(0, 2))
    )
    assert "Nothing to do now" in as_host(made.host).get(HOME).text
