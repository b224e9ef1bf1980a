"""Codes of parties, for voice and screens: two letters that Latin and Cyrillic share, then four digits."""

import secrets

LETTERS = "ABEKMHPCTX"
DIGITS = 4
# The same letters as a Cyrillic keyboard writes them; no O, which reads as nought.
CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u0420\u0421\u0422\u0425"
ALIKE = str.maketrans(CYRILLIC, LETTERS)


def draw_party_code() -> str:
    """Draw one of a million; it tells no order of arrival."""
    letters = secrets.choice(LETTERS) + secrets.choice(LETTERS)
    return f"{letters}{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def fold_code(typed: str) -> str:
    """Return a code in the one form that rows have."""
    return "".join(typed.upper().translate(ALIKE).replace("-", " ").split())
