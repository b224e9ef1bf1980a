"""Codes of the books that border desks and trusted people hand out, and the six digits shown at a desk.

Which codes are used, voided or out of date is kept elsewhere; here is how they are computed.
"""

import hmac
import re
import secrets
import unicodedata

from shanyrak.base.secret import SecretBytes, SecretText
from shanyrak.core.passphrases.codes import Code
from shanyrak.core.passphrases.errors import CodeFormError

BOOK_SIZE = 50
TAG_SIZE = 16
DESK_DIGITS = 6
LONGEST_DESK = 32
DESK_FORM = re.compile(r"[0-9]{6}", re.ASCII)
BETWEEN = re.compile(r"[\s.-]")


class VouchKey(SecretBytes):
    """Key from which every code of every book follows; whoever has it can make codes."""

    __slots__ = ()
    SIZE = 32


class DeskCode(SecretText):
    """Six digits that prove for ten minutes that the one at the desk is the one who is signed in."""

    __slots__ = ()


def vouch_code(key: VouchKey, *, book: int, index: int) -> Code:
    """Return the code with this place in a book.

    Parameters
    ----------
    key
        The server's key.
    book
        Number of the book, 0 to 2**32 - 1.
    index
        Place in it, from 0 up to `BOOK_SIZE`, not including; any up to 2**16 - 1 has a code.
    """
    message = b"shanyrak/vouch/1" + book.to_bytes(4) + index.to_bytes(2)
    return Code(hmac.digest(key.reveal(), message, "sha256")[: Code.SIZE])


def vouch_tag(key: VouchKey, code: Code) -> bytes:
    """Return what is stored of a code: 16 bytes from which nobody without the key gets back to it."""
    return hmac.digest(key.reveal(), b"shanyrak/vouch-tag/1" + code.reveal(), "sha256")[:TAG_SIZE]


def draw_desk_code() -> DeskCode:
    """Draw a desk code; each of the million is as likely."""
    return DeskCode(f"{secrets.randbelow(10**DESK_DIGITS):0{DESK_DIGITS}d}")


def read_desk_code(text: str) -> DeskCode:
    """Read a desk code as a clerk types it.

    Parameters
    ----------
    text
        Six digits, with spaces, dots or hyphens or none.

    Raises
    ------
    CodeFormError
        If it is not six digits.
    """
    if len(text) > LONGEST_DESK:
        raise CodeFormError(f"more than {LONGEST_DESK} characters")
    digits = BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if not DESK_FORM.fullmatch(digits):
        raise CodeFormError(f"a desk code has {DESK_DIGITS} digits")
    return DeskCode(digits)
