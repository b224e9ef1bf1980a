"""Small pieces of sentences: counts, evenings, lists."""

from collections.abc import Iterable, Sequence
from datetime import date

from shanyrak.interfaces.shared.numbers import MONTHS

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FEW = 3  # nights that are named one by one


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a count with its word: ``1 night``, ``3 nights``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def evening(night: date) -> str:
    """Write a date as one speaks of it within a wave: ``Mon 26 Sep``."""
    return f"{DAYS[night.weekday()]} {night.day} {MONTHS[night.month - 1]}"


def joined(words: Iterable[str]) -> str:
    """Write words as a list: ``lift, pets and crib``."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def nights_in_row(nights: Sequence[date]) -> str:
    """Write nights as a list, or the first and last of many."""
    if len(nights) <= FEW:
        return joined(evening(night) for night in nights)
    return f"{len(nights)} nights between {evening(nights[0])} and {evening(nights[-1])}"
