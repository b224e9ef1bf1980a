"""Why typed words or a typed code are refused. No message holds what was typed.

::

    InvalidError
    ├── TypedPhraseError
    │   ├── PhraseTooLongError     too_long
    │   ├── WordCountError         wrong_count
    │   ├── DigitCountError        wrong_count
    │   ├── UnknownWordError       unknown_word
    │   └── UnknownListError       unknown_list
    └── TypedCodeError
        ├── CodeFormError          bad_form
        └── CodeCheckError         bad_check
"""

from typing import ClassVar

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretText


class TypedPhraseError(InvalidError):
    """What was typed is no phrase; no database was asked, so saying why tells nothing about any party."""

    code: ClassVar[str]


class PhraseTooLongError(TypedPhraseError):
    """Longer than any phrase, however it is written."""

    code = "too_long"


class WordCountError(TypedPhraseError):
    """Too few or too many words; `found` were there."""

    code = "wrong_count"

    def __init__(self, found: int, needed: int) -> None:
        self.found, self.needed = found, needed
        super().__init__(f"{found} words were found where {needed} are needed")


class DigitCountError(TypedPhraseError):
    """Digits, but not 24 of them."""

    code = "wrong_count"


class UnknownWordError(TypedPhraseError):
    """One word is in no list, or the words are of two lists.

    `position` counts from 1; `word` is as it was read, for the page that names it. It may be a real word with
    one letter wrong, so it is a secret, and no part of the message.
    """

    code = "unknown_word"

    def __init__(self, position: int, word: SecretText) -> None:
        self.position, self.word = position, word
        super().__init__(f"word {position} is not in the list that the others are in")


class UnknownListError(TypedPhraseError):
    """The digits name a list that does not exist."""

    code = "unknown_list"


class TypedCodeError(InvalidError):
    """What was typed is no code; it costs no attempt."""

    code: ClassVar[str]


class CodeFormError(TypedCodeError):
    """Not the right number of symbols, or a symbol that no code has."""

    code = "bad_form"


class CodeCheckError(TypedCodeError):
    """The check symbol does not fit the others: one of them was mistyped."""

    code = "bad_check"
