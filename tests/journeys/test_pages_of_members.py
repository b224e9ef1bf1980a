"""Pages of members, found in the routes: for everybody, and within what a slow link carries."""

import pytest

from shanyrak.apps.accounts import hashing
from shanyrak.base import clock
from tests.factories import NOW
from tests.journeys import checks, visitors
from tests.journeys.test_every_page import FORMS, IS_EVERY, LANGUAGES

MOST_B, MOST_REQUESTS = 61_440, 6
WITH_KEYS = 12  # requests of a page on which keys are made or used: its script comes in modules
KEYS_ARE_READ = ("staff/vault/", "staff/accounts/sign-in/")
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _evening(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


def look(page, address):
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(address)
    wrong += checks.faults_of(page)
    if (pixels := checks.n_sideways(page)) > 0:
        wrong.append(f"scrolls sideways by {pixels}")
    return [f"{address}: {fault}" for fault in wrong]


@pytest.mark.parametrize("form", range(len(FORMS)), ids=[f"{width}-{scheme}" for width, scheme in FORMS])
def test_members_can_use_every_page(form, browser, live_server):
    width, scheme = FORMS[form]
    size, wrong, member = {"width": width, "height": 800}, [], visitors.member()
    pages = member.pages()
    with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
        member.enter(context, live_server)
        for language in LANGUAGES if IS_EVERY else (LANGUAGES[form],):
            member.read(language)
            for path in pages if IS_EVERY else pages[form // 2 :: 2]:
                page = context.new_page()
                wrong += look(page, f"/{path}")
                page.close()
    assert wrong == []


def test_a_page_of_members_is_light(browser, live_server):
    member, heavy = visitors.member(), []
    with browser.new_context(base_url=live_server.url) as context:
        member.enter(context, live_server)
        scales = checks.Scales(context.new_page())
        for path in member.pages():
            n_bytes, asked = scales.weigh(f"/{path}")
            # The sign in the tab, and the best places of a request, are asked for once the page is there.
            first = [url for url in asked if not url.endswith((".svg", "/places/"))]
            most = WITH_KEYS if path.startswith(KEYS_ARE_READ) else MOST_REQUESTS
            if n_bytes > MOST_B or len(first) > most:
                heavy.append((path, n_bytes, asked))
    assert heavy == []
