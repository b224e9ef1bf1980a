"""The way to a home, told in stages: to one member of its team and to its party, after both have said yes."""

from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.vault import services as vault
from shanyrak.apps.vault.services import OpenedBox
from shanyrak.apps.vault.ways import forget_ways, keep_way
from shanyrak.base.ids import Actor, HostId, StayId


def open_way(*, actor: Actor, now: datetime, stay: StayId) -> OpenedBox:
    """Take the lock off the contact of the host of a stay, so that its people can be told the way.

    Raises
    ------
    NotAllowedError
        If the actor may not open contacts.
    StayNotFoundError
        If not both have said yes, it is over, or not of the actor's team.
    NoMemberKeyError, ContactNotFoundError, BudgetSpentError
        As for any other contact.
    """
    return vault.open_contact(actor=actor, now=now, owner=_host_at_stage(actor, stay), purpose="way")


@transaction.atomic
def tell_way(*, actor: Actor, now: datetime, stay: StayId, box: str) -> None:
    """Keep the way as the actor's browser sealed it to the party of a stay.

    Raises
    ------
    NotAllowedError
        If the actor may not open contacts.
    StayNotFoundError
        If not both have said yes, it is over, not of the actor's team, or its party has no phrase.
    ContactFormError, ContactNotFoundError
        If it is no sealed box, or the party is being erased.
    """
    row = queries.lock_stay(stay=stay)
    told = queries.get_way_to_tell(actor=actor, stay=stay)
    if not told.party_key:
        raise StayNotFoundError("this party has no phrase to read it with")
    keep_way(stay=row.id, owner=row.party_id, box=box)
    audit.record(actor=actor, now=now, action="stays.tell_way", subject=row.id)


@transaction.atomic
def sweep_ways(*, actor: Actor, now: datetime) -> int:
    """Delete the ways of stays that are over or came to nothing; return how many.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    actor.demand_machine()
    n_gone = forget_ways(stays=queries.list_past_ways())
    if n_gone:
        audit.record(actor=actor, now=now, action="stays.sweep_ways", detail=str(n_gone))
    return n_gone


@transaction.atomic
def _host_at_stage(actor: Actor, stay: StayId) -> HostId:
    """Return the host of a stay. The opening is no part of this, as one too many leaves an entry, too."""
    return queries.get_way_to_tell(actor=actor, stay=stay).host
