"""The first word of an address says the language, else the browser; nothing else does."""

import pytest

from shanyrak.interfaces.shared.language import language_of_path, preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de-DE,kk;q=0.5", "kk"),
        ("uk;q=0.3,ky;q=0.9", "ky"),
        ("zh", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;q=,,", "en"),
    ],
)
def test_the_browsers_first_language_of_ours_is_taken(accepted, language):
    assert preferred(accepted) == language


def test_a_city_without_english_falls_back_to_its_first(settings):
    settings.LANGUAGES = [("kk", "x"), ("ru", "y")]
    assert preferred("zh") == "kk"


@pytest.mark.parametrize(
    ("path", "language"), [("/ru/me/", "ru"), ("/kk", "kk"), ("/rus/", None), ("/", None)]
)
def test_an_address_begins_with_its_language(path, language):
    assert language_of_path(path) == language


@pytest.mark.parametrize(
    ("path", "language", "varies"),
    [("/uk/nothing/", "uk", False), ("/nothing/", "ky", True)],
)
def test_an_answer_says_its_language(client, path, language, varies):
    client.cookies["django_language"] = "kk"
    response = client.get(path, headers={"Accept-Language": "ky"})
    assert response["Content-Language"] == language
    assert ("Accept-Language" in response.get("Vary", "")) is varies
