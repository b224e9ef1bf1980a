"""Makers of test rows, with as few words as a test needs; each area adds its own, by services."""

from base64 import b32decode
from dataclasses import dataclass
from datetime import UTC, datetime

from shanyrak.apps.accounts import queries, services, totp
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, Actor, CookieToken

# The evening on which the stories of most tests happen: in Almaty it is 20:00 on Sunday 25 September 2022.
NOW = datetime(2022, 9, 25, 14, tzinfo=UTC)

# Who acts on the server's own terminal, before anybody is signed in.
ON_SERVER = Actor("machine", ref="system", powers=frozenset({"manage_members"}))


@dataclass
class Enrolled:
    """A member who came in by invitation, with what they hold: their words, their phone, their cookie."""

    actor: Actor
    username: str
    phrase: str
    secret: bytes
    token: CookieToken
    now: datetime

    def code(self, now=NOW):
        return totp.code_at(self.secret, totp.step_of(now))


def enrol(link, username, now=NOW):
    """Let in whoever holds this invitation."""
    drawn = services.enrol_member(actor=STRANGER, now=now, link=link, username=username)
    secret = b32decode(drawn.totp_text)
    code = totp.code_at(secret, totp.step_of(now))
    token = services.confirm_member(actor=STRANGER, now=now, link=link, code=code)
    actor = queries.get_signed_in(token=token, now=now).actor
    return Enrolled(actor, username, " ".join(drawn.words), secret, token, now)


def team_of(place="Almaty"):
    """Return the team of a city, founded if it is not there."""
    known = queries.find_team(place=place)
    return known.id if known else services.found_team(actor=ON_SERVER, now=NOW, name=place, place=place)


def enrolled_member(*roles, place="Almaty", username="shift", now=NOW):
    """Make a member who is signed in; `now=None` is the clock's now, for tests of whole requests."""
    moment = now or clock.now()
    told = {"team": team_of(place), "alias": "Shift", "roles": services.Roles(roles)}
    return enrol(services.invite_member(actor=ON_SERVER, now=moment, **told), username, moment)
