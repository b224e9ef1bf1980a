"""A case as arrays that compiled loops can read. No choice of any peer is made here."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.model import Case

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FOREVER = 10**6  # a house rule or a limit on moves that is not given never binds
SEXES = ("", "f", "m", "mixed")
RULES = ("any", "f", "m", "same")
SAME = 3  # the number of the last rule
MAX_WORDS = 62  # needs and features are bits of one signed 64-bit number


class Parties(NamedTuple):
    """Columns of the table of parties; `current` and `place` are -1 where not said, `first` counts nights."""

    people: Ints
    first: Ints
    nights: Ints
    weight: Floats
    split: NDArray[np.bool_]
    max_moves: Ints
    current: Ints
    sex: Ints
    place: Ints
    needs: Ints
    wants: Ints
    lat: Floats
    lon: Floats


class Spaces(NamedTuple):
    """Columns of the table of spaces; ``run[s, t]`` is how many nights in a row it is free from `t` on."""

    beds: Ints
    private: NDArray[np.bool_]
    shortest: Ints
    longest: Ints
    rule: Ints
    place: Ints
    features: Ints
    lat: Floats
    lon: Floats
    run: Ints


class Tables(NamedTuple):
    """The whole case; night 0 is `night0`, the earliest arrival."""

    case: Case
    night0: date
    parties: Parties
    spaces: Spaces
    costs: dict[tuple[int, int], float]


class UnsupportedError(Exception):
    """The peers' model does not cover something in the case."""


def tables_of(case: Case) -> Tables:
    """Turn a case into arrays.

    Raises
    ------
    UnsupportedError
        If it promises stays or has more than 62 words of needs and features: the peers know neither.
    """
    if case.stays:
        raise UnsupportedError("the peers do not know promised stays (table stays)")
    asking = [p for p in case.parties if p.n_nights]
    if not asking:
        raise UnsupportedError("no party asks for a night")
    case = Case(tuple(asking), case.spaces, case.windows, costs=case.costs)
    night0 = min(p.arrival for p in asking)
    n_nights = max((p.end_night - night0).days for p in asking)
    words = sorted(
        {w for p in asking for w in p.needs | p.wants} | {w for s in case.spaces for w in s.features}
    )
    if len(words) > MAX_WORDS:
        raise UnsupportedError(f"the peers know at most {MAX_WORDS} words of needs and features")
    space_no = {s.space_id: i for i, s in enumerate(case.spaces)}
    party_no = {p.party_id: i for i, p in enumerate(case.parties)}
    bits = {word: 1 << i for i, word in enumerate(words)}
    places: dict[str, int] = {}
    parties = _parties(case, (night0, bits, places, space_no))
    costs = {
        (party_no[c.party_id], space_no[c.space_id]): c.cost for c in case.costs if c.party_id in party_no
    }
    spaces = _spaces(case, bits, places)._replace(run=_runs(case, space_no, night0, n_nights))
    return Tables(case, night0, parties, spaces, costs)


def _parties(case: Case, codes: tuple[date, dict[str, int], dict[str, int], dict[str, int]]) -> Parties:
    """Return the columns of the parties; `codes` are night 0 and the numbers of words, places and spaces."""
    night0, bits, places, space_no = codes
    rows = case.parties
    return Parties(
        people=_ints(p.people for p in rows),
        first=_ints((p.arrival - night0).days for p in rows),
        nights=_ints(p.n_nights for p in rows),
        weight=_floats(p.weight for p in rows),
        split=np.array([p.may_split for p in rows]),
        max_moves=_ints(FOREVER if p.max_moves is None else p.max_moves for p in rows),
        current=_ints(-1 if not p.current_space else space_no.get(p.current_space, FOREVER) for p in rows),
        sex=_ints(SEXES.index(p.sex) for p in rows),
        place=_ints(places.setdefault(p.place, len(places)) if p.place else -1 for p in rows),
        needs=_ints(sum(bits[w] for w in p.needs) for p in rows),
        wants=_ints(sum(bits[w] for w in p.wants) for p in rows),
        lat=_floats(np.nan if p.lat is None else p.lat for p in rows),
        lon=_floats(np.nan if p.lon is None else p.lon for p in rows),
    )


def _spaces(case: Case, bits: dict[str, int], places: dict[str, int]) -> Spaces:
    """Return the columns of the spaces, without their free nights."""
    rows = case.spaces
    return Spaces(
        beds=_ints(s.beds for s in rows),
        private=np.array([s.private for s in rows]),
        shortest=_ints(max(s.min_nights, 1) for s in rows),
        longest=_ints(FOREVER if s.max_nights is None else s.max_nights for s in rows),
        rule=_ints(RULES.index(s.sexes) for s in rows),
        place=_ints(places.setdefault(s.place, len(places)) if s.place else -1 for s in rows),
        features=_ints(sum(bits[w] for w in s.features) for s in rows),
        lat=_floats(np.nan if s.lat is None else s.lat for s in rows),
        lon=_floats(np.nan if s.lon is None else s.lon for s in rows),
        run=np.zeros((0, 0), np.int64),
    )


def _runs(case: Case, space_no: dict[str, int], night0: date, n_nights: int) -> Ints:
    """Return how many nights in a row each space is free, counted from each night; shape (spaces, nights)."""
    free = np.zeros((len(case.spaces), n_nights + 1), np.int64)
    for window in case.windows:
        lo, hi = ((night - night0) // timedelta(days=1) for night in (window.first_night, window.end_night))
        free[space_no[window.space_id], max(lo, 0) : max(min(hi, n_nights), 0)] = 1
    for t in range(n_nights - 1, -1, -1):
        free[:, t] *= free[:, t + 1] + 1
    return free


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), np.float64)
