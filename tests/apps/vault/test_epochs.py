"""Members make the keys of their team, and let each other in; nobody else ever has the seed."""

from uuid import uuid4

import pytest

from shanyrak.apps.accounts.errors import MemberNotFoundError, WrongSignInError
from shanyrak.apps.accounts.services import Roles
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.errors import MemberKeyError, TeamKeysChangedError, WrapsError
from shanyrak.apps.vault.models import MemberKey, TeamEpoch, TeamWrap
from shanyrak.apps.vault.services import SentMemberKey
from shanyrak.base.errors import NotAllowedError
from shanyrak.core.sealing import TeamSeed, public_key, to_base64url, wrap_seed
from tests.browsers import holder, keys_of, new_epoch, sent_epoch, with_key
from tests.factories import NOW, enrolled_member

pytestmark = pytest.mark.django_db


def let_in(actor, wraps):
    told = {"member": actor.actor.id, "public": "ab" * 32, "wraps": wraps}
    services.wrap_for_member(actor=actor.actor, now=NOW, **told)


def wrap(maker, other, number=1, **told):
    text = to_base64url(wrap_seed(public_key(other.secret), maker.seed(number)))
    given = {"member": other.actor.id, "public": public_key(other.secret).hex(), "wraps": {number: text}}
    services.wrap_for_member(actor=maker.actor, now=NOW, **{**given, **told})


def test_a_team_has_one_key_at_a_time_that_anybody_may_seal_to():
    one = holder()
    assert queries.find_team_key(team=one.actor.team) is None
    new_epoch(one)
    first = queries.find_team_key(team=one.actor.team)
    new_epoch(one, number=2)
    second = queries.find_team_key(team=one.actor.team)
    assert (first.number, second.number) == (1, 2)
    assert first.box_public != second.box_public
    assert TeamEpoch.objects.filter(state="current").count() == 1


def test_who_makes_keys_wraps_them_for_members_and_each_finds_the_same_seed():
    one, other = holder(username="one"), holder("vetter", username="two")
    new_epoch(one, other)
    assert one.seed(1) == other.seed(1)
    assert TeamWrap.objects.count() == 2


def test_a_new_member_is_let_in_by_one_who_has_the_seed():
    one = holder(username="one")
    new_epoch(one)
    new = holder("vetter", username="new")
    known = {row.id: row.has_seed for row in queries.list_holders(actor=one.actor)}
    assert known == {one.actor.id: True, new.actor.id: False}
    wrap(one, new)
    assert new.seed(1) == one.seed(1)


def test_two_who_make_keys_at_once_do_not_end_up_with_two():
    one, other = holder(username="one"), holder(username="two")
    new_epoch(one, other)
    with pytest.raises(TeamKeysChangedError):
        new_epoch(other, one)


@pytest.mark.parametrize("roles", [("vetter",), ("clerk",), ("operator",), ("analyst",)])
def test_only_those_who_keep_keys_make_them(roles):
    who = holder(*roles, username="other")
    for act in (
        lambda: new_epoch(who),
        lambda: let_in(who, {}),
        lambda: queries.list_holders(actor=who.actor),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_nobody_gets_the_seed_who_may_not_open_contacts():
    one = holder(username="one")
    clerk, elsewhere = holder("clerk", username="clerk"), holder(place="Oral", username="oral")
    for other in (clerk, elsewhere):
        with pytest.raises(WrapsError):
            new_epoch(one, other)
    new_epoch(one)
    for other in (clerk, elsewhere):
        with pytest.raises(WrapsError):
            wrap(one, other)


def test_keys_that_their_maker_could_not_open_are_refused():
    one, other = holder(username="one"), holder(username="two")
    with pytest.raises(WrapsError):
        services.make_epoch(actor=one.actor, now=NOW, sent=sent_epoch(1, (other,)))


def test_a_key_that_is_not_the_one_that_was_compared_is_let_in_nowhere():
    one, new = holder(username="one"), holder(username="new")
    new_epoch(one)
    with pytest.raises(WrapsError):
        wrap(one, new, public="ab" * 32)
    with pytest.raises(TeamKeysChangedError):
        wrap(one, new, wraps={7: to_base64url(b"x" * 80)})


@pytest.mark.parametrize("changed", [{"box_public": "00" * 32}, {"sign_public": "ab"}, {"wraps": {"x": "y"}}])
def test_what_are_no_keys_is_refused(changed):
    one = holder()
    sent = sent_epoch(1, (one,))
    with pytest.raises(WrapsError):
        services.make_epoch(actor=one.actor, now=NOW, sent=type(sent)(**{**sent.__dict__, **changed}))


def test_a_key_on_paper_is_one_wrap_more_of_no_member():
    one = holder()
    sent = sent_epoch(1, (one,))
    paper = to_base64url(wrap_seed(public_key(one.secret), TeamSeed.draw()))
    services.make_epoch(actor=one.actor, now=NOW, sent=type(sent)(**{**sent.__dict__, "paper": paper}))
    assert TeamWrap.objects.filter(member=None).count() == 1


def test_a_member_key_is_made_with_the_member_s_own_passphrase():
    member, other = enrolled_member("coordinator", username="one"), enrolled_member("vetter", username="two")
    with pytest.raises(WrongSignInError):
        services.keep_member_key(
            actor=member.actor,
            now=NOW,
            sent=SentMemberKey(keys_of(other).auth.reveal().hex(), "ab" * 32, to_base64url(b"x" * 72)),
        )
    assert not MemberKey.objects.exists()


@pytest.mark.parametrize(("public", "wrap"), [("00" * 32, b"x" * 72), ("zz", b"x" * 72), ("ab" * 32, b"x")])
def test_what_is_no_member_key_is_refused(public, wrap):
    member = enrolled_member("coordinator")
    sent = SentMemberKey(keys_of(member).auth.reveal().hex(), public, to_base64url(wrap))
    with pytest.raises(MemberKeyError):
        services.keep_member_key(actor=member.actor, now=NOW, sent=sent)


def test_a_new_key_ends_what_was_wrapped_for_the_old_one():
    one = holder()
    new_epoch(one)
    again = with_key(one.member)
    assert queries.find_own_keys(actor=again.actor).seeds == []


def test_nobody_but_a_member_has_a_salt():
    member = enrolled_member("coordinator", username="one")
    assert len(queries.get_own_salt(actor=member.actor)) == 16
    with pytest.raises(MemberNotFoundError):
        queries.get_own_salt(actor=type(member.actor)("member", id=uuid4()))


def test_who_may_open_contacts_no_more_has_no_part_in_the_keys():
    one, other = holder(username="one"), holder("vetter", username="two")
    new_epoch(one, other)
    told = {"actor": one.actor, "now": NOW, "member": other.actor.id}
    services.change_roles(**told, roles=Roles(["vetter", "clerk"]))
    assert TeamWrap.objects.filter(member=other.actor.id).count() == 1
    assert not TeamEpoch.objects.get().is_exposed
    services.change_roles(**told, roles=Roles(["clerk"]))
    assert not TeamWrap.objects.filter(member=other.actor.id).exists()
    assert TeamEpoch.objects.get().is_exposed
    assert [row.id for row in queries.list_holders(actor=one.actor)] == [one.actor.id]
