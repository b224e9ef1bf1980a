"""Which spaces a peer offers to each party: the few that serve it best, because all would be too many."""

from typing import NamedTuple

import numpy as np
from numba import njit
from tables import Floats, Ints, Parties, Spaces, Tables

KM_CAP, EARTH_KM = 100.0, 6371.0
MOVE, KM, WANT = 0.5, 0.002, 0.1  # the default prices of the problem, in person-nights
# Chosen by what first come first served reaches on the lists, on albany and antwerp.
WASTE = 0.3  # how much less a home counts that is larger than the party
CROWD = 1.0  # how much less a space counts that as many parties as it can hold were offered already
LOOKS = 30  # so many spaces are looked at for each that is offered; all of them would take too long
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
    hundreds. Spaces are ranked by what the longest stay there is worth to the party, were it alone; less for
    homes much larger than the party, and less for nights that were offered to many others before it. Parties
    choose in a random order.
    """
    people = tables.parties.people
    homes = np.where(tables.parties.split, np.ceil(people / max(tables.spaces.beds.mean(), 1.0)), 1.0)
    limit = np.minimum(per_party * homes, len(tables.spaces.beds)).astype(np.int64)
    start = np.concatenate(([0], np.cumsum(limit)))
    random = np.random.default_rng(seed)
    order, shuffled = random.permutation(len(people)), random.permutation(len(tables.spaces.beds))
    space, worth = _ranked(tables.parties, tables.spaces, (order, start, shuffled), (WASTE, CROWD, LOOKS))
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
def _longest_stay(parties: Parties, p: int, spaces: Spaces, s: int) -> tuple[int, int]:
    """Return the first night and the length of the longest stay of party `p` in space `s`, were it alone."""
    first = best = 0
    end = parties.first[p] + parties.nights[p]
    for t in range(parties.first[p], end):
        length = min(spaces.run[s, t], end - t, spaces.longest[s])
        if length > best:
            first, best = t, length
    return (first, best) if best >= spaces.shortest[s] else (first, 0)


@njit(cache=True)
def _ranked(
    parties: Parties, spaces: Spaces, who: tuple[Ints, Ints, Ints], taste: tuple[float, float, int]
) -> tuple[Ints, Floats]:
    """Return spaces, -1 where too few fit, and their worth; party `p` owns ``start[p]:start[p + 1]``."""
    order, start, shuffled = who
    waste, crowd, looks = taste
    chosen = np.full(start[-1], -1)
    worth = np.zeros(start[-1])
    wanted = np.zeros(spaces.run.shape)  # by space and night: offers made already, in shares of what it holds
    stay = np.zeros((len(shuffled), 2), np.int64)
    seen = np.zeros(len(shuffled), np.int64)
    score = np.zeros(len(shuffled))
    for p in order:
        n = start[p + 1] - start[p]
        n_seen = 0
        for x in range(len(shuffled)):
            s = shuffled[(p * 7919 + x) % len(shuffled)]  # each party looks from elsewhere
            if _fits(parties, p, spaces, s):
                t, nights = _longest_stay(parties, p, spaces, s)
                if nights > 0:
                    over = max(spaces.beds[s] - parties.people[p], 0) if spaces.private[s] else 0
                    value = nights / parties.nights[p] * _worth(parties, p, spaces, s)
                    value -= waste * over / spaces.beds[s] + crowd * wanted[s, t : t + nights].mean()
                    seen[n_seen], score[n_seen], stay[n_seen] = s, value, (t, nights)
                    n_seen += 1
                    if n_seen == looks * n:
                        break
        best = np.argsort(-score[:n_seen])[:n]
        for x in range(len(best)):
            s = seen[best[x]]
            chosen[start[p] + x] = s
            worth[start[p] + x] = _worth(parties, p, spaces, s)
            share = 1.0 if spaces.private[s] else min(parties.people[p] / spaces.beds[s], 1.0)
            t, nights = stay[best[x]]
            wanted[s, t : t + nights] += share / n
    return chosen, worth
