"""Codes of tickets: a letter that Latin and Cyrillic share, and three digits."""

from shanyrak.base.errors import InvalidError

LETTERS = "ABEKMHOPCTX"  # each has a twin in the other script that looks alike
LAST_NUMBER = 999
_CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
_FOLDED = str.maketrans(_CYRILLIC, LETTERS)


def ticket_code(letter: str, number: int) -> str:
    """Return the code of a ticket, such as A147.

    Parameters
    ----------
    letter
        One of `LETTERS`.
    number
        From 1 to 999.

    Raises
    ------
    InvalidError
        If there is no such code.
    """
    if letter not in LETTERS or len(letter) != 1 or not 1 <= number <= LAST_NUMBER:
        raise InvalidError("a ticket has one letter that both scripts share, and a number from 1 to 999")
    return f"{letter}{number:03}"


def read_ticket_code(typed: str) -> str:
    """Return a code as it is kept, from what somebody typed in either script, with spaces or without zeros.

    Parameters
    ----------
    typed
        By a person.

    Raises
    ------
    InvalidError
        If it is no code of a ticket.
    """
    signs = "".join(typed.split()).replace("-", "").upper().translate(_FOLDED)
    letter, digits = signs[:1], signs[1:]
    if not digits.isascii() or not digits.isdigit():
        raise InvalidError("a ticket has a letter and up to three digits")
    return ticket_code(letter, int(digits))
