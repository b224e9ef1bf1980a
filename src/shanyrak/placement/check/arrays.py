"""The case as arrays for the bound: who asks, what is on offer, nights counted from the first one wanted.

Nothing of a plan is here; the bound knows parties, spaces and prices only.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.check.register import Register
from shanyrak.placement.check.stays import takes
from shanyrak.placement.model import Party, PartySex, SexRule, Space

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]

NOWHERE, ELSEWHERE = -1, -2  # where a party slept before: not said; somewhere that is no space of the case
NO_LIMIT = 2**31
WORD_BITS = 64
PARTY_SEXES: tuple[PartySex, ...] = get_args(PartySex)
SEX_RULES: tuple[SexRule, ...] = get_args(SexRule)


class Asking(NamedTuple):
    """One entry a party; `point` is a unit vector, NaN where unknown; `needs`, `wants` are 64 bits a word.

    `alike` is for how many parties an entry stands.

    `before` is the space where it slept before, or `NOWHERE` or `ELSEWHERE`; the costs of party p stand in
    `Costs` at ``cost_from[p]`` to ``cost_from[p + 1]``.
    """

    people: Ints
    first: Ints
    n_nights: Ints
    weight: Floats
    may_split: Flags
    place: Ints
    point: Floats
    needs: Words
    wants: Words
    sex: Ints
    before: Ints
    cost_from: Ints
    alike: Ints


class Offer(NamedTuple):
    """One entry a space, and lists by place: ``of_place[place_from[k]:place_from[k + 1]]`` are in place k.

    The last list is of spaces that name no place. ``free[s, t]`` and ``price[s, t]`` are by night.
    """

    beds: Ints
    private: Flags
    min_nights: Ints
    max_nights: Ints
    rule: Ints
    point: Floats
    features: Words
    free: Flags
    price: NDArray[np.float32]
    of_place: Ints
    place_from: Ints


class Costs(NamedTuple):
    """Costs of a night of one person, by party and space; ``taken[sex, rule]`` tells who may sleep where."""

    space: Ints
    cost: Floats
    taken: Flags


class Arrays(NamedTuple):
    """The whole case; night 0 is `first_night`, an ordinal."""

    asking: Asking
    offer: Offer
    costs: Costs
    space_no: dict[str, int]
    first_night: int


def arrays_of(register: Register) -> Arrays:
    """Turn a case into arrays, every price 0.

    Notes
    -----
    Memory is 5 bytes a space and night. Nights outside those that parties ask for are left out.
    """
    parties, spaces = list(register.parties.values()), list(register.spaces.values())
    first = min((party.arrival.toordinal() for party in parties), default=0)
    end = max((party.end_night.toordinal() for party in parties), default=0)
    words = sorted({word for p in parties for word in p.needs | p.wants})
    places = sorted({space.place for space in spaces if space.place} | {p.place for p in parties if p.place})
    space_no = {space.space_id: number for number, space in enumerate(spaces)}
    cost_from, costs = _costs(register, space_no)
    asking = _asking(parties, words, places)
    asking = asking._replace(
        first=asking.first - first, before=_before(parties, space_no), cost_from=cost_from
    )
    free = _free(register, space_no, (first, end))
    offer = _offer(spaces, words, places)._replace(free=free, price=np.zeros(free.shape, np.float32))
    return Arrays(asking, offer, costs, space_no, first)


def _asking(parties: Sequence[Party], words: list[str], places: list[str]) -> Asking:
    """Turn parties into arrays; where they slept before and costs come apart."""
    return Asking(
        people=_ints(party.people for party in parties),
        first=_ints(party.arrival.toordinal() for party in parties),
        n_nights=_ints(party.n_nights for party in parties),
        weight=np.array([party.weight for party in parties], np.float64),
        may_split=np.array([party.may_split for party in parties], np.bool_),
        place=_place_numbers(parties, places),
        point=_points(parties),
        needs=_bits([party.needs for party in parties], words),
        wants=_bits([party.wants for party in parties], words),
        sex=_ints(PARTY_SEXES.index(party.sex) for party in parties),
        before=_ints([]),
        cost_from=_ints([]),
        alike=np.ones(len(parties), np.int64),
    )


def _offer(spaces: Sequence[Space], words: list[str], places: list[str]) -> Offer:
    """Turn spaces into arrays; nights come apart."""
    place = _place_numbers(spaces, places)
    place[place < 0] = len(places)
    of_place = np.argsort(place, kind="stable").astype(np.int64)
    return Offer(
        beds=_ints(space.beds for space in spaces),
        private=np.array([space.private for space in spaces], np.bool_),
        min_nights=_ints(max(space.min_nights, 1) for space in spaces),
        max_nights=_ints(NO_LIMIT if space.max_nights is None else space.max_nights for space in spaces),
        rule=_ints(SEX_RULES.index(space.sexes) for space in spaces),
        point=_points(spaces),
        features=_bits([space.features for space in spaces], words),
        free=np.zeros((0, 0), np.bool_),
        price=np.zeros((0, 0), np.float32),
        of_place=of_place,
        place_from=np.searchsorted(place[of_place], np.arange(len(places) + 2)).astype(np.int64),
    )


def _before(parties: Sequence[Party], space_no: dict[str, int]) -> Ints:
    """Return where each party slept before it arrived."""
    spaces = (party.current_space for party in parties)
    return _ints(space_no.get(space, ELSEWHERE) if space else NOWHERE for space in spaces)


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, np.int64)


def _place_numbers(rows: Sequence[Party] | Sequence[Space], places: list[str]) -> Ints:
    """Return the number of each row's place, -1 where it names none."""
    number = {place: at for at, place in enumerate(places)}
    return _ints(number[row.place] if row.place else -1 for row in rows)


def _points(rows: Sequence[Party] | Sequence[Space]) -> Floats:
    """Return unit vectors from the middle of the Earth, shape (n, 3), NaN where a coordinate is missing."""
    degrees = np.array([(row.lat, row.lon) for row in rows], np.float64).reshape(len(rows), 2)
    lat, lon = np.radians(degrees).T
    east_of_axis = np.cos(lat)
    points = np.stack([east_of_axis * np.cos(lon), east_of_axis * np.sin(lon), np.sin(lat)], axis=1)
    points[np.isnan(degrees).any(axis=1)] = np.nan
    return points


def _bits(sets: Sequence[frozenset[str]], words: list[str]) -> Words:
    """Return sets of words as bits, shape (n, one a 64 words); words that no party names are left out."""
    bit = {word: (at // WORD_BITS, np.uint64(1 << at % WORD_BITS)) for at, word in enumerate(words)}
    bits = np.zeros((len(sets), len(words) // WORD_BITS + 1), np.uint64)
    for row, inside in enumerate(sets):
        for word in inside & bit.keys():
            column, one = bit[word]
            bits[row, column] |= one
    return bits


def _free(register: Register, space_no: dict[str, int], nights: tuple[int, int]) -> Flags:
    """Return whether a space is free on a night, shape (n_spaces, n_nights)."""
    first, end = nights
    free = np.zeros((len(space_no), end - first), np.bool_)
    for space_id, runs in register.free.items():
        for start, stop in runs if space_id in space_no else ():
            free[space_no[space_id], max(start - first, 0) : max(stop - first, 0)] = True
    return free


def _costs(register: Register, space_no: dict[str, int]) -> tuple[Ints, Costs]:
    """Return where the costs of each party begin, and the costs."""
    party_no = {party_id: number for number, party_id in enumerate(register.parties)}
    rows = sorted(
        (party_no[party_id], space_no[space_id], cost)
        for (party_id, space_id), cost in register.costs.items()
        if party_id in party_no and space_id in space_no
    )
    starts = np.searchsorted(_ints(row[0] for row in rows), np.arange(len(party_no) + 1)).astype(np.int64)
    taken = np.array([[takes(rule, sex) for rule in SEX_RULES] for sex in PARTY_SEXES])
    return starts, Costs(_ints(row[1] for row in rows), np.array([row[2] for row in rows], np.float64), taken)
