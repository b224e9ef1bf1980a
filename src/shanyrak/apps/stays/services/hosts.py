"""Becoming a host with a phrase: the space is an affair of hosting, the phrase one of intake, joined here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting import services as hosts
from shanyrak.apps.hosting.services import HostFacts, SpaceFacts
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as phrases
from shanyrak.apps.intake.host_keys import SentHostKeys, read_host_keys
from shanyrak.apps.intake.proofs import SentProof
from shanyrak.base.ids import Actor, CookieToken, TeamId
from shanyrak.base.nights import Span


@dataclass(frozen=True)
class FirstOffer:
    """What a new host offers: to which team, what, when, and what they say of themselves."""

    team: TeamId
    space: SpaceFacts
    windows: Sequence[Span]
    host: HostFacts


@transaction.atomic
def become_host(
    *, actor: Actor, now: datetime, offer: FirstOffer, keys: SentHostKeys, proof: SentProof
) -> CookieToken:
    """Keep the first offer of a host under a phrase, and sign them in; the same form twice is one host.

    Raises
    ------
    KeysError, ProofError, PhraseTakenError
        If the phrase cannot be kept.
    SpaceFactsError, WindowError
        If what is offered does not fit together.
    """
    read = read_host_keys(keys)
    again = phrases.sign_in_again(actor=actor, now=now, keys=read)
    if again is not None:
        return again
    told = replace(offer.host, public_key=read.public)
    made = hosts.offer_space(
        actor=actor, now=now, team=offer.team, space=offer.space, windows=offer.windows, host=told
    )
    phrases.keep_host_phrase(actor=actor, now=now, host=made.host, keys=read, proof=proof)
    audit.record(actor=actor, now=now, action="stays.become_host", subject=made.host)
    return phrases.begin_sign_in(actor=Actor("host", id=made.host), now=now)


@transaction.atomic
def forget_gone_hosts(*, actor: Actor, now: datetime) -> int:
    """Let phrases of hosts whose rows have gone lead nowhere; return how many they were.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    gone = hosting.list_gone(hosts=intake.list_host_phrases())
    phrases.forget_hosts(actor=actor, now=now, hosts=gone)
    if gone:
        audit.record(actor=actor, now=now, action="stays.forget_gone_hosts", detail=str(len(gone)))
    return len(gone)
