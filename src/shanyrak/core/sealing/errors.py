"""Why a key, a box, a token or a puzzle is refused. No message holds bytes of any of them.

::

    InvalidError
    ├── BrokenBoxError         altered, cut, or for another key
    ├── WeakKeyError           a public key that gives away whatever is sealed to it
    ├── TextTooLongError       too_long
    ├── BlockError             bad_length, bad_padding
    ├── EncodingError          no base64url, or no token
    └── PuzzleError            bad_form, forged, expired, other_purpose, too_easy, unsolved
"""

from typing import Literal

from shanyrak.base.errors import InvalidError

BlockFault = Literal["bad_length", "bad_padding"]
PuzzleFault = Literal["bad_form", "forged", "expired", "other_purpose", "too_easy", "unsolved"]


class BrokenBoxError(InvalidError):
    """What is sealed or locked does not open: it was altered or cut, or it is for another key."""


class WeakKeyError(InvalidError):
    """A public key is none: anybody could open what is sealed to it."""


class TextTooLongError(InvalidError):
    """More text than a block holds."""

    code = "too_long"


class BlockError(InvalidError):
    """A padded block is not as `pad` makes it."""

    def __init__(self, code: BlockFault) -> None:
        self.code = code
        super().__init__(f"the block has a fault: {code}")


class EncodingError(InvalidError):
    """Text is not base64url, or not in its one form."""


class PuzzleError(InvalidError):
    """A puzzle or its solution is not accepted; a new one can be asked for."""

    def __init__(self, code: PuzzleFault) -> None:
        self.code = code
        super().__init__(f"the puzzle is not accepted: {code}")
