"""The end of keys, for the areas whose people go. A tombstone first, then the key; rows follow when they can.

It takes no part in a transaction: a key that is gone is gone, and who has none is erased by the next sweep.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from shanyrak.apps.vault.models import SealedContact, SealedWay
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.apps.vault.tombstones import Tombstones, tombstone_of

TOMBSTONES = Tombstones(settings.HOME)


def end_keys(*, owners: Collection[UUID], now: datetime) -> None:
    """Make whatever is locked with the keys of these people unreadable, wherever a copy of it lies.

    For ids that nobody has it does as much, so that a panic phrase takes as long as a wrong one.
    """
    if owners:
        TOMBSTONES.add(owners, timezone.localdate(now))
        KEYRING.forget(owners)


def forget_contacts(*, owners: Collection[UUID]) -> None:
    """Delete what is sealed of people whose rows go."""
    SealedContact.objects.filter(id__in=owners).delete()
    SealedWay.objects.filter(owner__in=owners).delete()


def is_alive(*, owner: UUID) -> bool:
    """Return whether somebody has a key: deleting it ends every sign-in and phrase of theirs at once."""
    return KEYRING.has(owner)


def buried(*, owners: Collection[UUID]) -> list[UUID]:
    """Return those of these people who were erased after the copy was made from which they are here again."""
    known = TOMBSTONES.known()
    return sorted(owner for owner in owners if tombstone_of(owner) in known)
