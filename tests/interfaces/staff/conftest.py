"""Members of two cities who are signed in, in a browser each, on the evening of the stories."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from shanyrak.apps.accounts import hashing, services
from shanyrak.base import clock
from tests.factories import NOW, Enrolled, cast_team, enrolled_member
from tests.people import ALMATY, ORAL


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


@pytest.fixture(autouse=True)
def evening(monkeypatch):
    """Let it be 20:00 on Sunday 25 September 2022; call it with another moment to let time pass."""
    told = {"now": NOW}
    monkeypatch.setattr(clock, "now", lambda: told["now"])
    return lambda moment: told.update(now=moment)


@pytest.fixture(autouse=True)
def _language_as_before():
    """Leave the language as it was: a member's page changes it for the rest of its request."""
    with translation.override("en"):
        yield


def english(*roles: str, **told: str) -> Enrolled:
    """Make a member who reads English, whatever the catalogues say."""
    member = enrolled_member(*roles, **told, now=None)
    services.change_language(actor=member.actor, now=member.now, language="en")
    return member


def browser_of(member: Enrolled | None) -> Client:
    """Return a browser in which this member is signed in, its pages in English."""
    browser = Client(headers={"accept-language": "en"})
    if member is not None:
        browser.cookies["member"] = member.token
    return browser


@pytest.fixture
def signed_in(db) -> Callable[..., Client]:
    """Make a member with these roles and return their browser."""
    cast_team(ALMATY)
    cast_team(ORAL)

    def sign_in(*roles: str, place: str = "Almaty", username: str = "") -> Client:
        name = username or f"{roles[0].replace('_', '-')}-{place.lower()}"
        return browser_of(english(*roles, place=place, username=name))

    return sign_in


@pytest.fixture
def coordinator(signed_in):
    return signed_in("coordinator")


def text_of(response) -> str:
    """Return a page as text."""
    return str(response.content.decode())
