"""A promised stay beside its party and its space: what every rule on promises looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shanyrak.placement.model import Party, Space, Stay

NIGHT = timedelta(days=1)

Finding = tuple[int, str, object, str]  # row, column, value, what is wrong
Parts = dict[tuple[str, str], list["Promise"]]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised stay with its row in the file, its party and its space."""

    row: int
    stay: Stay
    party: Party
    space: Space

    def nights(self) -> Iterator[date]:
        """Yield its nights."""
        for n in range((self.stay.end_night - self.stay.first_night).days):
            yield self.stay.first_night + n * NIGHT
