"""How long services take, learned as they end, by service and by counter.

A level that has seen little leans on the one above it, and the highest on what the catalogue says.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt

import numpy as np

HALF_LIFE_DAYS = 14.0  # a service counts half as much as one so many days later
LEAN = 20.0  # services that what lies above is worth
FIRST_SPREAD = 0.6  # standard deviation of log minutes where nothing is known
SHAPES_KEPT, LEAST_SHAPES = 500, 100
DAY_PACE, DAY_LEAN = 0.04, 12.0  # how fast, and after how many services, a day shows that it is slow or quick
SHORTEST_MIN = 0.1  # a service closed at once says nothing of how long one takes

Kind = tuple[str, str]  # a service, and the kind of counter that it is given at


@dataclass(slots=True)
class _Level:
    """Weighted sums of log minutes."""

    n: float = 0.0
    total: float = 0.0
    squares: float = 0.0
    day: int = 0

    def learn(self, logged: float, day: int) -> None:
        faded = 0.5 ** ((day - self.day) / HALF_LIFE_DAYS)
        self.n, self.total, self.squares = (
            old * faded + new for old, new in ((self.n, 1.0), (self.total, logged), (self.squares, logged**2))
        )
        self.day = day

    def leaning_on(self, mean: float, variance: float) -> tuple[float, float]:
        """Return mean and variance of log minutes, pulled towards those of the level above."""
        if not self.n:
            return mean, variance
        own = self.total / self.n
        spread = max(self.squares / self.n - own**2, 0.0)
        share = self.n / (self.n + LEAN)
        return mean + share * (own - mean), variance + share * (spread - variance)


@dataclass(slots=True)
class ServiceTimes:
    """Minutes of service at one service point.

    Attributes
    ----------
    catalogue_min
        What the catalogue says of a service about which nothing is known, in minutes.
    of_service
        The same of single services. What is learned is how much longer or shorter services are than that, so
        a new service leans on its own minutes and on how well the others kept theirs.
    """

    catalogue_min: float
    of_service: Mapping[str, float] = field(default_factory=dict)
    _levels: dict[tuple[str, ...], _Level] = field(default_factory=dict)
    _shapes: deque[float] = field(default_factory=lambda: deque(maxlen=SHAPES_KEPT))
    _today: int = 0
    _drift: float = 0.0
    _n_today: int = 0

    def learn(self, kind: Kind, minutes: float, day: int) -> None:
        """Learn from a service that has ended.

        Parameters
        ----------
        kind
            The service and the kind of counter.
        minutes
            How long it took.
        day
            A number that grows by one each day.
        """
        logged = log(max(minutes, SHORTEST_MIN)) - self._own(kind)
        mean, variance = self._moments(kind)
        self._shapes.append((logged - mean) / sqrt(variance))
        if day != self._today:
            self._today, self._drift, self._n_today = day, 0.0, 0
        self._drift += DAY_PACE * (logged - mean - self._drift)
        self._n_today += 1
        for key in _chain(kind):
            self._levels.setdefault(key, _Level(day=day)).learn(logged, day)

    def draw(self, kind: Kind, shape: tuple[int, ...], random: np.random.Generator, day: int) -> np.ndarray:
        """Return minutes of services that might be, each drawn alone.

        Parameters
        ----------
        kind
            The service and the kind of counter.
        shape
            Of the array that is returned.
        random
            Where the draws come from.
        day
            Today: whether it has been slow or quick so far counts.
        """
        mean, variance = self._moments(kind)
        if len(self._shapes) < LEAST_SHAPES:
            drawn = random.standard_normal(shape)
        else:
            drawn = random.choice(np.array(self._shapes), shape)
        return np.exp(self._own(kind) + mean + self._of_today(day) + sqrt(variance) * drawn)

    def mean_min(self, kind: Kind) -> float:
        """Return the mean minutes of a service.

        Parameters
        ----------
        kind
            The service and the kind of counter.
        """
        mean, variance = self._moments(kind)
        return exp(self._own(kind) + mean + variance / 2)

    def _own(self, kind: Kind) -> float:
        """Return by how much the catalogue's log minutes of this service differ from those of any."""
        return log(self.of_service.get(kind[0], self.catalogue_min) / self.catalogue_min)

    def _of_today(self, day: int) -> float:
        if day != self._today:
            return 0.0
        # A running mean that began at nothing has seen only this part of its own weight.
        seen = 1 - (1 - DAY_PACE) ** self._n_today
        return self._drift / seen * self._n_today / (self._n_today + DAY_LEAN) if seen else 0.0

    def _moments(self, kind: Kind) -> tuple[float, float]:
        mean, variance = log(self.catalogue_min) - FIRST_SPREAD**2 / 2, FIRST_SPREAD**2
        for key in _chain(kind):
            mean, variance = self._levels.get(key, _Level()).leaning_on(mean, variance)
        return mean, max(variance, 1e-4)


def _chain(kind: Kind) -> Iterator[tuple[str, ...]]:
    """Name the levels above and at a kind, the highest first."""
    return (kind[:n] for n in range(len(kind) + 1))
