"""Two words that both sides say at the door, so that they know each other. They open nothing."""

from shanyrak.core.passphrases import LISTS, draw_phrase

DOOR_WORDS = 2
# A language whose list waits for a native reader gets these words.
FALLBACK = "ru"


def draw_door_words(language: str) -> str:
    """Draw two words of the party's language, new for each stay."""
    words = LISTS.get(language, LISTS[FALLBACK])
    return " ".join(draw_phrase(words, DOOR_WORDS).words)
