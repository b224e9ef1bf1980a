"""Who is asking, on the pages of members. No other module makes an actor of a request here."""

from django.http import HttpRequest
from django.utils import translation

from shanyrak.apps.accounts import queries
from shanyrak.apps.accounts.errors import NotSignedInError
from shanyrak.apps.accounts.queries import SignedIn
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from shanyrak.interfaces.shared.cookies import token_of

KNOWN = "shanyrak.signed_in"


def signed_in(request: HttpRequest) -> SignedIn:
    """Return who is signed in, and go on in their language; asked once a request.

    Raises
    ------
    NotSignedInError
        If nobody is, or no longer.
    """
    if KNOWN not in request.META:
        token = token_of(request, "member")
        if token is None:
            raise NotSignedInError("no token")
        request.META[KNOWN] = queries.get_signed_in(token=token, now=clock.now())
        translation.activate(request.META[KNOWN].language)
    known: SignedIn = request.META[KNOWN]
    return known


def actor_of(request: HttpRequest) -> Actor:
    """Return the member who asks.

    Raises
    ------
    NotSignedInError
        If nobody is signed in.
    """
    return signed_in(request).actor
