"""What has ended goes by itself, and nothing else does."""

from datetime import timedelta

import pytest

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.errors import WrongSignInError
from shanyrak.apps.accounts.models import Challenge, Invitation, Member, SignIn, Slowdown, SpentCode
from shanyrak.base.ids import STRANGER, SYSTEM, MemberId
from tests.factories import NOW, enrol

pytestmark = pytest.mark.django_db


def sweep(**later):
    services.sweep(actor=SYSTEM, now=NOW + timedelta(**later))


@pytest.fixture
def full(coordinator):
    """Leave a row of each kind that ends."""
    services.invite_member(actor=coordinator.actor, now=NOW, alias="Nobody", roles=services.Roles(["clerk"]))
    services.ask_passkey(actor=STRANGER, now=NOW, origin="https://shanyrak.example")
    told = {"username": "evening", "passphrase": coordinator.phrase}
    services.sign_in(actor=STRANGER, now=NOW, code=coordinator.code(), **told)
    with pytest.raises(WrongSignInError):
        services.sign_in(actor=STRANGER, now=NOW, code="1", **told)
    return coordinator


def kept():
    return {
        kind.__name__
        for kind in (Challenge, Invitation, SignIn, Slowdown, SpentCode)
        if kind.objects.exists()
    }


def test_nothing_goes_before_its_time(full):
    sweep(seconds=1)
    assert kept() == {"Challenge", "Invitation", "SignIn", "Slowdown", "SpentCode"}


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ({"minutes": 6}, {"Invitation", "SignIn", "Slowdown"}),
        ({"minutes": 61}, {"Invitation", "SignIn"}),
        ({"hours": 10}, {"Invitation"}),
        ({"hours": 50}, set()),
    ],
)
def test_each_goes_when_it_has_ended(full, later, left):
    sweep(**later)
    assert kept() == left


def test_who_never_came_goes_with_the_invitation(full):
    sweep(hours=50)
    assert [row.username for row in Member.objects.all()] == ["evening"]


def test_a_revoked_member_goes_after_a_month(coordinator):
    link = services.invite_member(
        actor=coordinator.actor, now=NOW, alias="Second", roles=services.Roles(["operator"])
    )
    second = enrol(link, "second")
    services.revoke_member(actor=coordinator.actor, now=NOW, member=MemberId(second.actor.id))
    sweep(days=29)
    assert Member.objects.count() == 2
    sweep(days=30)
    assert [view.username for view in queries.list_members(actor=coordinator.actor)] == ["evening"]
