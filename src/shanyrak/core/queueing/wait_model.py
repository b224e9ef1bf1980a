"""The estimator of a service point that hands out its own tickets: learns from its events, tells ranges."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from shanyrak.core.queueing.answering import Answering
from shanyrak.core.queueing.calibration import Calibration
from shanyrak.core.queueing.paths import Desk, Learned, Standing, starts
from shanyrak.core.queueing.service_times import ServiceTimes
from shanyrak.core.queueing.told import HIGH_SHARE, LIKELY_SHARE, LOW_SHARE, Wait


@dataclass(frozen=True, slots=True)
class Moment:
    """A service point at one moment.

    Attributes
    ----------
    day
        A number that grows by one each day.
    minute
        Of the day.
    line
        Those who wait, in the order in which they would be called.
    desks
        All counters, with the spans of today.
    """

    day: int
    minute: float
    line: Sequence[Standing]
    desks: Sequence[Desk]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of one ticket.

    Attributes
    ----------
    chance
        That it is called before the counters close.
    wait
        If it is called; None if it never is.
    """

    chance: float
    wait: Wait | None


@dataclass(slots=True)
class WaitModel:
    """Predicts waits at one service point.

    Attributes
    ----------
    point
        Its name in the calibration.
    times
        How long its services take.
    calibration
        May be shared by several points, which then borrow from one another.
    answering
        Who answers when called.
    """

    point: str
    times: ServiceTimes
    calibration: Calibration = field(default_factory=Calibration)
    answering: Answering = field(default_factory=Answering)
    _widening: tuple[int, float] | None = None

    def predict(self, moment: Moment, random: np.random.Generator) -> list[Prediction]:
        """Return what may be told to each of a line; put who only asks at its end.

        Parameters
        ----------
        moment
            The line and the counters now.
        random
            From where the paths are drawn; the same gives the same.
        """
        raw = self.raw(moment, random)
        widening = self._of_day(moment.day)
        return [
            one if one.wait is None else replace(one, wait=self.calibration.applied(one.wait, widening))
            for one in raw
        ]

    def raw(self, moment: Moment, random: np.random.Generator) -> list[Prediction]:
        """Return the same before calibration: what `learn` of the calibration is to be told.

        Parameters
        ----------
        moment, random
            As in `predict`.
        """

        def minutes(service: str, shape: tuple[int, ...]) -> np.ndarray:
            return self.times.draw((service, ""), shape, random, moment.day)

        learned = Learned(minutes, self.answering.shares())
        begun = starts(moment.line, moment.desks, learned, now=moment.minute, random=random)
        return _told(begun - moment.minute)

    def _of_day(self, day: int) -> float:
        if self._widening is None or self._widening[0] != day:
            self._widening = day, self.calibration.widening(self.point, day)
        return self._widening[1]


def _told(waits: np.ndarray) -> list[Prediction]:
    """Sum up the waits of each ticket, a row, on those paths on which it is called."""
    ordered = np.maximum(np.sort(waits, axis=1), 0.0)  # infinite ones come last
    called = np.isfinite(ordered).sum(axis=1)
    places = np.ceil(np.outer(called, (LOW_SHARE, LIKELY_SHARE, HIGH_SHARE))).astype(int) - 1
    numbers = np.take_along_axis(ordered, places, axis=1).tolist()
    return [
        Prediction(n / waits.shape[1], Wait(*three) if n else None)
        for n, three in zip(called.tolist(), numbers, strict=True)
    ]
