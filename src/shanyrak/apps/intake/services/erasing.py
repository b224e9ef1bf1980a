"""Erasing parties: at once for whoever looks, their rows with the next sweep, when their beds are free."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries
from shanyrak.apps.intake.facts import KEPT_AFTER_LAST_NIGHT
from shanyrak.apps.intake.models import Party, PartyState, SignIn, SpentProof
from shanyrak.apps.vault.endings import end_keys, forget_contacts
from shanyrak.base.ids import Actor, PartyId

# As for what is told in facts.py: shorter is allowed, longer is not.
KEPT_AFTER_LEAVING = timedelta(days=7)
KEPT_UNLESS_RETURNED = timedelta(days=14)


@transaction.atomic
def erase_party(*, actor: Actor, now: datetime) -> None:
    """Erase the party that acts: nothing leads to it any more, and its rows go within a minute.

    Raises
    ------
    NotAllowedError
        If nobody in particular acts.
    """
    begin_erasing(actor=actor, now=now, parties=[PartyId(actor.row_id())])


@transaction.atomic
def begin_erasing(*, actor: Actor, now: datetime, parties: Collection[PartyId]) -> None:
    """End the keys of these parties and let nothing lead to them any more, whatever becomes of their rows."""
    mark_erased(actor=actor, now=now, parties=parties)
    end_keys(owners=parties, now=now)


@transaction.atomic
def mark_erased(*, actor: Actor, now: datetime, parties: Collection[PartyId]) -> None:
    """Write that these parties are being erased; what arrivals do about themselves leaves no entry.

    It is one word in one row, and takes no longer than a phrase of nobody. Phrases and sign-ins lead to no
    party that has this word, and go with its row.
    """
    n_erased = Party.objects.filter(id__in=parties).update(state=PartyState.ERASED)
    # An arrival's is dropped; that it is offered at all keeps a phrase of nobody's as slow as a panic phrase.
    if n_erased or actor.kind == "arrival":
        audit.record(actor=actor, now=now, action="intake.begin_erasing", detail=f"parties:{n_erased}")


@transaction.atomic
def sweep_parties(*, actor: Actor, now: datetime) -> int:
    """Take out ended sign-ins, used proofs, parties whose time is over and rows of the erased; count these.

    A party that an area above holds a stay of waits for another sweep: that area lets go of it first.
    """
    for ended in (SignIn, SpentProof):
        ended.objects.filter(expires_at__lte=now).delete()
    begin_erasing(actor=actor, now=now, parties=_whose_time_is_over(now))
    return sum(_delete(party) for party in queries.list_erased())


def _whose_time_is_over(now: datetime) -> list[PartyId]:
    today = timezone.localdate(now)
    over = (
        Q(end_night__lte=today - KEPT_AFTER_LAST_NIGHT)
        | Q(closed_on__lte=today - KEPT_AFTER_LEAVING)
        | Q(state=PartyState.NEW, created_on__lte=today - KEPT_UNLESS_RETURNED)
    )
    rows = Party.objects.filter(over).exclude(state=PartyState.ERASED)
    return [PartyId(key) for key in rows.values_list("id", flat=True)]


def _delete(party: PartyId) -> int:
    """Delete one row, if nothing above holds on to it."""
    try:
        with transaction.atomic():
            forget_contacts(owners=[party])
            return Party.objects.filter(id=party).delete()[0] and 1
    except (ProtectedError, RestrictedError):
        return 0
