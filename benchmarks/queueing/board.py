"""Offices of Warsaw in January 2020: what could be told from their boards, learned day by day.

The boards tell no ticket, but the last number given out is the one called plus those who wait: a ticket was
issued when that reached its number, called when the board showed it. Times are good to five minutes.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from figures import Told

from shanyrak.core.queueing import BoardDay, Calibration, Gaps, Wait, office_formula

FILE = Path("warsaw_office_queues/snapshots.csv.gz")
HELD_OUT = ("2020-01-13", "2020-01-14", "2020-01-15")
MOST_FALLS = (
    0.05  # of looks that show fewer numbers given out than before: more, and a board is not to be trusted
)
LOOK_MIN = 5.0
# Ranges told before a line was known say nothing of later ones: only known lines teach the calibration.
KNOWN_CALLS = 20
NUMBERS_FROM_ONE = 3  # the first number that a board shows may be so much above those who waited before


@dataclass(frozen=True, slots=True)
class Look:
    """A board at a minute of the day."""

    minute: float
    waiting: int
    called: int | None
    service_min: float
    counters: int


@dataclass(slots=True)
class Line:
    """A line on one day, as arrays over looks."""

    looks: list[Look]
    minute: np.ndarray
    called: np.ndarray
    given: np.ndarray  # the last number given out

    @classmethod
    def of(cls, looks: list[Look]) -> Self | None:
        """Return the line if its board can be followed: numbers never fall, and somebody was called."""
        first = next((i for i, look in enumerate(looks) if look.called is not None), None)
        if first is None:
            return None
        before = max((look.waiting for look in looks[:first]), default=0)
        seen = looks if looks[first].called <= before + NUMBERS_FROM_ONE else looks[first:]
        called = np.array([look.called or 0 for look in seen])
        given = called + np.array([look.waiting for look in seen])
        if (np.diff(called) < 0).any() or called[-1] == called[0] or (np.diff(given) < 0).mean() > MOST_FALLS:
            return None
        return cls(seen, np.array([look.minute for look in seen]), called, np.maximum.accumulate(given))

    def issued(self, number: int) -> int:
        """Return the look at which a number had been given out."""
        return int(np.searchsorted(self.given, number))

    def waited(self, number: int) -> float | None:
        """Return how long a number waited, None if it was never called."""
        at = int(np.searchsorted(self.called, number))
        return None if at == len(self.called) else float(self.minute[at] - self.minute[self.issued(number)])


@dataclass(slots=True)
class Learned:
    """What is known from earlier days."""

    gaps: dict[tuple[str, str], Gaps] = field(default_factory=lambda: defaultdict(Gaps))
    calibration: Calibration = field(default_factory=lambda: Calibration(least_width=LOOK_MIN))

    def usual_gap_min(self, key: tuple[str, str]) -> float:
        """Return the mean gap of a line, leaning on that of all lines."""
        everybody = Gaps(sum(g.minutes for g in self.gaps.values()), sum(g.calls for g in self.gaps.values()))
        return self.gaps[key].mean_min(everybody.mean_min())


def measure(data: Path) -> Told:
    """Live through the days; return what was told on the last three."""
    told, learned, random = Told(), Learned(), np.random.default_rng(0)
    days = _days(data / FILE)
    for number, (date, lines) in enumerate(sorted(days.items())):
        widenings = {office: learned.calibration.widening(office, number) for office, _ in lines}
        after: list[tuple[str, Wait, float]] = []
        steps: list[tuple[tuple[str, str], Gaps]] = []
        for key, line in lines.items():
            usual = learned.usual_gap_min(key)
            board = BoardDay(usual)
            for ticket in _live(line, board, random):
                if learned.gaps[key].calls >= KNOWN_CALLS:
                    after.append((key[0], ticket.raw, ticket.minutes))
                if date in HELD_OUT:
                    ours = learned.calibration.applied(ticket.raw, widenings[key[0]])
                    singles = {
                        **ticket.singles,
                        "queue length x the usual gap of the line": ticket.n_ahead * usual,
                    }
                    told.add(
                        (key[0], number),
                        ticket.minutes,
                        singles,
                        {"ours": ours, "ours, not calibrated": ticket.raw},
                    )
            steps.append((key, board.busy))
        for key, busy in steps:
            learned.gaps[key].learn(busy.minutes, busy.calls)
        for office, raw, minutes in after:
            learned.calibration.learn(office, number, raw, minutes)
    return told


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket with somebody ahead, what was told when it was issued, and how long it waited."""

    n_ahead: int
    raw: Wait
    singles: dict[str, float]
    minutes: float


def _live(line: Line, board: BoardDay, random: np.random.Generator) -> Iterator[Ticket]:
    """Look at the board again and again, and ask for each ticket given out since."""
    for i, look in enumerate(line.looks):
        board.look(look.minute, look.waiting, look.called or 0)
        if i == 0:
            continue
        for number in range(int(line.given[i - 1]) + 1, int(line.given[i]) + 1):
            waited = line.waited(number)
            if number > line.called[i] and waited is not None:
                n_ahead = number - int(line.called[i])
                yield Ticket(n_ahead, board.predict(number, random), _plain(line, i, n_ahead), waited)


def _plain(line: Line, i: int, n_ahead: int) -> dict[str, float]:
    """Return what the plain ways tell, from the same looks."""
    look, called, given = line.looks[i], int(line.called[i]), int(line.given[i])
    latest = line.waited(called) if called > line.called[0] else 0.0
    head = look.minute - line.minute[line.issued(called + 1)] if called < given else 0.0
    return {
        "ZMS formula, as the offices set it": office_formula(n_ahead - 1, look.service_min, look.counters),
        "last to enter service": latest or 0.0,
        "head of the line": float(head),
    }


def _days(file: Path) -> dict[str, dict[tuple[str, str], Line]]:
    """Read the boards of each date, by office and line, those that can be followed."""
    looks: dict[tuple[str, str, str], list[Look]] = defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            looks[row["date"], row["office"], row["queue_id"]].append(_look(row))
    days: dict[str, dict[tuple[str, str], Line]] = defaultdict(dict)
    for (date, office, queue), seen in looks.items():
        line = Line.of(seen)
        if line is not None:
            days[date][office, queue] = line
    return days


def _look(row: dict[str, str]) -> Look:
    hours, minutes = row["time"].split(":")
    digits = "".join(sign for sign in row["current_ticket"] if sign.isdigit())
    return Look(
        60.0 * int(hours) + int(minutes),
        int(row["waiting"] or 0),
        int(digits) if digits else None,
        float(row["service_min"] or 0),
        int(row["counters_open"] or 0),
    )
