"""Tokens of the links by which hosts answer: drawn here, kept as a hash, so that the table opens nothing."""

import hashlib
import secrets

from shanyrak.base.ids import AskToken

SIZE = 16


def draw_token() -> AskToken:
    """Draw a token of 128 bits."""
    return AskToken(secrets.token_urlsafe(SIZE))


def digest_of(token: AskToken) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()
