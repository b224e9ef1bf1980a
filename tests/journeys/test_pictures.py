"""Pictures of the main pages: `make pictures`. SHANYRAK_PICTURES names the folder, else none is taken.

SHANYRAK_SCHEME=dark takes them in dark, SHANYRAK_LANGUAGE in another language.
"""

import os
from itertools import cycle
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from shanyrak.apps.accounts import hashing
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.models import PlanRun
from shanyrak.apps.stays.services import Place, running
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM, Actor
from tests.apps.stays.conftest import party as asking
from tests.factories import NOW, nights, offered_space, team_of
from tests.interfaces.public.stays.conftest import Story
from tests.journeys import city
from tests.journeys.visitors import ROLES
from tests.people import COORDINATOR

FOLDER = os.environ.get("SHANYRAK_PICTURES")
SCHEME = os.environ.get("SHANYRAK_SCHEME", "light")
LANGUAGE = os.environ.get("SHANYRAK_LANGUAGE", "")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 600}
MOST_B = 120 * 1024
SLOW_MS = 60_000
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not FOLDER, reason="only `make pictures` takes pictures"),
]


@pytest.fixture
def evening(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


class Camera:
    """Opens pages as somebody and keeps what they look like."""

    def __init__(self, browser, server, *, size=PHONE, cookie=None):
        context = browser.new_context(base_url=server.url, viewport=size, color_scheme=SCHEME)
        context.set_default_timeout(SLOW_MS)
        if cookie:
            name, value = cookie
            context.add_cookies([{"name": name, "value": value, "url": server.url}])
        self.page = context.new_page()

    def open(self, address):
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self

    def take(self, name):
        path = Path(FOLDER) / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        assert path.stat().st_size <= MOST_B, f"{name} is too heavy"


def in_language(usual):
    """Return the first word of an address: the language that was asked for, else the usual one."""
    return LANGUAGE or usual


def address_of(name, **parts):
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        pytest.skip(f"there is no {name} yet")


def test_pages_of_who_asks_for_a_bed(browser, live_server, evening):
    team_of()
    language = in_language("ru")
    camera = Camera(browser, live_server)
    camera.open(f"/{language}/").take("home")
    camera.open(f"/{language}/intake/people/").take("question")
    for step in ("night", "nights", "needs", "place", "check", "phrase"):
        camera.page.locator("main a.wide, main a.button").first.click()
        camera.page.wait_for_url(f"**/intake/{step}/**")
    camera.page.locator("ol.code li").nth(6).wait_for()
    camera.take("phrase")


def test_page_of_a_party(browser, live_server, evening):
    story = Story(nights=5).told()
    beds = offered_space(level=3, district="Bostandyk")
    stays.propose_stay(
        actor=COORDINATOR, now=NOW, party=story.party.id, places=[Place(beds.space, nights(2, 3))]
    )
    camera = Camera(browser, live_server, cookie=("sid", story.party.token))
    camera.open(f"/{in_language('en')}/me/").take("me")


def test_pages_of_a_host(browser, live_server, evening):
    story = Story(people=3, nights=2, is_vouched=True).asked(beds=4)
    token = stays.draw_ask_link(actor=COORDINATOR, now=NOW, stay=story.stay)
    Camera(browser, live_server).open(f"/{in_language('ru')}/hosting/ask/#{token}").take("ask")
    stays.accept_for_host(actor=story.host, now=NOW, stay=story.stay)
    stays.accept_for_party(actor=story.party.actor, now=NOW, stay=story.stay)
    signed_in = intake.begin_sign_in(actor=Actor("host", id=story.host.id), now=NOW)
    camera = Camera(browser, live_server, cookie=("sid", signed_in))
    camera.open(f"/{in_language('en')}/me/").take("host")


def test_pages_of_members(browser, live_server, evening):
    known = city.evening(30)
    for n in range(14):
        waiting = asking(people=1 + n % 4, nights=2 + n % 5, is_protected=n % 5 == 0)
    for district, beds in zip(cycle(city.DISTRICTS), (3, 2, 4, 2, 5, 3), strict=False):
        offered_space(beds=beds, district=district, level=3, span=nights(0, 5))
    member = city.member(*ROLES, language=in_language("en"))
    camera = Camera(browser, live_server, size=DESK, cookie=("member", member.token))
    plan = stays.request_plan(actor=member.actor, now=NOW, seed=7)
    running.run_plan(actor=SYSTEM, now=NOW, clock=clock.now)
    assert PlanRun.objects.get(id=plan).state == "done"
    camera.open(address_of("staff:stays:tonight")).take("tonight")
    camera.open(address_of("staff:stays:plan", plan=plan)).take("plan")
    camera.open(address_of("staff:intake:party", code=Party.objects.get(id=waiting).code)).take("party")
    camera.open(address_of("staff:hosting:site", site=known["site"])).take("roster")
