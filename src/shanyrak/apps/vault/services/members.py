"""The key of a member. Its secret half is drawn and locked in their browser; nobody here can open it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from shanyrak.apps.accounts import services as accounts
from shanyrak.apps.accounts.services import Roles
from shanyrak.apps.audit import services as audit
from shanyrak.apps.vault import queries
from shanyrak.apps.vault.errors import MemberKeyError
from shanyrak.apps.vault.models import MEMBER_WRAP, MemberKey, Opening, TeamEpoch, TeamWrap
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, MemberId
from shanyrak.core.sealing import from_base64url, read_public_key


@transaction.atomic
def revoke_member(*, actor: Actor, now: datetime, member: MemberId) -> None:
    """Shut a member out at once: no sign-in, no key, no part in the team's keys, which are to be made anew.

    Raises
    ------
    NotAllowedError, MemberNotFoundError, LastManagerError
        If the actor may not revoke them, or nobody would be left who can invite.
    """
    accounts.revoke_member(actor=actor, now=now, member=member)
    TeamEpoch.objects.filter(wraps__member=member).update(is_exposed=True)
    for rows in (TeamWrap, MemberKey, Opening):
        rows.objects.filter(member=member).delete()
    audit.record(actor=actor, now=now, action="vault.revoke_member", subject=member)


@transaction.atomic
def change_roles(*, actor: Actor, now: datetime, member: MemberId, roles: Roles) -> None:
    """Give a member other roles; who may open contacts no more has no part in the team's keys from then on.

    What they have seen of them they may have kept, so the team needs other keys, as when somebody leaves.

    Raises
    ------
    NotAllowedError, MemberNotFoundError, UnknownRoleError, LastManagerError
        As `accounts.change_roles` does.
    """
    accounts.change_roles(actor=actor, now=now, member=member, roles=roles)
    wraps = TeamWrap.objects.filter(member=member)
    holders = {one.id for one in queries.list_holders_of(team=queries.get_team(actor=actor))}
    if member not in holders and wraps.exists():
        TeamEpoch.objects.filter(wraps__member=member).update(is_exposed=True)
        wraps.delete()
        audit.record(actor=actor, now=now, action="vault.change_roles", subject=member)


@dataclass(frozen=True)
class SentMemberKey:
    """What a member's browser sends: what they are known by, a public key, and the locked secret one."""

    auth: str = field(repr=False)
    public: str
    wrap: str = field(repr=False)


@transaction.atomic
def keep_member_key(*, actor: Actor, now: datetime, sent: SentMemberKey) -> None:
    """Keep the key pair of a member; a new one ends the old one, and with it their part in the team's keys.

    Raises
    ------
    MemberKeyError
        If it was made with another passphrase than the member's, or is no key.
    """
    accounts.check_auth(actor=actor, auth=sent.auth)
    try:
        public = read_public_key(bytes.fromhex(sent.public))
        wrap = from_base64url(sent.wrap)
    except (InvalidError, ValueError):
        raise MemberKeyError("this is no key") from None
    if len(wrap) != MEMBER_WRAP:
        raise MemberKeyError("a locked key has one length")
    MemberKey.objects.update_or_create(member_id=actor.row_id(), defaults={"public": public, "wrap": wrap})
    TeamWrap.objects.filter(member=actor.row_id()).delete()
    audit.record(actor=actor, now=now, action="vault.keep_member_key", subject=actor.id)
