"""When a job runs: `@every(minutes=10)` or `@daily("03:00")` on a function of `now`. No job lives here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

Run = Callable[[datetime], object]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """A function that is called again and again; two runs of it at once must be harmless.

    `alone` is for what may take longer than a few seconds: it runs in another process, the short jobs go on.
    """

    name: str
    run: Run
    period: timedelta
    at: time | None = None
    alone: bool = False

    def is_due(self, latest: datetime | None, now: datetime) -> bool:
        """Return whether the job has to run now, if it last ran then."""
        if self.at is None:
            return latest is None or now - latest >= self.period
        local = timezone.localtime(now)
        turn = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0, fold=0)
        # Compared as moments: in a night of a clock change an hour of the wall comes twice, or never.
        turn = turn if turn.astimezone(UTC) <= now else turn - ONE_DAY
        return latest is None or latest < turn.astimezone(UTC)


JOBS: dict[str, Job] = {}


def every(*, seconds: int = 0, minutes: int = 0, hours: int = 0, alone: bool = False) -> Callable[[Run], Run]:
    """Run the function below each time so much time has passed."""
    return _booked(timedelta(seconds=seconds, minutes=minutes, hours=hours), None, alone=alone)


def daily(at: str, *, alone: bool = False) -> Callable[[Run], Run]:
    """Run the function below once a day, at this time of the city's clock or as soon as possible after it."""
    return _booked(ONE_DAY, time.fromisoformat(at), alone=alone)


def _booked(period: timedelta, at: time | None, *, alone: bool) -> Callable[[Run], Run]:
    if not period:
        raise ValueError("a job needs a period")

    def book(run: Run) -> Run:
        module = run.__module__.removeprefix("shanyrak.interfaces.jobs.").partition(".")[0]
        name = f"{module}.{run.__name__}"
        JOBS[name] = Job(name, run, period, at, alone)
        return run

    return book
