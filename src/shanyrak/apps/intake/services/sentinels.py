"""Lets a party in that is nobody, through what every request goes through; it runs out like any other."""

from datetime import date, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shanyrak.apps.accounts import services as accounts
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.keys import SentKeys, locate
from shanyrak.apps.intake.proofs import BUSY_WAIT, SentProof, draw_turn
from shanyrak.apps.intake.sentinels import EVERY, Sentinel, keep_sentinels, read_sentinels
from shanyrak.apps.intake.services.asking import ask_for_bed
from shanyrak.apps.vault import services as vault
from shanyrak.base.ids import STRANGER, Actor
from shanyrak.core.sealing import BoxSecretKey, TeamSeed, public_key

TEXT = 32


@transaction.atomic
def enter_sentinel(*, actor: Actor, now: datetime) -> Sentinel | None:
    """Let a sentinel ask for one night, if none has for a week; it asks a team that has no beds.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    actor.demand_machine()
    home, today = Path(settings.HOME), timezone.localdate(now)
    known = read_sentinels(home)
    if any(date.fromisoformat(one.entered) > today - EVERY for one in known):
        return None
    team = accounts.found_reserved_team(actor=actor, now=now)
    facts = Facts(team=team, people=1, first_night=today, nights=1, language=settings.LANGUAGES[0][0])
    keys = SentKeys(token_hex(32), token_hex(32), public_key(BoxSecretKey.draw()).hex())
    proof = SentProof(turn=draw_turn({}, now - BUSY_WAIT))
    party = ask_for_bed(actor=STRANGER, now=now, facts=facts, keys=keys, proof=proof).party
    text, seed = token_hex(TEXT), TeamSeed.draw()
    blob = vault.seal_sentinel(actor=actor, now=now, owner=party, team=team, text=text.encode(), seed=seed)
    entered = Sentinel(
        id=str(party),
        entered=today.isoformat(),
        end_night=facts.span.end.isoformat(),
        text=text,
        seed=seed.reveal().hex(),
        locators=(locate(keys.own).hex(), locate(keys.panic).hex()),
        blob=blob.hex(),
    )
    keep_sentinels(home, [*known, entered], today)
    return entered
