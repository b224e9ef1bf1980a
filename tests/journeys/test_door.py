"""The evening at the door of a hall, with the keyboard alone: one key an act, and the hands stay there."""

import pytest

from shanyrak.apps.accounts import hashing
from shanyrak.apps.stays.models import Stay
from shanyrak.base import clock
from tests.factories import NOW
from tests.journeys import city
from tests.journeys.visitors import moved, signed_in

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(monkeypatch, transactional_db):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    return city.evening(8)


def focus(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_people_come_in_with_one_key_each(browser, live_server, told):
    wrong = []
    with browser.new_context(base_url=live_server.url) as context:
        signed_in(context, live_server, city.member("clerk"))
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"/staff/hosting/sites/{told['site']}/")
        page.keyboard.press("j")
        row = focus(page)
        with moved(page):
            page.keyboard.press("i")
        stay = Stay.objects.get(id=row.removeprefix("s-"))
        assert (stay.state, focus(page)) == ("in", row)
        with moved(page):
            page.keyboard.press("u")
        stay.refresh_from_db()
        assert (stay.state, focus(page)) == ("told", row)
        page.keyboard.press("/")
        page.keyboard.type(stay.party.code)
        with moved(page):
            page.keyboard.press("Enter")
        with moved(page):
            page.keyboard.press("Enter")
        stay.refresh_from_db()
        assert (stay.state, focus(page)) == ("in", "find")
    assert wrong == []


def test_who_has_no_request_is_in_after_three_keys(browser, live_server, told):
    with browser.new_context(base_url=live_server.url) as context:
        signed_in(context, live_server, city.member("clerk"))
        page = context.new_page()
        page.goto(f"/staff/hosting/sites/{told['site']}/")
        with moved(page):
            page.keyboard.press("w")
        page.keyboard.press("3")
        with moved(page):
            page.keyboard.press("Enter")
        assert "in. 3 people, room 1." in page.locator("[role=status]").first.inner_text()
