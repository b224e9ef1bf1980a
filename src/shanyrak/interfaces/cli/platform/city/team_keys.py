"""The keys of the demo team, made as browsers of its members make them, and examples of what they open.

Whoever runs `shanyrak seed` sees the words of all members: these keys protect nobody, and nothing real
belongs behind them. How keys and contacts are kept is of the vault.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from shanyrak.apps.accounts.hashing import PHRASE_WORDS
from shanyrak.apps.vault import queries, services
from shanyrak.base.ids import Actor, PartyId
from shanyrak.core.passphrases import read_phrase
from shanyrak.core.sealing import (
    BoxPublicKey,
    BoxSecretKey,
    TeamSeed,
    derive_root,
    member_keys,
    member_salt,
    public_key,
    seal_block,
    team_keys,
    to_base64url,
    wrap_member_key,
    wrap_seed,
)
from shanyrak.interfaces.cli.platform.city.story import Story
from shanyrak.interfaces.cli.platform.city.team import MemberKey

FIRST = 1
# What demo contacts say, by language: no number, no name, and nobody behind it.
EXAMPLES = {
    "ru": "Пример: записка на стойке вокзала. Этот контакт ничей.",
    "en": "An example: a note at the desk of the station. Nobody is behind this contact.",
}


def make_keys(*, now: datetime, members: Sequence[MemberKey], actors: Mapping[str, Actor]) -> None:
    """Let who may open contacts make a key each, and the first who keeps keys make the team's for all."""
    held = {
        str(actors[member.username].id): _keep_own(actors[member.username], now, member)
        for member in members
        if actors[member.username].may("open_contacts")
    }
    maker = next(actor for actor in actors.values() if actor.may("keep_keys"))
    seed = TeamSeed.draw()
    keys = team_keys(seed)
    wraps = {member: to_base64url(wrap_seed(key, seed)) for member, key in held.items()}
    sent = services.SentEpoch(FIRST, keys.box_public.hex(), keys.sign_public.hex(), wraps)
    services.make_epoch(actor=maker, now=now, sent=sent)


def seal_example(*, story: Story, party: PartyId, language: str) -> None:
    """Let a party write how to reach it, with words that reach nobody."""
    epoch = queries.find_team_key(team=story.team)
    if epoch is None:
        return
    box = seal_block(BoxPublicKey(epoch.box_public), EXAMPLES[language].encode())
    itself = Actor("arrival", id=party, team=story.team)
    sent = services.SentContact(to_base64url(box), str(epoch.number))
    services.change_contact(actor=itself, now=story.now, owner=party, team=story.team, sent=sent)


def _keep_own(actor: Actor, now: datetime, member: MemberKey) -> BoxPublicKey:
    """Draw a member's key, keep it locked with their passphrase, and return its public half."""
    phrase = read_phrase(member.words, language="ru", count=PHRASE_WORDS)
    keys = member_keys(derive_root(phrase, member_salt(settings.SECRETS.salt, member.username)))
    secret = BoxSecretKey.draw()
    wrap = to_base64url(wrap_member_key(keys.wrap, secret))
    sent = services.SentMemberKey(keys.auth.reveal().hex(), public_key(secret).hex(), wrap)
    services.keep_member_key(actor=actor, now=now, sent=sent)
    return public_key(secret)
