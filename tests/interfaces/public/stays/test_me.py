"""The page of a party: one length in every state, acts by POST only, and nothing that tells who was there."""

import pytest
from django.test import Client

from shanyrak.apps.intake import keys, services
from shanyrak.apps.intake.models import Party, SignIn
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER
from tests.factories import cast_team, facts_of, sent_proof

LANGUAGES = ("ru", "kk", "en", "uk", "ky")
ACTS = ("extend", "leave", "withdraw", "erase", "out", "key")


def of(party, client=None):
    client = client or Client()
    client.cookies["sid"] = party.token
    return client


def test_the_page_shows_the_request(party):
    text = of(party).get("/en/me/").content.decode()
    assert "No place yet. We keep looking." in text
    assert Party.objects.get().code in text
    assert "2 people" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_one_length_in_every_state(language, party):
    signed_out, unknown, wrong = Client(), Client(), Client()
    unknown.cookies["sid"] = "A" * 43
    answers = [client.get(f"/{language}/me/") for client in (signed_out, unknown, of(party))]
    answers.append(wrong.post(f"/{language}/me/", {"phrase": "one two"}))
    services.leave_party(actor=party.actor, now=clock.now(), party=party.id)
    answers.append(of(party).get(f"/{language}/me/"))
    assert [len(answer.content) for answer in answers] == [8192] * 5
    heads = [{name: len(value) for name, value in answer.headers.items()} for answer in answers[:3]]
    assert heads[0] == heads[1] == heads[2]


def entered(auth):
    """Return what a browser gets that sends a key, and then opens its page."""
    client = Client()
    sent = client.post("/en/me/key/", {"auth": auth})
    shown = client.get("/en/me/")
    cookie = sent.cookies["sid"]
    head = {name: len(value) for name, value in sent.headers.items()}
    return (sent.status_code, head, len(cookie.OutputString())), (shown.status_code, shown.content)


def test_a_panic_phrase_and_one_of_nobody_look_alike_and_so_does_a_known_one_on_the_line(party):
    known, unknown, panic = (entered(auth) for auth in (party.keys.own, "ab" * 32, party.keys.panic))
    assert unknown == panic
    assert known[0] == unknown[0]
    assert len(known[1][1]) == len(unknown[1][1])
    assert known[1][1] != unknown[1][1]


def test_after_the_panic_phrase_nothing_is_left(party):
    entered(party.keys.panic)
    assert "We know no such phrase" in of(party).get("/en/me/").content.decode()
    services.sweep_parties(actor=STRANGER, now=clock.now())
    assert not Party.objects.exists()


@pytest.fixture
def drawn():
    drawn, now = keys.draw("ru"), clock.now()
    facts = facts_of(cast_team())
    services.ask_for_bed(actor=STRANGER, now=now, facts=facts, keys=drawn.keys, proof=sent_proof(now))
    return drawn


@pytest.mark.parametrize("language", ["en", "ru"])
def test_typed_words_open_the_page_without_scripts(drawn, language):
    client = Client()
    for typed in (" ".join(drawn.words), ",".join(w[:4].upper() for w in drawn.words), drawn.digits):
        client.cookies.clear()
        assert client.post(f"/{language}/me/", {"phrase": typed})["Location"] == f"/{language}/me/"
        assert Party.objects.get().code in client.get(f"/{language}/me/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the 7 words"),
        ("one two", "We read 2 words. A code phrase has 7."),
        ("1 " * 20, "24 of them"),
        ("снова " * 6 + "qqqqq", "Word 7 is not in our list."),
        ("9" * 24, "These digits are no code phrase."),
        ("a" * 257, "This is too long."),
        ("a" * 3000, "3000"),
    ],
)
def test_what_is_no_phrase_is_told_where_and_never_shown_again(client, typed, sentence):
    page = client.post("/en/me/", {"phrase": typed})
    text = page.content.decode()
    assert (page.status_code, "sid" in page.cookies) == (422, False)
    assert sentence in text
    assert not (len(typed) > 3 and typed.strip() in text)
    assert "qqqqq" not in text


@pytest.mark.parametrize("act", ACTS)
def test_acts_need_a_post(act, party):
    page = of(party).get(f"/en/me/{act}/")
    assert page.status_code == (200 if act == "erase" else 405)
    assert Party.objects.get().state == "new"


@pytest.mark.parametrize("act", ["extend", "leave", "withdraw", "erase", "change"])
def test_acts_of_who_is_not_signed_in_are_refused_in_words(client, act, party):
    client.cookies["sid"] = "A" * 43
    page = client.post(f"/en/me/{act}/")
    assert page.status_code == 403
    assert "Type your code phrase first." in page.content.decode()


def test_acts_from_another_site_are_refused(party):
    client = of(party, Client(enforce_csrf_checks=True))
    page = client.post("/en/me/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403
    assert Party.objects.get().state == "new"


def test_one_more_night_is_asked_for_and_twice_is_two(party):
    client = of(party)
    for _ in range(2):
        assert client.post("/en/me/extend/").status_code == 303
    assert Party.objects.get().nights == 4


@pytest.mark.parametrize("act", ["leave", "withdraw"])
def test_a_closed_request_says_so_and_closing_twice_is_harmless(party, act):
    client = of(party)
    assert [client.post(f"/en/me/{act}/").status_code for _ in range(2)] == [303, 303]
    text = client.get("/en/me/").content.decode()
    assert "Your request is closed." in text
    assert "One more night" not in text
    assert client.post("/en/me/extend/").status_code == 409


def test_erase_me_says_what_goes_and_then_it_is_gone(party):
    client = of(party)
    assert "gone after 8 days" in client.get("/en/me/erase/").content.decode()
    page = client.post("/en/me/erase/")
    assert "Gone." in page.content.decode()
    assert page.cookies["sid"].value == ""
    services.sweep_parties(actor=STRANGER, now=clock.now())
    assert not SignIn.objects.exists()
    assert of(party).post("/en/me/erase/").status_code == 403


def test_the_request_is_changed_by_the_same_questions(party):
    client = of(party)
    check = client.get("/en/me/change/")["Location"]
    assert "Save" in client.get(check).content.decode()
    told = check.split("t=")[1]
    people = client.post(f"/en/intake/people/?t={told}", {"people": "5"})["Location"]
    token = people.split("t=")[1]
    assert client.post("/en/me/change/", {"t": token}).status_code == 303
    row = Party.objects.get()
    assert (row.people, row.nights) == (5, 2)


def test_answers_of_nobody_change_nothing(party):
    assert of(party).post("/en/me/change/", {"t": "x"}).status_code == 422


def test_the_card_holds_the_code_and_no_phrase(party):
    page = of(party).get("/en/me/card/")
    assert Party.objects.get().code in page.content.decode()
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()
    assert len(page.content) % 4096 == 0


def test_on_one_phone_another_party_may_ask(party):
    client = of(party)
    page = client.post("/en/me/out/")
    assert page["Location"] == "/en/intake/people/"
    assert page.cookies["sid"].value == ""
    assert "We know no such phrase" in of(party).get("/en/me/").content.decode()


def test_a_page_of_a_party_is_kept_nowhere(party):
    page = of(party).get("/en/me/", headers={"Accept-Encoding": "gzip"})
    assert page["Cache-Control"] == "no-store, no-transform"
    assert "Content-Encoding" not in page
    assert "<title>Your page" in page.content.decode()


def test_the_page_takes_as_many_statements_whoever_asks(party, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        of(party).get("/en/me/")
    with django_assert_max_num_queries(1):
        Client().get("/en/me/")
