"""Answers on their way from question to question: sealed into the address, so nothing is kept for them.

Only this site can read them, and only for an hour: the history of a phone tells nobody anything.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import LockKey, from_base64url, lock, to_base64url, unlock

LASTS = timedelta(hours=1)
LONGEST = 4000


def seal_answers(answers: Mapping[str, str], now: datetime) -> str:
    """Return answers as an address may hold them."""
    return seal({"until": seconds(now + LASTS), "answers": dict(answers)}, use="answers")


def open_answers(text: str, now: datetime) -> dict[str, str]:
    """Return the answers; none if they are not of ours, or were left lying for an hour."""
    try:
        told = open_sealed(text, use="answers")
    except InvalidError:
        return {}
    answers: dict[str, str] = told["answers"] if seconds(now) <= told["until"] else {}
    return answers


def seal(told: Mapping[str, object], *, use: str) -> str:
    """Return plain values as text that only we can open, for the same use."""
    return to_base64url(lock(_key(use), json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()))


def open_sealed(text: str, *, use: str) -> dict[str, Any]:
    """Return what was sealed.

    Raises
    ------
    InvalidError
        If it was not sealed here, or for another use.
    """
    if len(text) > LONGEST:
        raise InvalidError("longer than anything sealed here")
    told: dict[str, Any] = json.loads(unlock(_key(use), from_base64url(text)))
    return told


def seconds(moment: datetime) -> int:
    """Return a moment as whole seconds since 1970."""
    return int(moment.astimezone(UTC).timestamp())


def _key(use: str) -> LockKey:
    return LockKey(salted_hmac("shanyrak.intake.answers", use, algorithm="sha256").digest())
