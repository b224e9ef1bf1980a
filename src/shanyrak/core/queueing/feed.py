"""The estimator for a line of which only a board is known: how many wait, and the number called last.

How many counters serve it, and when they pause, the board does not say: what is learned is the minutes from
call to call while somebody waits.
"""

from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from shanyrak.core.queueing.paths import N_PATHS
from shanyrak.core.queueing.told import HIGH_SHARE, LIKELY_SHARE, LOW_SHARE, Wait

LONGEST_STEP_MIN = 12.0  # between two looks at the board; after a longer one nobody knows what happened
HALF_LIFE_MIN = 120.0  # how fast the morning is forgotten
LEAN_TODAY = 80.0  # calls that earlier days are worth: less, and every slow ticket is taken for a slow day
LEAN_ALL = 20.0  # calls that the mean of all lines is worth
GAP_SPREAD = 0.8  # of one gap, relative to its mean: calls come in bursts, but less than at random
# How far a whole day may be off: much while it is young, a little always.
DAY_SPREAD, LASTING_SPREAD, DAY_CALLS = 0.35, 0.15, 25.0
FIRST_GAP_MIN = 10.0


@dataclass(slots=True)
class Gaps:
    """Minutes and calls of a line over all days, and over all lines of a response.

    Attributes
    ----------
    minutes, calls
        Summed over steps at both ends of which somebody waited.
    """

    minutes: float = 0.0
    calls: float = 0.0

    def learn(self, minutes: float, calls: float) -> None:
        """Add steps that are over.

        Parameters
        ----------
        minutes, calls
            Of those steps.
        """
        self.minutes += minutes
        self.calls += calls

    def mean_min(self, above: float = FIRST_GAP_MIN, lean: float = LEAN_ALL) -> float:
        """Return the mean minutes from call to call, pulled towards what is known of others.

        Parameters
        ----------
        above
            That, in minutes.
        lean
            How many calls it is worth.
        """
        return (self.minutes + lean * above) / (self.calls + lean)


@dataclass(slots=True)
class BoardDay:
    """One line on one day, as its board tells it.

    Attributes
    ----------
    usual_gap_min
        The mean gap of its earlier days.
    busy
        Steps of today at both ends of which somebody waited: summed, and the later the heavier.
    """

    usual_gap_min: float
    busy: Gaps = field(default_factory=Gaps)
    _recent: Gaps = field(default_factory=Gaps)
    _looked: float | None = None
    _called: int = 0
    _waiting: int = 0
    _calls: int = 0

    def look(self, minute: float, waiting: int, called: int) -> None:
        """Learn from a look at the board.

        Parameters
        ----------
        minute
            Of the day; not before the last look.
        waiting
            How many wait.
        called
            The number that was called last, 0 before the first.
        """
        if self._looked is not None:
            step, calls = minute - self._looked, called - self._called
            faded = 0.5 ** (step / HALF_LIFE_MIN)
            self._recent = Gaps(self._recent.minutes * faded, self._recent.calls * faded)
            self._calls += calls
            if self._waiting and waiting and step <= LONGEST_STEP_MIN:
                self.busy.learn(step, calls)
                self._recent.learn(step, calls)
        self._looked, self._called, self._waiting = minute, called, waiting

    @property
    def gap_min(self) -> float:
        """Minutes from call to call, as they look now."""
        return self._recent.mean_min(self.usual_gap_min, LEAN_TODAY)

    def predict(self, number: int, random: np.random.Generator) -> Wait:
        """Return the wait of a ticket, before calibration.

        Parameters
        ----------
        number
            Its own number, later than the one on the board.
        random
            From where the paths are drawn.

        Notes
        -----
        Each path has one factor for the day and a sum of gaps, which is a gamma variable.
        """
        n_calls = max(number - self._called, 1)
        spread = sqrt(DAY_SPREAD**2 / (1 + self._calls / DAY_CALLS) + LASTING_SPREAD**2)
        gaps = random.gamma(n_calls / GAP_SPREAD**2, self.gap_min * GAP_SPREAD**2, N_PATHS)
        waits = gaps * np.exp(spread * random.standard_normal(N_PATHS))
        low, likely, high = np.quantile(waits, (LOW_SHARE, LIKELY_SHARE, HIGH_SHARE))
        return Wait(float(low), float(likely), float(high))
