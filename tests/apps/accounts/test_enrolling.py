"""An invitation lets one person in, once; what they were shown is kept nowhere in clear."""

from base64 import b32decode
from datetime import timedelta

import pytest

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import (
    InvitationNotFoundError,
    UsernameFormError,
    UsernameTakenError,
    WrongCodeError,
    WrongSignInError,
)
from shanyrak.apps.accounts.hashing import Argon2, matches
from shanyrak.apps.accounts.models import Invitation, Member, SignIn
from shanyrak.base.ids import STRANGER, InvitationLink, MemberId
from shanyrak.core.sealing import MemberAuthKey
from tests.factories import NOW, enrol

pytestmark = pytest.mark.django_db


def drawn(link, username="evening", now=NOW):
    return services.enrol_member(actor=STRANGER, now=now, link=link, username=username)


def test_an_invitation_says_what_it_is_for(link):
    view = queries.get_invitation(link=link, now=NOW)
    assert (view.team, view.alias, view.roles) == ("Almaty", "Evening shift", ("coordinator",))


def test_a_member_gets_six_words_and_a_secret_and_is_let_in(coordinator):
    assert len(coordinator.phrase.split()) == 6
    assert coordinator.actor.may("plan_waves")
    assert not Invitation.objects.exists()


def test_nothing_of_it_is_kept_in_clear(coordinator):
    row = Member.objects.get(id=coordinator.actor.id)
    kept = " ".join(str(getattr(row, field.attname)) for field in row._meta.fields)
    assert coordinator.secret not in bytes(row.totp_lock)
    assert not set(coordinator.phrase.split()) & set(kept.split())
    assert row.auth_hash.startswith("argon2$argon2id$")
    assert coordinator.token not in kept
    assert bytes(SignIn.objects.get().token_hash).hex() not in coordinator.token


def test_hashes_cost_what_they_should():
    assert Argon2().encode("x", "a" * 22).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_link_is_good_once(link):
    enrol(link, "evening")
    with pytest.raises(InvitationNotFoundError):
        drawn(link, "second")


@pytest.mark.parametrize("hours", [49])
def test_a_link_ends_after_two_days(link, hours):
    with pytest.raises(InvitationNotFoundError):
        drawn(link, now=NOW + timedelta(hours=hours))
    drawn(link, now=NOW + timedelta(hours=47))


@pytest.mark.parametrize("text", ["", "x" * 43, "!" * 43, "a" * 500])
def test_what_was_never_a_link_is_refused_alike(team, text):
    with pytest.raises(InvitationNotFoundError):
        queries.get_invitation(link=InvitationLink(text), now=NOW)


@pytest.mark.parametrize("name", ["ab", "1evening", "вечер", "a b c", "x" * 31, "me@example", ""])
def test_a_username_is_small_latin_letters(link, name):
    with pytest.raises(UsernameFormError):
        drawn(link, name)
    assert Member.objects.get().auth_hash == ""


def test_a_username_is_had_once(coordinator):
    link = services.invite_member(
        actor=coordinator.actor, now=NOW, alias="Second", roles=services.Roles(["clerk"])
    )
    with pytest.raises(UsernameTakenError):
        drawn(link, " EVENING ")
    assert drawn(link, "second").words


def test_without_the_right_code_nobody_is_let_in(link):
    secret = b32decode(drawn(link).totp_text)
    with pytest.raises(WrongCodeError):
        services.confirm_member(actor=STRANGER, now=NOW, link=link, code="000000" if secret[0] else "1")
    assert Member.objects.get().state == "invited"
    assert not SignIn.objects.exists()


def test_a_code_before_anything_was_drawn_is_refused(link):
    with pytest.raises(WrongCodeError):
        services.confirm_member(actor=STRANGER, now=NOW, link=link, code="000000")


def test_who_lost_everything_comes_back_under_the_same_name(coordinator):
    # Given
    again = services.reinvite_member(actor=coordinator.actor, now=NOW, member=MemberId(coordinator.actor.id))
    # When
    back = enrol(again, "another-name")
    # Then
    assert back.actor.ref == coordinator.actor.ref
    assert Member.objects.get().username == "evening"
    assert back.phrase != coordinator.phrase
    assert SignIn.objects.count() == 1


def test_what_is_shown_once_does_not_print_itself(link):
    shown = drawn(link)
    assert not any(word in repr(shown) for word in shown.words)


def test_a_browser_that_drew_the_words_is_shown_none(link):
    told = services.enrol_member(actor=STRANGER, now=NOW, link=link, username="own-words", auth="ab" * 32)
    assert (told.words, told.language) == ((), "")
    row = Member.objects.get(username="own-words")
    assert matches(MemberAuthKey.from_hex("ab" * 32), row.auth_hash)


def test_what_is_no_key_lets_nobody_in(link):
    with pytest.raises(WrongSignInError):
        services.enrol_member(actor=STRANGER, now=NOW, link=link, username="own-words", auth="words words")
