"""A coordinator's evening: sign in, plan for all, read what the plan changes, send it, take it back."""

from datetime import timedelta

import pytest

from shanyrak.apps.accounts import hashing
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.services import running
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM
from tests.factories import NOW, offered_space
from tests.journeys import checks, city
from tests.journeys.test_every_page import FORMS

MOST_CLICKS = 3
LATER = NOW + timedelta(minutes=1)
WITHIN_MS = 60_000
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def now(monkeypatch, transactional_db):
    told = {"now": NOW}
    monkeypatch.setattr(clock, "now", lambda: told["now"])
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    city.evening(8)
    for _ in range(2):
        offered_space(beds=4, district="Medeu", level=3)
    return told


def faults(page):
    """Return what is wrong with a page on a phone and on a desk, in light and dark.

    Without scripts a page that moves on is loaded anew under our hands: it is looked at with scripts only.
    """
    if not page.has_scripts:
        return []
    wrong, size = [], page.viewport_size
    # What is looked at holds still: no part of it is renewed meanwhile.
    page.route("**/plans/**", lambda route: route.abort())
    for width, scheme in FORMS:
        page.set_viewport_size({"width": width, "height": 800})
        # Colours take a moment to change where motion is welcome: they are looked at when they have.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wrong += [f"{width} {scheme}: {fault}" for fault in checks.faults_of(page)]
        if (pixels := checks.n_sideways(page)) > 0:
            wrong.append(f"{width} {scheme}: scrolls sideways by {pixels}")
    page.unroute("**/plans/**")
    page.set_viewport_size(size)
    return wrong


def sign_in(page, member, moment):
    page.goto("/staff/accounts/sign-in/")
    page.locator("[name=username]").fill(member.username)
    page.locator("[name=passphrase]").fill(member.phrase)
    page.locator("[name=code]").fill(member.code(moment))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/staff/")


@pytest.fixture(params=[(1280, True), (320, False)], ids=["desk", "phone without scripts"])
def desk(request, browser, live_server):
    width, has_scripts = request.param
    told = {"java_script_enabled": has_scripts, "viewport": {"width": width, "height": 800}}
    with browser.new_context(base_url=live_server.url, locale="en-GB", **told) as context:
        page = context.new_page()
        page.has_scripts = has_scripts
        page.set_default_timeout(WITHIN_MS)
        yield page


def test_a_plan_is_made_and_sent_in_three_presses(desk, now):
    member = city.member("coordinator")
    now["now"] = LATER
    sign_in(desk, member, LATER)
    clicks = []

    def press(name):
        desk.get_by_role("button", name=name, exact=True).click()
        clicks.append(name)

    press("Plan for all")
    desk.get_by_role("heading", name="The plan waits for the planner").wait_for()
    wrong = faults(desk)
    assert running.run_plan(actor=SYSTEM, now=LATER, clock=clock.now)
    # The page goes on by itself: nothing is pressed until the plan is there.
    desk.get_by_role("heading", name="Plan of 20:01").wait_for()
    desk.locator("summary").click()
    wrong += faults(desk)
    assert desk.get_by_text("This is proved").count() == 1
    press("Send all")
    desk.get_by_role("button", name="Undo").wait_for()
    services.send_rows(actor=SYSTEM, now=LATER)
    wrong += faults(desk)
    assert len(clicks) <= MOST_CLICKS
    assert wrong == []
    # A hall needs no host's yes: its rows are offered at once.
    sent = Stay.objects.filter(plan__isnull=False, state__in=("held", "host_yes"))
    assert sent.exists()
    press("Undo")
    desk.get_by_role("button", name="Send all").wait_for()
    assert not sent.exists()


def test_a_plan_can_be_read_and_sent_by_keys_alone(browser, live_server, now):
    member = city.member("coordinator")
    with browser.new_context(base_url=live_server.url) as context:
        context.add_cookies([{"name": "member", "value": member.token, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(WITHIN_MS)
        page.goto("/staff/stays/plans/")
        reach(page, "Plan for all")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="The plan waits for the planner").wait_for()
        reach(page, "Stop it")
        page.wait_for_timeout(1_500)
        # The part that is renewed every second leaves the keyboard where it was.
        assert focused(page) == "Stop it"
        assert running.run_plan(actor=SYSTEM, now=NOW, clock=clock.now)
        page.get_by_role("heading", name="Plan of 20:00").wait_for()
        assert page.locator("#told").inner_text() == "Plan of 20:00"
        row = page.locator("[name=row]").first
        row.focus()
        page.keyboard.press("Space")
        reach(page, "Keep the ticked in the next plan")
        page.keyboard.press("Enter")
        page.get_by_text("kept", exact=True).wait_for()
        reach(page, "Send all")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Undo").wait_for()


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def reach(page, name):
    """Press Tab until the element with this text has the keyboard."""
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"no key leads to {name}")
