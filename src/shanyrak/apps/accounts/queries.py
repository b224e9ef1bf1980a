"""What may be read of teams, members and sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from shanyrak.apps.accounts.errors import (
    InvitationNotFoundError,
    MemberNotFoundError,
    NotSignedInError,
)
from shanyrak.apps.accounts.hashing import digest_of
from shanyrak.apps.accounts.lookup import OfTeam
from shanyrak.apps.accounts.models import (
    Grant,
    Invitation,
    Member,
    MemberState,
    Passkey,
    SignIn,
    Slowdown,
    Team,
)
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, CookieToken, InvitationLink, MemberId, SiteId, TeamId
from shanyrak.base.powers import BOUND_TO_SITES, ROLES
from shanyrak.core.sealing import member_salt

FACTS = OfTeam(Team, "id", "name", "place", "time_zone")


@dataclass(frozen=True)
class TeamView:
    """A team as everybody may see it."""

    id: TeamId
    name: str
    place: str
    time_zone: str


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in: the actor, and what pages say of them."""

    actor: Actor
    username: str
    alias: str
    language: str
    team: str


@dataclass(frozen=True)
class MemberView:
    """A member as those see them who manage the team."""

    id: MemberId
    username: str
    alias: str
    state: str
    roles: tuple[tuple[str, SiteId | None], ...]
    n_passkeys: int


@dataclass(frozen=True)
class PasskeyView:
    """A device that may sign a member in."""

    id: UUID
    added_on: date


@dataclass(frozen=True)
class InvitationView:
    """What an invitation says to who opens it."""

    team: str
    alias: str
    username: str
    roles: tuple[str, ...]


def list_teams() -> Sequence[TeamView]:
    """Return every team that people can ask; public, as cities are."""
    return [_team_view(team) for team in Team.objects.filter(is_reserved=False).order_by("name")]


def find_team(*, place: str) -> TeamView | None:
    """Return the team of a city, if it has one; public."""
    team = Team.objects.filter(place=place, is_reserved=False).order_by("name").first()
    return _team_view(team) if team else None


def find_team_of_id(*, team: TeamId) -> TeamView | None:
    """Return a team, if there is one of this id; public, as cities are."""
    found = FACTS.find(team)
    return TeamView(team, *found) if found else None


def list_districts(*, place: str) -> Sequence[str]:
    """Return the districts of a city, as the operator named them; public."""
    pairs = (name.partition("/") for name in settings.OPTIONS.districts)
    return [district for city, _, district in pairs if city == place]


def get_signed_in(*, token: CookieToken, now: datetime) -> SignedIn:
    """Return who holds this token; the token is the permission.

    Raises
    ------
    NotSignedInError
        If it ended, was ended or never was.
    """
    try:
        digest = digest_of(token)
    except InvalidError:
        raise NotSignedInError("this is no token") from None
    rows = SignIn.objects.select_related("member__team").filter(token_hash=digest, expires_at__gt=now)
    row = rows.filter(member__state=MemberState.ACTIVE).first()
    if row is None:
        raise NotSignedInError("nobody holds this token")
    member = row.member
    return SignedIn(actor_of(member=member), member.username, member.alias, member.language, member.team.name)


def get_salt(*, username: str) -> bytes:
    """Return what goes with a passphrase into the key of a member; public, and nobody's name has one, too."""
    return member_salt(settings.SECRETS.salt, username.strip().lower())


def list_members(*, actor: Actor) -> Sequence[MemberView]:
    """Return the members of the actor's team, for those who manage it.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("manage_members")
    rows = Member.objects.filter(team=actor.team).prefetch_related("grants", "passkeys")
    return [_member_view(row) for row in rows.order_by("state", "alias", "id")]


def list_with_power(*, team: TeamId, power: str) -> Sequence[MemberView]:
    """Return the active members of a team who have a power anywhere in it, for services."""
    rows = Member.objects.filter(team=team, state=MemberState.ACTIVE).prefetch_related("grants", "passkeys")
    return [_member_view(row) for row in rows.order_by("alias", "id") if actor_of(member=row).may(power)]


def get_known(*, actor: Actor, member: MemberId) -> Member:
    """Return a member of the actor's team, also one who was revoked, for services.

    Raises
    ------
    MemberNotFoundError
        If there is none.
    """
    row = Member.objects.filter(id=member, team=actor.team).first()
    if row is None:
        raise MemberNotFoundError("no such member in this team")
    return row


def get_username(*, actor: Actor) -> str:
    """Return the username of the actor, of which the salt of their passphrase is made.

    Raises
    ------
    MemberNotFoundError
        If the actor is no member.
    """
    row = Member.objects.filter(id=actor.row_id(), state=MemberState.ACTIVE).first()
    if row is None:
        raise MemberNotFoundError("the actor is no member")
    return row.username


def get_invitation(*, link: InvitationLink, now: datetime) -> InvitationView:
    """Return what an invitation is for; the link is the permission.

    Raises
    ------
    InvitationNotFoundError
        If it was used, has ended or never was.
    """
    member = find_invited(link=link, now=now).member
    roles = tuple(sorted({grant.role for grant in member.grants.all()}))
    return InvitationView(member.team.name, member.alias, member.username, roles)


def list_passkeys(*, actor: Actor) -> Sequence[PasskeyView]:
    """Return the actor's own passkeys."""
    rows = Passkey.objects.filter(member=actor.id).order_by("added_on", "id")
    return [PasskeyView(row.id, row.added_on) for row in rows]


def find_invited(*, link: InvitationLink, now: datetime) -> Invitation:
    """Return the row of an invitation, for services; the link is the permission.

    Raises
    ------
    InvitationNotFoundError
        If it was used, has ended or never was.
    """
    try:
        digest = digest_of(link)
    except InvalidError:
        raise InvitationNotFoundError("this is no invitation") from None
    rows = Invitation.objects.select_related("member__team").filter(link_hash=digest, expires_at__gt=now)
    invitation = rows.exclude(member__state=MemberState.REVOKED).first()
    if invitation is None:
        raise InvitationNotFoundError("no invitation has this link")
    return invitation


def find_active(*, username: str) -> Member | None:
    """Return the member of a username, if they are let in; for services."""
    return Member.objects.filter(username=username, state=MemberState.ACTIVE).first()


def lock_member(*, actor: Actor, member: MemberId) -> Member:
    """Return a member of the actor's team, locked until the transaction ends.

    Raises
    ------
    MemberNotFoundError
        If there is none; who is of another team does not exist here.
    """
    row = Member.objects.select_for_update().filter(id=member, team=actor.team).first()
    if row is None:
        raise MemberNotFoundError("no such member in this team")
    return row


def lock_team(*, team: TeamId) -> Team:
    """Return a team, locked: two that change its members wait for one another."""
    return Team.objects.select_for_update().get(id=team)


def lock_slowdown(*, name_hash: bytes, now: datetime) -> Slowdown:
    """Return how often signing in failed under a name, locked."""
    row, _ = Slowdown.objects.select_for_update().get_or_create(
        name_hash=name_hash, defaults={"not_before": now}
    )
    return row


def lock_passkey(*, credential: bytes) -> Passkey | None:
    """Return the passkey of an active member that a device names itself by, locked."""
    rows = Passkey.objects.select_for_update(of=("self",)).select_related("member")
    return rows.filter(credential=credential, member__state=MemberState.ACTIVE).first()


def has_manager(*, team: TeamId) -> bool:
    """Return whether somebody of a team can invite members; for services."""
    roles = [role for role, powers in ROLES.items() if "manage_members" in powers]
    return Grant.objects.filter(
        member__team=team, member__state=MemberState.ACTIVE, role__in=roles, site__isnull=True
    ).exists()


def is_slowed(*, name_hash: bytes, now: datetime) -> bool:
    """Return whether signing in under a name has to wait; for services."""
    return Slowdown.objects.filter(name_hash=name_hash, not_before__gt=now).exists()


def actor_of(*, member: Member) -> Actor:
    """Return a member as an actor, for services: powers in the team, and of bound roles at their sites."""
    everywhere: set[str] = set()
    at_sites: set[tuple[str, SiteId]] = set()
    for grant in member.grants.all():
        if grant.site is None:
            everywhere |= ROLES[grant.role]
        elif grant.role in BOUND_TO_SITES:
            at_sites |= {(power, SiteId(grant.site)) for power in ROLES[grant.role]}
    return Actor(
        "member",
        ref=member.pseudonym,
        id=member.id,
        team=TeamId(member.team_id),
        powers=frozenset(everywhere),
        site_powers=frozenset(at_sites),
    )


def _team_view(team: Team) -> TeamView:
    return TeamView(TeamId(team.id), team.name, team.place, team.time_zone)


def _member_view(row: Member) -> MemberView:
    roles = [(grant.role, SiteId(grant.site) if grant.site else None) for grant in row.grants.all()]
    told = tuple(sorted(roles, key=lambda grant: (grant[0], str(grant[1]))))
    n_passkeys = len(row.passkeys.all())
    return MemberView(MemberId(row.id), row.username, row.alias, row.state, told, n_passkeys)
