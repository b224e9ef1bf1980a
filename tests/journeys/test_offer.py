"""A host offers a room: at most 6 pages to Send, at most 9 things to say, nothing told of who they are."""

import re

import pytest
from playwright.sync_api import expect

from shanyrak.apps.hosting.models import Host, Space
from tests.factories import team_of

pytestmark = [pytest.mark.django_db(transaction=True)]
SLOW_MS = 30_000


@pytest.fixture(autouse=True)
def _team(transactional_db):
    team_of()


def test_a_room_is_offered_on_five_pages_with_three_taps_beside_going_on(phone):
    phone.set_default_timeout(SLOW_MS)
    pages = set()

    def tap(name, role="button"):
        pages.add(re.sub(r"\?.*", "", phone.url))
        phone.get_by_role(role, name=name).click()

    phone.goto("/en/")
    phone.get_by_role("link", name="I can host people").click()
    tap("2 people")
    tap("Continue")
    phone.get_by_label("A small child may come").check()
    tap("Continue")
    tap("Almaty, Medeu", "link")
    tap("Send", "link")
    assert len(pages) == 5
    expect(phone.locator("ol.code li")).to_have_count(7)
    words = phone.locator("ol.code li").all_text_contents()
    assert phone.context.cookies() == []
    phone.get_by_role("button", name="I wrote it down").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nothing to do now")
    assert (Host.objects.count(), Space.objects.get().features) == (1, "children")
    phone.get_by_role("button", name="Sign out").click()
    phone.goto("/en/me/")
    phone.get_by_label("Code phrase").fill(" ".join(words))
    phone.get_by_role("button", name="Open").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nothing to do now")
