"""The integer program that the peers are given: maximise ``c @ x`` where ``a @ x <= b``, ``0 <= x <= most``.

One row holds for each (all are exact but for the short list of candidate spaces and, for parties that may
be split, equal parts):

- unit and night: stays that cover it <= parts of the unit (1 for a party that stays together);
- space and night: stays that cover it <= 1 where private; their people <= beds where shared;
- unit: ``z <= parts`` and ``z <= stays``, where `z` gives the move back that the first stay of each part
  paid;
- party that may be split: people of its parts together <= its people;
- limits on moves; the same unit not twice in a row in one space that limits the length of a stay; rule
  `same` on sexes.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse
from stays import Stays, Units, nights_of, stays_at_home
from tables import FOREVER, Floats, Ints, Tables

FEMALE, MALE = 1, 2
SAME = 3


class Program(NamedTuple):
    """The program; its columns are stays, `z` of each unit, parts of each unit, sexes of space-nights.

    `n_stays` and `n_units` tell where these begin; `space_night` is the row of each space and night with
    its number (space * nights + night), for who wants the prices of beds.
    """

    c: Floats
    a: sparse.csr_array
    b: Floats
    most: Floats
    n_stays: int
    n_units: int
    space_night: Ints


class _Rows:
    """Rows of a sparse matrix, gathered block by block."""

    def __init__(self) -> None:
        self.n = 0
        self.row: list[Ints] = []
        self.column: list[Ints] = []
        self.value: list[Floats] = []
        self.b: list[Floats] = []

    def open(self, b: Floats) -> int:
        """Begin rows with these right hand sides; return the number of the first."""
        self.b.append(np.asarray(b, np.float64))
        self.n += len(b)
        return self.n - len(b)

    def put(self, row: Ints, column: Ints, value: Floats | float) -> None:
        """Add entries."""
        self.row.append(row)
        self.column.append(column)
        self.value.append(np.broadcast_to(np.asarray(value, np.float64), row.shape))


def program_of(tables: Tables, units: Units, stays: Stays) -> Program:
    """Return the program of these stays."""
    n_stays, n_units = len(stays.unit), len(units.party)
    each, night = nights_of(stays)
    rows = _Rows()
    space_night = _beds(rows, tables, units, (stays, each, night))
    _units(rows, tables, units, (stays, each, night))
    _moves(rows, tables, units, stays)
    _lengths(rows, tables, units, stays)
    n_sexes = _sexes(rows, tables, units, (stays, each, night))
    n = n_stays + 2 * n_units + n_sexes
    entries = (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column)))
    return Program(
        c=np.concatenate((stays.value, units.bonus, np.zeros(n_units + n_sexes))),
        a=sparse.csr_array(entries, shape=(rows.n, n)),
        b=np.concatenate(rows.b),
        most=np.concatenate((_copies(tables, units, stays), units.most, units.most, np.ones(n_sexes))),
        n_stays=n_stays,
        n_units=n_units,
        space_night=space_night,
    )


def _copies(tables: Tables, units: Units, stays: Stays) -> Ints:
    """Return how often a stay may be chosen: more than once only for equal parts in a shared space."""
    return np.where(tables.spaces.private[stays.space], 1, units.most[stays.unit])


def _beds(rows: _Rows, tables: Tables, units: Units, covered: tuple[Stays, Ints, Ints]) -> Ints:
    stays, each, night = covered
    private = tables.spaces.private
    key, row = np.unique(stays.space[each] * tables.spaces.run.shape[1] + night, return_inverse=True)
    space = key // tables.spaces.run.shape[1]
    start = rows.open(np.where(private, 1, tables.spaces.beds)[space])
    rows.put(start + row, each, np.where(private[space][row], 1, units.people[stays.unit[each]]))
    return key


def _units(rows: _Rows, tables: Tables, units: Units, covered: tuple[Stays, Ints, Ints]) -> None:
    stays, each, night = covered
    n_stays, unit = len(stays.unit), np.arange(len(units.party))
    z, parts = n_stays + unit, n_stays + len(unit) + unit
    split = tables.parties.split[units.party]
    nights = tables.parties.nights[units.party]
    offset = np.concatenate(([0], np.cumsum(nights)))
    start = rows.open(np.where(np.repeat(split, nights), 0, 1))
    rows.put(
        start + offset[stays.unit[each]] + night - tables.parties.first[units.party][stays.unit[each]],
        each,
        1,
    )
    many = np.flatnonzero(np.repeat(split, nights))
    rows.put(start + many, parts[np.repeat(unit, nights)[many]], -1)
    paid = np.flatnonzero(units.bonus > 0)
    start = rows.open(np.zeros(len(paid)))
    rows.put(start + np.arange(len(paid)), z[paid], 1)
    paying = np.flatnonzero(units.bonus[stays.unit] > 0)
    rows.put(start + np.searchsorted(paid, stays.unit[paying]), paying, -1)
    few = np.flatnonzero(split)
    start = rows.open(np.zeros(len(few)))
    rows.put(start + np.arange(len(few)), z[few], 1)
    rows.put(start + np.arange(len(few)), parts[few], -1)
    owner, row = np.unique(units.party[few], return_inverse=True)
    start = rows.open(tables.parties.people[owner])
    rows.put(start + row, parts[few], units.people[few])


def _moves(rows: _Rows, tables: Tables, units: Units, stays: Stays) -> None:
    """Limit moves; equal parts of a party with a limit get one stay each, which is stricter, yet allowed."""
    party = units.party[stays.unit]
    most = tables.parties.max_moves[units.party]
    limited = most < FOREVER
    at_home = stays_at_home(tables, units, stays)
    fresh = (tables.parties.current[units.party] < 0) | tables.parties.split[units.party]
    split = tables.parties.split[units.party]
    b = np.where(split, 0, most + fresh)
    number = np.cumsum(limited) - 1
    start = rows.open(b[limited])
    several = np.flatnonzero(limited & split)
    rows.put(start + number[several], len(stays.unit) + len(units.party) + several, -1)
    counted = limited[stays.unit] & (~at_home | tables.parties.split[party])
    rows.put(start + number[stays.unit[counted]], np.flatnonzero(counted), 1)


def _lengths(rows: _Rows, tables: Tables, units: Units, stays: Stays) -> None:
    """Keep two stays of one part in one space from touching, where together they would be too long."""
    party = units.party[stays.unit]
    bound = tables.spaces.longest[stays.space] < tables.parties.nights[party]
    some = np.flatnonzero(bound)
    width = tables.spaces.run.shape[1] + 1
    pair = (stays.unit[some] * len(tables.spaces.beds) + stays.space[some]) * width
    starts, ends = pair + stays.first[some], pair + stays.end[some]
    key = np.intersect1d(starts, ends)
    unit, space = np.divmod(key // width, len(tables.spaces.beds))
    several = ~tables.spaces.private[space] & (units.most[unit] > 1)  # one part may follow another there
    begin = rows.open(np.where(several, 0, 1))
    rows.put(begin + np.flatnonzero(several), len(stays.unit) + len(units.party) + unit[several], -1)
    for border in (starts, ends):
        where = np.isin(border, key)
        rows.put(begin + np.searchsorted(key, border[where]), some[where], 1)


def _sexes(rows: _Rows, tables: Tables, units: Units, covered: tuple[Stays, Ints, Ints]) -> int:
    """Let a column say whose each night of a shared `same` space is; return the number of these columns."""
    stays, each, night = covered
    shared = (tables.spaces.rule == SAME) & ~tables.spaces.private
    some = shared[stays.space[each]]
    each, night = each[some], night[some]
    key, row = np.unique(stays.space[each] * tables.spaces.run.shape[1] + night, return_inverse=True)
    column = len(stays.unit) + 2 * len(units.party) + np.arange(len(key))
    beds = tables.spaces.beds[key // tables.spaces.run.shape[1]]
    for sex, sign, limit in ((FEMALE, -1, np.zeros(len(key))), (MALE, 1, beds)):
        start = rows.open(limit)
        who = tables.parties.sex[units.party[stays.unit[each]]] == sex
        rows.put(start + row[who], each[who], units.people[stays.unit[each[who]]])
        rows.put(start + np.arange(len(key)), column, sign * beds)
    return len(key)
