"""A room is offered on few pages, kept once, and opened by its phrase; what is wrong is said where it is."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from shanyrak.apps.hosting.models import Host, Space, Window
from shanyrak.apps.intake import proofs, queries
from shanyrak.apps.intake.models import Locator
from shanyrak.base import clock
from shanyrak.core.sealing import Purpose, read_puzzle, solve
from tests.factories import NOW, asked_party, sent_keys


def test_what_was_answered_is_offered_and_nothing_more(walker):
    walker.keep()
    host, space, window = Host.objects.get(), Space.objects.get(), Window.objects.get()
    assert (space.kind, space.beds, space.is_private, space.host_id) == ("room", 2, True, host.id)
    assert (space.features, space.house_rules, space.sexes) == ("children;lang_ru", "", "any")
    assert (window.first_night, window.end_night) == (date(2022, 9, 25), date(2022, 10, 2))
    assert (host.languages, host.level, len(host.public_key)) == ("ru", 0, 32)
    assert "Nothing to do now" in walker.text
    assert "You are new to us." in walker.text


def test_nothing_is_kept_before_the_phrase_is_written_down(walker):
    walker.to_words()
    assert not Host.objects.exists()
    assert not walker.client.cookies


def test_the_same_form_twice_is_one_host(walker):
    walker.keep()
    walker.client.cookies.clear()
    walker.post("/en/hosting/offer/keep/", **walker.sent)
    assert "Nothing to do now" in walker.text
    assert (Host.objects.count(), Locator.objects.count()) == (1, 1)


def test_the_phrase_opens_the_page_again(walker):
    walker.keep()
    walker.post("/en/hosting/out/")
    assert walker.get("/en/hosting/").address.startswith("/en/me/")
    walker.post("/en/me/", phrase=walker.phrase.upper())
    assert walker.address.startswith("/en/hosting/")
    assert "Nothing to do now" in walker.text


def test_a_key_that_the_browser_made_is_kept_with_a_solved_puzzle(walker):
    fields = walker.to_check().follow("Send").fields
    puzzle = read_puzzle(
        settings.SECRETS.pow, fields["puzzle"], purpose=Purpose.INTAKE, least_bits=16, now=NOW
    )
    keys = sent_keys()
    told = {"own": keys.own, "public": keys.public, "puzzle": fields["puzzle"], "t": fields["t"]}
    walker.post("/en/hosting/offer/keep/", **told, solution=str(solve(puzzle)))
    assert Host.objects.count() == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"turn": ""},
        {"turn": "x"},
        {"own": ""},
        {"own": "z" * 64},
        {"public": "00" * 32},
        {"t": ""},
        {"t": "x"},
    ],
    ids=str,
)
def test_what_is_forged_is_refused_in_words_and_nothing_is_kept(walker, spoilt):
    fields = walker.to_words().fields | spoilt
    page = walker.client.post("/en/hosting/offer/keep/", fields)
    assert page.status_code == 422
    assert "<h1>" in page.content.decode()
    assert not Host.objects.exists()


def test_the_phrase_of_a_party_is_not_taken(walker):
    party = asked_party()
    fields = walker.to_words().fields | {"own": party.keys.own}
    assert walker.client.post("/en/hosting/offer/keep/", fields).status_code == 409
    assert not Host.objects.exists()


def test_who_wrote_slowly_sends_once_more(walker, monkeypatch):
    fields = walker.to_words().fields
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=40))
    walker.post("/en/hosting/offer/keep/", **fields)
    assert "Send once more" in walker.text
    walker.post("/en/hosting/offer/keep/", **walker.fields)
    assert Host.objects.count() == 1


def test_when_many_ask_the_page_waits_by_itself(walker):
    for _ in range(proofs.BUSY_A_MINUTE + 1):
        proofs.PRESSURE.note(NOW)
    assert "Your turn comes" in walker.to_words().text


def test_each_page_leads_back_with_what_was_answered(walker):
    walker.to_check()
    assert "2 people" in walker.text
    for heading in (
        "In which district?",
        "What is it like at your home?",
        "When is it free?",
        "For how many",
    ):
        assert heading in walker.follow("Back").text
    walker.post(kind="home", beds="3")
    assert 'value="02.10.2022"' in walker.text


def test_a_number_that_was_written_counts_more_than_a_button(walker):
    walker.get("/en/hosting/offer/").post(kind="bed", beds="1", more="8")
    assert "When is it free?" in walker.text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"kind": "room"}, "Write for how many people"),
        ({"kind": "room", "more": "61"}, "Write for how many people"),
        ({"kind": "room", "more": "two"}, "Write for how many people"),
        ({"kind": "castle", "beds": "2"}, "Error:"),
    ],
    ids=str,
)
def test_beds_that_cannot_be_meant_are_told_where_they_stand(walker, told, sentence):
    walker.get("/en/hosting/offer/").post(**told)
    assert walker.answer.status_code == 422
    assert sentence in walker.text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"free": ""}, "Write the date of the first evening"),
        ({"free": "24.09.2022"}, "This night has passed"),
        ({"free": "soon"}, "Write a date as"),
        ({"until": "25.09.2022"}, "The last morning is after the first evening"),
        ({"until": "01.01.2024"}, "We plan one year ahead"),
        ({"in_a_row": "1000"}, "Error:"),
    ],
    ids=str,
)
def test_nights_that_cannot_be_meant_are_told_where_they_stand(walker, told, sentence):
    walker.get("/en/hosting/offer/").post(kind="room", beds="2")
    walker.post(**{"free": "today", "length": "1", "in_a_row": "7", **told})
    assert walker.answer.status_code == 422
    assert sentence in walker.text


def test_a_page_without_its_answers_asks_for_them(walker):
    for page in ("nights", "rules", "area", "check", "phrase"):
        assert "For how many people" in walker.get(f"/en/hosting/offer/{page}/?t=forged").text


def test_house_rules_and_who_may_come_are_kept(walker):
    told = {"rules": ["rule_no_alcohol", "rule_shoes_off"], "sexes": "sexes_f", "features": []}
    walker.keep_as = walker.to_check(**told)
    assert "No alcohol. Shoes off at the door" in walker.text
    assert "Only women" in walker.text


def test_a_city_without_a_team_is_told_so(walker, monkeypatch):
    monkeypatch.setattr(queries, "list_cities", list)
    walker.get("/en/hosting/offer/").post(kind="room", beds="2")
    walker.post(free="25.09", length="7", in_a_row="7")
    assert "No city is set up here yet" in walker.post(sexes="sexes_any").text


def test_pages_run_no_script_and_are_small(walker):
    for step in ("For how many", "When is it free?", "What is it like", "In which district?"):
        walker.to_check()
        while step not in walker.text:
            walker.follow("Back")
        assert "<script" not in walker.text
        assert len(walker.answer.content) < 12_000


def test_a_poster_leads_to_the_first_question(client):
    page = client.get("/host", headers={"accept-language": "kk"})
    assert (page.status_code, page["Location"]) == (302, "/kk/hosting/offer/")


def test_home_offers_it(client):
    assert re.search(r'href="/en/hosting/offer/"', client.get("/en/").content.decode())
