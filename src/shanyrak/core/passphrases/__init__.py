"""All that a person types: phrases, their digits, vouch and desk codes. Keys are made of them elsewhere."""

from shanyrak.core.passphrases.codes import Code, draw_code, read_code
from shanyrak.core.passphrases.drawing import Phrases, draw_phrase, draw_phrases
from shanyrak.core.passphrases.errors import (
    CodeCheckError,
    CodeFormError,
    DigitCountError,
    PhraseTooLongError,
    TypedCodeError,
    TypedPhraseError,
    UnknownListError,
    UnknownWordError,
    WordCountError,
)
from shanyrak.core.passphrases.lists import LISTS, WordList
from shanyrak.core.passphrases.phrase import Passphrase, Phrase
from shanyrak.core.passphrases.typed import read_passphrase, read_phrase
from shanyrak.core.passphrases.vouching import (
    BOOK_SIZE,
    DeskCode,
    VouchKey,
    draw_desk_code,
    read_desk_code,
    vouch_code,
    vouch_tag,
)

__all__ = [
    "BOOK_SIZE",
    "LISTS",
    "Code",
    "CodeCheckError",
    "CodeFormError",
    "DeskCode",
    "DigitCountError",
    "Passphrase",
    "Phrase",
    "PhraseTooLongError",
    "Phrases",
    "TypedCodeError",
    "TypedPhraseError",
    "UnknownListError",
    "UnknownWordError",
    "VouchKey",
    "WordCountError",
    "WordList",
    "draw_code",
    "draw_desk_code",
    "draw_phrase",
    "draw_phrases",
    "read_code",
    "read_desk_code",
    "read_passphrase",
    "read_phrase",
    "vouch_code",
    "vouch_tag",
]
