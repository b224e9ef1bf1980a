"""The phrase page, and what is sent at last: once, whatever happens on the way."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from shanyrak.apps.intake import keys, proofs
from shanyrak.apps.intake.models import Party
from shanyrak.base import clock
from shanyrak.core.sealing import Purpose, read_puzzle, solve
from tests.factories import sent_keys


def test_the_server_shows_words_once_to_a_browser_without_scripts(reader):
    words = re.findall(r"<li>([a-z]+)</li>", reader.to_words().text)
    assert len(words) == 7
    assert reader.answer["Cache-Control"] == "no-store, no-transform"
    assert words != re.findall(r"<li>([a-z]+)</li>", reader.to_words().text)
    assert not Party.objects.exists()


def test_what_is_sent_is_kept_and_leads_to_the_page_of_the_party(reader):
    reader.keep()
    assert (reader.answer.status_code, reader.answer["Location"]) == (303, "/en/me/")
    assert len(reader.answer.cookies["sid"].value) == 43
    assert Party.objects.get().people == 2


def test_the_same_form_twice_is_one_request(reader):
    reader.keep()
    again = reader.client.post("/en/intake/keep/", reader.fields_sent)
    assert again.status_code == 303
    assert Party.objects.count() == 1


def test_back_to_the_phrase_page_leads_on_to_the_request_that_is_there(reader):
    check = reader.to_check().ways["Send"]
    reader.keep()
    assert reader.client.get(check)["Location"] == "/en/me/"
    assert reader.client.get(f"/en/intake/words/?turn={reader.fields_sent['turn']}").status_code == 302
    assert Party.objects.count() == 1


def test_a_key_that_the_browser_made_is_kept_with_a_solved_puzzle(reader):
    fields = reader.to_check().follow("Send").fields
    puzzle = read_puzzle(
        settings.SECRETS.pow, fields["puzzle"], purpose=Purpose.INTAKE, least_bits=16, now=clock.now()
    )
    sent = vars(sent_keys()) | {"solution": str(solve(puzzle)), "puzzle": fields["puzzle"], "t": fields["t"]}
    assert reader.client.post("/en/intake/keep/", sent).status_code == 303
    assert Party.objects.count() == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"turn": ""},
        {"turn": "x"},
        {"turn": "", "puzzle": "x", "solution": "1"},
        {"own": ""},
        {"own": "zz" * 32},
        {"panic": "a" * 63},
        {"public": "00" * 32},
        {"t": ""},
        {"t": "x"},
    ],
    ids=str,
)
def test_what_is_forged_is_refused_in_words_and_nothing_is_kept(reader, spoilt):
    fields = reader.to_words().fields | spoilt
    page = reader.client.post("/en/intake/keep/", fields)
    assert page.status_code == 422
    assert "<h1>" in page.content.decode()
    assert not any(fields[name] in page.content.decode() for name in ("own", "panic") if fields[name])
    assert not Party.objects.exists()


def test_who_wrote_slowly_sends_once_more_and_keeps_the_phrase(reader, monkeypatch):
    fields = reader.to_words().fields
    later = clock.now() + timedelta(minutes=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    reader.answer = reader.client.post("/en/intake/keep/", fields)
    assert "Send once more" in reader.text
    assert reader.fields["own"] == fields["own"]
    assert not Party.objects.exists()
    assert reader.client.post("/en/intake/keep/", reader.fields).status_code == 303
    assert Party.objects.count() == 1


def test_a_puzzle_that_is_over_is_replaced_by_a_turn(reader, monkeypatch):
    fields = reader.to_check().follow("Send").fields | vars(sent_keys())
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    reader.answer = reader.client.post("/en/intake/keep/", fields)
    assert reader.client.post("/en/intake/keep/", reader.fields).status_code == 303


def test_when_many_ask_the_page_waits_by_itself(reader, monkeypatch):
    for _ in range(proofs.BUSY_A_MINUTE + 1):
        proofs.PRESSURE.note(clock.now())
    reader.to_words()
    assert "Your turn comes" in reader.text
    wait_s = int(re.search(r'http-equiv="refresh" content="(\d+)"', reader.text)[1])
    assert 80 < wait_s <= 90
    moment = clock.now() + timedelta(seconds=wait_s)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert "Write these 7 words down" in reader.get(reader.answer.wsgi_request.get_full_path()).text


def test_when_too_many_need_the_servers_help_they_are_told_when_to_come_back(reader, monkeypatch):
    gate = keys.Gate(at_once=1, queue=0)
    monkeypatch.setattr(keys, "GATE", gate)
    with gate.passed():
        page = reader.to_words().answer
    assert (page.status_code, page["Retry-After"]) == (503, "20")


@pytest.mark.parametrize(("language", "script"), [("ru", "[а-я]"), ("en", "[a-z]"), ("kk", "[а-я]")])
def test_words_are_of_the_pages_language_or_of_one_that_has_a_list(client, team, language, script):
    turn = proofs.draw_turn({}, clock.now())
    page = client.get(f"/{language}/intake/words/", {"turn": turn}).content.decode()
    assert len(re.findall(rf"<li>{script}+</li>", page)) == 7


def test_words_of_another_list_may_be_chosen(client):
    turn = proofs.draw_turn({}, clock.now())
    page = client.get("/kk/intake/words/", {"turn": turn, "list": "en"}).content.decode()
    assert len(re.findall("<li>[a-z]+</li>", page)) == 7
    assert "русский" in page


def test_a_page_that_was_open_for_long_gets_another_puzzle(client):
    page = client.get("/en/intake/puzzle/")
    assert len(page.content) == 52


def test_the_phrase_page_loads_only_our_scripts_and_little(reader):
    reader.to_check().follow("Send")
    sources = re.findall(r'src="([^"]+)"', reader.text)
    assert all(source.startswith("/static/") for source in sources)
    assert len(sources) == 1
    assert "script" not in reader.to_check().text


def test_the_lost_page_tells_what_can_be_done(reader):
    assert "Ask again" in reader.get("/en/intake/lost/").text
