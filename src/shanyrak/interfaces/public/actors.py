"""Who is asking, on the pages of arrivals and hosts. No other module makes an actor of a request here."""

from django.http import HttpRequest

from shanyrak.apps.intake import queries
from shanyrak.apps.intake.errors import NoPhraseError
from shanyrak.apps.intake.views import SignedInParty
from shanyrak.base import clock
from shanyrak.base.ids import Actor, CookieToken
from shanyrak.interfaces.shared.cookies import token_of

KNOWN = "shanyrak.signed_in_party"
NOBODY = CookieToken("")


def signed_in(request: HttpRequest) -> SignedInParty | None:
    """Return the party whose phrase was typed, or None; asked once a request, whatever the cookie holds."""
    if KNOWN not in request.META:
        token = token_of(request, "party") or NOBODY
        request.META[KNOWN] = queries.find_signed_in(token=token, now=clock.now())
    known: SignedInParty | None = request.META[KNOWN]
    return known


def party_of(request: HttpRequest) -> SignedInParty:
    """Return the party that asks.

    Raises
    ------
    NoPhraseError
        If nobody is signed in, or no longer.
    """
    known = signed_in(request)
    if known is None:
        raise NoPhraseError("nobody is signed in")
    return known


def actor_of(request: HttpRequest) -> Actor:
    """Return the party that asks, as an actor.

    Raises
    ------
    NoPhraseError
        If nobody is signed in, or no longer.
    """
    return party_of(request).actor


def signed_in_host(request: HttpRequest) -> Actor | None:
    """Return the host whose phrase was typed, or None."""
    token = token_of(request, "party")
    return queries.find_signed_in_host(token=token, now=clock.now()) if token else None


def host_of(request: HttpRequest) -> Actor:
    """Return the host who asks, as an actor.

    Raises
    ------
    NoPhraseError
        If no host is signed in, or no longer.
    """
    known = signed_in_host(request)
    if known is None:
        raise NoPhraseError("no host is signed in")
    return known
