"""People seal how to reach them on a page that reads nothing of it, and says why it needs scripts."""

from html import unescape

import pytest
from django.test import Client

from shanyrak.apps.accounts import hashing
from shanyrak.apps.intake import services as intake
from shanyrak.apps.vault import services
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from tests.browsers import holder, new_epoch, sealed
from tests.factories import NOW, asked_party, cast_team, offered_space, team_of
from tests.people import ALMATY


@pytest.fixture(autouse=True)
def _evening(monkeypatch, db):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def keeper():
    cast_team(ALMATY)
    made = holder("coordinator", username="keeper")
    new_epoch(made)
    return made


def browser_of(token):
    client = Client()
    client.cookies["sid"] = token
    return client


def opened(keeper, owner):
    told = services.open_contact(actor=keeper.actor, now=NOW, owner=owner, purpose="safety")
    return keeper.read(told)


def test_what_the_browser_sealed_reaches_the_team(keeper):
    party = asked_party()
    browser = browser_of(party.token)
    sent = sealed(team_of(), '{"v":1,"phone":"1"}')
    answer = browser.post("/en/me/contact/", {"box": sent.box, "epoch": sent.epoch})
    assert "Kept under seal." in answer.content.decode()
    assert opened(keeper, party.id) == '{"v":1,"phone":"1"}'


def test_no_field_of_the_page_has_a_name_by_which_a_browser_would_send_it(keeper):
    page = browser_of(asked_party().token).get("/en/me/contact/").content.decode()
    form = page[page.index("<form") : page.index("</form>")]
    assert [part.split('"')[1] for part in form.split(" name=")[1:]] == ["box", "epoch"]
    assert "<noscript>" in page
    assert "as your browser runs no scripts" in page


def test_pages_have_lengths_that_tell_nothing(keeper):
    browser = browser_of(asked_party().token)
    sent = sealed(team_of(), "")
    answers = [
        browser.get("/ru/me/contact/"),
        browser.post("/ru/me/contact/", {"box": sent.box, "epoch": "1"}),
    ]
    assert [len(answer.content) % 4096 for answer in answers] == [0, 0]
    assert answers[0].headers["Cache-Control"] == "no-store, no-transform"


def test_a_team_without_keys_is_said_to_have_none():
    page = browser_of(asked_party().token).get("/en/me/contact/").content.decode()
    assert "The team of this city has no keys yet" in page
    assert "<script" not in page


def test_a_host_seals_a_street_as_well(keeper):
    host = Actor("host", id=offered_space().host)
    browser = browser_of(intake.begin_sign_in(actor=host, now=NOW))
    page = browser.get("/en/me/contact/").content.decode()
    assert 'data-part="street"' in page
    sent = sealed(ALMATY, '{"v":1,"street":"x"}')
    assert browser.post("/en/me/contact/", {"box": sent.box, "epoch": sent.epoch}).status_code == 200
    assert opened(keeper, host.id) == '{"v":1,"street":"x"}'


def test_who_is_not_signed_in_is_asked_for_the_phrase(keeper):
    assert Client().get("/en/me/contact/").status_code == 403
    assert Client().post("/en/me/contact/", {"box": "x"}).status_code == 403


def test_what_is_not_sealed_is_refused_and_not_repeated(keeper):
    answer = browser_of(asked_party().token).post("/en/me/contact/", {"box": "my number", "epoch": "1"})
    assert answer.status_code == 422
    assert "my number" not in unescape(answer.content.decode())


def test_a_page_that_was_left_open_while_the_keys_changed_says_so(keeper):
    party = asked_party()
    sent = sealed(team_of(), "")
    new_epoch(keeper, number=2)
    answer = browser_of(party.token).post("/en/me/contact/", {"box": sent.box, "epoch": sent.epoch})
    assert answer.status_code == 409
