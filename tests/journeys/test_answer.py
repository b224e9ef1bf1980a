"""A host answers a question in two taps: open the link, and Yes. Whoever only looks answers nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import Stay
from shanyrak.base import clock
from tests.apps.stays.conftest import party, proposed, state
from tests.factories import NOW, offered_space
from tests.people import COORDINATOR

pytestmark = [pytest.mark.django_db(transaction=True)]
# What fetches links in messages, to show a picture of them.
ROBOTS = (
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1",
    "Twitterbot/1.0",
    "Slackbot-LinkExpanding 1.0",
    "Discordbot/2.0",
    "SkypeUriPreview Preview/0.5",
    "LinkedInBot/1.0",
    "vkShare",
    "Viber/20.0",
)


@pytest.fixture
def stay(transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    return proposed(party(), offered_space())


def test_two_taps_answer_with_scripts_and_a_code_without(phone, stay):
    if phone.has_scripts:
        token = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
        phone.goto(f"/en/hosting/ask/#{token}")
    else:
        code = services.draw_ask_code(actor=COORDINATOR, now=NOW, stay=stay)
        phone.goto("/en/hosting/ask/")
        phone.get_by_label("Code").fill(code)
        phone.get_by_role("button", name="Show the question").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Can they come to you?")
    assert "#" not in phone.url
    assert state(stay) == "held"
    phone.get_by_role("button", name="Yes").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You said yes. Thank you.")
    assert state(stay) == "host_yes"


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_that_looks_at_links_answers_nothing(client, stay, robot):
    token = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
    before = Stay.objects.filter(id=stay).values().get()
    for method in (client.get, client.head):
        for page in ("", "yes/", "no/", "reasons/"):
            method(f"/en/hosting/ask/{page}?token={token}", headers={"user-agent": robot})
    assert Stay.objects.filter(id=stay).values().get() == before
