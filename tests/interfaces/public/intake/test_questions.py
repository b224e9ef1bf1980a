"""Five questions, each answered with a tap; answers travel in the address, sealed, and nothing is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from shanyrak.apps.intake import queries
from shanyrak.apps.intake.models import Party
from shanyrak.base import clock
from shanyrak.interfaces.public.intake.answers import Answers
from tests.factories import NOW, team_of

STEPS = ("people", "night", "nights", "needs", "place", "check", "phrase")


def at(monkeypatch, hour, minute=0):
    """Set the clock of the city: Sunday 25 September 2022, or Monday morning before noon."""
    local = datetime(2022, 9, 25, hour, minute, tzinfo=UTC) - timedelta(hours=6)
    monkeypatch.setattr(clock, "now", lambda: local)


def test_the_way_is_five_questions_and_a_check(reader):
    reader.to_check()
    assert "Is this right?" in reader.text
    assert "2 people" in reader.text
    assert "nothing special" in reader.text
    assert not reader.client.cookies
    assert not Party.objects.exists()


@pytest.mark.parametrize("language", ["ru", "kk", "en", "uk", "ky"])
def test_every_page_is_there_in_every_language(client, language, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    told = Answers("2", "2022-09-25", "2", "none", str(team_of()))
    for step in STEPS:
        page = client.get(
            reverse(f"public:intake:{step}").replace("/en/", f"/{language}/"), {"t": told.sealed()}
        )
        assert (page.status_code, page["Content-Language"]) == (200, language)
        assert len(page.content) < 10_000


@pytest.mark.parametrize("step", STEPS[1:])
def test_without_answers_a_later_page_leads_to_the_first_question(client, step):
    assert client.get(f"/ru/intake/{step}/")["Location"] == "/ru/intake/people/"


@pytest.mark.parametrize("token", ["x", "A" * 200, "й" * 50, "A" * 9000])
def test_forged_answers_are_no_answers(client, token):
    assert client.get("/ru/intake/check/", {"t": token})["Location"] == "/ru/intake/people/"


def test_answers_are_forgotten_after_an_hour(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    told = Answers("2", "2022-09-25", "2", "none", str(team_of())).sealed()
    assert client.get("/en/intake/check/", {"t": told}).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=61))
    assert client.get("/en/intake/check/", {"t": told}).status_code == 302


def test_an_address_shows_no_answer(reader):
    reader.to_check()
    address = reader.ways["Send"]
    assert not any(word in address for word in ("people", "night", "needs", "almaty", "none"))


def test_the_way_back_keeps_all_answers(reader):
    reader.to_check()
    reader.get(reader.text.split('class="back" href="')[1].split('"')[0])
    assert "Where?" in reader.text
    reader.follow("Almaty, Medeu")
    assert "Almaty, Medeu" in reader.text
    assert "2 people" in reader.text


def test_more_than_six_people_are_a_number(reader):
    reader.get("/en/intake/people/")
    reader.answer = reader.client.post("/en/intake/people/", {"people": "17"}, follow=True)
    for label in ("Tomorrow", "A week", "Nothing special", "Anywhere"):
        reader.follow(label)
    assert "17 people" in reader.text
    assert "We split you up only if you say yes." in reader.text


@pytest.mark.parametrize("typed", ["", "0", "61", "many", "-3", "1.5", "9" * 30])
def test_a_number_that_cannot_be_is_refused_in_words(client, typed):
    page = client.post("/en/intake/people/", {"people": typed})
    assert page.status_code == 422
    assert "number" in page.content.decode()


@pytest.mark.parametrize(("typed", "night"), [("30.09", "2022-09-30"), ("tomorrow", "2022-09-26")])
def test_another_night_may_be_written(client, monkeypatch, typed, night):
    at(monkeypatch, 20)
    way = f"/en/intake/night/?t={Answers('2').sealed()}"
    page = client.post(way, {"night": typed})
    assert page.status_code == 302
    assert Answers.of(page.wsgi_request).people == "2"
    check = client.get(page["Location"].replace("/nights/", "/needs/"))
    assert check.status_code == 302  # nights are still missing, the night is not
    assert "/intake/nights/" in check["Location"]
    assert night


@pytest.mark.parametrize("typed", ["", "yesterday", "24.09.2022", "25.09.2024", "31.02"])
def test_a_night_that_cannot_be_is_refused_in_words(client, monkeypatch, typed):
    at(monkeypatch, 20)
    page = client.post(f"/en/intake/night/?t={Answers('2').sealed()}", {"night": typed})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    ("hour", "labels"),
    [
        (2, {"Tonight": "Saturday 24 September to Sunday 25 September", "Tomorrow": "Sunday 25 September"}),
        (9, {"Right now, until noon": "", "This evening": "Sunday 25", "Tomorrow": "Monday 26"}),
        (12, {"Tonight": "Sunday 25 September", "Tomorrow": "Monday 26 September"}),
        (23, {"Tonight": "Sunday 25 September", "Tomorrow": "Monday 26 September"}),
    ],
)
def test_tonight_turns_at_four_and_at_noon(reader, monkeypatch, hour, labels):
    at(monkeypatch, hour)
    reader.get(f"/en/intake/night/?t={Answers('2').sealed()}")
    ways = [name for name in reader.ways if name]
    assert ways[: len(labels)] == list(labels)
    assert all(hint in reader.text for hint in labels.values())


def test_ticks_become_needs_and_wants(client, team):
    told = Answers("1", date(2022, 9, 25).isoformat(), "2", "", str(team))
    page = client.post(
        f"/en/intake/needs/?t={told.sealed()}",
        {"needs": ["children", "smoking", "alone"], "language": "lang_kk", "sex": "sex_f"},
    )
    facts = Answers.of(client.get(page["Location"]).wsgi_request).to_facts()
    assert (facts.needs, facts.wants) == ({"children"}, {"smoking", "lang_kk"})
    assert (facts.sex, facts.is_protected) == ("f", True)


def test_a_tick_that_is_none_is_refused(client):
    way = f"/en/intake/needs/?t={Answers('1', '2022-09-25', '1').sealed()}"
    assert client.post(way, {"needs": ["sauna"]}).status_code == 422


@pytest.mark.parametrize(
    ("tick", "sentence"),
    [
        ("minor", "Somebody of our team looks at your request first."),
        ("alone", "We ask only places that two of our team have checked."),
    ],
)
def test_who_is_protected_reads_what_that_means(reader, team, tick, sentence):
    told = Answers("1", "2022-09-25", "2", tick, str(team))
    assert sentence in reader.get(f"/en/intake/check/?t={told.sealed()}").text


def test_a_poster_leads_to_the_first_question_in_the_readers_language(client):
    page = client.get("/bed", headers={"Accept-Language": "kk-KZ,ru;q=0.5"})
    assert page["Location"] == "/kk/intake/people/"
    assert client.get("/me/", headers={"Accept-Language": "uk"})["Location"] == "/uk/me/"


def test_where_no_city_is_set_up_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(queries, "list_cities", list)
    way = f"/en/intake/place/?t={Answers('1', '2022-09-25', '1', 'none').sealed()}"
    assert "No city is set up here yet." in client.get(way).content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/en/intake/people/").status_code == 405
