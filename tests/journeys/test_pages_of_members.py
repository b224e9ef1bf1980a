"""Pages of members, found in the routes: for everybody, and within what a slow link carries."""

import pytest
from django.test import Client

from shanyrak.apps.accounts import hashing
from shanyrak.base import clock
from tests.factories import NOW
from tests.journeys import checks, city
from tests.journeys.addresses import addresses
from tests.journeys.test_every_page import FORMS, IS_EVERY, LANGUAGES, is_page

ROLES = ("coordinator", "vetter", "hall_manager", "clerk", "analyst", "operator")
MOST_B, MOST_REQUESTS = 61_440, 6
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    return city.evening(12)


def known_to(member, told):
    """Return the pages that open for a member."""
    client = Client()
    client.cookies["member"] = member.token
    return [path for path in addresses("staff", told) if is_page(client.get(f"/{path}"))]


def signed_in(context, server, member):
    context.add_cookies([{"name": "member", "value": member.token, "url": server.url}])


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
def test_members_can_use_every_page(form, browser, live_server, told):
    width, scheme = FORMS[form]
    languages = LANGUAGES if IS_EVERY else (LANGUAGES[form],)
    size, wrong = {"width": width, "height": 800}, []
    for language in languages:
        member = city.member(*ROLES, language=language)
        paths = known_to(member, told)
        with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
            signed_in(context, live_server, member)
            for path in paths if IS_EVERY else paths[form // 2 :: 2]:
                page = context.new_page()
                wrong += look(page, f"/{path}")
                page.close()
    assert wrong == []


def test_a_page_of_members_is_light(browser, live_server, told):
    member, heavy = city.member(*ROLES), []
    with browser.new_context(base_url=live_server.url) as context:
        signed_in(context, live_server, member)
        scales = checks.Scales(context.new_page())
        for path in known_to(member, told):
            n_bytes, asked = scales.weigh(f"/{path}")
            # The sign in the tab, and the best places of a request, are asked for once the page is there.
            first = [url for url in asked if not url.endswith((".svg", "/places/"))]
            if n_bytes > MOST_B or len(first) > MOST_REQUESTS:
                heavy.append((path, n_bytes, asked))
    assert heavy == []
