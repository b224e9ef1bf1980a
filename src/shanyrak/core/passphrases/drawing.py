"""Drawing phrases at random. Nobody chooses a phrase: a chosen one can be guessed."""

import secrets
from dataclasses import dataclass

from shanyrak.core.passphrases.lists import WordList
from shanyrak.core.passphrases.phrase import WORDS, Passphrase, Phrase


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a party is given: its own passphrase, and the one that erases everything.

    The panic phrase has the same first six words and another last one, so that who keeps the first also keeps
    most of the second.
    """

    own: Passphrase
    panic: Passphrase


def draw_phrases(word_list: WordList) -> Phrases:
    """Draw a passphrase and its panic phrase.

    Parameters
    ----------
    word_list
        The list of the reader's language, or the one they chose.

    Returns
    -------
    Phrases
        Every own phrase is as likely as any other (77 bits), and to each every other last word.
    """
    drawn = _draw(word_list, WORDS)
    size = len(word_list.words)
    # A step of 1 to size - 1 reaches each other word once, itself never.
    last = (drawn[-1] + 1 + secrets.randbelow(size - 1)) % size
    return Phrases(Passphrase(word_list, drawn), Passphrase(word_list, (*drawn[:-1], last)))


def draw_phrase(word_list: WordList, count: int) -> Phrase:
    """Draw words for what is no party: a member's passphrase (6), boot words (8), words said at a door (2).

    Parameters
    ----------
    word_list
        The list to draw from.
    count
        How many; 11 bits each.
    """
    return Phrase(word_list, _draw(word_list, count))


def _draw(word_list: WordList, count: int) -> tuple[int, ...]:
    return tuple(secrets.randbelow(len(word_list.words)) for _ in range(count))
