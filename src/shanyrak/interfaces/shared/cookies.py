"""The two cookies of the house: who is signed in as a party or host, and who as a member. There is no other.

A cookie goes with the browser's window; when the sign-in itself ends, the server says.
"""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shanyrak.base.ids import CookieToken

Kind = Literal["party", "member"]
NAMES: dict[Kind, str] = {"party": "sid", "member": "member"}
# A member comes to their pages by typing or by a bookmark, an arrival also by a link in a chat.
SAME_SITE: dict[Kind, Literal["Lax", "Strict"]] = {"party": "Lax", "member": "Strict"}


def name_of(kind: Kind) -> str:
    """Return the cookie's name; with TLS it is bound to this very host."""
    return f"__Host-{NAMES[kind]}" if settings.OPTIONS.https else NAMES[kind]


def token_of(request: HttpRequest, kind: Kind) -> CookieToken | None:
    """Return the token that the browser holds, if it holds one."""
    text = request.COOKIES.get(name_of(kind))
    return CookieToken(text) if text else None


def keep_token(response: HttpResponse, kind: Kind, token: CookieToken) -> None:
    """Give the token to the browser."""
    _set(response, kind, token)


def drop_token(response: HttpResponse, kind: Kind) -> None:
    """Take the token from the browser."""
    _set(response, kind, "", max_age=0)


def _set(response: HttpResponse, kind: Kind, value: str, max_age: int | None = None) -> None:
    response.set_cookie(
        name_of(kind),
        value,
        max_age=max_age,
        path="/",
        secure=settings.OPTIONS.https,
        httponly=True,
        samesite=SAME_SITE[kind],
    )
