"""Forward simulation of a line: many ways in which the people ahead might be served, as counters are planned.

All paths go on side by side in arrays; the only loop is over the people in line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shanyrak.core.queueing.answering import EDGES_MIN

N_PATHS = 120
GRACE_MIN = 1.5  # what a counter loses on a ticket that nobody answers for


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as it stands now.

    Attributes
    ----------
    spans
        Minutes of the day ``[from, to)`` at which it is open, in order and apart; a service under way is
        finished.
    services
        What it can give; None for everything.
    serving, since
        The service that it is giving, and the minute at which that began; None where it is free.
    """

    spans: Sequence[tuple[float, float]]
    services: frozenset[str] | None = None
    serving: str | None = None
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket in line.

    Attributes
    ----------
    service
        What it is for.
    since
        The minute from which it waits.
    not_before
        The minute of an appointment, before which it is not called.
    """

    service: str
    since: float
    not_before: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What paths need to know of the service point.

    Attributes
    ----------
    minutes
        Draws how long services take: given a service and a shape.
    answers
        Share of calls that somebody answers, as `Answering.shares` gives them.
    """

    minutes: Callable[[str, tuple[int, ...]], np.ndarray]
    answers: np.ndarray


def starts(
    line: Sequence[Standing],
    desks: Sequence[Desk],
    learned: Learned,
    *,
    now: float,
    random: np.random.Generator,
) -> np.ndarray:
    """Return when each of a line might be called, if it waits until then.

    Parameters
    ----------
    line
        In the order in which they would be called.
    desks
        All counters.
    learned
        How long services take, and who answers.
    now
        Minute of the day.
    random
        Where everything comes from that might be otherwise.

    Returns
    -------
    np.ndarray
        Minutes of the day, shape (n in line, `N_PATHS`); infinite on paths on which the desks close before.

    Notes
    -----
    O(n in line * n desks) operations on arrays over paths.
    """
    every = np.arange(N_PATHS)
    begun = np.full((len(line), N_PATHS), np.inf)
    if not desks:
        return begun
    plan = _Plan(desks)
    free = np.stack([plan.next_open(_first_free(d, learned, now, random), i) for i, d in enumerate(desks)])
    taken, luck = _drawn(line, learned), random.random(begun.shape)
    for i, one in enumerate(line):
        able = free if plan.can_all else np.where(plan.able(one.service), free, np.inf)
        at = able.argmin(axis=0)
        begun[i] = able[at, every]
        if one.not_before > now:
            begun[i] = plan.next_open(np.maximum(begun[i], one.not_before), at)
        chance = learned.answers[np.searchsorted(EDGES_MIN, begun[i] - one.since, side="right")]
        again = plan.next_open(begun[i] + np.where(luck[i] < chance, taken[i], GRACE_MIN), at)
        free[at, every] = np.where(np.isinf(begun[i]), free[at, every], again)
    return begun


class _Plan:
    """The spans of all desks in two arrays, padded with spans that never come."""

    def __init__(self, desks: Sequence[Desk]) -> None:
        most = max((len(desk.spans) for desk in desks), default=0) + 1
        padded = [[*desk.spans, *[(np.inf, np.inf)] * (most - len(desk.spans))] for desk in desks]
        self.opens, self.closes = np.moveaxis(np.array(padded, dtype=float), 2, 0)
        self.services = [desk.services for desk in desks]
        self.can_all = all(services is None for services in self.services)

    def next_open(self, minute: np.ndarray, desk: np.ndarray | int) -> np.ndarray:
        """Return the minute itself where the desk is open, else the one at which it opens again."""
        passed = (minute[:, None] >= self.closes[desk]).sum(axis=1)
        opened: np.ndarray = np.maximum(minute, self.opens[desk, np.minimum(passed, self.opens.shape[1] - 1)])
        return opened

    def able(self, service: str) -> np.ndarray:
        return np.array([[can is None or service in can] for can in self.services])


def _first_free(desk: Desk, learned: Learned, now: float, random: np.random.Generator) -> np.ndarray:
    """Return when a desk might be done with whom it serves, given how long that has taken already."""
    if desk.serving is None:
        return np.full(N_PATHS, now)
    drawn = learned.minutes(desk.serving, (4 * N_PATHS,))
    longer = drawn[drawn > now - desk.since]
    # Longer than anything that is known: then it is anybody's guess, and a whole service more is a fair one.
    remaining = random.choice(longer, N_PATHS) - (now - desk.since) if len(longer) else drawn[:N_PATHS]
    return now + remaining


def _drawn(line: Sequence[Standing], learned: Learned) -> np.ndarray:
    """Return minutes of service for each of a line, drawn together for those of one service."""
    taken = np.empty((len(line), N_PATHS))
    for service in dict.fromkeys(one.service for one in line):
        of = [i for i, one in enumerate(line) if one.service == service]
        taken[of] = learned.minutes(service, (len(of), N_PATHS))
    return taken
