"""A wait as people are told it: two ends in minutes, and when somebody who leaves should be back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shanyrak.core.queueing import Wait, rounded

# Who leaves is asked back so much before the earliest call that is likely, at a full five minutes.
EARLIER, STEP_MIN = timedelta(minutes=10), 5


@dataclass(frozen=True)
class Range:
    """Eight waits in ten lie between the two ends."""

    low: int
    high: int
    back_by: datetime


def range_of(wait: Wait | None, now: datetime) -> Range | None:
    """Return a wait as it is told, None if nobody can be called any more."""
    if wait is None:
        return None
    low, high = rounded(wait)
    back = max(now + timedelta(minutes=wait.low) - EARLIER, now)
    past = timedelta(minutes=back.minute % STEP_MIN, seconds=back.second, microseconds=back.microsecond)
    return Range(low, high, max(back - past, now))
