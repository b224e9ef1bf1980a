"""A case and its plan as sums over nights and places: arrays for the report. No text is written here."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.model import Case, Certificate, Party, Plan, Space, Stay, Window

Table = NDArray[np.float64]
MAX_NIGHTS = (
    400  # a longer calendar is cut: nobody plans nights further away, and a typing error must not fill memory
)


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights of the report, from `first` on."""

    first: date
    n: int

    def cut(self, first: date, end: date) -> slice:
        """Return the part of a span ``[first, end)`` that lies in these nights, as places in an array."""
        low = min(max((first - self.first).days, 0), self.n)
        return slice(low, max(min((end - self.first).days, self.n), low))

    def night(self, i: int) -> date:
        """Return the date of the i-th night."""
        return self.first + timedelta(days=i)


@dataclass(frozen=True, slots=True)
class Ledger:
    """People and beds by place and night; all tables have the shape (n_places, n_nights).

    `asked` and `housed` count people by the place that they want; `offered`, `taken` and `slept` count beds
    by the place of the space. A bed is `taken` when somebody sleeps in it or in its private space; `worth`
    sums the prices of the beds offered, in person-nights. The place "" is that of whoever names none.
    """

    nights: Nights
    places: tuple[str, ...]
    asked: Table
    housed: Table
    offered: Table
    taken: Table
    slept: Table
    worth: Table

    @property
    def short(self) -> Table:
        """People without a bed, by the place that they want."""
        return self.asked - self.housed

    def open_to(self, row: int, night: int) -> tuple[float, float]:
        """Return the beds open to a party that wants this place, and their mean price, nan without beds."""
        place = self.places[row]
        rows = [i for i, other in enumerate(self.places) if not place or not other or other == place]
        beds, worth = float(self.offered[rows, night].sum()), float(self.worth[rows, night].sum())
        return beds, worth / beds if beds else float("nan")


def nights_of(case: Case) -> Nights:
    """Return the nights that somebody asks for; where nobody does, those on which something is free."""
    spans = [(p.arrival, p.end_night) for p in case.parties if p.n_nights > 0]
    spans = spans or [(w.first_night, w.end_night) for w in case.windows if w.end_night > w.first_night]
    if not spans:
        return Nights(date(1970, 1, 1), 0)
    first = min(start for start, _ in spans)
    return Nights(first, min((max(end for _, end in spans) - first).days, MAX_NIGHTS))


def ledger_of(case: Case, plan: Plan, certificate: Certificate) -> Ledger:
    """Return the sums by place and night."""
    nights = nights_of(case)
    names = {p.place or "" for p in case.parties} | {s.place or "" for s in case.spaces}
    places = tuple(sorted(names))
    row = {name: i for i, name in enumerate(places)}
    row_of_party = {p.party_id: row[p.place or ""] for p in case.parties}
    spaces = {s.space_id: s for s in case.spaces}
    row_of_space = {s.space_id: row[s.place or ""] for s in case.spaces}
    windows, stays = merged(case.windows), plan.stays
    spans = (
        [(row_of_party[p.party_id], p.arrival, p.end_night, p.people) for p in case.parties],
        [(row_of_party[s.party_id], s.first_night, s.end_night, s.people) for s in stays],
        [(row_of_space[w.space_id], w.first_night, w.end_night, spaces[w.space_id].beds) for w in windows],
        [(row_of_space[s.space_id], s.first_night, s.end_night, _beds_taken(s, spaces)) for s in stays],
        [(row_of_space[s.space_id], s.first_night, s.end_night, s.people) for s in stays],
    )
    asked, housed, offered, taken, slept = (_spread(len(places), nights, each) for each in spans)
    worth = _worth_of_beds(case, nights, row, certificate)
    return Ledger(nights, places, asked, housed, offered, taken, slept, worth)


def _beds_taken(stay: Stay, spaces: dict[str, Space]) -> int:
    space = spaces[stay.space_id]
    return space.beds if space.private else stay.people


def _spread(n_rows: int, nights: Nights, spans: list[tuple[int, date, date, int]]) -> Table:
    """Return the amounts of spans ``(row, first, end, amount)`` summed by row and night."""
    change = np.zeros((n_rows, nights.n + 1))
    zero = nights.first.toordinal()
    numbers = np.array(
        [(row, first.toordinal(), end.toordinal(), n) for row, first, end, n in spans], np.int64
    )
    row, first, end, amount = numbers.reshape(-1, 4).T
    low = np.clip(first - zero, 0, nights.n)
    high = np.clip(end - zero, low, nights.n)
    np.add.at(change, (row, low), amount)
    np.add.at(change, (row, high), -amount)
    return np.cumsum(change, axis=1)[:, :-1]


def merged(windows: Iterable[Window]) -> list[Window]:
    """Return the windows, made one where those of a space touch or overlap: no bed counts twice."""
    whole: list[Window] = []
    for window in sorted(windows, key=lambda w: (w.space_id, w.first_night, w.end_night)):
        if window.end_night <= window.first_night:
            continue
        last = whole[-1] if whole else None
        if last is not None and last.space_id == window.space_id and window.first_night <= last.end_night:
            whole[-1] = Window(last.space_id, last.first_night, max(last.end_night, window.end_night))
        else:
            whole.append(window)
    return whole


def _worth_of_beds(case: Case, nights: Nights, row: dict[str, int], certificate: Certificate) -> Table:
    """Return the sum of the prices of all beds, by place and night, where a space is free."""
    spaces = {space.space_id: space for space in case.spaces}
    of_space = {space_id: i for i, space_id in enumerate(certificate.space_id)}
    shift = (certificate.first_night - nights.first).days
    total = np.zeros((len(row), nights.n))
    aligned = np.zeros(nights.n)
    low, high = max(shift, 0), min(shift + certificate.price.shape[1], nights.n)
    for window in merged(case.windows):
        space, when = spaces[window.space_id], nights.cut(window.first_night, window.end_night)
        i = of_space.get(space.space_id)
        place = row[space.place or ""]
        if i is None or high <= low:
            continue
        aligned[low:high] = certificate.price[i, low - shift : high - shift]
        total[place, when] += aligned[when] if space.private else aligned[when] * space.beds
    return total


@dataclass(frozen=True, slots=True)
class Lengths:
    """How often people change: parties (parts of a party that is split) with so many stays."""

    n_of_stays: dict[int, int]

    @property
    def n_chains(self) -> int:
        """Chains in all."""
        return sum(self.n_of_stays.values())


def lengths_of(plan: Plan) -> Lengths:
    """Return how many chains have how many stays."""
    stays = Counter((stay.party_id, stay.part) for stay in plan.stays)
    return Lengths(dict(sorted(Counter(stays.values()).items())))


@dataclass(frozen=True, slots=True)
class People:
    """People by how they fare: those with a bed on every night that they asked for, on some, on none."""

    all_nights: int
    some_nights: int
    no_night: int


def people_of(case: Case, plan: Plan) -> People:
    """Return how many people have a bed on all nights that they ask for, on some, on none."""
    housed: defaultdict[str, int] = defaultdict(int)
    for stay in plan.stays:
        housed[stay.party_id] += stay.people * (stay.end_night - stay.first_night).days
    counts = [0, 0, 0]
    for party in case.parties:
        if party.n_nights > 0:
            counts[_fare(party, housed[party.party_id])] += party.people
    return People(*counts)


def _fare(party: Party, housed: int) -> int:
    if housed >= party.people * party.n_nights:
        return 0
    return 1 if housed else 2
