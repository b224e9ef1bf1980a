"""Who belongs to a team and what they may do: inviting, giving roles, revoking."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.accounts import queries
from shanyrak.apps.accounts.errors import (
    AliasFormError,
    LastManagerError,
    MemberNotFoundError,
    UnknownRoleError,
)
from shanyrak.apps.accounts.models import ALIAS_LENGTH, Grant, Invitation, Member, MemberState
from shanyrak.apps.audit import services as audit
from shanyrak.base.ids import Actor, InvitationLink, MemberId, SiteId, TeamId
from shanyrak.base.powers import BOUND_TO_SITES, ROLES
from shanyrak.core.sealing import SignInToken, expiry

INVITATION_LASTS = timedelta(hours=48)
# Letters of any script, spaces, hyphens and apostrophes; no digit, sign or address.
ALIAS = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '\u2019-]){1,39}")


class Roles(NamedTuple):
    """Roles; those that are bound to sites hold at these, or in the whole team if none is named."""

    names: Sequence[str]
    sites: Sequence[SiteId] = ()


@transaction.atomic
def invite_member(
    *, actor: Actor, now: datetime, alias: str, roles: Roles, language: str = "ru", team: TeamId | None = None
) -> InvitationLink:
    """Invite somebody into the actor's team, or on the server into a named one; return the link, once.

    Raises
    ------
    NotAllowedError
        If the actor does not manage members.
    AliasFormError, UnknownRoleError
        If what is said about them does not fit.
    """
    actor.demand("manage_members")
    alias = " ".join(alias.split())
    if len(alias) > ALIAS_LENGTH or not ALIAS.fullmatch(alias):
        raise AliasFormError("an alias is letters")
    home = team if actor.kind == "machine" else actor.team
    if home is None:
        raise MemberNotFoundError("no team was named")
    member = Member.objects.create(team_id=home, alias=alias, language=language)
    _grant(member, roles)
    link = _new_link(member, now)
    audit.record(actor=actor, now=now, action="accounts.invite_member", subject=member.id)
    return link


@transaction.atomic
def reinvite_member(*, actor: Actor, now: datetime, member: MemberId) -> InvitationLink:
    """Give a member a new link, who lost the first one, or their passphrase or phone; earlier links end.

    Raises
    ------
    NotAllowedError
        If the actor does not manage members.
    MemberNotFoundError
        If there is no such member, or they were revoked.
    """
    actor.demand("manage_members")
    row = queries.lock_member(actor=actor, member=member)
    if row.state == MemberState.REVOKED:
        raise MemberNotFoundError("this member was revoked")
    Invitation.objects.filter(member=row).delete()
    link = _new_link(row, now)
    audit.record(actor=actor, now=now, action="accounts.reinvite_member", subject=row.id)
    return link


@transaction.atomic
def change_roles(*, actor: Actor, now: datetime, member: MemberId, roles: Roles) -> None:
    """Give a member these roles in place of those they have.

    Raises
    ------
    NotAllowedError
        If the actor does not manage members.
    MemberNotFoundError, UnknownRoleError
        If there is no such member or role.
    LastManagerError
        If nobody would be left who can invite.
    """
    actor.demand("manage_members")
    row = _lock_one_of(actor, member)
    row.grants.all().delete()
    _grant(row, roles)
    if row.state == MemberState.ACTIVE:
        _demand_manager(row)
    audit.record(actor=actor, now=now, action="accounts.change_roles", subject=row.id)


@transaction.atomic
def revoke_member(*, actor: Actor, now: datetime, member: MemberId) -> None:
    """Shut a member out at once: sign-ins, passkeys and keys go, the name stays until it is swept.

    Raises
    ------
    NotAllowedError
        If the actor does not manage members.
    MemberNotFoundError
        If there is no such member.
    LastManagerError
        If nobody would be left who can invite.
    """
    actor.demand("manage_members")
    row = _lock_one_of(actor, member)
    for rows in (row.sign_ins, row.passkeys, row.grants):
        rows.all().delete()
    Invitation.objects.filter(member=row).delete()
    was_active = row.state == MemberState.ACTIVE
    row.state, row.revoked_on = MemberState.REVOKED, timezone.localdate(now)
    row.auth_hash, row.totp_lock = "", b""
    row.save()
    if was_active:
        _demand_manager(row)
    audit.record(actor=actor, now=now, action="accounts.revoke_member", subject=row.id)


def _lock_one_of(actor: Actor, member: MemberId) -> Member:
    """Return a member of the actor's team, which is locked first: two managers cannot revoke each other."""
    if actor.team is not None:
        queries.lock_team(team=actor.team)
    row = queries.lock_member(actor=actor, member=member)
    if row.state == MemberState.REVOKED:
        raise MemberNotFoundError("this member was revoked")
    return row


def _demand_manager(row: Member) -> None:
    if not queries.has_manager(team=TeamId(row.team_id)):
        raise LastManagerError("nobody would be left who manages members")


def _grant(member: Member, roles: Roles) -> None:
    names = set(roles.names)
    if not names or not names <= set(ROLES):
        raise UnknownRoleError("name at least one of the roles")
    for name in sorted(names):
        sites = sorted(set(roles.sites)) if name in BOUND_TO_SITES and roles.sites else [None]
        for site in sites:
            Grant.objects.create(member=member, role=name, site=site)


def _new_link(member: Member, now: datetime) -> InvitationLink:
    token = SignInToken.draw()
    Invitation.objects.create(member=member, link_hash=token.stored, expires_at=expiry(now, INVITATION_LASTS))
    return InvitationLink(token.cookie)
