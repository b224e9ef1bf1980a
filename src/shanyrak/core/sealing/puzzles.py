"""Puzzles that make a flood of requests dear: hash until enough bits are nought. They buy time, not truth.

Which were solved before is kept elsewhere; the order is `read_puzzle`, look up its nonce, `check_solution`.
"""

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import count

from shanyrak.core.sealing.encoding import from_base64url, to_base64url
from shanyrak.core.sealing.errors import EncodingError, PuzzleError
from shanyrak.core.sealing.keys import PuzzleKey

LASTS = timedelta(minutes=10)
FORM = struct.Struct(">BBBI16s")  # version, purpose, bits, expiry in seconds since 1970, nonce
VERSION, NONCE_SIZE, MAC_SIZE = 1, 16, 16
MOST_SOLUTION = 2**64 - 1


class Purpose(IntEnum):
    """What a solution pays for; it pays for nothing else."""

    INTAKE = 1
    SIGN_IN = 2
    OFFER = 3


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A puzzle that is ours.

    Attributes
    ----------
    purpose, bits
        What it pays for, and how many leading bits of the hash must be nought.
    expiry
        Seconds since 1970.
    nonce
        16 bytes; each may be used once.
    """

    purpose: Purpose
    bits: int
    expiry: int
    nonce: bytes

    def to_bytes(self) -> bytes:
        """Return the 23 bytes that are hashed with a solution."""
        return FORM.pack(VERSION, self.purpose, self.bits, self.expiry, self.nonce)

    def is_solved_by(self, solution: int) -> bool:
        """Tell whether a number from 0 to 2**64 - 1 solves it."""
        digest = hashlib.sha256(self.to_bytes() + solution.to_bytes(8)).digest()
        return int.from_bytes(digest).bit_length() <= 8 * len(digest) - self.bits


def issue_puzzle(key: PuzzleKey, *, purpose: Purpose, bits: int, now: datetime) -> str:
    """Return a new puzzle, as a page carries it: 52 characters.

    Parameters
    ----------
    key
        The server's.
    purpose
        What a solution pays for.
    bits
        16 takes a phone a tenth of a second, 20 two, 24 half a minute.
    now
        With its time zone; the puzzle is good for ten minutes from here.
    """
    expiry = int((now + LASTS).timestamp())
    content = Puzzle(purpose, bits, expiry, secrets.token_bytes(NONCE_SIZE)).to_bytes()
    return to_base64url(content + _mac(key, content))


def read_puzzle(key: PuzzleKey, wire: str, *, purpose: Purpose, least_bits: int, now: datetime) -> Puzzle:
    """Return a puzzle that came back, once it is known to be ours, fresh, for this purpose and hard enough.

    Parameters
    ----------
    key
        The server's.
    wire
        As `issue_puzzle` made it.
    purpose
        What a solution is to pay for.
    least_bits
        The least that was asked of anybody within the last ten minutes.
    now
        With its time zone.

    Raises
    ------
    PuzzleError
        With the code of the first thing that is wrong, in the order: form, key, expiry, purpose, bits.
    """
    try:
        content = from_base64url(wire)
    except EncodingError:
        raise PuzzleError("bad_form") from None
    if len(content) != FORM.size + MAC_SIZE:
        raise PuzzleError("bad_form")
    told, mac = content[: FORM.size], content[FORM.size :]
    if not hmac.compare_digest(mac, _mac(key, told)):
        raise PuzzleError("forged")
    _, purpose_told, bits, expiry, nonce = FORM.unpack(told)
    if now.timestamp() > expiry:
        raise PuzzleError("expired")
    if purpose_told != purpose:
        raise PuzzleError("other_purpose")
    if bits < least_bits:
        raise PuzzleError("too_easy")
    return Puzzle(purpose, bits, expiry, nonce)


def check_solution(puzzle: Puzzle, solution: int) -> None:
    """Refuse a number that does not solve a puzzle.

    Parameters
    ----------
    puzzle
        As `read_puzzle` gave it, its nonce not used before.
    solution
        What the browser found.

    Raises
    ------
    PuzzleError
        If it is no solution.
    """
    if not 0 <= solution <= MOST_SOLUTION or not puzzle.is_solved_by(solution):
        raise PuzzleError("unsolved")


def solve(puzzle: Puzzle) -> int:
    """Return the smallest solution, after 2**bits hashes on average; for tests, and to measure a server.

    Parameters
    ----------
    puzzle
        Any puzzle.
    """
    return next(number for number in count() if puzzle.is_solved_by(number))


def _mac(key: PuzzleKey, content: bytes) -> bytes:
    return hmac.digest(key.reveal(), content, "sha256")[:MAC_SIZE]
