"""A member's device signs in by itself: once, on our site, after it checked its owner."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import PasskeyNotFoundError, WrongSignInError
from shanyrak.apps.accounts.models import Challenge, Member, Passkey
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER
from tests.apps.accounts.authenticator import PRESENT, Device
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ORIGIN = "https://shanyrak.example"


def add(who, device, origin=ORIGIN):
    asked = services.ask_new_passkey(actor=who.actor, now=NOW, origin=origin)
    answer = device.register(asked.options)
    told = {"challenge": asked.challenge, "answer": answer, "origin": origin}
    services.add_passkey(actor=who.actor, now=NOW, **told)


def sign_in(device, origin=ORIGIN, now=NOW):
    asked = services.ask_passkey(actor=STRANGER, now=NOW, origin=origin)
    told = {"challenge": asked.challenge, "answer": device.sign(asked.options), "origin": origin}
    return services.sign_in_by_passkey(actor=STRANGER, now=now, **told)


@pytest.fixture
def device(coordinator):
    device = Device()
    add(coordinator, device)
    return device


def test_a_device_that_was_added_signs_its_member_in(coordinator, device):
    token = sign_in(device)
    assert queries.get_signed_in(token=token, now=NOW).actor == coordinator.actor
    assert Passkey.objects.get().sign_count == device.count
    assert not Challenge.objects.exists()


@pytest.mark.parametrize(
    "stranger",
    [
        Device(),
        Device(host="elsewhere.example", origin="https://elsewhere.example"),
        Device(origin="https://elsewhere.example"),
        Device(flags=PRESENT),
    ],
    ids=["unknown", "other site", "other origin", "did not check its owner"],
)
def test_another_device_or_site_does_not(coordinator, device, stranger):
    stranger.id = device.id
    if stranger.flags == PRESENT:
        stranger.key, stranger.count = device.key, device.count
    with pytest.raises(WrongSignInError):
        sign_in(stranger)


def test_an_answer_counts_once(device):
    asked = services.ask_passkey(actor=STRANGER, now=NOW, origin=ORIGIN)
    told = {"challenge": asked.challenge, "answer": device.sign(asked.options), "origin": ORIGIN}
    services.sign_in_by_passkey(actor=STRANGER, now=NOW, **told)
    with pytest.raises(WrongSignInError):
        services.sign_in_by_passkey(actor=STRANGER, now=NOW, **told)


def test_a_challenge_lasts_minutes(device):
    with pytest.raises(WrongSignInError):
        sign_in(device, now=NOW + timedelta(minutes=6))


def test_a_challenge_of_one_purpose_serves_no_other(coordinator, device):
    asked = services.ask_new_passkey(actor=coordinator.actor, now=NOW, origin=ORIGIN)
    told = {"challenge": asked.challenge, "answer": device.sign(asked.options), "origin": ORIGIN}
    with pytest.raises(WrongSignInError):
        services.sign_in_by_passkey(actor=STRANGER, now=NOW, **told)


def test_a_copy_of_a_device_that_lags_behind_is_refused(device):
    sign_in(device)
    device.count = 0
    with pytest.raises(WrongSignInError):
        sign_in(device)


@pytest.mark.parametrize("state", ["invited", "revoked"])
def test_a_member_who_is_not_active_cannot(device, state):
    Member.objects.update(state=state, revoked_on=NOW.date() if state == "revoked" else None)
    with pytest.raises(WrongSignInError):
        sign_in(device)


@pytest.mark.parametrize("answer", ["", "{}", "null", '{"id": 1}', '{"id":"x","rawId":"x","response":{}}'])
def test_an_answer_that_is_none_is_refused(coordinator, answer):
    asked = services.ask_passkey(actor=STRANGER, now=NOW, origin=ORIGIN)
    told = {"challenge": asked.challenge, "answer": answer, "origin": ORIGIN}
    with pytest.raises(WrongSignInError):
        services.sign_in_by_passkey(actor=STRANGER, now=NOW, **told)
    asked = services.ask_new_passkey(actor=coordinator.actor, now=NOW, origin=ORIGIN)
    with pytest.raises(WrongSignInError):
        services.add_passkey(actor=coordinator.actor, now=NOW, **(told | {"challenge": asked.challenge}))


def test_a_device_is_added_once_and_its_owner_must_have_been_checked(coordinator, device):
    with pytest.raises(WrongSignInError):
        add(coordinator, device)
    with pytest.raises(WrongSignInError):
        add(coordinator, Device(flags=PRESENT))
    assert Passkey.objects.count() == 1


def test_only_a_member_adds_a_device():
    with pytest.raises(NotAllowedError):
        services.ask_new_passkey(actor=STRANGER, now=NOW, origin=ORIGIN)


def test_a_device_is_forgotten_by_its_member_only(coordinator, device):
    (view,) = queries.list_passkeys(actor=coordinator.actor)
    with pytest.raises(NotAllowedError):
        services.remove_passkey(actor=STRANGER, now=NOW, passkey=view.id)
    with pytest.raises(PasskeyNotFoundError):
        services.remove_passkey(actor=coordinator.actor, now=NOW, passkey=uuid4())
    services.remove_passkey(actor=coordinator.actor, now=NOW, passkey=view.id)
    with pytest.raises(WrongSignInError):
        sign_in(device)
