"""Codes of six digits that change every half minute (RFC 6238). No row and no secret is kept here."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_S, DIGITS, SECRET_SIZE = 30, 6, 20
# A phone's clock may be off by one step to either side.
TOLERANCE = (0, -1, 1)
ISSUER = "Shanyrak"


def draw_secret() -> bytes:
    """Draw what a phone and the site share."""
    return secrets.token_bytes(SECRET_SIZE)


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a half minute, counted from 1970."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack_from(">I", digest, offset)
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}d}"


def step_of(now: datetime) -> int:
    """Return the half minute of a moment."""
    return int(now.timestamp()) // STEP_S


def matching_step(secret: bytes, code: str, now: datetime) -> int | None:
    """Return the half minute whose code this is; None if it is none of those around now."""
    typed = "".join(code.split()).encode()
    steps = [step_of(now) + shift for shift in TOLERANCE]
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), typed)), None)


def spelled(secret: bytes) -> str:
    """Return the secret as people type it into a phone that cannot read the square."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def address(secret: bytes, username: str) -> str:
    """Return what the square on the page holds."""
    query = urlencode({"secret": spelled(secret), "issuer": ISSUER})
    return f"otpauth://totp/{ISSUER}:{quote(username)}?{query}"
