"""Split conformal calibration: how much wider, or narrower, the ranges of lately should have been.

Ranges of a model rest on its assumptions; that eight waits in ten lie inside them afterwards rests only on
coming days being like the last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from shanyrak.core.queueing.told import HIGH_SHARE, LOW_SHARE, Wait

SHARE_INSIDE = HIGH_SHARE - LOW_SHARE
DAYS_KEPT = 28
FADING_DAYS = 14.0  # a day counts 1/e as much as one so many days later
# Fewer than this and one strange day decides: the point then borrows what all points learned together.
LEAST_WAITS, LEAST_DAYS = 200, 5
NOBODYS, BORROWED, OWN = 0, 1, 2  # whose waits teach a range


@dataclass(slots=True)
class Calibration:
    """What ranges should have been, per service point and over all points.

    Attributes
    ----------
    least_width
        Ranges are taken to be at least so wide, in minutes: 1 where times are exact, 5 where they were
        read off a board every five minutes. It keeps a range of no width from growing without end.
    """

    least_width: float = 1.0
    _misses: dict[str, dict[int, list[float]]] = field(default_factory=dict)

    def learn(self, point: str, day: int, told: Wait, minutes: float) -> None:
        """Learn from a wait that has ended; waits that never ended teach nothing and are left out.

        Parameters
        ----------
        point
            The service point.
        day
            A number that grows by one each day; learned once the day is over.
        told
            The range as the model made it, before `applied`.
        minutes
            How long the wait was.
        """
        miss = max(told.low - minutes, minutes - told.high) / max(told.width, self.least_width)
        days = self._misses.setdefault(point, {})
        days.setdefault(day, []).append(miss)
        for old in [known for known in days if known < day - DAYS_KEPT]:
            del days[old]

    def level(self, point: str, day: int) -> int:
        """Return whose waits teach a range: 0 nobody's, 1 those of all points, 2 the point's own.

        Parameters
        ----------
        point, day
            Of the range; only earlier days teach it.
        """
        own = [len(misses) for _, misses in self._before(day, [point])]
        if sum(own) >= LEAST_WAITS and len(own) >= LEAST_DAYS:
            return OWN
        return BORROWED if any(self._before(day, list(self._misses))) else NOBODYS

    def widening(self, point: str, day: int) -> float:
        """Return by how much of its width a range should be wider at both ends; negative where narrower.

        Parameters
        ----------
        point, day
            Of the range; only earlier days teach it, so it holds for the whole day.

        Notes
        -----
        With the misses ``E = max(low - w, w - high) / width`` of n waits it is the ``ceil((n + 1) 0.8)``-th
        smallest E. Newer days weigh more, so the usual guarantee for exchangeable days [1]_ holds only
        nearly; `make bench-queue` measures it.

        References
        ----------
        .. [1] Romano, Y., Patterson, E., Candès, E. (2019). Conformalized quantile regression. NeurIPS 32.
        """
        level = self.level(point, day)
        if not level:
            return 0.0
        known = list(self._before(day, [point] if level == OWN else list(self._misses)))
        misses = np.concatenate([misses for _, misses in known])
        weights = np.concatenate(
            [np.full(len(misses), np.exp((then - day) / FADING_DAYS)) for then, misses in known]
        )
        order = np.argsort(misses)
        heaps = np.cumsum(weights[order])
        wanted = SHARE_INSIDE * heaps[-1] * (1 + 1 / len(misses))
        return float(misses[order][min(int(np.searchsorted(heaps, wanted)), len(misses) - 1)])

    def applied(self, told: Wait, widening: float) -> Wait:
        """Return a range as it should be told.

        Parameters
        ----------
        told
            As the model made it.
        widening
            Of its point and day.
        """
        more = widening * max(told.width, self.least_width)
        low, high = max(told.low - more, 0.0), told.high + more
        if low > high:  # narrowed past its middle: the waits of lately were nearly certain
            low = high = max((told.low + told.high) / 2, 0.0)
        return Wait(low, min(max(told.likely, low), high), high)

    def _before(self, day: int, points: list[str]) -> Iterator[tuple[int, list[float]]]:
        for point in points:
            for then, misses in self._misses.get(point, {}).items():
                if day - DAYS_KEPT <= then < day:
                    yield then, misses
