"""Makers of test rows, with as few words as a test needs; each area adds its own, by services."""

from base64 import b32decode
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from uuid import uuid4

from shanyrak.apps.accounts import queries, services, totp
from shanyrak.apps.accounts.models import Team
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.models import Host
from shanyrak.apps.hosting.services import SiteFacts, SpaceFacts
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.apps.intake import proofs
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.keys import SentKeys
from shanyrak.apps.intake.queries import find_signed_in
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, Actor, CookieToken, PartyId
from shanyrak.base.nights import Span
from shanyrak.core.sealing import BoxSecretKey, public_key
from tests.people import ALMATY, ORAL, member_of

# The evening on which the stories of most tests happen: in Almaty it is 20:00 on Sunday 25 September 2022.
NOW = datetime(2022, 9, 25, 14, tzinfo=UTC)
TONIGHT = date(2022, 9, 25)

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


@dataclass
class AskedParty:
    """A party with what only it holds."""

    id: PartyId
    actor: Actor
    token: CookieToken
    keys: SentKeys


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


def facts_of(team=None, **said):
    """Return what a party says of itself: two people, two nights from tonight, unless it says otherwise."""
    told = {"people": 2, "first_night": TONIGHT, "nights": 2, **said}
    return Facts(team=team or team_of(), **told)


def party_of(team=None, now=NOW, **said):
    """Make a party that a member took the request of; it has no phrase."""
    return intake.take_request(actor=ON_SERVER, now=now, facts=facts_of(team, **said))


def sent_keys():
    """Return keys as a browser sends them, of phrases that nobody knows."""
    public = public_key(BoxSecretKey.draw())
    return SentKeys(token_hex(32), token_hex(32), public.hex())


def sent_proof(now=NOW):
    """Return a turn that has come, however many asked before."""
    return proofs.SentProof(turn=proofs.draw_turn({}, now - timedelta(minutes=5)))


def asked_party(team=None, now=NOW, **said):
    """Make a party that asked for itself; with the actor, the token and the keys of its phrases."""
    keys = sent_keys()
    asked = intake.ask_for_bed(
        actor=STRANGER, now=now, facts=facts_of(team, **said), keys=keys, proof=sent_proof(now)
    )
    actor = find_signed_in(token=asked.token, now=now).actor
    return AskedParty(asked.party, actor, asked.token, keys)


def cast_team(team=ALMATY):
    """Return a team of the cast, as a row; its id is the one that `tests.people` knows."""
    place = "Oral" if team == ORAL else "Almaty"
    told = {"name": place, "place": place, "time_zone": f"Asia/{place}"}
    Team.objects.get_or_create(id=team, defaults=told)
    return team


def nights(first=0, n=7):
    """Return so many nights, counted from tonight of the stories."""
    return Span.of(TONIGHT + timedelta(days=first), n)


def offered_space(*, beds=2, span=None, team=ALMATY, level=VettingLevel.PHONE, host=None, **facts):
    """Make a space of a host whom the team has spoken to; with a host, one more of theirs."""
    cast_team(team)
    told = SpaceFacts(kind="room", beds=beds, **facts)
    actor = Actor("host", id=host) if host else STRANGER
    made = hosting.offer_space(actor=actor, now=NOW, team=team, space=told, windows=[span or nights()])
    if host is None:
        Host.objects.filter(id=made.host).update(
            level=level, has_two_vetters=level == VettingLevel.REFERENCES
        )
    return made


def hall(*, beds=20, span=None, team=ALMATY, **facts):
    """Make a site with one room; return both."""
    cast_team(team)
    actor = member_of(team, "coordinator")
    site = hosting.found_site(actor=actor, now=NOW, site=SiteFacts(name=f"Hall {uuid4().hex[:6]}", **facts))
    room = SpaceFacts(kind="hall", beds=beds, is_private=False, label="1")
    space = hosting.add_room(actor=actor, now=NOW, site=site, room=room, windows=[span or nights()])
    return site, space
