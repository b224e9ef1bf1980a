"""Nights: a night is the date of its evening, a span is `[first, end)`. No clock lives here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NewType

from shanyrak.base.errors import InvalidError

Night = NewType("Night", date)

ONE_NIGHT = timedelta(days=1)
# Until four in the morning "tonight" is the night that is passing; who asks then has not slept yet.
NIGHT_TURNS_AT = time(4)
LEAVE_BEFORE = time(12)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Nights `[first, end)`; `end` is the date of the morning on which people leave.

    Raises
    ------
    InvalidError
        If the span has no night.
    """

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise InvalidError(f"a span from {self.first} to {self.end} has no night")

    @classmethod
    def of(cls, first: date, n_nights: int) -> "Span":
        """Return so many nights from the first."""
        return cls(first, first + n_nights * ONE_NIGHT)

    def __len__(self) -> int:
        return (self.end - self.first).days

    def __iter__(self) -> Iterator[Night]:
        return (Night(self.first + n * ONE_NIGHT) for n in range(len(self)))

    def __contains__(self, night: date) -> bool:
        return self.first <= night < self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share a night; spans that only touch do not."""
        return self.first < other.end and other.first < self.end

    def covers(self, other: "Span") -> bool:
        """Return whether every night of the other lies in this one."""
        return self.first <= other.first and other.end <= self.end


def tonight(local: datetime) -> Night:
    """Return the night that "tonight" means at this moment, told in the time of the place."""
    evening = local.date() if local.time() >= NIGHT_TURNS_AT else local.date() - ONE_NIGHT
    return Night(evening)


def is_still_night(local: datetime) -> bool:
    """Return whether a bed "right now, until noon" can be meant: the night before is still slept in."""
    return local.time() < LEAVE_BEFORE


def night_before(local: datetime) -> Night:
    """Return the night that ends at noon of this day."""
    return Night(local.date() - ONE_NIGHT)
