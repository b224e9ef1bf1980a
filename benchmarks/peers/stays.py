"""Every stay that a peer may choose and what it is worth. Which may be chosen together is told by program."""

from typing import NamedTuple

import numpy as np
from numba import njit
from offers import MOVE, Offers
from tables import Floats, Ints, Spaces, Tables


class Units(NamedTuple):
    """What is lodged as one: a whole party, or at most so many equal parts of a party that may be split.

    Units stand in the order of their parties. Stays pay for a move; `bonus` is what the first stay of a
    chain gets back, because it is none.
    """

    party: Ints
    people: Ints
    most: Ints
    bonus: Floats


class Stays(NamedTuple):
    """Possible stays in nights ``[first, end)``, grouped by unit: unit `u` owns ``start[u]:start[u + 1]``.

    `value` is in person-nights for one part, a move paid.
    """

    unit: Ints
    space: Ints
    first: Ints
    end: Ints
    value: Floats
    start: Ints


def possible_stays(tables: Tables, offers: Offers) -> tuple[Units, Stays]:
    """Return the units and all their stays in the offered spaces that keep the house rules."""
    parties, spaces = tables.parties, tables.spaces
    size = parties.people[offers.party]
    alone = np.where(spaces.private, spaces.beds, 1)[offers.space]
    size = np.where(parties.split[offers.party], np.minimum(size, alone), size)
    key = offers.party * (int(parties.people.max()) + 1) + size
    _, one, unit_of = np.unique(key, return_index=True, return_inverse=True)
    party, people = offers.party[one], size[one]
    free = parties.current[party] < 0
    bonus = np.where(free & (parties.nights[party] > 1), MOVE * people, 0.0)
    units = Units(party, people, parties.people[party] // people, bonus)
    pairs = np.argsort(unit_of, kind="stable")
    rows = np.column_stack((unit_of, offers.space, parties.first[offers.party], parties.nights[offers.party]))
    rows, worth = rows[pairs], offers.worth[pairs]
    pair, first, end = _spans(rows, spaces, np.empty((0, 3), np.int64)).T
    if len(pair):
        found = np.empty((int(pair[0]), 3), np.int64)
        pair, first, end = _spans(rows, spaces, found).T
    unit, space = rows[pair, 0], rows[pair, 1]
    move = np.where(free & (parties.nights[party] == 1), 0.0, MOVE)  # the only stay of a chain is no move
    value = units.people[unit] * ((end - first) * worth[pair] - move[unit])
    return units, _worthwhile(tables, units, Stays(unit, space, first, end, value, unit[:0]))


def _worthwhile(tables: Tables, units: Units, stays: Stays) -> Stays:
    """Return the stays that can be worth something; those in a party's current space pay for no move."""
    party = units.party[stays.unit]
    at_home = stays_at_home(tables, units, stays)
    value = stays.value + np.where(at_home, MOVE * units.people[stays.unit], 0.0)
    stuck = (tables.parties.max_moves[party] == 0) & (tables.parties.current[party] >= 0) & ~at_home
    keep = (value + units.bonus[stays.unit] > 0) & ~stuck
    kept = [column[keep] for column in (stays.unit, stays.space, stays.first, stays.end, value)]
    return Stays(*kept, np.searchsorted(kept[0], np.arange(len(units.party) + 1)))


def stays_at_home(tables: Tables, units: Units, stays: Stays) -> np.ndarray:
    """Return which stays start on arrival in the space where the party is already: these are no move."""
    party = units.party[stays.unit]
    here = tables.parties.current[party] == stays.space
    return here & (tables.parties.first[party] == stays.first)


def nights_of(stays: Stays) -> tuple[Ints, Ints]:
    """Return for every night of every stay the number of the stay and the night."""
    length = stays.end - stays.first
    each = np.repeat(np.arange(len(length)), length)
    within = np.arange(len(each)) - np.repeat(np.cumsum(length) - length, length)
    return each, stays.first[each] + within


@njit(cache=True)
def _spans(pairs: Ints, spaces: Spaces, found: Ints) -> Ints:
    """Fill `found` with rows (pair, first, end); where it is empty, return one row of how many there are."""
    n = 0
    for x in range(len(pairs)):
        s, arrival, nights = pairs[x, 1], pairs[x, 2], pairs[x, 3]
        for t in range(arrival, arrival + nights):
            longest = min(spaces.run[s, t], spaces.longest[s], arrival + nights - t)
            for length in range(spaces.shortest[s], longest + 1):
                if len(found):
                    found[n, 0], found[n, 1], found[n, 2] = x, t, t + length
                n += 1
    return found if len(found) else np.full((1, 3), n)
