"""What a request brings so that floods are dear: a solved puzzle, or a turn that was waited for. No address.

How hard it is follows from how many asked this process within a minute, which is kept in its memory only.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from shanyrak.apps.intake.answers import open_sealed, seal, seconds
from shanyrak.apps.intake.errors import ProofError
from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import (
    Purpose,
    Puzzle,
    PuzzleError,
    check_solution,
    issue_puzzle,
    read_puzzle,
)

CALM_BITS, BUSY_BITS, FLOOD_BITS = 16, 20, 24
# A city's worst night brought some hundred parties an hour to one door; ten times that is no longer people.
BUSY_A_MINUTE, FLOOD_A_MINUTE = 60, 600
CALM_WAIT, BUSY_WAIT = timedelta(), timedelta(seconds=90)
TURN_LASTS = timedelta(minutes=30)
NONCE = 16
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
    is_over: bool


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
    told = {"nonce": secrets.token_hex(NONCE), "starts": seconds(starts), "answers": dict(answers)}
    return seal(told, use="turn")


def read_turn(text: str, now: datetime) -> Turn:
    """Return a turn that came back; where its half hour is over, it says so.

    Raises
    ------
    ProofError
        If it is none of ours.
    """
    try:
        told = open_sealed(text, use="turn")
    except InvalidError:
        raise ProofError("this is no turn") from None
    wait_s = max(told["starts"] - seconds(now), 0)
    is_over = seconds(now) > told["starts"] + TURN_LASTS.total_seconds()
    return Turn(bytes.fromhex(told["nonce"]), wait_s, told["answers"], is_over)


def turn_instead(proof: SentProof, answers: Mapping[str, str], now: datetime) -> str:
    """Return a turn to send again with, if a proof of ours came too early or too late; else nothing.

    Whoever wrote seven words down with care may need longer than a puzzle lasts: nothing is lost for that.
    """
    if proof.turn:
        turn = read_turn(proof.turn, now)
        return draw_turn(answers, now) if turn.is_over else proof.turn if turn.wait_s else ""
    try:
        _read_puzzle(proof, now)
    except PuzzleError as wrong:
        return draw_turn(answers, now) if wrong.code == "expired" else ""
    return ""


def nonce_of(proof: SentProof, now: datetime) -> bytes:
    """Return the nonce of a proof that holds, which may be used once.

    Raises
    ------
    ProofError
        If it does not hold.
    """
    if proof.turn:
        turn = read_turn(proof.turn, now)
        if turn.wait_s or turn.is_over:
            raise ProofError("the turn has not come, or is over")
        return turn.nonce
    try:
        puzzle = _read_puzzle(proof, now)
        is_number = proof.solution.isascii() and proof.solution.isdecimal()
        check_solution(puzzle, int(proof.solution[:MOST_SOLUTION]) if is_number else -1)
    except InvalidError:
        raise ProofError("the puzzle is not solved") from None
    return puzzle.nonce


def _read_puzzle(proof: SentProof, now: datetime) -> Puzzle:
    # Puzzles that were drawn while it was calm are still good: their number is what it was then.
    return read_puzzle(
        settings.SECRETS.pow, proof.puzzle, purpose=Purpose.INTAKE, least_bits=CALM_BITS, now=now
    )


def _minute(now: datetime) -> int:
    return seconds(now) // 60
