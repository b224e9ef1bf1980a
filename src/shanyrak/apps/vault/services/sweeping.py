"""What goes by itself: keys of nobody, counts of openings, keys of a team that nothing is sealed to."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault.endings import TOMBSTONES
from shanyrak.apps.vault.errors import KeyringLostError
from shanyrak.apps.vault.models import EpochState, KeyringMark, Opening, SealedContact, TeamEpoch
from shanyrak.apps.vault.queries import DAY
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.ids import Actor

LOG = logging.getLogger("shanyrak.vault")
# A worker gives out no key that is half as old as this.
NOBODY_FOR = timedelta(hours=1)


class Nobodies:
    """Keys that were nobody's when they were last looked at, and since when; in memory only."""

    def __init__(self) -> None:
        self.since: dict[UUID, datetime] = {}

    def ripe(self, owners: Collection[UUID], now: datetime) -> list[UUID]:
        """Return those that have been nobody's for long enough, of these that are nobody's now."""
        self.since = {owner: min(self.since.get(owner, now), now) for owner in owners}
        return sorted(owner for owner, since in self.since.items() if now - since >= NOBODY_FOR)


NOBODIES = Nobodies()


@transaction.atomic
def know_keyring(*, actor: Actor, now: datetime, living: Collection[UUID]) -> None:
    """Remember which keyring these rows belong to; rows that are older than any keyring get keys.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    KeyringLostError
        If the rows belong to another keyring: with this one everybody would be taken for erased.
    """
    _demand_machine(actor)
    mark = KeyringMark.objects.first()
    if mark is None:
        KEYRING.adopt(living)
        KeyringMark.objects.create(digest=KEYRING.identity())
        audit.record(actor=actor, now=now, action="vault.know_keyring", detail=f"owners:{len(living)}")
    elif mark.digest != KEYRING.identity():
        raise KeyringLostError("the data belong to another keyring.db: bring that one back")


@transaction.atomic
def sweep_keys(*, actor: Actor, now: datetime, living: Collection[UUID]) -> list[UUID]:
    """Delete keys that have been nobody's for an hour; return who of the living has none.

    The rows of the living are read before this looks into the keyring: a key is always there before its row.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    KeyringLostError
        If the rows belong to another keyring.
    """
    know_keyring(actor=actor, now=now, living=living)
    kept = KEYRING.owners()
    ripe = NOBODIES.ripe(kept.difference(living), now)
    if ripe:
        KEYRING.delete(ripe)
        audit.record(actor=actor, now=now, action="vault.sweep_keys", detail=f"nobody:{len(ripe)}")
    return sorted(set(living) - kept)


@transaction.atomic
def rotate_keyring(*, actor: Actor, now: datetime) -> bool:
    """Lock the keyring under this week's master, if it is not yet; copies of earlier weeks open no more.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    today = timezone.localdate(now)
    TOMBSTONES.prune(today)
    before = KEYRING.digest()[:16]
    if not KEYRING.rotate(today):
        return False
    audit.record(
        actor=actor, now=now, action="vault.rotate_keyring", detail=f"{before}:{KEYRING.digest()[:16]}"
    )
    return True


@transaction.atomic
def sweep(*, actor: Actor, now: datetime) -> None:
    """Take out counts of openings of the day before, and past keys of teams to which nothing is sealed.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    Opening.objects.filter(opened_at__lte=now - DAY).delete()
    # What a cut left between a contact that was sealed anew and the end of the key before.
    doubled = SealedContact.objects.filter(id__in=KEYRING.doubled()).values_list("id", "kver")
    KEYRING.drop_before(dict(doubled))
    n_gone, _ = TeamEpoch.objects.filter(state=EpochState.PAST, contacts=None).delete()
    if n_gone:
        audit.record(actor=actor, now=now, action="vault.sweep", detail=f"epochs:{n_gone}")


def _demand_machine(actor: Actor) -> None:
    actor.demand_machine()
