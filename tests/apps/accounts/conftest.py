"""A team with a coordinator who came in by invitation, and the clock of their phone."""

from base64 import b32decode
from dataclasses import dataclass

import pytest

from shanyrak.apps.accounts import hashing, queries, services, totp
from shanyrak.apps.accounts.models import Member
from shanyrak.base.ids import STRANGER, Actor, CookieToken
from tests.factories import NOW
from tests.factories import ON_SERVER as SERVER


@dataclass
class Enrolled:
    """A member with what they hold: their words, their phone, their cookie."""

    actor: Actor
    username: str
    phrase: str
    secret: bytes
    token: CookieToken

    def code(self, now=NOW):
        return totp.code_at(self.secret, totp.step_of(now))

    @property
    def row(self):
        return Member.objects.get(id=self.actor.id)


def enrol(link, username):
    drawn = services.enrol_member(actor=STRANGER, now=NOW, link=link, username=username)
    secret = totp_secret(drawn.totp_text)
    code = totp.code_at(secret, totp.step_of(NOW))
    token = services.confirm_member(actor=STRANGER, now=NOW, link=link, code=code)
    actor = queries.get_signed_in(token=token, now=NOW).actor
    return Enrolled(actor, username, " ".join(drawn.words), secret, token)


def totp_secret(text):
    return b32decode(text + "=" * (-len(text) % 8))


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    """Hash at little cost; the cost itself is looked at in test_enrolling."""
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


@pytest.fixture
def team(db):
    return services.found_team(actor=SERVER, now=NOW, name="Almaty", place="Almaty")


@pytest.fixture
def other_team(db):
    return services.found_team(actor=SERVER, now=NOW, name="Oral", place="Oral", time_zone="Asia/Oral")


@pytest.fixture
def link(team):
    return services.invite_member(
        actor=SERVER, now=NOW, team=team, alias="Evening shift", roles=services.Roles(["coordinator"])
    )


@pytest.fixture
def coordinator(link):
    return enrol(link, "evening")
