"""What a request brings so that floods are dear: a solved puzzle, or a turn that was waited for. No address.

How hard it is follows from how many asked this process within a minute, which is kept in its memory only.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from shanyrak.apps.intake.errors import ProofError
from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import (
    LockKey,
    Purpose,
    check_solution,
    from_base64url,
    issue_puzzle,
    lock,
    read_puzzle,
    to_base64url,
    unlock,
)

CALM_BITS, BUSY_BITS, FLOOD_BITS = 16, 20, 24
# A city's worst night brought some hundred parties an hour to one door; ten times that is no longer people.
BUSY_A_MINUTE, FLOOD_A_MINUTE = 60, 600
CALM_WAIT, BUSY_WAIT = timedelta(), timedelta(seconds=90)
TURN_LASTS = timedelta(minutes=30)
NONCE = 16
LONGEST_TURN = 2000
MOST_SOLUTION = 20  # digits


@dataclass(frozen=True)
class SentProof:
    """What a form brings: a puzzle with its solution, or a turn."""

    puzzle: str = field(default="", repr=False)
    solution: str = ""
    turn: str = field(default="", repr=False)


@dataclass(frozen=True)
class Turn:
    """A place in the line of those whose browsers run no scripts, with the answers that wait with it."""

    nonce: bytes
    wait_s: int
    answers: Mapping[str, str]


class Pressure:
    """How many asked within the minute."""

    def __init__(self) -> None:
        self.minute, self.count = -1, 0

    def note(self, now: datetime) -> None:
        """Count one."""
        self.count = self.at(now) + 1
        self.minute = _minute(now)

    def at(self, now: datetime) -> int:
        """Return how many it was so far."""
        return self.count if self.minute == _minute(now) else 0


PRESSURE = Pressure()


def draw_puzzle(now: datetime) -> str:
    """Return a puzzle for a page; harder when many ask."""
    asked = PRESSURE.at(now)
    bits = FLOOD_BITS if asked > FLOOD_A_MINUTE else BUSY_BITS if asked > BUSY_A_MINUTE else CALM_BITS
    return issue_puzzle(settings.SECRETS.pow, purpose=Purpose.INTAKE, bits=bits, now=now)


def draw_turn(answers: Mapping[str, str], now: datetime) -> str:
    """Return a turn that comes at once when it is calm, else in 90 seconds; only we can read it."""
    starts = now + (BUSY_WAIT if PRESSURE.at(now) > BUSY_A_MINUTE else CALM_WAIT)
    told = [secrets.token_hex(NONCE), _seconds(starts), _seconds(starts + TURN_LASTS), dict(answers)]
    return to_base64url(lock(_turn_key(), json.dumps(told).encode()))


def read_turn(text: str, now: datetime) -> Turn:
    """Return a turn that came back.

    Raises
    ------
    ProofError
        If it is none of ours, or has passed.
    """
    try:
        nonce, starts, ends, answers = json.loads(unlock(_turn_key(), from_base64url(text[:LONGEST_TURN])))
    except InvalidError:
        raise ProofError("this is no turn") from None
    if _seconds(now) > ends:
        raise ProofError("the turn has passed")
    return Turn(bytes.fromhex(nonce), max(starts - _seconds(now), 0), answers)


def nonce_of(proof: SentProof, now: datetime) -> bytes:
    """Return the nonce of a proof that holds, which may be used once.

    Raises
    ------
    ProofError
        If it does not hold.
    """
    if proof.turn:
        turn = read_turn(proof.turn, now)
        if turn.wait_s:
            raise ProofError("the turn has not come")
        return turn.nonce
    try:
        puzzle = read_puzzle(
            settings.SECRETS.pow, proof.puzzle, purpose=Purpose.INTAKE, least_bits=CALM_BITS, now=now
        )
        is_number = proof.solution.isascii() and proof.solution.isdecimal()
        check_solution(puzzle, int(proof.solution[:MOST_SOLUTION]) if is_number else -1)
    except InvalidError:
        raise ProofError("the puzzle is not solved") from None
    return puzzle.nonce


def _turn_key() -> LockKey:
    return LockKey(salted_hmac("shanyrak.intake.turn", b"lock", algorithm="sha256").digest())


def _minute(now: datetime) -> int:
    return _seconds(now) // 60


def _seconds(now: datetime) -> int:
    return int(now.astimezone(UTC).timestamp())
