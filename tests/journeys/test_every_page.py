"""Every page of the public, in every language: light, quick, without a trace, and for everybody.

Each page is looked at on a phone and on a desk, once light and once dark, its languages in turn; with
SHANYRAK_EVERY=1 each in all five languages and all four forms.
"""

import os
import re

import pytest

from shanyrak.apps.accounts import hashing
from shanyrak.base import clock
from tests.factories import NOW
from tests.interfaces.public.test_who_may import PAGES
from tests.interfaces.staff.test_who_may import PAGES as PAGES_OF_MEMBERS
from tests.journeys import checks, visitors

LANGUAGES = ("ru", "kk", "en", "uk", "ky")
FORMS = [(320, "light"), (1280, "dark"), (320, "dark"), (1280, "light")]
IS_EVERY = os.environ.get("SHANYRAK_EVERY") == "1"
PUBLIC = (visitors.stranger, visitors.party_on_its_way, visitors.host_with_people)
# These answer GET, and are no pages: they lead on to one, or are read by machines.
LEADS_ON = {"bare:bed", "bare:host", "bare:leave", "public:me_change", "staff:stays:plans"}
FOR_MACHINES = {"healthz", "audit/heads", "public:intake:puzzle", "staff:stays:certificate"}
SAME_AS_BEHIND_A_LANGUAGE = {"bare:home", "bare:me"}
# Pages on which a key is made or typed may load the scripts that do so.
WITH_SCRIPTS = re.compile(r"^(me/|intake/(phrase|check|keep|words|wait|puzzle)|hosting/(ask|offer/phrase))")
LIGHT_B, HEAVY_B = 14_336, 61_440
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _evening(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


def test_no_page_is_forgotten():
    """Every page that a browser can open is opened by somebody whose pages are looked at below."""
    all_pages = {name for name, (_, ways) in (PAGES | PAGES_OF_MEMBERS).items() if "GET" in ways.split()}
    seen = set().union(*(make().names() for make in (*PUBLIC, visitors.member)))
    assert seen == all_pages - LEADS_ON - FOR_MACHINES - SAME_AS_BEHIND_A_LANGUAGE


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
@pytest.mark.parametrize("make", PUBLIC, ids=lambda make: make.__name__)
def test_everybody_can_use_every_page(make, form, browser, live_server):
    visitor, (width, scheme) = make(), FORMS[form]
    size = {"width": width, "height": 800}
    wrong = []
    with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
        visitor.enter(context, live_server)
        for address in in_turn(visitor.pages(), form):
            page = context.new_page()
            wrong += look(page, address, width)
            if checks.n_kept(page) > bool(visitor.cookie):
                wrong.append(f"{address}: it keeps something in the browser")
            page.close()
    assert wrong == []


@pytest.mark.parametrize("make", PUBLIC, ids=lambda make: make.__name__)
def test_a_first_view_is_light(make, browser, live_server):
    visitor, heavy = make(), []
    with browser.new_context(base_url=live_server.url) as context:
        visitor.enter(context, live_server)
        scales = checks.Scales(context.new_page())
        for path in visitor.pages():
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
    assert heavy == [], [(p[:30], n, [u[-40:] for u in a]) for p, n, a in heavy]


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
