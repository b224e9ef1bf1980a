"""What people and members type stays in their browsers: a number, the way to a home, a passphrase."""

import json
import re
from base64 import b32decode
from itertools import pairwise
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from shanyrak.apps.accounts import hashing, totp
from shanyrak.apps.accounts import services as accounts
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.models import Host
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.apps.intake import keys
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.intake.queries import find_signed_in
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.times import city_time
from shanyrak.apps.vault import services as vault
from shanyrak.apps.vault.models import SealedContact
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, Actor
from shanyrak.base.nights import Span
from tests.browsers import new_epoch, sealed, with_key
from tests.factories import (
    ON_SERVER,
    asked_party,
    cast_team,
    enrolled_member,
    facts_of,
    sent_proof,
    team_of,
)
from tests.journeys import checks
from tests.people import member_of

pytestmark = [pytest.mark.django_db(transaction=True)]
SLOW_MS = 30_000
NUMBER = "112 233"
STREET, MORE = "the street of apples 7", "the blue door behind the bakery"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch, transactional_db):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    cast_team()


class Desk:
    """A member at a browser, whose console is read and whose requests are kept."""

    def __init__(self, browser, url, role, username):
        self.member = enrolled_member(role, username=username, now=None)
        accounts.change_language(actor=self.member.actor, now=clock.now(), language="en")
        self.context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800})
        self.context.add_cookies([{"name": "member", "value": self.member.token, "url": url}])
        self.page = self.context.new_page()
        self.page.set_default_timeout(SLOW_MS)
        self.errors, self.sent = [], []
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda asked: self.sent.append(asked.post_data or ""))

    def type_phrase(self, field):
        self.page.locator(field).fill(self.member.phrase)

    def make_key(self):
        self.page.goto("/staff/vault/")
        self.type_phrase("#own-phrase")
        self.page.get_by_role("button", name="Make my key").click()
        expect(self.page.get_by_text("Your key has these words.")).to_be_visible()


@pytest.fixture
def desk(browser, live_server):
    made = []

    def open_desk(role, username):
        made.append(Desk(browser, live_server.url, role, username))
        return made[-1]

    yield open_desk
    for one in made:
        one.context.close()


def seal(browser, url, party):
    with browser.new_context(base_url=url, viewport={"width": 320, "height": 640}, locale="en-GB") as context:
        context.add_cookies([{"name": "sid", "value": party.token, "url": url, "httpOnly": True}])
        page = context.new_page()
        sent, errors = [], []
        page.on("request", lambda asked: sent.append(asked.post_data or ""))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("/en/me/contact/")
        page.get_by_label("Phone").fill(NUMBER)
        page.get_by_label("What we should know").fill("ә" * 600)
        page.get_by_role("button", name="Seal and send").click()
        expect(page.get_by_text("This is too much.")).to_be_visible()
        page.get_by_label("What we should know").fill("after eight")
        page.get_by_role("button", name="Seal and send").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Kept under seal.")
        assert errors == []
        assert checks.n_kept(page) == 1  # the cookie of the sign-in
    return sent


def seal_anew(shift, gone, party):
    vault.revoke_member(actor=shift.member.actor, now=clock.now(), member=gone.member.actor.id)
    page = shift.page
    page.goto("/staff/vault/")
    expect(page.get_by_text("Somebody who had this key has left.")).to_be_visible()
    page.get_by_role("button", name="Make the key").click()
    page.get_by_role("button", name="I approve it").click()
    shift.type_phrase("#unlock-phrase")
    page.get_by_role("button", name="Seal anew in this browser").click()
    expect(page.get_by_text("All of them are sealed anew.")).to_be_visible()
    kept = SealedContact.objects.select_related("epoch").get(id=party.id)
    assert (kept.epoch.number, kept.kver) == (2, 2)
    assert KEYRING.find(party.id, 1) is None


def test_a_number_goes_from_a_phone_to_a_member_and_nobody_between_reads_it(browser, live_server, desk):
    shift, vetter = desk("coordinator", "shift"), desk("vetter", "vetter")
    shift.make_key()
    shift.page.get_by_role("button", name="Make the key").click()
    expect(shift.page.get_by_text("Key 1. Print these words")).to_be_visible()
    expect(shift.page.locator("[data-sign]")).to_have_text(re.compile(r"^\w+( \w+){5}$"))
    vetter.make_key()

    party = asked_party(now=clock.now(), first_night=clock.now().date())
    sent = seal(browser, live_server.url, party)
    assert not [text for text in sent if NUMBER in text or "233" in text]
    assert len(SealedContact.objects.get(id=party.id).blob) == 1112

    shift.page.goto("/staff/vault/")
    shift.type_phrase("#unlock-phrase")
    shift.page.get_by_role("button", name="Let in").click()
    expect(shift.page.get_by_role("button", name="Let in")).to_have_count(0)

    code = Party.objects.get(id=party.id).code
    page = vetter.page
    page.goto(f"/staff/intake/{code}/")
    page.get_by_role("link", name="Contact").click()
    page.get_by_label("somebody may not be safe").check()
    page.locator("#unlock-phrase").fill("one two three")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("A passphrase has 6 words.")).to_be_visible()
    vetter.type_phrase("#unlock-phrase")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text(NUMBER)).to_be_visible()
    expect(page.get_by_text("after eight")).to_be_visible()
    assert checks.faults_of(page) == []
    seal_anew(shift, vetter, party)
    for one in (shift, vetter):
        assert one.errors == []
        words = one.member.phrase.split()
        assert not [text for text in one.sent if words[0] in text and words[1] in text]


def a_party_with_a_place():
    """Return a party with a phrase, its words, and its stay at a host who sealed a street."""
    now, drawn = clock.now(), keys.draw("en")
    tonight = city_time(now, team_of()).tonight
    span = Span.of(tonight, 3)
    facts = facts_of(team_of(), first_night=span.first)
    told = {"facts": facts, "keys": drawn.keys, "proof": sent_proof(now)}
    asked = intake.ask_for_bed(actor=STRANGER, now=now, **told)
    Party.objects.filter(id=asked.party).update(is_vouched=True)
    home = hosting.offer_space(
        actor=STRANGER,
        now=now,
        team=team_of(),
        space=hosting.SpaceFacts(kind="room", beds=2),
        windows=[Span.of(tonight, 9)],
    )
    Host.objects.update(level=VettingLevel.PHONE)
    host, text = Actor("host", id=home.host), json.dumps({"v": 1, "street": STREET})
    vault.change_contact(actor=host, now=now, owner=home.host, team=team_of(), sent=sealed(team_of(), text))
    place = stays.Place(home.space, Span.of(tonight, 2))
    stay = stays.propose_stay(
        actor=member_of(team_of(), "coordinator"), now=now, party=asked.party, places=[place]
    )
    stays.accept_for_host(actor=host, now=now, stay=stay)
    itself = find_signed_in(token=asked.token, now=now).actor
    stays.accept_for_party(actor=itself, now=now, stay=stay)
    return asked, drawn, stay


def read_on_a_phone(browser, url, asked, *, drawn, stay):
    with browser.new_context(base_url=url, viewport={"width": 320, "height": 640}, locale="en-GB") as context:
        context.add_cookies([{"name": "sid", "value": asked.token, "url": url, "httpOnly": True}])
        page, sent, errors = context.new_page(), [], []
        page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"/en/me/stays/{stay}/")
        page.locator("#phrase").fill(" ".join([*drawn.words[:-1], drawn.panic_word]))
        page.get_by_role("button", name="Read the way").click()
        expect(page.get_by_text("This is not the phrase of this page.")).to_be_visible()
        page.locator("#phrase").fill(" ".join(drawn.words))
        page.get_by_role("button", name="Read the way").click()
        expect(page.get_by_text(MORE)).to_be_visible()
        expect(page.get_by_text("We cannot tell whether our team wrote this.")).to_be_hidden()
        assert checks.faults_of(page) == []
        assert errors == []
    return sent


def test_the_way_goes_from_a_host_over_a_member_to_a_phone_read_by_nobody_between(browser, live_server, desk):
    shift = desk("coordinator", "shift")
    new_epoch(with_key(shift.member, now=None), now=clock.now())
    asked, drawn, stay = a_party_with_a_place()
    page = shift.page
    page.goto(f"/staff/intake/{asked.code}/")
    page.get_by_role("link", name="Tell them the way").click()
    shift.type_phrase("#unlock-phrase")
    page.get_by_role("button", name="Open what the host wrote").click()
    expect(page.locator("#street")).to_have_text(STREET)
    expect(page.locator("#way")).to_have_value(STREET)
    page.locator("#way").fill(f"{STREET}, {MORE}")
    assert checks.faults_of(page) == []
    page.get_by_role("button", name="Seal and send").click()
    expect(page.get_by_role("link", name="Tell them the way")).to_be_visible()
    sent = read_on_a_phone(browser, live_server.url, asked, drawn=drawn, stay=stay)
    assert not [text for text in [*shift.sent, *sent] if "apples" in text or "bakery" in text]
    assert not [text for text in sent if drawn.words[0] in text and drawn.words[1] in text]
    assert shift.errors == []


def joined(page, link):
    """Join as somebody with a browser does; return the words that it drew and the phone's secret."""
    page.goto(f"/staff/accounts/join/#{link}")
    page.get_by_label("Choose a username").fill("Night-Owl")
    page.get_by_role("button", name="Show my passphrase").click()
    words = page.locator("#words li")
    expect(words).to_have_count(6)
    drawn = words.all_inner_texts()
    page.get_by_role("button", name="I have written them down").click()
    secret = b32decode(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(totp.code_at(secret, totp.step_of(clock.now())))
    page.get_by_role("button", name="Let me in").click()
    page.wait_for_url(re.compile(r"/staff/[^#]*$"))
    return drawn, secret


def test_who_joins_and_signs_in_tells_the_server_no_word(browser, live_server):
    told = {"team": team_of(), "alias": "Night", "roles": accounts.Roles(["coordinator"]), "language": "en"}
    link = accounts.invite_member(actor=ON_SERVER, now=clock.now(), **told)
    with browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800}) as context:
        page, sent, errors = context.new_page(), [], []
        page.set_default_timeout(SLOW_MS)
        page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
        page.on("pageerror", lambda error: errors.append(str(error)))
        words, secret = joined(page, link)
        context.clear_cookies()
        page.goto("/staff/accounts/sign-in/")
        page.get_by_label("Username").fill("night-owl")
        page.get_by_label("Passphrase").fill("one two three")
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.locator("#wrong")).not_to_be_empty()
        page.get_by_label("Passphrase").fill(" ".join(words).upper())
        page.get_by_label("Code").fill(totp.code_at(secret, totp.step_of(clock.now()) + 1))
        assert checks.faults_of(page) == []
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(re.compile(r"/staff/(?!accounts/sign-in)"))
        assert errors == []
    pairs = [re.compile(f"{one}.{{1,3}}{other}", re.IGNORECASE) for one, other in pairwise(words)]
    assert not [text for text in sent if any(pair.search(unquote(text)) for pair in pairs)]
