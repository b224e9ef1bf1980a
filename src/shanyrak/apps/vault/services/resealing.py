"""Sealing anew what is sealed to past keys of a team, some at a time, in a member's browser.

The server takes its lock off, the member opens and seals to the present key, the server locks with a fresh
one: a copy of before opens no more, even to who kept the old seed. A cut at any moment leaves each readable.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault import queries
from shanyrak.apps.vault.contacts import read_box
from shanyrak.apps.vault.errors import (
    LoneApprovalError,
    NoMemberKeyError,
    TeamKeysChangedError,
)
from shanyrak.apps.vault.models import EpochState, SealedContact, TeamEpoch
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.apps.vault.ways import lock_ways_anew
from shanyrak.base.ids import Actor
from shanyrak.core.sealing import lock, to_base64url, unlock

MOST_AT_ONCE = 500
MARK = 16


@dataclass(frozen=True)
class TakenContact:
    """A contact to be sealed anew: whose, a mark of what it was, its epoch, and the box."""

    owner: UUID
    mark: str
    epoch: int
    box: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The box as a page carries it."""
        return to_base64url(self.box)


class SealedAnew(NamedTuple):
    """A contact that was sealed anew, as a browser sends it."""

    owner: UUID
    mark: str
    box: str


@transaction.atomic
def approve_reseal(*, actor: Actor, now: datetime, number: int) -> None:
    """Let contacts be sealed anew to the present key, which another member made.

    A member who has nobody beside them who could approve does so alone.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    TeamKeysChangedError
        If this is not the present key.
    LoneApprovalError
        If the actor made the key, and there is another who could approve.
    """
    actor.demand("keep_keys")
    team = queries.get_team(actor=actor)
    epoch = queries.lock_epochs(team=team).get(number)
    if epoch is None or epoch.state != EpochState.CURRENT:
        raise TeamKeysChangedError("this is not the present key")
    others = queries.count_other_keepers(actor=actor)
    if epoch.made_by == actor.ref and others:
        raise LoneApprovalError("another member approves")
    epoch.approved_by = actor.ref
    epoch.save(update_fields=["approved_by"])
    detail = f"epoch:{number}"
    audit.record(actor=actor, now=now, action="vault.approve_reseal", subject=epoch.id, detail=detail)


@transaction.atomic
def take_contacts(*, actor: Actor, now: datetime, most: int = MOST_AT_ONCE) -> list[TakenContact]:
    """Take the keyring's lock off some contacts that are sealed to past keys, to be sealed anew.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    LoneApprovalError
        If nobody has approved it.
    NoMemberKeyError
        If the actor has not the seeds of these contacts.
    """
    actor.demand("keep_keys")
    _approved(actor)
    rows = list(queries.list_past_contacts(actor=actor, most=min(most, MOST_AT_ONCE)))
    if not rows and queries.has_past_contacts(actor=actor):
        raise NoMemberKeyError("the actor has not the seeds of these contacts")
    taken = [_taken(row) for row in rows]
    if taken:
        audit.record(actor=actor, now=now, action="vault.take_contacts", detail=f"contacts:{len(taken)}")
    return [one for one in taken if one is not None]


@transaction.atomic
def keep_sealed_anew(*, actor: Actor, now: datetime, sent: Collection[SealedAnew]) -> int:
    """Keep contacts that were sealed anew, under fresh keys of the keyring; return how many were.

    One that was changed, erased or sealed anew by somebody else meanwhile is left as it is.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    LoneApprovalError
        If nobody has approved it.
    ContactFormError
        If one of them is no sealed contact.
    """
    actor.demand("keep_keys")
    epoch = _approved(actor)
    boxes = {one.owner: (one.mark, read_box(one.box)) for one in sent}
    rows = queries.lock_contacts(owners=boxes)
    known = {owner: row for owner, row in rows.items() if _mark_of(row) == boxes[owner][0]}
    theirs = [
        row for row in known.values() if row.epoch.team_id == epoch.team_id and row.epoch_id != epoch.id
    ]
    fresh = KEYRING.renew([row.id for row in theirs])
    kept = [row for row in theirs if row.id in fresh]
    for row in kept:
        keys = fresh[row.id]
        row.epoch, row.kver, row.blob = epoch, keys.version, lock(keys.erasure, boxes[row.id][1])
    SealedContact.objects.bulk_update(kept, ["epoch", "kver", "blob"], batch_size=100)
    lock_ways_anew(fresh={row.id: fresh[row.id] for row in kept})
    versions = {row.id: row.kver for row in kept}
    transaction.on_commit(partial(KEYRING.drop_before, versions))
    audit.record(actor=actor, now=now, action="vault.keep_sealed_anew", detail=f"contacts:{len(kept)}")
    return len(kept)


def _approved(actor: Actor) -> TeamEpoch:
    epoch = queries.find_current(team=queries.get_team(actor=actor))
    if epoch is None or not epoch.approved_by:
        raise LoneApprovalError("nobody has approved it")
    return epoch


def _taken(row: SealedContact) -> TakenContact | None:
    keys = KEYRING.find(row.id, row.kver)
    if keys is None:
        return None
    box = unlock(keys.erasure, bytes(row.blob))
    return TakenContact(row.id, _mark_of(row), row.epoch.number, box)


def _mark_of(row: SealedContact) -> str:
    """Return what changes whenever a contact is written: a digest of what is kept."""
    return hashlib.sha256(bytes(row.blob)).hexdigest()[: 2 * MARK]
