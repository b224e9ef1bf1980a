"""Members sign in with passphrase and code; nobody learns what was wrong, and too many tries have to wait."""

from datetime import timedelta

import pytest

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import NotSignedInError, SlowDownError, WrongSignInError
from shanyrak.apps.accounts.models import Member, SignIn, Slowdown
from shanyrak.apps.audit.models import Entry
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import STRANGER, CookieToken
from shanyrak.core.passphrases import TypedPhraseError, read_phrase
from shanyrak.core.sealing import derive_root, member_keys
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)
OTHER_WORDS = "abandon ability able about above absent"


def sign_in(who, now=LATER, **other):
    told = {"username": who.username, "passphrase": who.phrase, "code": who.code(now)} | other
    return services.sign_in(actor=STRANGER, now=now, **told)


def test_a_member_signs_in_until_a_full_hour(coordinator):
    token = sign_in(coordinator)
    signed_in = queries.get_signed_in(token=token, now=LATER)
    assert signed_in.actor == coordinator.actor
    assert (signed_in.team, signed_in.alias, signed_in.language) == ("Almaty", "Evening shift", "ru")
    ends = {row.expires_at for row in SignIn.objects.all()}
    assert {(end.minute, end.second, end.microsecond) for end in ends} == {(0, 0, 0)}
    with pytest.raises(NotSignedInError):
        queries.get_signed_in(token=token, now=LATER + timedelta(hours=9))


def test_the_passphrase_is_read_as_people_type_it(coordinator):
    typed = "  ".join(word.upper() for word in coordinator.phrase.split())
    assert sign_in(coordinator, passphrase=typed, username=" EVENING ")


@pytest.mark.parametrize(
    "other", [{"passphrase": OTHER_WORDS}, {"username": "nobody"}, {"code": "000000"}, {"code": ""}]
)
def test_whatever_is_wrong_the_answer_is_the_same(coordinator, other):
    with pytest.raises(WrongSignInError) as refusal:
        sign_in(coordinator, **other)
    assert str(refusal.value) == "it did not match"
    assert Slowdown.objects.get().failures == 1


def test_words_that_are_in_no_list_are_said_and_not_counted(coordinator):
    with pytest.raises(TypedPhraseError):
        sign_in(coordinator, passphrase="one two")
    assert not Slowdown.objects.exists()


def test_a_code_that_was_used_is_used_up(coordinator):
    sign_in(coordinator)
    with pytest.raises(WrongSignInError):
        sign_in(coordinator)
    assert sign_in(coordinator, now=LATER + timedelta(seconds=30))


@pytest.mark.parametrize("state", ["invited", "revoked"])
def test_who_is_not_active_does_not_get_in(coordinator, state):
    day = NOW.date() if state == "revoked" else None
    Member.objects.update(state=state, revoked_on=day)
    with pytest.raises(WrongSignInError):
        sign_in(coordinator)
    with pytest.raises(NotSignedInError):
        queries.get_signed_in(token=coordinator.token, now=NOW)


@pytest.mark.parametrize("username", ["evening", "nobody"])
def test_after_five_failures_each_costs_a_wait(coordinator, username):
    # Given
    for _ in range(6):
        with pytest.raises(WrongSignInError):
            sign_in(coordinator, username=username, code="1")
    # Then
    with pytest.raises(SlowDownError):
        sign_in(coordinator, username=username)
    with pytest.raises(WrongSignInError):
        sign_in(coordinator, now=LATER + timedelta(seconds=31), username=username, code="1")
    with pytest.raises(SlowDownError):
        sign_in(coordinator, now=LATER + timedelta(seconds=31 + 59), username=username)


def test_a_wait_never_passes_a_quarter_of_an_hour(coordinator):
    Slowdown.objects.all().delete()
    with pytest.raises(WrongSignInError):
        sign_in(coordinator, code="1")
    Slowdown.objects.update(failures=500)
    with pytest.raises(WrongSignInError):
        sign_in(coordinator, code="1")
    assert sign_in(coordinator, now=LATER + timedelta(minutes=15))
    assert not Slowdown.objects.exists()


def test_what_is_kept_of_failures_names_nobody(coordinator):
    with pytest.raises(WrongSignInError):
        sign_in(coordinator, code="1")
    assert b"evening" not in bytes(Slowdown.objects.get().name_hash)


def test_signing_out_ends_this_sign_in_or_all(coordinator):
    one, other = sign_in(coordinator), sign_in(coordinator, now=LATER + timedelta(minutes=1))
    services.sign_out(actor=coordinator.actor, now=LATER, token=one)
    with pytest.raises(NotSignedInError):
        queries.get_signed_in(token=one, now=LATER)
    assert queries.get_signed_in(token=other, now=LATER)
    services.end_sign_ins(actor=coordinator.actor, now=LATER)
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("text", ["", "x", "x" * 43, "А" * 43])
def test_a_cookie_that_is_none_signs_nobody_in_or_out(coordinator, text):
    with pytest.raises(NotSignedInError):
        queries.get_signed_in(token=CookieToken(text), now=NOW)
    services.sign_out(actor=STRANGER, now=NOW, token=CookieToken(text))
    assert SignIn.objects.count() == 1


def test_asking_who_is_signed_in_takes_two_statements(coordinator, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.get_signed_in(token=coordinator.token, now=NOW)


def test_the_log_says_the_day_and_the_way(coordinator):
    sign_in(coordinator)
    ways = Entry.objects.filter(action="accounts.sign_in", actor=coordinator.actor.ref)
    assert sorted(ways.values_list("detail", flat=True)) == ["invitation", "passphrase"]


def test_the_language_is_one_of_the_sites(coordinator):
    services.change_language(actor=coordinator.actor, now=NOW, language="kk")
    assert queries.get_signed_in(token=coordinator.token, now=NOW).language == "kk"
    with pytest.raises(InvalidError):
        services.change_language(actor=coordinator.actor, now=NOW, language="xx")


def auth_by_browser(who, salt=None):
    """Return the key as the member's browser makes it, with the salt that it asks for."""
    phrase = read_phrase(who.phrase, language="ru", count=6)
    told = queries.get_salt(username=f" {who.username.upper()} ") if salt is None else salt
    return member_keys(derive_root(phrase, told)).auth.reveal().hex()


def test_a_browser_sends_a_key_and_no_words(coordinator):
    assert sign_in(coordinator, passphrase="", auth=auth_by_browser(coordinator))


@pytest.mark.parametrize("auth", ["ab" * 32, "no key"])
def test_a_wrong_key_is_as_good_as_a_wrong_passphrase(coordinator, auth):
    with pytest.raises(WrongSignInError):
        sign_in(coordinator, auth=auth)


def test_nobody_s_name_has_a_salt_as_well_and_always_the_same():
    told = {name: queries.get_salt(username=name) for name in ("evening", "nobody", "nobody-else")}
    assert len(set(told.values())) == 3
    assert queries.get_salt(username="nobody") == told["nobody"]
    assert {len(salt) for salt in told.values()} == {16}
