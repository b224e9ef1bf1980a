"""Keys of a team, from one change of its members to the next. The secret is made and wrapped in a browser."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault import queries
from shanyrak.apps.vault.errors import TeamKeysChangedError, WrapsError
from shanyrak.apps.vault.models import KEY, SEED_WRAP, EpochState, TeamEpoch, TeamWrap
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, MemberId
from shanyrak.core.sealing import from_base64url, read_public_key


@dataclass(frozen=True)
class SentEpoch:
    """What a member's browser sends: both public keys in hex, and the seed wrapped for each in base64url.

    `paper` is a wrap to a key that stands on paper and nowhere else, or nothing.
    """

    number: int
    box_public: str
    sign_public: str
    wraps: Mapping[str, str] = field(repr=False)
    paper: str = field(default="", repr=False)


@transaction.atomic
def make_epoch(*, actor: Actor, now: datetime, sent: SentEpoch) -> None:
    """Let people seal to new keys of the team; those before stay until nothing is sealed to them.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    TeamKeysChangedError
        If somebody else made new keys meanwhile.
    WrapsError
        If the seed is not wrapped for the actor, or is wrapped for somebody who may not have it.
    """
    actor.demand("keep_keys")
    team = queries.get_team(actor=actor)
    known = queries.lock_epochs(team=team)
    if sent.number != max(known, default=0) + 1:
        raise TeamKeysChangedError("somebody else made new keys meanwhile")
    box_public, sign_public, wraps = _read(sent)
    allowed = {holder.id for holder in queries.list_holders_of(team=team) if holder.public}
    if not wraps.keys() <= allowed or actor.row_id() not in wraps:
        raise WrapsError("wrapped for somebody who may not have it, or not for who made it")
    TeamEpoch.objects.filter(team=team).update(state=EpochState.PAST)
    told = {"number": sent.number, "box_public": box_public, "sign_public": sign_public}
    epoch = TeamEpoch.objects.create(team_id=team, made_by=actor.ref, **told)
    paper = [(None, _wrap(sent.paper))] if sent.paper else []
    rows = [TeamWrap(epoch=epoch, member_id=member, wrap=wrap) for member, wrap in [*wraps.items(), *paper]]
    TeamWrap.objects.bulk_create(rows)
    audit.record(
        actor=actor, now=now, action="vault.make_epoch", subject=epoch.id, detail=f"epoch:{epoch.number}"
    )


@transaction.atomic
def wrap_for_member(
    *, actor: Actor, now: datetime, member: MemberId, public: str, wraps: Mapping[int, str]
) -> None:
    """Let one more member into the team's keys, whose key the actor has compared with them.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    WrapsError
        If the member may not open contacts, or their key is not the one that was compared.
    TeamKeysChangedError
        If there is no such epoch any more.
    """
    actor.demand("keep_keys")
    team = queries.get_team(actor=actor)
    known = queries.lock_epochs(team=team)
    holders = {holder.id: holder for holder in queries.list_holders_of(team=team)}
    if member not in holders or not wraps or holders[member].public.hex() != public:
        raise WrapsError("this member may not have the seed, or has another key")
    if not wraps.keys() <= known.keys():
        raise TeamKeysChangedError("no such epoch of this team")
    for number, wrap in wraps.items():
        told = {"wrap": _wrap(wrap)}
        TeamWrap.objects.update_or_create(epoch=known[number], member_id=member, defaults=told)
    audit.record(actor=actor, now=now, action="vault.wrap_for_member", subject=member)


def _read(sent: SentEpoch) -> tuple[bytes, bytes, dict[UUID, bytes]]:
    try:
        box_public, sign_public = (
            read_public_key(bytes.fromhex(sent.box_public)),
            bytes.fromhex(sent.sign_public),
        )
        wraps = {UUID(member): _wrap(wrap) for member, wrap in sent.wraps.items()}
    except (InvalidError, ValueError):
        raise WrapsError("these are no keys") from None
    if len(sign_public) != KEY:
        raise WrapsError("these are no keys")
    return box_public, sign_public, wraps


def _wrap(text: str) -> bytes:
    try:
        wrap = from_base64url(text)
    except InvalidError:
        raise WrapsError("this is no wrap") from None
    if len(wrap) != SEED_WRAP:
        raise WrapsError("a wrapped seed has one length")
    return wrap
