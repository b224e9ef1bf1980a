"""One party as the arrays of a problem have it, whether it is in the case or came a moment ago."""

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shanyrak.base.errors import InvalidError
from shanyrak.placement.model import Party
from shanyrak.placement.problem import (
    ELSEWHERE,
    ENDLESS,
    MAX_WORDS,
    NOBODY,
    PARTY,
    SEXES,
    Data,
    Ints,
    Problem,
)


class Names:
    """Numbers of the words, places and spaces of a problem, and of its parties.

    A word or place that the case does not know gets what no space has.
    """

    def __init__(self, problem: Problem) -> None:
        parties, spaces = problem.parties, problem.spaces
        lists = {p.needs for p in parties} | {p.wants for p in parties} | {s.features for s in spaces}
        self.words = sorted(frozenset[str]().union(*lists))
        self._bit = {word: 1 << i for i, word in enumerate(self.words)}
        places = {p.place for p in parties if p.place} | {s.place for s in spaces if s.place}
        self.places = {place: i for i, place in enumerate(sorted(places))}
        self.space_no = {s.space_id: i for i, s in enumerate(spaces)}
        self.party_no = {p.party_id: i for i, p in enumerate(parties)}

    def mask(self, words: Iterable[str], strange: list[str]) -> int:
        """Return words as bits; those that the case does not know are added to `strange`."""
        strange.extend(sorted(word for word in words if word not in self._bit and word not in strange))
        if len(self.words) + len(strange) > MAX_WORDS:
            raise InvalidError(f"The case and this party use more than {MAX_WORDS} different words.")
        return sum(self._bit.get(w) or 1 << (len(self.words) + strange.index(w)) for w in words)


def data_of(problem: Problem, names: Names, party: Party) -> Data:
    """Return the problem with this party alone, and its costs if it is in the case.

    Raises
    ------
    InvalidError
        If a number is out of its range, or a night lies outside those that the case has.
    """
    _refuse(problem, party)
    row, strange = np.zeros(1, PARTY), list[str]()
    told: dict[str, Any] = {
        "people": party.people,
        "first": (party.arrival - problem.first_night).days,
        "nights": party.n_nights,
        "weight": party.weight,
        "needs": names.mask(party.needs, strange),
        "wants": names.mask(party.wants, strange),
        "split": party.may_split,
        "max_moves": ENDLESS if party.max_moves is None else party.max_moves,
        "place": names.places.get(party.place, NOBODY) if party.place else NOBODY,
        "current": names.space_no.get(party.current_space, ELSEWHERE) if party.current_space else NOBODY,
        "sex": SEXES[party.sex],
    }
    if party.lat is not None and party.lon is not None:
        lat, lon = math.radians(party.lat), math.radians(party.lon)
        told |= {"x": math.cos(lat) * math.cos(lon), "y": math.cos(lat) * math.sin(lon), "z": math.sin(lat)}
        told["located"] = True
    for name, value in told.items():
        row[name] = value
    number, start = names.party_no.get(party.party_id), problem.data.cost_start
    low, high = (int(start[number]), int(start[number + 1])) if number is not None else (0, 0)
    costs = problem.data.cost_space[low:high], problem.data.cost_value[low:high]
    return problem.data._replace(
        parties=_fixed(row),
        cost_start=_fixed(np.array([0, high - low], start.dtype)),
        cost_space=_fixed(costs[0]),
        cost_value=_fixed(costs[1]),
    )


def blocks_of(data: Data, names: Names, place: str | None) -> Ints:
    """Return the first row and the end of each block of spaces in a place, with those that name none."""
    if place is None:
        return np.array([0, len(data.spaces)], np.int64)
    number, block = names.places.get(place), data.block
    own = (block[number], block[number + 1]) if number is not None else (0, 0)
    return np.array([*own, block[-2], block[-1]], np.int64)


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    """Return the array as one that cannot be written: a loop for writable ones would be compiled anew."""
    array.setflags(write=False)
    return array


def _refuse(problem: Problem, party: Party) -> None:
    who = f"party {party.party_id}"
    if party.people < 1 or not 0 < party.weight < math.inf or (party.max_moves or 0) < 0:
        raise InvalidError(f"{who}: people must be 1 or more, weight more than 0, max_moves 0 or more")
    for name, degrees, most in (("lat", party.lat, 90), ("lon", party.lon, 180)):
        if degrees is not None and not -most <= degrees <= most:
            raise InvalidError(f"{who}: {name} must be from -{most} to {most} degrees")
    if party.n_nights < 1:
        raise InvalidError(f"{who} asks for no night: its stay ends before it starts; correct its dates")
    first, end = problem.first_night, end_night(problem)
    if party.arrival < first or party.end_night > end:
        raise InvalidError(
            f"{who} asks for the nights from {party.arrival} to the morning of {party.end_night}; the plan "
            f"has those from {first} to the morning of {end}. Ask for nights within these, or first plan a "
            "case with more nights."
        )


def end_night(problem: Problem) -> date:
    """Return the morning after the last night that a problem has."""
    return problem.night(problem.data.open.shape[1])
