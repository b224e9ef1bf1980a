"""Days of a service point that never were: people come, wait, are served or leave.

For tests and benchmarks of estimators, and for the question how many counters a day needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import log

import numpy as np

from shanyrak.core.queueing.paths import GRACE_MIN

Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a day is like.

    Attributes
    ----------
    arrivals
        For each full hour of the day, tickets that are expected in it.
    desks
        For each counter, the minutes of the day at which it is open.
    mean_min, spread
        Mean minutes of a service, and standard deviation of their logarithm.
    day_spread
        The same of a factor that all services of a day share.
    no_show
        Share of tickets for which nobody answers though nobody left.
    patience_min
        Mean minutes after which people leave the line without a word; infinite if they never do.
    """

    arrivals: Sequence[float]
    desks: Sequence[Spans]
    mean_min: float = 9.0
    spread: float = 0.6
    day_spread: float = 0.1
    no_show: float = 0.08
    patience_min: float = 120.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened to a ticket, in minutes of the day; the last four are unset if it was never called.

    Attributes
    ----------
    issued, called, ended
        When it was taken, when it was called, when its counter was free again.
    desk
        The number of the counter.
    came
        Whether somebody answered.
    """

    issued: float
    called: float = np.inf
    ended: float = np.inf
    desk: int = -1
    came: bool = False


def draw_day(plan: DayPlan, random: np.random.Generator) -> list[Visit]:
    """Return what happened to each ticket of a day, first come first served, in the order of issue.

    Parameters
    ----------
    plan
        What the day is like.
    random
        From where it is drawn.
    """
    issued = _arrivals(plan.arrivals, random)
    n = len(issued)
    mean = log(plan.mean_min) - (plan.spread**2 + plan.day_spread**2) / 2
    minutes = np.exp(
        mean + plan.day_spread * random.standard_normal() + plan.spread * random.standard_normal(n)
    )
    leaves = issued + plan.patience_min * random.exponential(size=n)
    absent = random.random(n) < plan.no_show
    visits, free = [], [(spans[0][0], desk) for desk, spans in enumerate(plan.desks) if spans]
    free.sort()
    for i, at in enumerate(issued):
        called, desk = _next_call(free, plan.desks, at)
        came = called < leaves[i] and not absent[i]
        if desk < 0:
            visits.append(Visit(float(at)))
            continue
        ended = called + (minutes[i] if came else GRACE_MIN)
        heappush(free, (ended, desk))
        visits.append(Visit(float(at), called, float(ended), desk, bool(came)))
    return visits


def _arrivals(by_hour: Sequence[float], random: np.random.Generator) -> np.ndarray:
    counts = random.poisson(by_hour)
    return np.sort(np.concatenate([60.0 * (hour + random.random(n)) for hour, n in enumerate(counts)]))


def _next_call(free: list[tuple[float, int]], desks: Sequence[Spans], at: float) -> tuple[float, int]:
    """Take the counter that can call first; infinite and -1 where all are closed for good."""
    while free:
        minute, desk = heappop(free)
        minute = max(minute, at)
        opened = next((max(minute, start) for start, end in desks[desk] if minute < end), None)
        if opened is None:
            continue  # closed for the rest of the day
        if not free or opened <= max(free[0][0], at):
            return float(opened), desk
        heappush(free, (opened, desk))
    return np.inf, -1
