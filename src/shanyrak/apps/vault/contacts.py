"""Sealed contacts of new people, for the areas that make their rows. Who may open one, the services say."""

from datetime import datetime
from uuid import UUID

from shanyrak.apps.vault import queries
from shanyrak.apps.vault.errors import ContactFormError
from shanyrak.apps.vault.models import SealedContact
from shanyrak.apps.vault.stock import STOCK, Owner
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import TeamId
from shanyrak.core.sealing import SEALED_BLOCK, BoxPublicKey, from_base64url, lock, seal_block

NOTHING = b""


def read_box(text: str) -> bytes:
    """Return a sealed contact that a form carries in base64url.

    Raises
    ------
    ContactFormError
        If it is none.
    """
    try:
        box = from_base64url(text)
    except InvalidError:
        raise ContactFormError("this is no box") from None
    if len(box) != SEALED_BLOCK:
        raise ContactFormError("a sealed contact has one length")
    return box


def new_owner(*, now: datetime) -> Owner:
    """Return an id for a new row, whose keys are in the keyring before the row is in the database."""
    return STOCK.take(now=now)


def begin_contact(*, owner: Owner, team: TeamId) -> UUID:
    """Seal that nothing was written, in as many bytes as if something was; return the owner's id.

    Where a team has no keys yet nobody can write anything, and there is no row.
    """
    current = queries.find_current_box(team=team)
    if current is not None:
        epoch, public = current
        blob = lock(owner.keys.erasure, seal_block(BoxPublicKey(public), NOTHING))
        SealedContact.objects.create(id=owner.id, epoch_id=epoch, kver=owner.keys.version, blob=blob)
    return owner.id
