"""Every page of the public, in every language: light, quick, without a trace, and for everybody.

Each page is looked at on a phone and on a desk, once light and once dark, its languages in turn; with
SHANYRAK_EVERY=1 each in all five languages and all four forms.
"""

import os
import re

import pytest

from shanyrak.base import clock
from tests.factories import NOW
from tests.interfaces.public.stays.conftest import Story
from tests.journeys import checks
from tests.journeys.addresses import addresses

LANGUAGES = ("ru", "kk", "en", "uk", "ky")
FORMS = [(320, "light"), (1280, "dark"), (320, "dark"), (1280, "light")]
IS_EVERY = os.environ.get("SHANYRAK_EVERY") == "1"
SLUGS = {"slug": "false-help"}
# Pages on which a key is made or typed may load the scripts that do so.
WITH_SCRIPTS = re.compile(r"^(me/|intake/(phrase|check|keep|words|wait|puzzle)|hosting/(ask|offer/phrase))")
LIGHT_B, HEAVY_B = 14_336, 61_440
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _evening(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def anonymous(client):
    """Return the public pages that a stranger may open, without their language."""
    return [path for path in addresses("public", SLUGS) if is_page(client.get(f"/ru/{path}"))]


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


def in_turn(paths, form):
    """Yield the addresses that are looked at in this form; two forms that differ in all go together."""
    for i, path in enumerate(paths):
        if IS_EVERY:
            yield from (f"/{language}/{path}" for language in LANGUAGES)
        elif i % 2 == form // 2:
            yield f"/{LANGUAGES[(i // 2 + form) % len(LANGUAGES)]}/{path}"


def look(page, address, width):
    """Return what is wrong with a page."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(address)
    wrong = [*checks.faults_of(page), *checks.small_targets(page), *told]
    for change in (checks.lengthen, checks.enlarge) if width > 320 else (checks.lengthen,):
        if (pixels := checks.n_sideways(page)) > 0:
            wrong.append(f"scrolls sideways by {pixels}")
        change(page)
    if (pixels := checks.n_sideways(page)) > 0:
        wrong.append(f"with longer or larger text it scrolls sideways by {pixels}")
    return [f"{address}: {fault}" for fault in wrong]


@pytest.mark.parametrize("form", range(len(FORMS)), ids=[f"{width}-{scheme}" for width, scheme in FORMS])
def test_everybody_can_use_every_page(form, browser, live_server, client):
    Story().offered()
    width, scheme = FORMS[form]
    size = {"width": width, "height": 800}
    wrong = []
    with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
        for address in in_turn(anonymous(client), form):
            page = context.new_page()
            wrong += look(page, address, width)
            if checks.n_kept(page):
                wrong.append(f"{address}: it keeps something in the browser")
            page.close()
    assert wrong == []


@pytest.mark.parametrize("form", range(len(FORMS)), ids=[f"{width}-{scheme}" for width, scheme in FORMS])
def test_a_party_can_use_every_page_of_its_own(form, browser, live_server):
    story = Story().told()
    width, scheme = FORMS[form]
    paths = [path for path in addresses("public", {"stay": str(story.stay)}) if path.startswith("me/")]
    paths = [path for path in paths if is_page(story.client.get(f"/ru/{path}"))]
    size = {"width": width, "height": 800}
    cookie = {"name": "sid", "value": story.party.token, "url": live_server.url}
    wrong = []
    with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
        context.add_cookies([cookie])
        for address in in_turn(paths, form):
            page = context.new_page()
            wrong += look(page, address, width)
            page.close()
    assert paths
    assert wrong == []


def test_a_first_view_is_light(browser, live_server, client):
    Story().offered()
    heavy = []
    with browser.new_context(base_url=live_server.url) as context:
        scales = checks.Scales(context.new_page())
        for path in anonymous(client):
            n_bytes, asked = scales.weigh(f"/ru/{path}")
            scripts = [url for url in asked if url.endswith(".js")]
            files = [
                url for url in asked if not url.endswith(".svg")
            ]  # the sign in the tab is asked for later
            may_be_heavy = bool(WITH_SCRIPTS.match(path) and scripts)
            is_light = n_bytes <= LIGHT_B and len(files) <= 2 and not scripts
            is_ours = all(url.startswith(live_server.url) for url in asked)
            if not is_ours or not (n_bytes <= HEAVY_B if may_be_heavy else is_light):
                heavy.append((path, n_bytes, asked))
    assert heavy == []


def test_a_page_is_read_by_keyboard_alone(browser, live_server):
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/ru/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
        seen = []
        for _ in range(4):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("getComputedStyle(document.activeElement).boxShadow"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/places/")
    assert all("px" in shadow for shadow in seen)


def test_one_tap_leaves(browser, live_server):
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.route("https://**", lambda route: route.fulfill(body="elsewhere"))
        page.goto("/ru/")
        page.locator("a.leave").click()
        page.wait_for_url("https://**")
        assert context.cookies() == []
