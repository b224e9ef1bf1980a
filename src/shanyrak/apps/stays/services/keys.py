"""The keyring against all who are here: who has no key is erased, a key of nobody's goes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as parties
from shanyrak.apps.vault import services as vault
from shanyrak.apps.vault.endings import buried
from shanyrak.base.ids import Actor, PartyId


@transaction.atomic
def open_keyring(*, actor: Actor, now: datetime) -> int:
    """Before a site is served: see that the keyring is that of its data, and erase again who came back.

    After a backup was brought back, those are here again who were erased since; their tombstones tell. Return
    how many they were.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    KeyringLostError
        If the data belong to another keyring.
    """
    vault.know_keyring(actor=actor, now=now, living=_living())
    back = [PartyId(owner) for owner in buried(owners=intake.list_all_parties())]
    _erase(actor, now, back)
    return len(back)


@transaction.atomic
def sweep_keys(*, actor: Actor, now: datetime) -> int:
    """Delete keys that are nobody's, and erase parties that have none; return how many of these.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    KeyringLostError
        If the data belong to another keyring.
    """
    keyless = set(vault.sweep_keys(actor=actor, now=now, living=_living()))
    gone = [party for party in intake.list_all_parties() if party in keyless]
    _erase(actor, now, gone)
    return len(gone)


def _living() -> list[UUID]:
    return [*intake.list_all_parties(), *hosting.list_all_hosts()]


def _erase(actor: Actor, now: datetime, gone: list[PartyId]) -> None:
    if gone:
        parties.begin_erasing(actor=actor, now=now, parties=gone)
        audit.record(actor=actor, now=now, action="stays.erase_keyless", detail=str(len(gone)))
