"""Who manages members invites, gives roles and revokes, in their own team only, and never the last one."""

from uuid import uuid4

import pytest

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import (
    AliasFormError,
    InvitationNotFoundError,
    LastManagerError,
    MemberNotFoundError,
    NotSignedInError,
    TeamExistsError,
    UnknownRoleError,
)
from shanyrak.apps.accounts.models import Grant, Invitation, Member, Passkey, SignIn
from shanyrak.apps.audit.models import Entry
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER, MemberId, SiteId
from tests.factories import NOW, ON_SERVER, enrol
from tests.people import CLERK, COORDINATOR_ELSEWHERE, OPERATOR, VETTER

pytestmark = pytest.mark.django_db
HALL = SiteId(uuid4())


def invite(actor, *roles, sites=(), alias="Night shift"):
    return services.invite_member(actor=actor, now=NOW, alias=alias, roles=services.Roles(roles, sites))


@pytest.fixture
def clerk(coordinator):
    return enrol(invite(coordinator.actor, "clerk", sites=[HALL]), "night")


def test_a_team_is_founded_on_the_server_only(team, coordinator):
    with pytest.raises(NotAllowedError):
        services.found_team(actor=coordinator.actor, now=NOW, name="Oral", place="Oral")
    with pytest.raises(TeamExistsError):
        services.found_team(actor=ON_SERVER, now=NOW, name="Almaty", place="Almaty")


def test_teams_are_public(team, other_team):
    assert [view.name for view in queries.list_teams()] == ["Almaty", "Oral"]
    found = queries.find_team(place="Oral")
    assert (found.id, found.time_zone) == (other_team, "Asia/Oral")
    assert queries.find_team(place="Nowhere") is None


@pytest.mark.parametrize("who", [CLERK, VETTER, STRANGER], ids=["clerk", "vetter", "stranger"])
def test_who_does_not_manage_members_cannot(coordinator, who):
    member = MemberId(coordinator.actor.id)
    with pytest.raises(NotAllowedError):
        invite(who, "clerk")
    with pytest.raises(NotAllowedError):
        services.revoke_member(actor=who, now=NOW, member=member)
    with pytest.raises(NotAllowedError):
        services.change_roles(actor=who, now=NOW, member=member, roles=services.Roles(["clerk"]))
    with pytest.raises(NotAllowedError):
        queries.list_members(actor=who)


@pytest.mark.parametrize("who", [COORDINATOR_ELSEWHERE, OPERATOR], ids=["other team", "team without rows"])
def test_a_member_of_another_team_does_not_exist(coordinator, who):
    with pytest.raises(MemberNotFoundError):
        services.reinvite_member(actor=who, now=NOW, member=MemberId(coordinator.actor.id))
    assert queries.list_members(actor=who) == []


def test_an_invited_clerk_has_powers_at_their_site_only(clerk):
    assert clerk.actor.powers == frozenset()
    assert clerk.actor.may("check_in", site=HALL)
    assert not clerk.actor.may("check_in", site=SiteId(uuid4()))
    assert not clerk.actor.may("plan_waves")


def test_a_role_without_a_site_holds_in_the_whole_team(coordinator):
    manager = enrol(invite(coordinator.actor, "hall_manager", "vetter"), "halls")
    assert {"check_in", "vet_hosts"} <= manager.actor.powers
    assert manager.actor.sites_of("check_in") is None


def test_the_team_is_listed_without_anything_secret(coordinator, clerk):
    views = {view.username: view for view in queries.list_members(actor=coordinator.actor)}
    assert views["night"].roles == (("clerk", HALL),)
    assert views["evening"].roles == (("coordinator", None),)
    assert views["night"].state == "active"


@pytest.mark.parametrize("alias", ["", "x", "call 8701", "a" * 41, "me@example.org", "<b>me</b>"])
def test_an_alias_is_letters(coordinator, alias):
    with pytest.raises(AliasFormError):
        invite(coordinator.actor, "clerk", alias=alias)


@pytest.mark.parametrize("alias", ["Ночная смена", "Әсем", "O\N{RIGHT SINGLE QUOTATION MARK}Neil"])
def test_an_alias_may_be_of_any_script(coordinator, alias):
    assert invite(coordinator.actor, "clerk", alias=f"  {alias} ")
    assert Member.objects.filter(alias=alias).exists()


@pytest.mark.parametrize("roles", [(), ("king",), ("clerk", "king")])
def test_an_unknown_role_is_refused_and_nobody_is_invited(coordinator, roles):
    with pytest.raises(UnknownRoleError):
        invite(coordinator.actor, *roles)
    assert Member.objects.count() == 1


def test_roles_are_changed_whole(coordinator, clerk):
    services.change_roles(
        actor=coordinator.actor,
        now=NOW,
        member=MemberId(clerk.actor.id),
        roles=services.Roles(["analyst", "analyst"], [HALL]),
    )
    actor = queries.get_signed_in(token=clerk.token, now=NOW).actor
    assert actor.may("see_figures")
    assert not actor.may("check_in", site=HALL)
    assert Grant.objects.filter(member=clerk.actor.id).count() == 1


def test_a_revoked_member_is_out_at_once(coordinator, clerk):
    # Given
    Passkey.objects.create(member_id=clerk.actor.id, credential=b"c", public_key=b"k", added_on=NOW.date())
    link = services.reinvite_member(actor=coordinator.actor, now=NOW, member=MemberId(clerk.actor.id))
    # When
    services.revoke_member(actor=coordinator.actor, now=NOW, member=MemberId(clerk.actor.id))
    # Then
    with pytest.raises(NotSignedInError):
        queries.get_signed_in(token=clerk.token, now=NOW)
    with pytest.raises(InvitationNotFoundError):
        queries.get_invitation(link=link, now=NOW)
    row = Member.objects.get(id=clerk.actor.id)
    assert (row.auth_hash, bytes(row.totp_lock)) == ("", b"")
    assert not SignIn.objects.filter(member=row).exists()
    assert not Passkey.objects.exists()
    assert not Grant.objects.filter(member=row).exists()
    with pytest.raises(MemberNotFoundError):
        services.reinvite_member(actor=coordinator.actor, now=NOW, member=MemberId(row.id))


def test_the_last_who_can_invite_stays(coordinator, clerk):
    me = MemberId(coordinator.actor.id)
    with pytest.raises(LastManagerError):
        services.revoke_member(actor=coordinator.actor, now=NOW, member=me)
    with pytest.raises(LastManagerError):
        services.change_roles(actor=coordinator.actor, now=NOW, member=me, roles=services.Roles(["vetter"]))
    enrol(invite(coordinator.actor, "operator"), "server-room")
    services.revoke_member(actor=coordinator.actor, now=NOW, member=me)
    assert not SignIn.objects.filter(member=me).exists()


def test_a_new_invitation_ends_the_one_before(coordinator, link):
    first = invite(coordinator.actor, "clerk")
    member = Invitation.objects.get().member
    second = services.reinvite_member(actor=coordinator.actor, now=NOW, member=MemberId(member.id))
    with pytest.raises(InvitationNotFoundError):
        queries.get_invitation(link=first, now=NOW)
    assert queries.get_invitation(link=second, now=NOW).roles == ("clerk",)


def test_what_was_done_is_in_the_log_without_a_name(coordinator, clerk):
    services.revoke_member(actor=coordinator.actor, now=NOW, member=MemberId(clerk.actor.id))
    entry = Entry.objects.get(action="accounts.revoke_member")
    assert entry.actor == coordinator.actor.ref
    assert len(entry.actor) == 16
    assert clerk.actor.id.hex not in entry.ref
