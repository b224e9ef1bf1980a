"""Pages for everybody: in every language, without a cookie, without a trace of who reads them."""

import re
from datetime import UTC, datetime

import pytest

from shanyrak.interfaces.public.information import pages, reading
from shanyrak.interfaces.public.information.kept import list_kept

LANGUAGES = ("ru", "kk", "en", "uk", "ky")
PAGES = ("", "places/", "guides/", "help/", "safety/", "privacy/", "about/", "languages/", "accessibility/")
GUIDES = tuple(f"guides/{text.slug}/" for text in reading.Texts().guides("en"))
DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(pages.clock, "now", lambda: DAY)


def body(client, path, **headers):
    return client.get(path, headers=headers).content.decode()


@pytest.mark.parametrize("name", [*PAGES, *GUIDES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_stands_in_every_language_and_keeps_nothing(client, language, name):
    response = client.get(f"/{language}/{name}")
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in text
    assert text.count("<h1") == 1
    assert response.cookies == {}
    assert "<script" not in text
    assert 'style="' not in text


@pytest.mark.parametrize("name", [*PAGES, *GUIDES])
def test_every_link_of_a_page_leads_somewhere(client, name):
    for address in set(re.findall(r'(?:href|action)="(/[^"]*)"', body(client, f"/en/{name}"))):
        assert client.get(address).status_code in {200, 302, 303}, address


def test_the_first_page_speaks_the_language_of_the_browser(client):
    response = client.get("/", headers={"Accept-Language": "uk,ru;q=0.8"})
    assert '<html lang="uk">' in response.content.decode()
    assert "Accept-Language" in response["Vary"]


def test_languages_keep_the_page_and_its_filter(client):
    text = body(client, "/en/places/?day=2")
    assert 'href="/kk/places/?day=2"' in text
    assert 'lang="ky" hreflang="ky"' in text


def test_a_page_without_secrets_is_packed(client):
    response = client.get("/ru/privacy/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_leaving_forgets_and_leads_away(client, settings):
    response = client.get("/x")
    assert response.status_code == 302
    assert response["Location"] == settings.OPTIONS.leave_to
    assert response["Clear-Site-Data"] == '"cache","cookies","storage"'
    assert response.cookies["sid"].value == ""


def test_privacy_shows_what_the_tables_say(client):
    text = body(client, "/en/privacy/")
    kept = list_kept()
    assert kept
    for row in kept:
        assert row.what.split("'")[0] in text
        assert row.until.split("'")[0] in text


def test_a_machine_translation_says_so_and_links_the_text_that_decides(client):
    assert 'class="drafted"' in body(client, "/kk/about/")
    assert 'href="/ru/about/"' in body(client, "/kk/about/")
    assert 'class="drafted"' not in body(client, "/ru/about/")


def test_safety_is_shown_in_russian_until_somebody_has_read_it(client):
    text = body(client, "/ky/safety/")
    assert '<div lang="ru">' in text
    assert "Это точно мы?" in text
    assert 'class="drafted"' not in text


def test_safety_names_the_site_and_says_that_there_is_no_bot(client):
    text = body(client, "/en/safety/", host="127.0.0.1")
    assert "127.0.0.1" in text
    assert "A bot in our name is false." in text


def test_a_guide_is_grey_after_two_weeks(client, monkeypatch):
    assert "not checked lately" not in body(client, "/en/guides/first-evening/")
    monkeypatch.setattr(pages.clock, "now", lambda: datetime(2026, 12, 8, 9, 0, tzinfo=UTC))
    assert "Nobody has checked this since 23 November 2026." in body(client, "/en/guides/first-evening/")


def test_a_guide_that_is_not_there_is_a_page_that_is_not_there(client):
    response = client.get("/en/guides/none/")
    assert response.status_code == 404
    assert "There is no such page." in response.content.decode()


def test_an_empty_list_of_places_says_what_to_do(client):
    text = body(client, "/en/places/")
    assert "No place is on the list now." in text
    assert 'href="/bed"' in text
