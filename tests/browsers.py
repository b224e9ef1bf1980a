"""What browsers do with keys, done in Python: those of members, and of people who write how to reach them."""

from dataclasses import dataclass

from django.conf import settings

from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.services import SentContact, SentEpoch, SentMemberKey
from shanyrak.base.ids import Actor
from shanyrak.core.passphrases import read_phrase
from shanyrak.core.sealing import (
    BoxPublicKey,
    BoxSecretKey,
    TeamSeed,
    derive_root,
    from_base64url,
    member_keys,
    member_salt,
    open_block,
    public_key,
    seal_block,
    team_keys,
    to_base64url,
    unwrap_member_key,
    unwrap_seed,
    wrap_member_key,
    wrap_seed,
)
from tests.factories import NOW, Enrolled, enrolled_member


@dataclass
class Holder:
    """A member with a key of their own, and what only their browser knows."""

    actor: Actor
    secret: BoxSecretKey
    member: Enrolled

    def seed(self, number: int) -> TeamSeed:
        """Return the seed of an epoch, as the server keeps it for this member."""
        wraps = dict(queries.find_own_keys(actor=self.actor).seeds)
        return unwrap_seed(self.secret, wraps[number])

    def read(self, opened) -> str:
        """Return the text of a contact that was opened for this member."""
        return open_block(team_keys(self.seed(opened.epoch)).box_secret, opened.box).decode()


def keys_of(member: Enrolled):
    """Return the keys that follow from a member's passphrase."""
    phrase = read_phrase(member.phrase, language="ru", count=6)
    return member_keys(derive_root(phrase, member_salt(settings.SECRETS.salt, member.username)))


def holder(*roles, now=NOW, **told) -> Holder:
    """Make a member who made a key."""
    return with_key(enrolled_member(*(roles or ("coordinator",)), now=now, **told), now=now or None)


def with_key(member: Enrolled, now=NOW) -> Holder:
    """Let a member make a key."""
    secret, keys = BoxSecretKey.draw(), keys_of(member)
    wrap = to_base64url(wrap_member_key(keys.wrap, secret))
    sent = SentMemberKey(keys.auth.reveal().hex(), public_key(secret).hex(), wrap)
    services.keep_member_key(actor=member.actor, now=now or member.now, sent=sent)
    kept = queries.find_own_keys(actor=member.actor)
    assert unwrap_member_key(keys.wrap, kept.wrap) == secret
    return Holder(member.actor, secret, member)


def sent_epoch(number, holders, seed=None) -> SentEpoch:
    """Return new keys of a team as a browser sends them, wrapped for these members."""
    drawn = seed or TeamSeed.draw()
    keys = team_keys(drawn)
    wraps = {str(one.actor.id): to_base64url(wrap_seed(public_key(one.secret), drawn)) for one in holders}
    return SentEpoch(number, keys.box_public.hex(), keys.sign_public.hex(), wraps)


def new_epoch(maker: Holder, *others: Holder, number=1, now=NOW) -> None:
    """Let a member make the team's keys, for themselves and others."""
    services.make_epoch(actor=maker.actor, now=now, sent=sent_epoch(number, (maker, *others)))


def sealed(team, text: str) -> SentContact:
    """Seal a text to a team, as the browser of whoever writes it does."""
    key = queries.find_team_key(team=team)
    box = seal_block(BoxPublicKey(key.box_public), text.encode())
    return SentContact(to_base64url(box), str(key.number))


def sealed_to(seed: TeamSeed, text: bytes) -> bytes:
    """Seal bytes to the keys that follow from a seed."""
    return seal_block(team_keys(seed).box_public, text)


def box_of(sent: SentContact) -> bytes:
    """Return the bytes of a sealed contact."""
    return from_base64url(sent.box)
