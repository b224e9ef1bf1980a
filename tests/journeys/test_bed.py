"""An arrival asks for a bed: at most 8 taps and 7 screens, nothing typed, nothing told of who they are."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from shanyrak.apps.intake.models import Party
from tests.factories import team_of

pytestmark = [pytest.mark.django_db(transaction=True)]
SLOW_MS = 30_000
WORDS = {"en": "I need a place to sleep", "ru": "I need a place to sleep"}


@dataclass
class Counted:
    """A person who taps; counts taps and the screens on which they had to."""

    page: Page
    taps: int = 0
    screens: list[str] = field(default_factory=list)

    def tap(self, name, role="link"):
        self.screens.append(re.sub(r"\?.*", "", self.page.url))
        self.page.get_by_role(role, name=name).click()
        self.taps += 1


@pytest.fixture(autouse=True)
def _team(transactional_db):
    team_of()


@pytest.fixture
def phone(phone):
    phone.errors = []
    phone.on("console", lambda told: phone.errors.append(told.text) if told.type == "error" else None)
    phone.on("pageerror", lambda error: phone.errors.append(str(error)))
    phone.set_default_timeout(SLOW_MS)
    return phone


def answer_questions(person):
    person.tap("2 people")
    person.tap(re.compile("^Tonight|^Right now"))
    person.tap(re.compile("^2 nights"))
    person.tap("Nothing special")
    person.tap("Anywhere in Almaty")
    person.tap("Send")


def ask(page):
    person = Counted(page)
    page.goto("/en/")
    person.tap("I need a place to sleep")
    answer_questions(person)
    expect(page.locator("ol.code li")).to_have_count(7)
    person.words = page.locator("ol.code li").all_text_contents()
    person.panic = page.locator("#panic").text_content()
    assert page.context.cookies() == []
    person.tap("I wrote it down", role="button")
    expect(page.get_by_role("heading", level=1)).to_have_text("No place yet. We keep looking.")
    return person


def test_a_bed_is_asked_for_with_eight_taps_on_seven_screens(phone):
    person = ask(phone)
    assert person.taps == 8
    assert len(set(person.screens[1:])) == 7  # the first page apart
    party = Party.objects.get()
    assert (party.people, party.nights, party.needs, party.sex) == (2, 2, "", "")
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["sid"]
    assert phone.errors == []
    if phone.has_scripts:
        assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
