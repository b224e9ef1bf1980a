"""Nine symbols that are printed, read aloud and typed: 40 bits and a check. It knows no list of good ones."""

import re
import secrets
import unicodedata

from shanyrak.base.secret import SecretBytes
from shanyrak.core.passphrases.errors import CodeCheckError, CodeFormError

ALPHABET = (
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I L O, which look like digits, and U, which looks like V
)
SYMBOLS = 8
SYMBOL_BITS = 5
CHECK_BASE = 31  # a prime: every swap of neighbours that differ changes the sum, 0 and Z apart
GROUP = 3
LONGEST = 64  # code points; three groups of three with signs between them are far below
# Cyrillic A, VE, IE, KA, EM, EN, O, ER, ES, TE, U, HA, then what a tired eye takes for 1 and 0.
CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
ALIKE = str.maketrans(CYRILLIC + "ILO", "ABEKMH0PCTYX" + "110")
BETWEEN = re.compile(r"[\s.·\N{MINUS SIGN}]")


class Code(SecretBytes):
    """40 bits that open something once."""

    __slots__ = ()
    SIZE = SYMBOLS * SYMBOL_BITS // 8

    @property
    def printed(self) -> str:
        """The code in clear, in three groups of three symbols; the last symbol checks the others."""
        values = _values(self)
        symbols = "".join(ALPHABET[value] for value in (*values, _check(values)))
        return " ".join(symbols[start : start + GROUP] for start in range(0, len(symbols), GROUP))


def draw_code() -> Code:
    """Draw a code at random, for what no key computes: a link that is also read aloud, say."""
    return Code(secrets.token_bytes(SYMBOLS * SYMBOL_BITS // 8))


def read_code(text: str) -> Code:
    """Read a code as people type it.

    Parameters
    ----------
    text
        In any case, with spaces, hyphens or dots or none; look-alike Cyrillic capitals, I, L and O are read
        as what they look like.

    Returns
    -------
    Code
        Whether it is good for anything, its owner knows.

    Raises
    ------
    CodeFormError
        If it is not nine symbols of the alphabet.
    CodeCheckError
        If the last symbol does not fit: any wrong symbol and any swap of neighbours, 0 for Z apart.
    """
    if len(text) > LONGEST:
        raise CodeFormError(f"more than {LONGEST} characters")
    kept = "".join(char for char in unicodedata.normalize("NFKC", text) if not _is_between(char))
    symbols = kept.upper().translate(ALIKE)
    if len(symbols) != SYMBOLS + 1 or set(symbols) - set(ALPHABET):
        raise CodeFormError(f"a code has {SYMBOLS + 1} letters and digits")
    *values, check = (ALPHABET.index(symbol) for symbol in symbols)
    if _check(values) != check:
        raise CodeCheckError("the last symbol does not fit the others")
    number = 0
    for value in values:
        number = number << SYMBOL_BITS | value
    return Code(number.to_bytes(Code.SIZE))


def _values(code: Code) -> list[int]:
    number = int.from_bytes(code.reveal())
    last = SYMBOL_BITS * (SYMBOLS - 1)
    return [number >> shift & (1 << SYMBOL_BITS) - 1 for shift in range(last, -1, -SYMBOL_BITS)]


def _check(values: list[int]) -> int:
    return sum((place + 1) * value for place, value in enumerate(values)) % CHECK_BASE


def _is_between(char: str) -> bool:
    """Tell whether a character means nothing: spaces, hyphens, dots, invisible ones."""
    return bool(BETWEEN.fullmatch(char)) or unicodedata.category(char) in {"Pd", "Cf"}
