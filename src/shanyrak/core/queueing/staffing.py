"""What a day would be like with so many counters: the question how many it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shanyrak.core.queueing.days import DayPlan, Spans, Visit, draw_day

N_DAYS = 200


@dataclass(frozen=True, slots=True)
class Staffing:
    """Many days with so many counters.

    Attributes
    ----------
    n_counters
        How many are open, all at the same hours.
    all_called
        Share of days on which everybody was called before the counters closed.
    not_called
        People of a day who were not called, in the mean.
    mean_wait, long_wait
        Minutes of those who were called, in the mean, and what nine in ten of them stay below.
    latest_end
        The minute of the day by which the last counter is free, on nine days in ten.
    """

    n_counters: int
    all_called: float
    not_called: float
    mean_wait: float
    long_wait: float
    latest_end: float


def staffed(arrivals: Sequence[float], spans: Spans, n_counters: int, mean_min: float) -> Staffing:
    """Return what days are like; the same days are drawn for every number of counters.

    Parameters
    ----------
    arrivals
        For each full hour of the day, tickets that are expected in it.
    spans
        Minutes of the day at which each counter is open.
    n_counters
        How many there are.
    mean_min
        Minutes of a service in the mean.

    Notes
    -----
    Nobody leaves the line: who did would be a person without service, and the day would look better than
    it was.
    """
    plan = DayPlan(arrivals, [spans] * n_counters, mean_min=mean_min, patience_min=np.inf)
    days = [draw_day(plan, np.random.default_rng(seed)) for seed in range(N_DAYS)]
    lost = [sum(visit.desk < 0 for visit in day) for day in days]
    waits = [visit.called - visit.issued for day in days for visit in day if visit.desk >= 0] or [0.0]
    return Staffing(
        n_counters=n_counters,
        all_called=sum(not n for n in lost) / N_DAYS,
        not_called=sum(lost) / N_DAYS,
        mean_wait=float(np.mean(waits)),
        long_wait=float(np.quantile(waits, 0.9)),
        latest_end=float(np.quantile([_end(day) for day in days], 0.9)),
    )


def _end(day: Sequence[Visit]) -> float:
    return max((visit.ended for visit in day if visit.desk >= 0), default=0.0)
