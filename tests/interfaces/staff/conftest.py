"""Members of two cities who are signed in, in a browser each; hashes that cost little."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from shanyrak.apps.accounts import hashing, services
from tests.factories import Enrolled, enrolled_member


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


def english(*roles: str, **told: str) -> Enrolled:
    """Make a member who reads English, whatever the catalogues say."""
    member = enrolled_member(*roles, **told, now=None)
    services.change_language(actor=member.actor, now=member.now, language="en")
    return member


@pytest.fixture(autouse=True)
def _language_as_before():
    """Leave the language as it was: a member's page changes it for the rest of its request."""
    with translation.override("en"):
        yield


def browser_of(member: Enrolled | None) -> Client:
    """Return a browser in which this member is signed in, its pages in English."""
    browser = Client(headers={"accept-language": "en"})
    if member is not None:
        browser.cookies["member"] = member.token
    return browser


@pytest.fixture
def signed_in(db) -> Callable[..., Client]:
    """Make a member with these roles and return their browser."""

    def sign_in(*roles: str, place: str = "Almaty", username: str = "") -> Client:
        name = username or f"{roles[0].replace('_', '-')}-{place.lower()}"
        return browser_of(english(*roles, place=place, username=name))

    return sign_in


@pytest.fixture
def coordinator(signed_in):
    return signed_in("coordinator")
