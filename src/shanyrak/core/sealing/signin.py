"""Tokens of signed-in people: random, in a cookie with them, and on the server only as a hash."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Self

from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing.encoding import from_base64url, to_base64url
from shanyrak.core.sealing.errors import EncodingError
from shanyrak.core.sealing.keys import Key

PARTY_LASTS = timedelta(hours=1)
MEMBER_LASTS = timedelta(hours=8)
HOUR = timedelta(hours=1)


class SignInToken(Key):
    """32 random bytes; whoever has them is signed in."""

    __slots__ = ()

    @property
    def cookie(self) -> str:
        """The token in clear, 43 characters, for the cookie and nothing else."""
        return to_base64url(self.reveal())

    @property
    def stored(self) -> bytes:
        """The hash that a row holds: from it nobody gets back to the token."""
        return hashlib.sha256(self.reveal()).digest()

    @classmethod
    def from_cookie(cls, text: str) -> Self:
        """Read a cookie.

        Parameters
        ----------
        text
            What the browser sent.

        Raises
        ------
        EncodingError
            If it is none of ours.
        """
        content = from_base64url(text)
        if len(content) != cls.SIZE:
            raise EncodingError("a token has 32 bytes")
        return cls(content)


def expiry(now: datetime, lasts: timedelta) -> datetime:
    """Return when a sign-in ends, on a full hour, so that the row does not tell when it began.

    Parameters
    ----------
    now
        With its time zone.
    lasts
        `PARTY_LASTS` or `MEMBER_LASTS`; the hour that is rounded up comes on top.

    Returns
    -------
    datetime
        In UTC.

    Raises
    ------
    InvalidError
        If `now` has no time zone.
    """
    if now.tzinfo is None:
        raise InvalidError("a time needs its zone")
    end = now.astimezone(UTC) + lasts
    full = end.replace(minute=0, second=0, microsecond=0)
    return full if full == end else full + HOUR
