"""Which spaces a peer offers to each party: the few that serve it best, because all would be too many."""

from typing import NamedTuple

import numpy as np
from numba import njit, prange
from tables import Floats, Ints, Parties, Spaces, Tables

KM_CAP, EARTH_KM = 100.0, 6371.0
MOVE, KM, WANT = 0.5, 0.002, 0.1  # the default prices of the problem, in person-nights
# Chosen by the value of the linear relaxation on albany with 20 candidates a party.
WASTE = 0.3  # how much less a home counts that is larger than the party; best of 0, 0.3 and 1
SPREAD = 2.0  # chance, so that like parties do not all get the same spaces; best of 0.2, 1, 2, 5 and 1000
MIXED = 3  # the party's word that stands after "", f and m
SAME = 3  # the space's rule that stands after any, f and m


class Offers(NamedTuple):
    """Pairs of a party and a space that may take it, and what a night of one person is worth there."""

    party: Ints
    space: Ints
    worth: Floats


def best_offers(tables: Tables, per_party: int, seed: int) -> Offers:
    """Return the `per_party` best candidate spaces of every party.

    A party that may be split gets as many for each home it would fill on average, so that a convoy gets
    hundreds. Spaces are ranked by what the best single stay there is worth to the party, were it alone;
    less for homes much larger than the party; plus a little chance.
    """
    people = tables.parties.people
    homes = np.where(tables.parties.split, np.ceil(people / max(tables.spaces.beds.mean(), 1.0)), 1.0)
    limit = np.minimum(per_party * homes, len(tables.spaces.beds)).astype(np.int64)
    chance = np.random.default_rng(seed).random((64, len(tables.spaces.beds))) * SPREAD
    start = np.concatenate(([0], np.cumsum(limit)))
    space, worth = _ranked(tables.parties, tables.spaces, start, (chance, WASTE))
    party = np.repeat(np.arange(len(people)), limit)
    keep = space >= 0
    offers = Offers(party[keep], space[keep], worth[keep])
    if tables.costs:
        pairs = zip(offers.party.tolist(), offers.space.tolist(), strict=True)
        offers.worth[:] -= np.array([tables.costs.get(pair, 0.0) for pair in pairs])
    return offers


@njit(cache=True)
def _worth(parties: Parties, p: int, spaces: Spaces, s: int) -> float:
    """Return what a night of one person of party `p` in space `s` is worth."""
    value = parties.weight[p]
    if not (np.isnan(parties.lat[p]) or np.isnan(spaces.lat[s])):
        a, b = np.radians(parties.lat[p]), np.radians(spaces.lat[s])
        h = np.sin((b - a) / 2) ** 2
        h += np.cos(a) * np.cos(b) * np.sin(np.radians(spaces.lon[s] - parties.lon[p]) / 2) ** 2
        value -= KM * min(2 * EARTH_KM * np.arcsin(np.sqrt(h)), KM_CAP)
    wanted = missing = 0
    wants = parties.wants[p]
    while wants:
        bit = wants & -wants
        wants ^= bit
        wanted += 1
        missing += 0 if spaces.features[s] & bit else 1
    return value - WANT * missing / wanted if wanted else value


@njit(cache=True)
def _fits(parties: Parties, p: int, spaces: Spaces, s: int) -> bool:
    """Return whether this party may sleep in this space on some night, others apart."""
    if parties.needs[p] & ~spaces.features[s] or (
        not parties.split[p] and spaces.beds[s] < parties.people[p]
    ):
        return False
    if parties.place[p] >= 0 and spaces.place[s] >= 0 and parties.place[p] != spaces.place[s]:
        return False
    sex, rule = parties.sex[p], spaces.rule[s]
    return rule == 0 or (0 < sex < MIXED and rule in {sex, SAME})


@njit(cache=True)
def _longest_stay(parties: Parties, p: int, spaces: Spaces, s: int) -> int:
    """Return the length in nights of the longest stay of party `p` in space `s`, were it alone."""
    best = 0
    end = parties.first[p] + parties.nights[p]
    for t in range(parties.first[p], end):
        best = max(best, min(spaces.run[s, t], end - t, spaces.longest[s]))
    return best if best >= spaces.shortest[s] else 0


@njit(cache=True, parallel=True)
def _ranked(
    parties: Parties, spaces: Spaces, start: Ints, taste: tuple[Floats, float]
) -> tuple[Ints, Floats]:
    """Return spaces, -1 where too few fit, and their worth; party `p` owns ``start[p]:start[p + 1]``."""
    chosen = np.full(start[-1], -1)
    worth = np.zeros(start[-1])
    n_spaces = len(spaces.beds)
    chance, waste = taste
    for p in prange(len(parties.people)):
        score = np.full(n_spaces, -np.inf)
        for s in range(n_spaces):
            if _fits(parties, p, spaces, s):
                nights = _longest_stay(parties, p, spaces, s)
                if nights > 0:
                    over = max(spaces.beds[s] - parties.people[p], 0) if spaces.private[s] else 0
                    share = nights / parties.nights[p] * _worth(parties, p, spaces, s)
                    score[s] = share - waste * over / spaces.beds[s] + chance[p % 64, s]
        order = np.argsort(-score)
        for x in range(start[p + 1] - start[p]):
            s = order[x]
            if score[s] > -np.inf:
                chosen[start[p] + x] = s
                worth[start[p] + x] = _worth(parties, p, spaces, s)
    return chosen, worth
