"""What may be read of keys and of what is sealed. No text of a contact can be read here."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.accounts.lookup import OfTeam
from shanyrak.apps.audit import queries as audit
from shanyrak.apps.audit.refs import refs_of
from shanyrak.apps.vault.errors import ContactNotFoundError, NoMemberKeyError, TeamKeysChangedError
from shanyrak.apps.vault.models import EpochState, MemberKey, Opening, SealedContact, TeamEpoch, TeamWrap
from shanyrak.base.ids import Actor, MemberId, TeamId
from shanyrak.core.sealing import member_salt, to_base64url

OPENS = "open_contacts"
BOX = OfTeam(TeamEpoch, "team", "id", "box_public", state=EpochState.CURRENT)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# What stands in the log of a contact that came into a member's hands.
OPENED, TAKEN = "vault.open_contact", "vault.take_contacts"


@dataclass(frozen=True)
class TeamKeyView:
    """What people seal to: the team's public keys of now."""

    number: int
    box_public: bytes
    sign_public: bytes


@dataclass(frozen=True)
class OwnKeysView:
    """What a member's browser needs to open what is sealed to the team; nothing without the passphrase."""

    salt: bytes
    wrap: bytes = field(repr=False)
    public: bytes
    seeds: Sequence[tuple[int, bytes]] = field(repr=False)

    @property
    def wrap_text(self) -> str:
        """The locked secret key, as a page carries it."""
        return to_base64url(self.wrap)

    @property
    def seeds_text(self) -> str:
        """The wrapped seeds by their epochs, as a page carries them."""
        return json.dumps({number: to_base64url(wrap) for number, wrap in self.seeds})


@dataclass(frozen=True)
class HolderView:
    """A member who may open contacts: their public key, if they made one, and whether they have the seed."""

    id: MemberId
    alias: str
    public: bytes
    has_seed: bool


@dataclass(frozen=True)
class ExposureView:
    """What a member came to see: contacts that they opened, and how many they had in hand to seal them anew.

    Of people who were erased since nothing is left but their number.
    """

    alias: str
    opened: Sequence[UUID]
    n_erased: int
    n_taken: int


@dataclass(frozen=True)
class EpochView:
    """An epoch as its team sees it: how much is still sealed to it, and who made and approved it."""

    number: int
    is_current: bool
    n_contacts: int
    is_own: bool
    is_approved: bool
    is_exposed: bool


def find_team_key(*, team: TeamId) -> TeamKeyView | None:
    """Return what a team's contacts are sealed to, if it has keys; public."""
    row = find_current(team=team)
    if row is None:
        return None
    return TeamKeyView(row.number, bytes(row.box_public), bytes(row.sign_public))


def has_contact(*, owner: UUID) -> bool:
    """Return whether there is a row of these people, for services; what is in it, nobody knows."""
    return SealedContact.objects.filter(id=owner).exists()


def find_own_keys(*, actor: Actor) -> OwnKeysView | None:
    """Return the actor's own keys, if they made any, under their locks."""
    key = MemberKey.objects.select_related("member").filter(member=actor.row_id()).first()
    if key is None:
        return None
    wraps = TeamWrap.objects.filter(member=actor.row_id()).select_related("epoch")
    seeds = [(row.epoch.number, bytes(row.wrap)) for row in wraps.order_by("-epoch__number")]
    salt = member_salt(settings.SECRETS.salt, key.member.username)
    return OwnKeysView(salt, bytes(key.wrap), bytes(key.public), seeds)


def get_own_salt(*, actor: Actor) -> bytes:
    """Return the salt of the actor's own passphrase.

    Raises
    ------
    MemberNotFoundError
        If the actor is no member.
    """
    return member_salt(settings.SECRETS.salt, accounts.get_username(actor=actor))


def list_holders(*, actor: Actor) -> Sequence[HolderView]:
    """Return the members of the actor's team who may open contacts, for those of them who keep the keys.

    Raises
    ------
    NotAllowedError
        If the actor does not keep keys.
    """
    actor.demand("keep_keys")
    return list_holders_of(team=get_team(actor=actor))


def list_holders_of(*, team: TeamId) -> Sequence[HolderView]:
    """Return the members of a team who may open contacts, for services."""
    members = accounts.list_with_power(team=team, power=OPENS)
    keys = MemberKey.objects.filter(member__in=[member.id for member in members])
    public = {row.member_id: bytes(row.public) for row in keys}
    current = TeamWrap.objects.filter(epoch__team=team, epoch__state=EpochState.CURRENT)
    seeded = set(current.values_list("member", flat=True))
    return [
        HolderView(member.id, member.alias, public.get(member.id, b""), member.id in seeded)
        for member in members
    ]


def list_epochs(*, actor: Actor) -> Sequence[EpochView]:
    """Return the epochs of the actor's team that contacts are sealed to, the newest first.

    Raises
    ------
    NotAllowedError
        If the actor neither keeps keys nor opens contacts.
    """
    if not actor.may(OPENS):
        actor.demand("keep_keys")
    rows = TeamEpoch.objects.filter(team=get_team(actor=actor)).annotate(n_contacts=Count("contacts"))
    return [
        EpochView(
            row.number,
            row.state == EpochState.CURRENT,
            row.n_contacts,
            row.made_by == actor.ref,
            bool(row.approved_by),
            row.is_exposed,
        )
        for row in rows.order_by("-number")
    ]


def get_exposure(*, actor: Actor, member: MemberId) -> ExposureView:
    """Return what a member of the actor's team came to see, exactly, for those who read the log.

    Raises
    ------
    NotAllowedError
        If the actor may not read the log.
    MemberNotFoundError
        If there is no such member in the actor's team.
    """
    actor.demand("see_audit")
    who = accounts.get_known(actor=actor, member=member)
    entries = audit.list_entries_by(actor=actor, ref=who.pseudonym, actions=(OPENED, TAKEN))
    refs = {entry.ref for entry in entries if entry.action == OPENED}
    ids = SealedContact.objects.filter(epoch__team=get_team(actor=actor)).values_list("id", flat=True)
    known = list(ids) if refs else []
    opened = dict(zip(refs_of(known), known, strict=True))
    n_taken = sum(int(entry.detail.partition(":")[2]) for entry in entries if entry.action == TAKEN)
    found = sorted(opened[ref] for ref in refs if ref in opened)
    return ExposureView(who.alias, found, len(refs) - len(found), n_taken)


def count_other_keepers(*, actor: Actor) -> int:
    """Return how many others of the actor's team keep keys and have the seed of the present one."""
    keepers = {
        member.id for member in accounts.list_with_power(team=get_team(actor=actor), power="keep_keys")
    }
    wraps = TeamWrap.objects.filter(epoch__team=get_team(actor=actor), epoch__state=EpochState.CURRENT)
    return wraps.filter(member__in=keepers - {actor.row_id()}).count()


def list_past_contacts(*, actor: Actor, most: int) -> Sequence[SealedContact]:
    """Return some contacts that are sealed to past keys whose seed the actor has, for services."""
    rows = _past_contacts(actor).filter(epoch__wraps__member=actor.row_id()).select_related("epoch")
    return list(rows.order_by("id")[:most])


def has_past_contacts(*, actor: Actor) -> bool:
    """Return whether anything of the actor's team is sealed to past keys, for services."""
    return _past_contacts(actor).exists()


def count_openings(*, actor: Actor, now: datetime) -> tuple[int, int]:
    """Return how many contacts the actor opened within the hour, and within the day."""
    times = Opening.objects.filter(member=actor.row_id(), opened_at__gt=now - DAY)
    told = list(times.values_list("opened_at", flat=True))
    return sum(moment > now - HOUR for moment in told), len(told)


def find_current(*, team: TeamId) -> TeamEpoch | None:
    """Return the epoch that people seal to, for services."""
    return TeamEpoch.objects.filter(team=team, state=EpochState.CURRENT).first()


def find_current_box(*, team: TeamId) -> tuple[UUID, bytes] | None:
    """Return the epoch that people seal to, and its public key; for services, once a request for a bed."""
    found = BOX.find(team)
    return (UUID(str(found[0])), bytes(found[1])) if found else None


def get_epoch(*, team: TeamId, number: int) -> TeamEpoch:
    """Return an epoch of a team, for services.

    Raises
    ------
    TeamKeysChangedError
        If there is none of this number, or none any more.
    """
    row = TeamEpoch.objects.filter(team=team, number=number).first()
    if row is None:
        raise TeamKeysChangedError("no such epoch of this team")
    return row


def lock_epochs(*, team: TeamId) -> dict[int, TeamEpoch]:
    """Return the epochs of a team by their numbers; who changes its keys waits for who does so now."""
    accounts.lock_team(team=team)
    rows = TeamEpoch.objects.select_for_update().filter(team=team).order_by("number")
    return {row.number: row for row in rows}


def lock_contact(*, owner: UUID) -> SealedContact | None:
    """Return a sealed contact, locked until the transaction ends."""
    return SealedContact.objects.select_for_update().filter(id=owner).first()


def lock_contacts(*, owners: Iterable[UUID]) -> dict[UUID, SealedContact]:
    """Return these sealed contacts, locked, in the order of their ids."""
    rows = SealedContact.objects.select_for_update(of=("self",)).select_related("epoch")
    rows = rows.filter(id__in=list(owners)).order_by("id")
    return {row.id: row for row in rows}


def get_contact(*, actor: Actor, owner: UUID) -> SealedContact:
    """Return the sealed contact of somebody whom the actor's team looks after, for services.

    Raises
    ------
    ContactNotFoundError
        If there is none, or it is of another team.
    """
    row = SealedContact.objects.select_related("epoch").filter(id=owner, epoch__team=actor.team).first()
    if row is None:
        raise ContactNotFoundError("no sealed contact here")
    return row


def lock_member_key(*, actor: Actor) -> MemberKey:
    """Return the key of a member, locked: two openings of one member are counted one after the other.

    Raises
    ------
    NoMemberKeyError
        If they made none.
    """
    row = MemberKey.objects.select_for_update().filter(member=actor.row_id()).first()
    if row is None:
        raise NoMemberKeyError("this member has no key yet")
    return row


def get_team(*, actor: Actor) -> TeamId:
    """Return the team of a member, for services.

    Raises
    ------
    ContactNotFoundError
        If the actor is of no team.
    """
    if actor.kind != "member" or actor.team is None:
        raise ContactNotFoundError("this is for members of a team")
    return actor.team


def _past_contacts(actor: Actor) -> QuerySet[SealedContact]:
    return SealedContact.objects.filter(epoch__team=get_team(actor=actor), epoch__state=EpochState.PAST)
