"""Phrases of hosts: where they lead, and that they lead nowhere once a host has gone. No host is here."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries
from shanyrak.apps.intake.errors import PhraseTakenError, ProofError
from shanyrak.apps.intake.host_keys import HostKeys
from shanyrak.apps.intake.models import Locator, LocatorKind, SignIn, SpentProof
from shanyrak.apps.intake.proofs import PRESSURE, SentProof, nonce_of
from shanyrak.apps.intake.services.sign_ins import begin_sign_in
from shanyrak.base.ids import Actor, CookieToken, HostId
from shanyrak.core.sealing import PARTY_LASTS, expiry


@transaction.atomic
def keep_host_phrase(*, actor: Actor, now: datetime, host: HostId, keys: HostKeys, proof: SentProof) -> None:
    """Let a phrase lead to a host who is new, as one area above has made them.

    Raises
    ------
    ProofError
        If no puzzle was solved and no turn has come, or it was used before.
    PhraseTakenError
        If the phrase is somebody else's.
    """
    _spend(proof, now)
    if queries.find_locator(locator=keys.own) is not None:
        raise PhraseTakenError("this phrase is somebody else's")
    Locator.objects.create(locator=keys.own, host=host, kind=LocatorKind.HOST)
    audit.record(actor=actor, now=now, action="intake.keep_host_phrase")
    PRESSURE.note(now)


@transaction.atomic
def sign_in_again(*, actor: Actor, now: datetime, keys: HostKeys) -> CookieToken | None:
    """Sign in the host whose phrase this is already, if it is one's: a form that came twice makes one host.

    Raises
    ------
    PhraseTakenError
        If the phrase is a party's.
    """
    found = queries.find_locator(locator=keys.own)
    if found is None:
        return None
    if found.host is None:
        raise PhraseTakenError("this phrase is a party's")
    token = begin_sign_in(actor=Actor("host", id=found.host), now=now)
    audit.record(actor=actor, now=now, action="intake.sign_in_again")
    return token


@transaction.atomic
def forget_hosts(*, actor: Actor, now: datetime, hosts: Collection[HostId]) -> None:
    """Let the phrases of hosts who have gone lead nowhere.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    SignIn.objects.filter(host__in=hosts).delete()
    n_gone, _ = Locator.objects.filter(host__in=hosts).delete()
    if n_gone:
        audit.record(actor=actor, now=now, action="intake.forget_hosts", detail=str(n_gone))


def _spend(proof: SentProof, now: datetime) -> None:
    """Use a proof, which nobody has used before."""
    nonce = nonce_of(proof, now)
    _, is_new = SpentProof.objects.get_or_create(
        nonce=nonce, defaults={"expires_at": expiry(now, PARTY_LASTS)}
    )
    if not is_new:
        raise ProofError("the proof was used before")
