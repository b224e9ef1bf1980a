"""What a sentinel leaves in the vault: keys of a team whose secret is known, and a contact sealed to them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault import queries
from shanyrak.apps.vault.errors import ContactNotFoundError
from shanyrak.apps.vault.models import SealedContact, TeamEpoch
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.ids import Actor, TeamId
from shanyrak.core.sealing import TeamSeed, lock, seal_block, team_keys


@transaction.atomic
def seal_sentinel(
    *, actor: Actor, now: datetime, owner: UUID, team: TeamId, text: bytes, seed: TeamSeed
) -> bytes:
    """Seal a text as the contact of a sentinel, to a seed that is known; return the row as backups hold it.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    ContactNotFoundError
        If the sentinel has no key.
    """
    actor.demand_machine()
    row, found = queries.lock_contact(owner=owner), KEYRING.find(owner)
    if found is None:
        raise ContactNotFoundError("the sentinel has no key")
    keys, known = team_keys(seed), queries.lock_epochs(team=team)
    public = {"box_public": keys.box_public, "sign_public": keys.sign_public}
    epoch = next((one for one in known.values() if bytes(one.box_public) == keys.box_public), None)
    if epoch is None:
        TeamEpoch.objects.filter(team=team).update(state="past")
        number = max(known, default=0) + 1
        epoch = TeamEpoch.objects.create(team_id=team, number=number, made_by="system", **public)
    blob = lock(found.erasure, seal_block(keys.box_public, text))
    told = {"epoch": epoch, "kver": row.kver if row else found.version, "blob": blob}
    SealedContact.objects.update_or_create(id=owner, defaults=told)
    audit.record(actor=actor, now=now, action="vault.seal_sentinel", subject=owner)
    return blob
