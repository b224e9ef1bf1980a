"""A phrase, the seven-word passphrase among them, and the digits that it can be written in."""

import re
from typing import ClassVar, Self

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretText
from shanyrak.core.passphrases.errors import DigitCountError, UnknownListError
from shanyrak.core.passphrases.lists import LISTS, WordList

WORDS = 7
WORD_BITS = 11
DIGITS = 24  # six lists of 2**77 phrases each are just below 10**24
GROUP = 6
DIGIT_FORM = re.compile(r"[0-9]{24}", re.ASCII)


class Phrase(SecretText):
    """Words of one list, in order. The secret text is the words joined by a space: what a key is made of.

    Parameters
    ----------
    word_list
        The list that they are of.
    indices
        Their indices in it, in order.

    Raises
    ------
    InvalidError
        If a subclass has a fixed `COUNT` and there are more or fewer, or an index is none of the list.
    """

    __slots__ = ("language",)
    COUNT: ClassVar[int | None] = None

    def __init__(self, word_list: WordList, indices: tuple[int, ...]) -> None:
        if self.COUNT is not None and len(indices) != self.COUNT:
            raise InvalidError(f"a {type(self).__name__} has {self.COUNT} words, not {len(indices)}")
        if not all(0 <= index < len(word_list.words) for index in indices):
            raise InvalidError("an index lies outside the list of words")
        super().__init__(" ".join(word_list.words[index] for index in indices))
        self.language = word_list.language

    @property
    def words(self) -> tuple[str, ...]:
        """The words in clear, to be shown once to the one who keeps them."""
        return tuple(self.reveal().split(" "))

    def indices(self) -> tuple[int, ...]:
        """Return the indices of the words in their list; as secret as the words."""
        words = LISTS[self.language].words
        return tuple(words.index(word) for word in self.words)


class Passphrase(Phrase):
    """Seven words, 77 bits: the only key of a party or a host."""

    __slots__ = ()
    COUNT = WORDS

    @property
    def digits(self) -> str:
        """The same key in clear as 24 digits: free of language, and looking like a number.

        The number of the list comes before the indices of 11 bits each: without it the digits could not be
        turned back into words, which is what a key is made of. There is no check digit; it would cost entropy
        or length.
        """
        number = LISTS[self.language].number
        for index in self.indices():
            number = number << WORD_BITS | index
        return f"{number:0{DIGITS}d}"

    @property
    def grouped_digits(self) -> str:
        """The digits in four groups of six, as they are shown and read aloud."""
        digits = self.digits
        return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))

    @classmethod
    def from_digits(cls, digits: str) -> Self:
        """Return the passphrase that 24 digits stand for.

        Parameters
        ----------
        digits
            ASCII digits and nothing else.

        Raises
        ------
        DigitCountError
            If they are not 24 digits.
        UnknownListError
            If they name a list that does not exist.
        """
        if not DIGIT_FORM.fullmatch(digits):
            raise DigitCountError(f"not {DIGITS} digits")
        number = int(digits)
        shifts = range(WORD_BITS * (WORDS - 1), -1, -WORD_BITS)
        indices = tuple(number >> shift & (1 << WORD_BITS) - 1 for shift in shifts)
        for word_list in LISTS.values():
            if word_list.number == number >> WORD_BITS * WORDS:
                return cls(word_list, indices)
        raise UnknownListError("the digits name a list of words that does not exist")
