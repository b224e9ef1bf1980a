"""Reading a phrase as people type it. The browser reads it in the same way: one set of known answers."""

import re
import unicodedata

from shanyrak.base.secret import SecretText
from shanyrak.core.passphrases.errors import PhraseTooLongError, UnknownWordError, WordCountError
from shanyrak.core.passphrases.lists import LISTS, WordList
from shanyrak.core.passphrases.phrase import WORDS, Passphrase, Phrase

LONGEST = 256  # code points; seven words with numbers, commas and doubled spaces are below 150
ORDER = ("ru", "en", "kk", "uk", "ky")
YO, YE = "\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}"
# Soft hyphens, zero-width and direction marks; stress marks and what else lies on letters.
INVISIBLE = {"Cf", "Mn"}
NUMBER = re.compile(r"[0-9]+", re.ASCII)


def read_passphrase(text: str, *, language: str) -> Passphrase:
    """Read a party's or host's passphrase: seven words, or its 24 digits.

    Parameters
    ----------
    text
        As it was typed: any case, ye for yo, any signs between words, words numbered, from the first four
        letters on, full-width or decomposed letters.
    language
        Language of the page; its list is tried first.

    Returns
    -------
    Passphrase
        Of the first list that has all seven words.

    Raises
    ------
    PhraseTooLongError
        If it is longer than 256 code points.
    WordCountError, DigitCountError
        If it is not seven words, or digits that are not 24.
    UnknownWordError
        If no list has them all. Lists are not mixed, and look-alike letters are not guessed at.
    UnknownListError
        If it is digits of a list that does not exist.
    """
    tokens = _tokens(text)
    if tokens and all(map(NUMBER.fullmatch, tokens)):
        return Passphrase.from_digits("".join(tokens))
    return Passphrase(*_resolve(tokens, language, WORDS))


def read_phrase(text: str, *, language: str, count: int) -> Phrase:
    """Read a phrase of another length, which has no digits: a member's passphrase, boot words.

    Parameters
    ----------
    text, language
        As for `read_passphrase`.
    count
        How many words it has.

    Raises
    ------
    PhraseTooLongError, WordCountError, UnknownWordError
        As for `read_passphrase`.
    """
    return Phrase(*_resolve(_tokens(text), language, count))


def _tokens(text: str) -> list[str]:
    """Return the words and numbers of a text in the one form that lists have."""
    if len(text) > LONGEST:
        raise PhraseTooLongError(f"more than {LONGEST} characters")
    lowered = unicodedata.normalize("NFKC", text).lower().replace(YO, YE)
    return "".join(map(_plain, lowered)).split()


def _plain(char: str) -> str:
    """Return the character if it is a letter or digit, nothing if it is invisible, else a space."""
    category = unicodedata.category(char)
    if category in INVISIBLE:
        return ""
    return char if category[0] == "L" or char in "0123456789" else " "


def _resolve(tokens: list[str], language: str, count: int) -> tuple[WordList, tuple[int, ...]]:
    """Return the first list that has all the words, with their indices; numbers between words are dropped."""
    words = [token for token in tokens if not NUMBER.fullmatch(token)]
    if len(words) != count:
        raise WordCountError(len(words), count)
    tried = []
    for word_list in (LISTS[code] for code in dict.fromkeys((language, *ORDER)) if code in LISTS):
        found = [word_list.find(word) for word in words]
        indices = tuple(index for index in found if index is not None)
        if len(indices) == count:
            return word_list, indices
        tried.append(found)
    nearest = max(tried, key=lambda found: count - found.count(None))
    position = nearest.index(None)
    raise UnknownWordError(position + 1, SecretText(words[position]))
