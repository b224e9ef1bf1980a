"""What people come for, done with the keyboard alone; plans and doors have such stories of their own."""

import pytest
from playwright.sync_api import expect

from shanyrak.apps.accounts import hashing
from shanyrak.apps.hosting.models import Check, Host, Site, Space
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import SafeCheck, Stay
from shanyrak.base import clock
from tests.apps.stays.conftest import party, proposed, state
from tests.factories import NOW, offered_space, team_of
from tests.journeys import city
from tests.journeys.visitors import moved, signed_in
from tests.people import COORDINATOR

MOST_TABS = 150
WITHIN_MS = 30_000
HERE = """name => { const it = document.activeElement
  const told = (it.labels?.[0] ?? it).innerText || it.getAttribute('aria-label') || ''
  return told.trim().startsWith(name) }"""
pytestmark = [pytest.mark.django_db(transaction=True)]


class Keys:
    """A person who has no mouse."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(WITHIN_MS)

    def reach(self, name):
        """Press Tab until the keyboard is at what has this name."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(HERE, name):
                return self
        raise AssertionError(f"no key leads to {name}")

    def go(self, name):
        """Press Enter on what has this name, and wait for the page that it leads to."""
        self.reach(name)
        with moved(self.page):
            self.page.keyboard.press("Enter")
        return self

    def tick(self, name):
        """Tick what has this name."""
        self.reach(name)
        self.page.keyboard.press("Space")
        return self


@pytest.fixture
def keys(browser, live_server, transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)  # after midnight the first question has other words
    with browser.new_context(base_url=live_server.url, locale="en-GB") as context:
        yield Keys(context.new_page())


@pytest.fixture
def desk(keys, live_server, monkeypatch):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    keys.told = city.evening(12)
    signed_in(keys.page.context, live_server, city.member("coordinator", "vetter"))
    return keys


def heading(keys):
    return expect(keys.page.get_by_role("heading", level=1))


def test_a_bed_is_asked_for(keys):
    team_of()
    keys.page.goto("/en/")
    keys.go("I need a place to sleep").go("2 people").go("Tonight").go("2 nights")
    keys.go("Nothing special").go("Anywhere in Almaty").go("Send")
    expect(keys.page.locator("ol.code li")).to_have_count(7)
    keys.go("I wrote it down")
    heading(keys).to_have_text("No place yet. We keep looking.")
    assert Party.objects.get().people == 2


def test_a_room_is_offered(keys):
    team_of()
    keys.page.goto("/en/")
    keys.go("I can host people").go("2 people").go("Continue")
    keys.tick("A small child may come").go("Continue").go("Almaty, Medeu").go("Send")
    expect(keys.page.locator("ol.code li")).to_have_count(7)
    keys.go("I wrote it down")
    assert (Host.objects.count(), Space.objects.get().features) == (1, "children")


def test_a_host_says_yes(keys, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    stay = proposed(party(), offered_space())
    keys.page.goto(f"/en/hosting/ask/#{services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)}")
    heading(keys).to_have_text("Can they come to you?")
    keys.go("Yes")
    assert state(stay) == "host_yes"


def test_a_request_is_opened_and_its_first_place_held(desk):
    made = party()
    offered_space(beds=4, district="Medeu", level=3)
    desk.page.goto("/staff/")
    desk.page.keyboard.press("/")
    desk.page.keyboard.type(Party.objects.get(id=made).code)
    with moved(desk.page):
        desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("j")
    with moved(desk.page):
        desk.page.keyboard.press("Enter")
    desk.page.get_by_role("button", name="Hold for 30 minutes").first.wait_for()
    desk.go("Hold for 30 minutes")
    assert Stay.objects.get(party=made).state == "held"


def test_hosts_are_asked_whether_they_still_offer(desk):
    Host.objects.update(fresh_on=NOW.date().replace(day=1))
    desk.page.goto("/staff/hosting/")
    desk.go("Ask tonight")
    assert Host.objects.filter(is_question_owed=True).exists()


def test_a_check_is_noted(desk):
    before = Check.objects.count()
    desk.page.goto("/staff/hosting/vetting/")
    desk.go("Passed")
    assert Check.objects.count() == before + 1


def test_an_alarm_is_looked_into(desk):
    before = SafeCheck.objects.filter(closed_on=None).count()
    desk.page.goto("/staff/hosting/safe/")
    desk.go("I have looked into it")
    assert SafeCheck.objects.filter(closed_on=None).count() == before - 1


def test_a_site_is_founded(desk):
    desk.page.goto("/staff/hosting/sites/found/")
    desk.reach("Name")
    desk.page.keyboard.type("School 41")
    with moved(desk.page):
        desk.page.keyboard.press("Enter")
    assert Site.objects.filter(name="School 41").exists()


def test_what_is_handed_over_leads_to_its_list(desk):
    desk.page.goto("/staff/shifts/")
    first = desk.page.locator(".counters a").first.inner_text().split()[0]
    desk.go(first)
    assert "/handover/" not in desk.page.url
