"""When to stop a search, and how its time is counted so that the same seed gives the same plan."""

from dataclasses import dataclass, field
from time import perf_counter

from shanyrak.base.errors import InvalidError

PLAIN = 0.76  # of a limit that work may fill: the rest is for machines that are slower than plain, or busy
SLOW = 1.25  # work for each second that is left: from here on a search does less, and may not repeat
MOST_HASTE = 8


@dataclass(slots=True)
class Stop:
    """Stop at the gap, at the time limit, after `rounds` of search, or when somebody asks by `interrupt`.

    `began` is the reading of ``time.perf_counter`` from which the limit counts, where that is not the start
    of `solve`. Without `clock` only work counts: the plan is that of a plain machine that nothing else keeps
    busy, however long this one takes.

    Raises
    ------
    InvalidError
        If a limit is negative or not a number.
    """

    time_limit_s: float = 60.0
    gap: float = 0.005
    rounds: int | None = None
    began: float | None = None
    clock: bool = True
    interrupted: bool = field(default=False)

    def __post_init__(self) -> None:
        """Refuse limits that mean nothing."""
        if not 0 < self.time_limit_s < float("inf"):
            raise InvalidError("--time-limit must be a number of seconds, more than 0")
        if self.rounds is not None and self.rounds < 1:
            raise InvalidError("rounds must be 1 or more")
        if not 0 <= self.gap < 1:
            raise InvalidError(
                "--gap must be a share from 0 up to, not including, 1; write 0.005 for half a percent"
            )

    def interrupt(self) -> None:
        """End the search at the next step; safe to call from a signal handler."""
        self.interrupted = True


@dataclass(slots=True)
class Meter:
    """Counts work in seconds of a plain machine, so that what is done within a limit is not up to the clock.

    The search ends when the work that the limit buys is done. On a machine that is slower the clock has its
    say: it makes the samples smaller (`haste`) and, where that is not enough, ends the search. `hurried`
    tells that it had; a plan can be repeated where it had not and nobody interrupted.
    """

    stop: Stop
    began: float = 0.0
    work_s: float = 0.0
    hurried: bool = False

    def __post_init__(self) -> None:
        """Begin to count."""
        self.began = perf_counter() if self.stop.began is None else self.stop.began

    @property
    def seconds(self) -> float:
        """Seconds since the start, by the clock."""
        return perf_counter() - self.began

    def spend(self, work_s: float) -> None:
        """Count work that was done."""
        self.work_s += work_s

    def haste(self) -> int:
        """Return by how much work must shrink, 1 (not at all) to `MOST_HASTE`, since the machine is slow."""
        if not self.stop.clock:
            return 1
        ahead_s = self.stop.time_limit_s * PLAIN - self.work_s
        behind = ahead_s / max(self.stop.time_limit_s - self.seconds, 1e-3)
        factor = 1
        while factor < MOST_HASTE and behind > SLOW * factor:
            factor *= 2
        self.hurried = self.hurried or factor > 1
        return factor

    def progress(self) -> float:
        """Return how much of the limit is used up, by work and, where the clock has its say, by the clock."""
        worked = self.work_s / (PLAIN * self.stop.time_limit_s)
        return max(worked, self.seconds / self.stop.time_limit_s) if self.hurried else worked

    def over(self, share: float = 1.0) -> str | None:
        """Say why this share of the limit is used up; None while it is not."""
        if self.stop.interrupted:
            return "interrupt"
        if self.work_s >= share * PLAIN * self.stop.time_limit_s:
            return "work"
        if not self.stop.clock or self.seconds < share * self.stop.time_limit_s:
            return None
        self.hurried = True
        return "time"

    def is_late(self) -> bool:
        """Say whether the clock has passed the limit, whatever the work."""
        late = self.stop.interrupted or (self.stop.clock and self.seconds >= self.stop.time_limit_s)
        self.hurried = self.hurried or late
        return late
