"""The word lists that ship with us, each checked against its pinned hash when it is loaded.

A list of another language gets its number, its file and its hash here, once a speaker has reviewed it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType

from shanyrak.base.errors import InvalidError

LIST_SIZE = 2048
START = 4  # letters that no two words of a list have in common
# Numbers are for ever: they are part of the digits that people keep. 2, 3 and 4 are kept for kk, uk and ky.
NUMBERS = MappingProxyType({"ru": 0, "en": 1})
SHA256 = MappingProxyType(
    {
        "ru": "c9458f1997f6a6e0e8b4b691de850aa6af15fabca197e56baa6234933af1fffc",
        "en": "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
    }
)


@dataclass(frozen=True)
class WordList:
    """2,048 words of one language, in an order that never changes.

    Attributes
    ----------
    language
        Code of the language.
    number
        Number of the list in the digit form of a phrase.
    words
        The words; the place of a word, from 0, is its index.
    """

    language: str
    number: int
    words: tuple[str, ...] = field(repr=False)
    _by_start: Mapping[str, int] = field(repr=False, compare=False)

    def find(self, typed: str) -> int | None:
        """Return the index of a word from the word itself, or from its first four letters or more.

        Parameters
        ----------
        typed
            One word, normalised.

        Returns
        -------
        int or None
            None where no word of the list is, or starts, so.
        """
        # Fewer than four letters are a start only where they are all of a word.
        index = self._by_start.get(typed[:START])
        return index if index is not None and self.words[index].startswith(typed) else None


def load(language: str, content: bytes, sha256: str) -> WordList:
    """Return the list that a file holds.

    Parameters
    ----------
    language
        A language of `NUMBERS`.
    content
        The words in UTF-8, each ended by a line feed.
    sha256
        What the content must hash to, in lower-case hex.

    Raises
    ------
    InvalidError
        If the content is not what was pinned. Phrases that people hold would stop working, or new ones would
        be weaker than promised, so nothing is made of it.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise InvalidError(f"the list of words {language}.txt is not the one that was shipped: install anew")
    words = tuple(content.decode("utf-8").split("\n")[:-1])
    by_start = {word[:START]: index for index, word in enumerate(words)}
    return WordList(language, NUMBERS[language], words, MappingProxyType(by_start))


LISTS: Mapping[str, WordList] = MappingProxyType(
    {
        language: load(language, (files(__package__) / "words" / f"{language}.txt").read_bytes(), sha256)
        for language, sha256 in SHA256.items()
    }
)
