"""Asking for a bed: by an arrival, with a phrase as the only key, or by a member at a desk for somebody."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries
from shanyrak.apps.intake.codes import draw_party_code
from shanyrak.apps.intake.errors import PhraseTakenError, ProofError, TooManyAtOnceError
from shanyrak.apps.intake.facts import Facts, check_facts
from shanyrak.apps.intake.keys import Keys, SentKeys, read_keys
from shanyrak.apps.intake.models import Locator, LocatorKind, Party, PartyState, SpentProof
from shanyrak.apps.intake.proofs import PRESSURE, SentProof, nonce_of
from shanyrak.apps.intake.services.sign_ins import begin_sign_in
from shanyrak.apps.intake.tokens import draw_sign_in
from shanyrak.apps.intake.writing import insert
from shanyrak.apps.vault import contacts as vault
from shanyrak.apps.vault.stock import Owner
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor, CookieToken, PartyId, TeamId
from shanyrak.core.sealing import PARTY_LASTS, expiry

# With 200,000 open requests every fifth code is taken.
MOST_DRAWS = 8


@dataclass(frozen=True)
class Asked:
    """A request that is kept, and the token with which its party is signed in."""

    party: PartyId
    code: str
    token: CookieToken = field(repr=False)


def ask_for_bed(*, actor: Actor, now: datetime, facts: Facts, keys: SentKeys, proof: SentProof) -> Asked:
    """Keep a request; the same phrase once more signs in to the one that is there.

    Raises
    ------
    InvalidError
        One of those of `check_facts`, or KeysError.
    ProofError
        If no puzzle was solved and no turn has come, or it was used before.
    PhraseTakenError
        If the phrase erases another party, or is that of one that is being erased.
    """
    check_facts(facts, now)
    read, nonce = read_keys(keys), nonce_of(proof, now)
    for _ in range(MOST_DRAWS):
        # Nothing is looked up first: who asks for the first time is not known, and of two forms sent at
        # once one meets the other only when it is written.
        try:
            asked: Asked | None = _ask(facts, read, nonce, now)
        except IntegrityError:
            asked = _ask_again(read, now)
        if asked is not None:
            PRESSURE.note(now)
            return asked
        if queries.is_spent(nonce=nonce):
            raise ProofError("the proof was used before")
    raise PhraseTakenError("somebody is being erased who had this phrase")


@transaction.atomic
def take_request(*, actor: Actor, now: datetime, facts: Facts) -> PartyId:
    """Keep a request that a member takes from somebody in front of them, or from paper; it has no phrase.

    Raises
    ------
    NotAllowedError
        If the actor may not take requests, or not for this team.
    InvalidError
        One of those of `check_facts`.
    """
    if actor.kind != "machine":
        actor.demand("take_requests")
        if actor.team != facts.team:
            raise NotAllowedError("requests are taken for one's own team")
    check_facts(facts, now)
    party = _create_at_desk(facts, now)
    audit.record(actor=actor, now=now, action="intake.take_request", subject=party.id)
    return PartyId(party.id)


def _create_at_desk(facts: Facts, now: datetime) -> Party:
    for _ in range(MOST_DRAWS):
        owner = vault.new_owner(now=now)
        party = _new_party(owner, facts, now, is_vouched=True, state=PartyState.OPEN)
        try:
            _write(owner, party)
        except IntegrityError:
            continue
        return party
    raise TooManyAtOnceError("no party code is free")


def _ask(facts: Facts, keys: Keys, nonce: bytes, now: datetime) -> Asked:
    """Keep a request with all that belongs to it, made whole before SQLite's one write lock is taken."""
    owner = vault.new_owner(now=now)
    party = _new_party(owner, facts, now, public_key=keys.public)
    sign_in, token = draw_sign_in(queries.actor_of(party=party), now)
    _write(
        owner,
        party,
        SpentProof(nonce=nonce, expires_at=expiry(now, PARTY_LASTS)),
        Locator(locator=keys.own, party=party, kind=LocatorKind.OWN),
        Locator(locator=keys.panic, party=party, kind=LocatorKind.PANIC),
        sign_in,
    )
    return Asked(PartyId(party.id), party.code, token)


@transaction.atomic
def _write(owner: Owner, party: Party, *more: Model) -> None:
    """Write a new party with what belongs to it. The log drops acts of arrivals, whose order would tell."""
    insert([party, *more])
    vault.begin_contact(owner=owner, team=TeamId(party.team_id))


@transaction.atomic
def _ask_again(keys: Keys, now: datetime) -> Asked | None:
    """Sign in to the party that asked with this phrase before, if there is one."""
    found = queries.find_locator(locator=keys.own)
    if found is None:
        return None
    if found.kind != LocatorKind.OWN or found.party is None:
        raise PhraseTakenError("this phrase is a host's, or erases another party")
    token = begin_sign_in(actor=queries.actor_of(party=found.party), now=now)
    return Asked(PartyId(found.party.id), found.party.code, token)


def _new_party(owner: Owner, facts: Facts, now: datetime, **more: Any) -> Party:
    """Return a party that is not kept yet, under an id whose keys are."""
    told = {"code": draw_party_code(), "created_on": timezone.localdate(now), **facts.columns(), **more}
    return Party(id=owner.id, **told)
