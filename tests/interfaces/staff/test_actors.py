"""A request on a member's page knows its actor from the cookie, and speaks the member's language."""

import pytest
from django.utils import translation

from shanyrak.apps.accounts import services
from shanyrak.apps.accounts.errors import NotSignedInError
from shanyrak.base.ids import STRANGER, CookieToken
from shanyrak.interfaces.staff.actors import actor_of, signed_in
from tests.factories import enrolled_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return enrolled_member("coordinator", now=None)


def test_the_cookie_says_who_asks_and_in_which_language(rf, member, django_assert_num_queries):
    request = rf.get("/staff/")
    request.COOKIES["member"] = member.token
    with translation.override("en"), django_assert_num_queries(2):
        assert actor_of(request) == member.actor
        assert signed_in(request).alias == "Shift"
        assert translation.get_language() == "ru"


@pytest.mark.parametrize(
    "cookies", [{}, {"member": "x"}, {"sid": "y" * 43}], ids=["none", "wrong", "a party's"]
)
def test_without_it_nobody_asks(rf, member, cookies):
    request = rf.get("/staff/")
    request.COOKIES.update(cookies)
    with pytest.raises(NotSignedInError):
        actor_of(request)


def test_who_signed_out_asks_no_more(rf, member):
    services.sign_out(actor=STRANGER, now=member.now, token=CookieToken(member.token))
    request = rf.get("/staff/")
    request.COOKIES["member"] = member.token
    with pytest.raises(NotSignedInError):
        actor_of(request)
