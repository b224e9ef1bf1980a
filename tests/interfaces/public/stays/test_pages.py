"""What a party reads at each step of its stay, and what it may do about it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import Bar, SafeCheck, Stay
from shanyrak.base import clock
from tests.factories import NOW, asked_party
from tests.people import ALMATY, COORDINATOR, SYSTEM

STEPS = {
    "asked": ("We have asked a host.", "You get an answer by 20:20."),
    "offered": ("There is a place. Does it suit you?", "I am going"),
    "told": ("You have a place for tonight.", "Come before 22:00."),
    "moved_in": ("You are in.", "You can stay until the morning of Tuesday 27 September."),
}


def state(story):
    return Stay.objects.get(id=story.stay).state


@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_its_line_and_what_comes_next(story, step):
    told = getattr(story(), step)()
    assert told.line == STEPS[step][0]
    assert STEPS[step][1] in told.get()
    assert "A room in a home, Medeu" in told.get()
    assert "nobody smokes" in told.get()
    assert "Nights: 25, 26 September." in told.get()
    assert "Leave on 27 September before 12:00." in told.get()


@pytest.mark.parametrize("step", [None, *STEPS])
def test_the_page_has_one_length_at_every_step(story, step):
    told = story()
    if step:
        getattr(told, step)()
    for language in ("ru", "kk", "en", "uk", "ky"):
        told.get(language=language)
        assert len(told.answer.content) == 8192


def test_a_chain_of_many_stays_fits_into_the_same_length(story):
    told = story(nights=40).moved_in()
    row = Stay.objects.get()
    for _ in range(8):
        row.id, row.state, row.first_night = uuid4(), "told", row.end_night
        row.end_night += timedelta(days=2)
        row.save(force_insert=True)
    for language in ("ru", "kk", "en"):
        assert "me/stays/" in told.get(language=language)
        assert len(told.answer.content) == 8192
    told.get("stays/")
    assert len(told.answer.content) % 4096 == 0


def test_i_am_going_may_be_said_twice(story):
    told = story().offered()
    assert [told.post("going"), told.post("going")] == [303, 303]
    assert told.line == "You have a place for tonight."


def test_who_was_not_seen_reads_until_when_it_is_kept_and_what_makes_it_theirs(story):
    told = story(is_vouched=False).offered()
    told.post("going")
    assert told.line == "We keep a place for you until 21:20."
    assert "Show this page at any desk or at the door." in told.get()
    assert told.post("in") == 409


def test_the_way_is_shown_only_between_both_yes_and_the_end(story):
    told = story().asked_hall()
    page = told.of_stay()
    assert "Abay 1" not in page + told.get()
    services.accept_for_host(actor=COORDINATOR, now=NOW, stay=told.stay)
    assert "Abay 1" not in told.of_stay() + told.get()
    told.post("going")
    assert "Abay 1" in told.of_stay()
    services.check_in(actor=told.party.actor, now=NOW, stay=told.stay)
    assert "Abay 1" in told.of_stay()
    services.check_out(actor=told.party.actor, now=NOW, stay=told.stay)
    assert "Abay 1" not in told.of_stay() + told.get()


def test_of_a_home_the_door_words_are_told_and_no_address(story):
    told = story().offered()
    assert "two words" not in told.of_stay()
    told.post("going")
    words = Stay.objects.get().door_words
    assert words in told.of_stay()
    assert "You meet your host at a public place." in told.of_stay()
    assert "Our team has seen this home." in told.of_stay()


@pytest.mark.parametrize("reason", ["too_far", "pet", "not_safe", "other"])
def test_what_does_not_suit_is_one_tap_and_the_search_goes_on(story, reason):
    told = story().offered()
    assert "What does not suit?" in told.of_stay("refuse/")
    assert f'value="{reason}"' in told.of_stay("refuse/")
    assert told.post("refuse", reason=reason) == 303
    assert told.post("refuse", reason=reason) == 303
    assert state(told) == "refused"
    assert told.line == "No place yet. We keep looking."
    assert Bar.objects.exists() == (reason in {"too_far", "not_safe"})
    assert "This place did not work out." in told.of_stay()


@pytest.mark.parametrize("reason", ["", "mistake", "<b>"])
def test_a_reason_that_is_none_is_refused(story, reason):
    told = story().offered()
    assert told.post("refuse", reason=reason) == 422
    assert state(told) == "host_yes"


def test_a_yes_after_the_hour_reads_that_it_is_over(story, monkeypatch):
    told = story().offered()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=55))
    assert told.client.get("/en/me/").status_code == 200
    late = NOW + timedelta(hours=3)
    services.expire_holds(actor=SYSTEM, now=late)
    assert told.post("going") == 409
    assert "<h1>" in told.answer.content.decode()


def test_i_am_in_then_one_more_night_then_i_left(story):
    told = story().told()
    assert told.post("in") == 303
    assert told.line == "You are in."
    assert told.post("more") == 200
    assert Party.objects.get().nights == 3
    assert told.client.post("/en/me/leave/").status_code == 303
    assert (state(told), told.line) == ("out", "Your request is closed.")


def test_who_does_not_come_gives_the_beds_back(story):
    told = story().told()
    assert "Why do you not come?" in told.of_stay("cancel/")
    assert told.post("cancel", reason="found_another") == 303
    assert state(told) == "cancelled"


def test_every_answer_about_safety_is_thanked_in_the_same_bytes(story):
    told = story().moved_in()
    assert "The host never does." in told.of_stay("safe/")
    pages = set()
    for answer in ("fine", "not_safe", "call_me"):
        assert told.post("safe", answer=answer) == 200
        pages.add(told.answer.content)
    assert len(pages) == 1
    assert SafeCheck.objects.filter(side="party").exists()
    assert told.post("safe", answer="other") == 422


def test_it_does_not_work_out_is_an_ordinary_answer(story):
    told = story().moved_in()
    assert told.post("other") == 200
    assert state(told) == "in"


@pytest.mark.parametrize("way", ["", "refuse/", "cancel/", "safe/"])
def test_a_stay_of_others_does_not_exist(story, way):
    told = story().moved_in()
    other = asked_party(ALMATY)
    told.client.cookies["sid"] = other.token
    told.of_stay(way)
    assert told.answer.status_code == (404 if way in {"", "safe/"} else 200)
    for act in ("going", "in", "more", "other"):
        assert told.post(act) == 404
    assert told.post("refuse", reason="other") == 404
    assert told.post("safe", answer="fine") == 404
    assert state(told) == "in"


def test_erase_me_frees_the_bed_at_once(story):
    told = story().told()
    told.client.post("/en/me/erase/")
    assert not Stay.objects.exists()


def test_an_act_needs_a_post(story):
    told = story().offered()
    for act in ("going", "in", "more", "other"):
        assert told.client.get(f"/en/me/stays/{told.stay}/{act}/").status_code == 405
    assert state(told) == "host_yes"


def test_the_page_asks_little_of_the_database(story, django_assert_max_num_queries):
    told = story().moved_in()
    with django_assert_max_num_queries(6):
        told.get()
