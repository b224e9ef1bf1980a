"""What people are told of a wait: three numbers of minutes, and the rounding that never promises too much."""

from dataclasses import dataclass
from math import ceil, floor

# To be told too little hurts more than to be told too much: who comes back late has lost the place.
# So the single number is the one that three waits in five stay below, not the middle.
LOW_SHARE, LIKELY_SHARE, HIGH_SHARE = 0.1, 0.6, 0.9
STEPS = ((60.0, 5), (120.0, 10))  # waits below so many minutes are told in steps of so many
LONGEST_STEP = 15


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait in minutes.

    Attributes
    ----------
    low, high
        Eight waits in ten lie between them.
    likely
        Three waits in five are not longer.
    """

    low: float
    likely: float
    high: float

    @property
    def width(self) -> float:
        """How far apart both ends are."""
        return self.high - self.low


def rounded(wait: Wait) -> tuple[int, int]:
    """Return both ends of a wait as they are told: rounded outwards, the longer the coarser.

    Parameters
    ----------
    wait
        In minutes, not negative.
    """
    below, above = _step(wait.low), _step(wait.high)
    return floor(wait.low / below) * below, ceil(wait.high / above) * above


def _step(minutes: float) -> int:
    return next((step for limit, step in STEPS if minutes < limit), LONGEST_STEP)
