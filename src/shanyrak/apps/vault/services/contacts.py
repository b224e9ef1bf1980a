"""A contact: written anew by whose it is, and opened by a member for a reason, of which an entry is left."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault import queries
from shanyrak.apps.vault.contacts import read_box
from shanyrak.apps.vault.errors import (
    BudgetSpentError,
    ContactNotFoundError,
    NoMemberKeyError,
    TeamKeysChangedError,
    UnknownPurposeError,
)
from shanyrak.apps.vault.models import Opening, SealedContact
from shanyrak.apps.vault.purposes import PURPOSES
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.ids import Actor, TeamId
from shanyrak.core.sealing import lock, to_base64url, unlock

LOG = logging.getLogger("shanyrak.vault")
# A coordinator of a busy night calls some ten people an hour; who wants the list of the city is stopped.
MOST_AN_HOUR, MOST_A_DAY = 20, 100
RETRY_AFTER_S = 600


@dataclass(frozen=True)
class SentContact:
    """What a form carries: a sealed box in base64url, and which epoch of the team it is sealed to."""

    box: str = field(repr=False)
    epoch: str


@dataclass(frozen=True)
class OpenedBox:
    """A contact without the lock of the keyring, still sealed to the team."""

    epoch: int
    box: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The box as a page carries it."""
        return to_base64url(self.box)


@transaction.atomic
def change_contact(*, actor: Actor, now: datetime, owner: UUID, team: TeamId, sent: SentContact) -> None:
    """Keep what somebody sealed to the team, in the place of what was there.

    People do so themselves, and a member does it for somebody who told them. What it says, and whether it
    says anything, only members can find out.

    Raises
    ------
    ContactNotFoundError
        If the actor is neither these people nor a member who takes requests.
    ContactFormError
        If it is no sealed contact.
    TeamKeysChangedError
        If it is sealed to other keys than the team's of now.
    """
    is_itself = actor.kind in {"arrival", "host"} and actor.id == owner
    is_theirs = actor.kind == "member" and actor.team == team and actor.may("take_requests")
    if not (is_itself or is_theirs):
        raise ContactNotFoundError("no contact of the actor's")
    box, row = read_box(sent.box), queries.lock_contact(owner=owner)
    epoch, keys = queries.find_current(team=team), KEYRING.find(owner, row.kver if row else None)
    if keys is None:
        raise ContactNotFoundError("these people are being erased")
    if epoch is None or str(epoch.number) != sent.epoch:
        raise TeamKeysChangedError("the team has other keys now")
    told = {"epoch": epoch, "kver": keys.version, "blob": lock(keys.erasure, box)}
    SealedContact.objects.update_or_create(id=owner, defaults=told)
    audit.record(actor=actor, now=now, action="vault.change_contact", subject=owner)


def open_contact(*, actor: Actor, now: datetime, owner: UUID, purpose: str) -> OpenedBox:
    """Take the keyring's lock off a contact, for a reason; one too many leaves an entry, too.

    Raises
    ------
    NotAllowedError
        If the actor may not open contacts.
    UnknownPurposeError
        If the reason is none of ours.
    ContactNotFoundError
        If there is none in the actor's team, or it was erased.
    NoMemberKeyError
        If nobody has let the actor into the keys that it is sealed to.
    BudgetSpentError
        If the actor opened as many as may be opened in an hour or a day.
    """
    actor.demand(queries.OPENS)
    if purpose not in PURPOSES:
        raise UnknownPurposeError("no such reason")
    opened = _open(actor, now, owner, purpose)
    if opened is None:
        _note_refusal(actor, now)
        raise BudgetSpentError("too many contacts", retry_after_s=RETRY_AFTER_S)
    return opened


@transaction.atomic
def _open(actor: Actor, now: datetime, owner: UUID, purpose: str) -> OpenedBox | None:
    key = queries.lock_member_key(actor=actor)
    row = queries.get_contact(actor=actor, owner=owner)
    if not row.epoch.wraps.filter(member=key.member_id).exists():
        raise NoMemberKeyError("the actor has no wrap of this epoch")
    in_hour, in_day = queries.count_openings(actor=actor, now=now)
    if in_hour >= MOST_AN_HOUR or in_day >= MOST_A_DAY:
        return None
    keys = KEYRING.find(owner, row.kver)
    if keys is None:
        raise ContactNotFoundError("these people are erased")
    Opening.objects.create(member_id=key.member_id, opened_at=now)
    audit.record(actor=actor, now=now, action="vault.open_contact", subject=owner, detail=purpose)
    return OpenedBox(row.epoch.number, unlock(keys.erasure, bytes(row.blob)))


@transaction.atomic
def _note_refusal(actor: Actor, now: datetime) -> None:
    audit.record(actor=actor, now=now, action="vault.refuse_opening", detail="budget")
    LOG.warning("a member wanted more contacts than may be opened in an hour")
