"""An arrival asks for a bed: at most 8 taps and 7 screens, nothing typed, nothing told of who they are."""

import re
from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from shanyrak.apps.intake import keys
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.models import Stay
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, Actor, PartyId
from shanyrak.base.nights import tonight
from tests.factories import NOW, facts_of, nights, offered_space, sent_proof, team_of
from tests.people import member_of

pytestmark = [pytest.mark.django_db(transaction=True)]
SLOW_MS = 30_000


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
    answer_questions_up_to_check(person)
    person.tap("Send")


def answer_questions_up_to_check(person):
    person.tap("2 people")
    person.tap(re.compile("^Tonight|^Right now"))
    person.tap(re.compile("^2 nights"))
    person.tap("Nothing special")
    person.tap("Anywhere in Almaty")


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


def test_a_bed_is_asked_for_in_other_languages_by_taps_alone(browser, browser_context_args, live_server):
    told = {**browser_context_args, "java_script_enabled": False, "base_url": live_server.url}
    for language in ("ru", "kk"):
        with browser.new_context(**told) as context:
            page = context.new_page()
            page.set_default_timeout(SLOW_MS)
            page.goto(f"/{language}/intake/people/")
            # Five answers and the check; then the phrase. With the first page that is eight taps.
            for step in ("night", "nights", "needs", "place", "check", "words"):
                page.locator("main a.wide, main a.button").first.click()
                page.wait_for_url(f"**/{language}/intake/{step}/**")
            page.locator("main form button.button").click()
            page.wait_for_url(f"**/{language}/me/")
    assert Party.objects.count() == 2


def test_back_and_reload_lose_no_answer(phone):
    person = Counted(phone)
    phone.goto("/en/intake/people/")
    answer_questions_up_to_check(person)
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Where?")
    phone.go_back()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What must the place have?")
    phone.get_by_label("A pet is with us").check()
    person.tap("Continue", role="button")
    person.tap("Anywhere in Almaty")
    expect(phone.get_by_text("A pet is with us")).to_be_visible()
    expect(phone.get_by_text("2 people")).to_be_visible()
    phone.get_by_role("link", name="рус").click()
    expect(phone.locator("html")).to_have_attribute("lang", "ru")
    assert "/ru/intake/check/" in phone.url


def test_two_presses_are_one_request_and_back_makes_no_other(phone):
    person = Counted(phone)
    phone.goto("/en/intake/people/")
    answer_questions_up_to_check(person)
    person.tap("Send")
    expect(phone.locator("ol.code li")).to_have_count(7)
    phone.get_by_role("button", name="I wrote it down").dblclick(no_wait_after=True)
    phone.wait_for_url("**/me/")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("No place yet. We keep looking.")
    assert Party.objects.count() == 1


def type_phrase(page, text):
    page.context.clear_cookies()
    page.goto("/en/me/")
    page.get_by_label("Code phrase").fill(text)
    page.get_by_role("button", name="Open").click()


def test_who_comes_back_types_the_words_as_they_like_and_the_second_phrase_erases(phone):
    person = ask(phone)
    sent = []
    phone.on("request", lambda request: sent.append(request.post_data or ""))
    type_phrase(phone, ", ".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(person.words, 1)))
    expect(phone.get_by_role("heading", level=1)).to_have_text("No place yet. We keep looking.")
    type_phrase(phone, " ".join((*person.words[:6], person.panic)))
    expect(phone.get_by_text("We know no such phrase, or the hour is over.")).to_be_visible()
    type_phrase(phone, " ".join(person.words))
    expect(phone.get_by_text("We know no such phrase, or the hour is over.")).to_be_visible()
    if phone.has_scripts:
        assert not [body for body in sent if person.words[0][:4] in body.lower()]
    assert Party.objects.get().state == "erased"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("one two", "7"), ("zoo " * 6 + "qqqq", "Word 7"), ("1" * 23, "24"), ("a" * 300, "too long")],
)
def test_what_is_no_phrase_is_told_at_the_field(phone, typed, told):
    type_phrase(phone, typed)
    expect(phone.get_by_role("alert").first).to_contain_text(told)
    assert phone.context.cookies() == []


def test_russian_words_are_read_with_yo_and_decomposed_letters(browser, browser_context_args, live_server):
    drawn = keys.draw("ru")
    now = clock.now()
    facts = facts_of(first_night=tonight(timezone.localtime(now)))
    intake.ask_for_bed(actor=STRANGER, now=now, facts=facts, keys=drawn.keys, proof=sent_proof(now))
    words = " ".join(drawn.words).replace("е", "ё").replace("й", "и\u0306")
    with browser.new_context(**browser_context_args, base_url=live_server.url) as context:
        for typed in (words, drawn.digits.replace(" ", "-")):
            page = context.new_page()
            page.set_default_timeout(SLOW_MS)
            type_phrase(page, typed)
            expect(page.get_by_role("heading", level=1)).to_have_text("No place yet. We keep looking.")


def test_a_place_is_offered_taken_and_left_with_taps(phone, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    person = ask(phone)
    Party.objects.update(is_vouched=True)
    made, party = offered_space(team=team_of()), PartyId(Party.objects.get().id)
    places, member = [stays.Place(made.space, nights(0, 2))], member_of(team_of(), "coordinator")
    stay = stays.propose_stay(actor=member, now=NOW, party=party, places=places)
    stays.accept_for_host(actor=Actor("host", id=made.host), now=NOW, stay=stay)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("There is a place. Does it suit you?")
    person.tap("I am going", role="button")
    person.tap("The way there")
    expect(phone.locator(".code")).to_have_text(Stay.objects.get().door_words)
    person.tap("I am in", role="button")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are in.")
    person.tap("I left", role="button")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your request is closed.")
    assert phone.errors == []
