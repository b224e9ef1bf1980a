"""The pages that a proxy shows by itself: as the site would say it, in all languages, small, and whole."""

import re

import pytest

from tools import error_pages

PAGES = error_pages.pages()


@pytest.mark.parametrize("status", PAGES)
def test_a_page_is_as_the_catalogues_say(status):
    written = (error_pages.FOLDER / f"{status}.html").read_text(encoding="utf-8")
    assert written == PAGES[status], "run `make messages`"


@pytest.mark.parametrize("text", PAGES.values(), ids=map(str, PAGES))
def test_it_speaks_five_languages_and_asks_for_nothing(text):
    assert len(text.encode()) < 6000
    assert re.findall(r'<section lang="(\w+)"', text) == list(error_pages.LANGUAGES)
    assert not re.search(r"src=|url\(|<script|<link", text)
