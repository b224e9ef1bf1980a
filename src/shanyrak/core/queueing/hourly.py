"""The wait of the next hour where only hourly means are known: the usual week, and how far off it is now."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from shanyrak.core.queueing.told import HIGH_SHARE, LIKELY_SHARE, LOW_SHARE, Wait

DAY, WEEK = 24, 168
LAGS = (1, DAY, WEEK)  # hours ago: just now, yesterday, a week ago
LEAST_SPREAD_MIN = 1.0


@dataclass(frozen=True, slots=True)
class HourlyWaits:
    """What was learned from a series of hourly means.

    Attributes
    ----------
    usual
        Mean minutes for each hour of the week, shape (168,).
    weights
        How much of what the hours of `LAGS` differed from the usual comes again.
    spread
        Two numbers: the mean error is the first plus the second times what is predicted.
    errors
        Low, likely and high error, in units of that.
    """

    usual: np.ndarray
    weights: np.ndarray
    spread: np.ndarray
    errors: np.ndarray

    @classmethod
    def learned(cls, minutes: np.ndarray) -> Self:
        """Learn from a series.

        Parameters
        ----------
        minutes
            One number an hour without a break, not a number where nothing is known; it begins with the first
            hour of a week, and has several weeks.

        Notes
        -----
        Least squares on what differs from the usual; hours that are not known differ by nothing.
        """
        known = np.flatnonzero(np.isfinite(minutes))
        of_week = known % WEEK
        n = np.maximum(np.bincount(of_week, minlength=WEEK), 1)
        usual = np.bincount(of_week, minutes[known], WEEK) / n
        off = _off(minutes, usual)
        taught = known[known >= max(LAGS)]
        seen = np.stack([off[taught - lag] for lag in LAGS], axis=1)
        weights = np.linalg.lstsq(seen, off[taught])[0]
        told = np.maximum(usual[taught % WEEK] + seen @ weights, 0.0)
        missed = minutes[taught] - told
        spread = np.linalg.lstsq(np.stack([np.ones_like(told), told], axis=1), np.abs(missed))[0]
        shares = (LOW_SHARE, LIKELY_SHARE, HIGH_SHARE)
        return cls(usual, weights, spread, np.quantile(missed / _spread(spread, told), shares))

    def predict(self, minutes: np.ndarray, hour: int) -> Wait:
        """Return the mean wait of an hour, before calibration.

        Parameters
        ----------
        minutes
            The series as in `learned`; nothing at or after the hour is looked at.
        hour
            Its place in the series, at least a week from the beginning.
        """
        past = minutes[hour - WEEK : hour]
        off = _off(past, np.roll(self.usual, -(hour % WEEK)))
        told = max(float(self.usual[hour % WEEK] + sum(off[[-lag for lag in LAGS]] * self.weights)), 0.0)
        low, likely, high = told + self.errors * _spread(self.spread, np.array(told))
        return Wait(max(float(low), 0.0), max(float(likely), 0.0), max(float(high), 0.0))


def _off(minutes: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Return how far each hour is from the usual; nothing where it is not known."""
    off: np.ndarray = np.nan_to_num(minutes - np.resize(usual, minutes.shape))
    return off


def _spread(line: np.ndarray, told: np.ndarray) -> np.ndarray:
    spread: np.ndarray = np.maximum(line[0] + line[1] * told, LEAST_SPREAD_MIN)
    return spread
