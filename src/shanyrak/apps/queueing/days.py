"""A service point on one of its days: minutes from midnight, and when counters are open. Reads no row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shanyrak.apps.queueing.models import Counter, OpenSpan, ServicePoint

Spans = tuple[tuple[float, float], ...]
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class PointDay:
    """A day by the clock of a service point; its minutes are those that pass, also when clocks change."""

    zone: ZoneInfo
    day: date

    @classmethod
    def at(cls, point: ServicePoint, moment: datetime) -> "PointDay":
        """Return the day of a service point in which a moment lies."""
        zone = ZoneInfo(point.time_zone)
        return cls(zone, moment.astimezone(zone).date())

    @property
    def number(self) -> int:
        """A number that grows by one each day."""
        return self.day.toordinal()

    def after(self, n_days: int) -> "PointDay":
        """Return the day so many days later."""
        return PointDay(self.zone, self.day + timedelta(days=n_days))

    def minute(self, moment: datetime) -> float:
        """Return how many minutes after midnight a moment is."""
        return (moment - self._at(time(0))) / MINUTE

    def moment(self, minute: float) -> datetime:
        """Return the moment so many minutes after midnight."""
        return self._at(time(0)) + minute * MINUTE

    def spans_of(self, counter: Counter, rows: Iterable[OpenSpan]) -> Spans:
        """Return when a counter is open, by the hours of its service point.

        Its own hours hold where it has some, never beyond those of the point.
        """
        known = list(rows)
        ours = self._chosen([row for row in known if row.counter_id is None]) or ()
        own = self._chosen([row for row in known if row.counter_id == counter.id])
        return ours if own is None else _common(ours, own)

    def _chosen(self, rows: Sequence[OpenSpan]) -> Spans | None:
        """Return the spans that hold, those of the date before those of the week; None if none do."""
        of_date = [row for row in rows if row.day == self.day]
        of_week = [row for row in rows if row.weekday == self.day.weekday()]
        chosen = of_date or of_week
        spans = sorted(
            (self.minute(self._at(row.opens_at)), self.minute(self._at(row.closes_at))) for row in chosen
        )
        return tuple((opens, closes) for opens, closes in spans if opens < closes) if chosen else None

    def _at(self, clock: time) -> datetime:
        return datetime.combine(self.day, clock, self.zone).astimezone(UTC)


def _common(some: Spans, others: Spans) -> Spans:
    """Return when both are open."""
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple(sorted((opens, closes) for opens, closes in both if opens < closes))
