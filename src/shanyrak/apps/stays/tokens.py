"""Tokens of links by which hosts answer, and codes that stand for one: nine symbols, read aloud and typed.

Both are drawn here and kept as a hash, so that the table opens nothing. A code has fewer bits than a link, so
what is kept of it is keyed. No row is here.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from shanyrak.apps.stays.errors import AskNotFoundError
from shanyrak.base.ids import AskToken
from shanyrak.core.passphrases import draw_code, read_code

SIZE = 16
SALT = "shanyrak.stays.ask_codes"
# Before what stands for a code: no link begins with it, as links are base64url.
MARK = "~"


def draw_token() -> AskToken:
    """Draw a token of 128 bits."""
    return AskToken(secrets.token_urlsafe(SIZE))


def digest_of(token: AskToken) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def draw_code_token() -> tuple[AskToken, str]:
    """Draw a code; return the token that it stands for, and how it is printed."""
    code = draw_code()
    return _token_of(code.reveal()), code.printed


def token_of_code(text: str) -> AskToken:
    """Return the token that a typed code stands for.

    Raises
    ------
    TypedCodeError
        If it is none: nothing was asked of the table.
    """
    return _token_of(read_code(text).reveal())


def is_code(token: AskToken) -> bool:
    """Return whether a token stands for a code."""
    return token.startswith(MARK)


def code_digest_of(token: AskToken) -> bytes:
    """Return what is kept of a code.

    Raises
    ------
    AskNotFoundError
        If it stands for none.
    """
    if not is_code(token):
        raise AskNotFoundError("this stands for no code")
    return salted_hmac(SALT, token, algorithm="sha256").digest()


def _token_of(code: bytes) -> AskToken:
    return AskToken(MARK + code.hex())
