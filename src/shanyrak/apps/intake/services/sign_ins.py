"""Signing in by a phrase. A known, an unknown and a panic phrase take the same statements and one commit."""

import uuid
from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries
from shanyrak.apps.intake.keys import derive, locate
from shanyrak.apps.intake.models import LocatorKind, Party, PartyState, SignIn
from shanyrak.apps.intake.services.erasing import mark_erased
from shanyrak.apps.intake.tokens import draw_sign_in
from shanyrak.apps.vault.endings import end_keys
from shanyrak.base.ids import STRANGER, Actor, CookieToken, PartyId
from shanyrak.core.passphrases import read_passphrase
from shanyrak.core.sealing import SignInToken

# Phrases that open a page; for the others, a panic phrase and one of nobody, the keyring does the same.
KNOWN = {LocatorKind.OWN, LocatorKind.HOST}


def sign_in_by_phrase(*, actor: Actor, now: datetime, phrase: str, language: str) -> CookieToken:
    """Sign in with words as they were typed, for browsers without scripts; the server makes the key.

    Raises
    ------
    TypedPhraseError
        If what was typed cannot be a phrase; no row was asked for.
    TooManyAtOnceError
        If too many wait for their key.
    """
    auth = derive(read_passphrase(phrase, language=language)).auth
    return _sign_in(auth.reveal().hex(), now)


def sign_in_by_key(*, actor: Actor, now: datetime, auth: str) -> CookieToken:
    """Sign in with the key that a browser made of a phrase, in lower-case hex.

    Raises
    ------
    KeysError
        If it is none.
    """
    return _sign_in(auth, now)


@transaction.atomic
def sign_out(*, actor: Actor, now: datetime, token: CookieToken) -> None:
    """End the sign-in of this token; a token that is nobody's is as good as ended."""
    found = queries.find_signed_in(token=token, now=now)
    if found is not None or queries.find_signed_in_host(token=token, now=now) is not None:
        SignIn.objects.filter(token_hash=SignInToken.from_cookie(token).stored).delete()
    audit.record(actor=actor, now=now, action="intake.sign_out")


@transaction.atomic
def begin_sign_in(*, actor: Actor, now: datetime) -> CookieToken:
    """Write a sign-in and return its token, which is nowhere else; that of nobody is good for nothing."""
    row, token = draw_sign_in(actor, now)
    row.save(force_insert=True)
    audit.record(actor=actor, now=now, action="intake.begin_sign_in")
    return token


@transaction.atomic
def _sign_in(auth: str, now: datetime) -> CookieToken:
    """Do for every phrase what has to be done for one of them; what does not apply meets no row."""
    found = queries.find_locator(locator=locate(auth))
    kind = found.kind if found else None
    party = (found and found.party_id) or uuid.uuid4()
    kept = party if kind == LocatorKind.OWN else uuid.uuid4()
    erased = party if kind == LocatorKind.PANIC else uuid.uuid4()
    Party.objects.filter(id=kept, state=PartyState.NEW).update(state=PartyState.OPEN)
    mark_erased(actor=STRANGER, now=now, parties=[PartyId(erased)])
    if kind not in KNOWN:
        end_keys(owners=[erased], now=now)
    who = STRANGER
    if found and found.party and kind == LocatorKind.OWN:
        who = queries.actor_of(party=found.party)
    if found and kind == LocatorKind.HOST:
        who = Actor("host", id=found.host)
    return begin_sign_in(actor=who, now=now)
