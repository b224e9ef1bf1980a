"""A case as checked, read-only arrays: what every kernel reads. Dates end here; nights count from 0."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.base.errors import InvalidError
from shanyrak.placement.model import MOST_NIGHTS, Case, Party, Space, Stay
from shanyrak.placement.params import Worth

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
Codes = NDArray[np.signedinteger[Any]]  # small ones: spaces, zones, people

NOBODY = -1  # no slot, no space, no place
ELSEWHERE = -2  # slept in a space that this case does not name
ENDLESS = 10**6  # no limit on nights or moves
SEXES = {"": 0, "f": 1, "m": 2, "mixed": 3}  # of a party
SEX_RULES = {"any": 0, "f": 1, "m": 2, "same": 3}
DENSE = 4  # a party with costs in one of so many spaces, or more, gets a row of costs for each
MAX_WORDS = 62  # feature words that fit into one signed 64-bit number


PARTY = np.dtype(
    [
        ("people", "i8"), ("first", "i8"), ("nights", "i8"), ("weight", "f8"), ("needs", "i8"),
        ("wants", "i8"), ("split", "?"), ("max_moves", "i8"), ("place", "i8"), ("x", "f8"), ("y", "f8"),
        ("z", "f8"), ("located", "?"), ("current", "i8"), ("sex", "i8"),
    ],
    align=True,
)  # fmt: skip
SPACE = np.dtype(
    [
        ("beds", "i8"), ("private", "?"), ("features", "i8"), ("min_nights", "i8"), ("max_nights", "i8"),
        ("sexes", "i8"), ("x", "f8"), ("y", "f8"), ("z", "f8"), ("located", "?"),
    ],
    align=True,
)  # fmt: skip


class Data(NamedTuple):
    """Arrays of a problem, as kernels read them; n parties by arrival, m spaces by place, T nights.

    Parties and spaces are records, so that a kernel receives few arrays and finds what it needs of a space
    side by side: `first` and `nights` wanted; bits of words in `needs`, `wants`, `features`; a point
    (x, y, z) of the unit sphere where `located`; `place` and `current` space by number, NOBODY where none,
    ELSEWHERE where not of this case; `max_moves` and `max_nights` ENDLESS where not limited. Spaces of place
    p are rows ``block[p]`` to ``block[p + 1]``; those that name no place are the last block. Rows of
    `cost_space` and `cost_value` lie by party from ``cost_start``, spaces rising.
    """

    parties: NDArray[np.void]  # (n,) records of `PARTY`
    spaces: NDArray[np.void]  # (m,) records of `SPACE`
    points: (
        Floats  # (4, m) point of each space and 1 or 0 whether it has one, side by side for loops over spaces
    )
    open: Bools  # (m, T)
    block: Ints  # (n_places + 2,)
    cost_start: Ints  # (n + 1,)
    cost_space: Ints
    cost_value: Floats
    charges: Floats  # (3,) move, kilometre, want

    @property
    def people(self) -> Ints:
        """People of each party."""
        return self.parties["people"]

    @property
    def first(self) -> Ints:
        """First night that each party wants."""
        return self.parties["first"]

    @property
    def nights(self) -> Ints:
        """Nights that each party wants."""
        return self.parties["nights"]

    @property
    def split(self) -> Bools:
        """Whether each party may be split."""
        return self.parties["split"]

    @property
    def place(self) -> Ints:
        """Place of each party."""
        return self.parties["place"]

    @property
    def max_moves(self) -> Ints:
        """Most moves of each party."""
        return self.parties["max_moves"]

    @property
    def beds(self) -> Ints:
        """Beds of each space."""
        return self.spaces["beds"]

    @property
    def private(self) -> Bools:
        """Whether each space is private."""
        return self.spaces["private"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A case made ready for the search; rows are in our own order, so that the input's changes nothing."""

    parties: tuple[Party, ...]
    spaces: tuple[Space, ...]
    promised: tuple[Stay, ...]
    first_night: date
    worth: Worth
    data: Data

    @staticmethod
    def of(case: Case, *, worth: Worth | None = None) -> "Problem":
        """Index a case.

        Raises
        ------
        InvalidError
            If an id is used twice or is unknown, a number is out of its range, or there are too many words.
        """
        worth = worth or Worth()
        named = {p.place for p in case.parties if p.place} | {s.place for s in case.spaces if s.place}
        places = {name: i for i, name in enumerate(sorted(named))}
        parties = tuple(sorted(case.parties, key=lambda p: (p.arrival, natural(p.party_id), p.party_id)))
        spaces = tuple(
            sorted(
                case.spaces,
                key=lambda s: (_place(places, s.place, len(places)), natural(s.space_id), s.space_id),
            )
        )
        _refuse_numbers(parties, spaces)
        party_no = _index("party_id", (p.party_id for p in parties))
        space_no = _index("space_id", (s.space_id for s in spaces))
        first_night = min((p.arrival for p in parties), default=date(1970, 1, 1))
        n_nights = max(((p.end_night - first_night).days for p in parties), default=0)
        _refuse_nights(case, first_night, n_nights)
        bits = _bits(parties, spaces)
        cost_start, cost_space, cost_value = _costs(case, party_no, space_no)
        records = _space_records(spaces, bits)
        data = Data(
            parties=_party_records(parties, first_night, bits=bits, places=places, space_no=space_no),
            spaces=records,
            points=np.array([records[name] for name in ("x", "y", "z", "located")], float),
            open=_open(case, space_no, first_night, n_nights),
            block=np.searchsorted(
                [_place(places, s.place, len(places)) for s in spaces], np.arange(len(places) + 2)
            ),
            cost_start=cost_start,
            cost_space=cost_space,
            cost_value=cost_value,
            charges=np.array([worth.move, worth.km, worth.want]),
        )
        for array in data:
            array.setflags(write=False)
        for stay in case.stays:
            _known(party_no, "party_id", stay.party_id, "stays")
            _known(space_no, "space_id", stay.space_id, "stays")
        return Problem(parties, spaces, tuple(sorted(case.stays)), first_night, worth, data)

    @property
    def asked_person_nights(self) -> int:
        """Person-nights that all parties want."""
        return int((self.data.people * self.data.nights).sum())

    def night(self, number: int) -> date:
        """Return the date of a night's number."""
        return self.first_night + timedelta(days=int(number))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Sort key under which p2 comes before p10."""
    return tuple(
        (int(x), "") if x.isdigit() and x.isascii() else (-1, x) for x in re.split(r"([0-9]+)", text)
    )


def _place(places: dict[str, int], name: str | None, none: int) -> int:
    return places[name] if name else none


def _index(name: str, ids: Iterable[str]) -> dict[str, int]:
    number: dict[str, int] = {}
    for text in ids:
        if text in number:
            raise InvalidError(f"{name} {text!r} is used twice")
        number[text] = len(number)
    return number


def _known(number: dict[str, int], name: str, text: str, table: str) -> int:
    if text not in number:
        raise InvalidError(f"{table}: {name} {text!r} is not in its table")
    return number[text]


def _refuse_numbers(parties: Sequence[Party], spaces: Sequence[Space]) -> None:
    for p in parties:
        if p.people < 1 or not 0 < p.weight < float("inf") or (p.max_moves or 0) < 0:
            raise InvalidError(
                f"party {p.party_id}: people must be 1 or more, weight more than 0, max_moves 0 or more"
            )
    for s in spaces:
        if s.beds < 1 or s.min_nights < 1 or (s.max_nights is not None and s.max_nights < s.min_nights):
            raise InvalidError(
                f"space {s.space_id}: beds and min_nights must be 1 or more, max_nights not below min_nights"
            )


def _refuse_nights(case: Case, first_night: date, n_nights: int) -> None:
    if n_nights > MOST_NIGHTS:
        raise InvalidError(
            f"the case has {n_nights} nights, from {first_night} on; at most {MOST_NIGHTS} are possible:"
            " check the dates"
        )
    asked = {p.party_id: p for p in case.parties}
    for stay in case.stays:
        party = asked.get(stay.party_id)
        if party and not party.arrival <= stay.first_night <= stay.end_night <= party.end_night:
            raise InvalidError(
                f"stays: the stay of party {stay.party_id} from {stay.first_night} to {stay.end_night} is"
                f" outside of the nights that it wants, {party.arrival} to {party.end_night}"
            )


def _bits(parties: Sequence[Party], spaces: Sequence[Space]) -> dict[str, int]:
    lists: set[frozenset[str]] = (
        {p.needs for p in parties} | {p.wants for p in parties} | {s.features for s in spaces}
    )
    words = sorted(set().union(*lists))
    if len(words) > MAX_WORDS:
        raise InvalidError(
            f"needs, wants and features use {len(words)} different words; at most {MAX_WORDS} are possible"
        )
    return {word: 1 << i for i, word in enumerate(words)}


def _mask(words: frozenset[str], bits: dict[str, int]) -> int:
    return sum(bits[w] for w in words)


def _point(row: Party | Space) -> tuple[float, float, float, bool]:
    if row.lat is None or row.lon is None or math.isnan(row.lat) or math.isnan(row.lon):
        return 0.0, 0.0, 0.0, False
    lat, lon = math.radians(row.lat), math.radians(row.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat), True


def _party_records(
    parties: Sequence[Party],
    first_night: date,
    *,
    bits: dict[str, int],
    places: dict[str, int],
    space_no: dict[str, int],
) -> NDArray[np.void]:
    return np.array(
        [
            (
                p.people,
                (p.arrival - first_night).days,
                p.n_nights,
                p.weight,
                _mask(p.needs, bits),
                _mask(p.wants, bits),
                p.may_split,
                ENDLESS if p.max_moves is None else p.max_moves,
                _place(places, p.place, NOBODY),
                *_point(p),
                space_no.get(p.current_space, ELSEWHERE) if p.current_space else NOBODY,
                SEXES[p.sex],
            )
            for p in parties
        ],
        PARTY,
    )


def _space_records(spaces: Sequence[Space], bits: dict[str, int]) -> NDArray[np.void]:
    return np.array(
        [
            (
                s.beds,
                s.private,
                _mask(s.features, bits),
                s.min_nights,
                ENDLESS if s.max_nights is None else s.max_nights,
                SEX_RULES[s.sexes],
                *_point(s),
            )
            for s in spaces
        ],
        SPACE,
    )


def _open(case: Case, space_no: dict[str, int], first_night: date, n_nights: int) -> Bools:
    free = np.zeros((len(space_no), n_nights), bool)
    for window in case.windows:
        s = _known(space_no, "space_id", window.space_id, "windows")
        free[
            s, max((window.first_night - first_night).days, 0) : max((window.end_night - first_night).days, 0)
        ] = True
    return free


def _costs(
    case: Case, party_no: dict[str, int], space_no: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return where the rows of each party begin, their spaces and their costs.

    A party with costs in many spaces gets a row for each, so that one is found at once.
    """
    given: dict[tuple[int, int], float] = {}
    for cost in case.costs:
        party = _known(party_no, "party_id", cost.party_id, "costs")
        given[party, _known(space_no, "space_id", cost.space_id, "costs")] = cost.cost
    for party, n in Counter(party for party, _ in given).items():
        for space in range(len(space_no) if n * DENSE >= len(space_no) else 0):
            given.setdefault((party, space), 0.0)
    pairs = np.array(sorted(given), np.int64).reshape(-1, 2)
    start = np.searchsorted(pairs[:, 0], np.arange(len(party_no) + 1))
    return start, pairs[:, 1].copy(), np.array([given[p, s] for p, s in pairs.tolist()], float)
