"""Base64url without padding, in its one form: what cookies, forms and puzzles carry bytes in."""

import base64
import binascii
import re

from shanyrak.core.sealing.errors import EncodingError

ALPHABET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def to_base64url(content: bytes) -> str:
    """Return bytes as text."""
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """Return the bytes of a text.

    Parameters
    ----------
    text
        As `to_base64url` writes it. Other spellings of the same bytes are refused, so that a token, say, has
        only one cookie.

    Raises
    ------
    EncodingError
        If it is anything else.
    """
    try:
        content = (
            base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if ALPHABET.fullmatch(text) else None
        )
    except binascii.Error:
        content = None
    if content is None or to_base64url(content) != text:
        raise EncodingError("the text is no base64url")
    return content
