"""Kernels: the best chain of stays of each party of a range, every party alone and paying prices.

Only what a single party can see is kept: `max_moves` and who else is in a space are relaxed. Worth is in person-nights;
nights of a party count from its first.
"""

import math
from typing import NamedTuple

import numpy as np

from shanyrak.placement.check.arrays import NOWHERE, Asking, Costs, Floats, Ints, Offer
from shanyrak.placement.kernels import kernel
from shanyrak.placement.params import EARTH_KM, KM_CAP

REACH = math.sin(KM_CAP / EARTH_KM / 2)  # half the chord of the farthest distance that counts
ONE = np.uint64(1)


class Market(NamedTuple):
    """Who asks, what is on offer at which price, and what moves, kilometres and missing wants take away."""

    asking: Asking
    offer: Offer
    costs: Costs
    move: float
    km: float
    want: float


class Desk(NamedTuple):
    """Paper to write on, one row a candidate of the party at hand.

    ``sums[k, t]`` is what the nights before t bring in `space[k]`, ``since[k, t]`` the first night of the run on which it
    can be had up to night t (later than t where it cannot); `entry` the best way into the current run so far.
    """

    space: Ints
    sums: Floats
    since: Ints
    entry: Floats


@kernel
def _ones(word: np.uint64) -> int:
    """Count the bits of a word, taking away the lowest until none is left."""
    count = 0
    while word != 0:
        word &= word - ONE
        count += 1
    return count


@kernel
def _capped_km(a: Floats, b: Floats) -> float:
    """Great-circle distance of two unit vectors, at most KM_CAP; 0 where one is unknown.

    It goes by the chord, which is exact for near points, where the angle from a scalar product would not be.
    """
    half = math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2) / 2
    if math.isnan(half):
        return 0.0
    return KM_CAP if half >= REACH else 2 * EARTH_KM * math.asin(half)


@kernel
def _may_house(market: Market, party: int, space: int) -> bool:
    """Tell whether a party could ever sleep in a space: beds, sexes, needs, and enough free nights in a row."""
    asking, offer = market.asking, market.offer
    if not asking.may_split[party] and offer.beds[space] < asking.people[party]:
        return False
    if not market.costs.taken[asking.sex[party], offer.rule[space]]:
        return False
    for word in range(asking.needs.shape[1]):
        if asking.needs[party, word] & ~offer.features[space, word]:
            return False
    longest = run = 0
    for night in range(asking.first[party], asking.first[party] + asking.n_nights[party]):
        run = run + 1 if offer.free[space, night] else 0
        longest = max(longest, run)
    return longest >= offer.min_nights[space]


@kernel
def _worth(market: Market, party: int, space: int) -> float:
    """Return what a night of one person in a space is worth, prices and moves apart."""
    asking, offer, costs = market.asking, market.offer, market.costs
    worth = asking.weight[party]
    if market.km > 0:
        worth -= market.km * _capped_km(asking.point[party], offer.point[space])
    wanted = missing = 0
    for word in range(asking.wants.shape[1]):
        wanted += _ones(asking.wants[party, word])
        missing += _ones(asking.wants[party, word] & ~offer.features[space, word])
    if wanted:
        worth -= market.want * missing / wanted
    begin, end = asking.cost_from[party], asking.cost_from[party + 1]
    at = begin + np.searchsorted(costs.space[begin:end], space)
    return worth - costs.cost[at] if at < end and costs.space[at] == space else worth


@kernel
def _lay_out(market: Market, desk: Desk, party: int, row: int) -> bool:
    """Fill in what the nights of candidate `row` bring; return False where none is worth its price.

    One person pays where the party may be split, else all of them. A night that costs more than all nights together
    could bring is closed: no best chain holds it, and so the sums keep their digits whatever the price.
    """
    asking, offer, space = market.asking, market.offer, desk.space[row]
    people, n_nights = asking.people[party], asking.n_nights[party]
    heads = 1 if asking.may_split[party] else people
    share = float(heads)
    if offer.private[space]:
        share = 1.0 / min(people, offer.beds[space]) if asking.may_split[party] else 1.0
    gain = heads * _worth(market, party, space)
    useful = False
    desk.sums[row, 0] = 0.0
    for night in range(n_nights):
        net = gain - share * offer.price[space, asking.first[party] + night]
        desk.since[row, night] = desk.since[row, night - 1] if night else 0
        if not offer.free[space, asking.first[party] + night] or net <= -gain * n_nights:
            net = 0.0
            desk.since[row, night] = night + 1
        useful = useful or net > 0
        desk.sums[row, night + 1] = desk.sums[row, night] + net
    return useful


@kernel
def _candidates(market: Market, desk: Desk, party: int) -> int:
    """Lay out the spaces that could house a party with profit, and return how many there are."""
    offer, place = market.offer, market.asking.place[party]
    anywhere = len(offer.place_from) - 2
    rows = 0
    for part in range(2):
        # A party that names a place looks there and at spaces that name none; any other looks everywhere.
        begin, end = offer.place_from[anywhere], offer.place_from[anywhere + 1]
        if part == 0:
            begin, end = (offer.place_from[place], offer.place_from[place + 1]) if place >= 0 else (0, begin)
        for at in range(begin, end):
            desk.space[rows] = offer.of_place[at]
            if _may_house(market, party, desk.space[rows]) and _lay_out(market, desk, party, rows):
                desk.entry[rows] = -np.inf
                rows += 1
    return rows


@kernel
def _best_end(offer: Offer, desk: Desk, row: int, night: int, way_in: Floats, fresh: float) -> float:
    """Return the value of the best chain whose last stay is in candidate `row` and has `night` as its last night.

    ``way_in[u]`` is the value of a chain that starts another stay on night u, `fresh` of one that starts its first.
    """
    space, since = desk.space[row], desk.since[row, night]
    if since > night:
        desk.entry[row] = -np.inf
    latest = night + 1 - offer.min_nights[space]
    if latest < since:
        return -np.inf
    earliest = latest
    if night + 1 - since > offer.max_nights[space]:
        # The best way in may by now be too long ago, so all that are left are looked at again.
        earliest = max(since, night + 1 - offer.max_nights[space])
        desk.entry[row] = -np.inf
    for start in range(earliest, latest + 1):
        desk.entry[row] = max(desk.entry[row], max(fresh, way_in[start]) - desk.sums[row, start])
    return desk.entry[row] + desk.sums[row, night + 1]


@kernel
def _best_chain(market: Market, desk: Desk, party: int, n_rows: int) -> float:
    """Return the value of the best chain over the candidates laid out, at least 0: that of no stay at all."""
    asking = market.asking
    n_nights, before = asking.n_nights[party], asking.before[party]
    move = market.move if asking.may_split[party] else market.move * asking.people[party]
    way_in = np.full(n_nights + 1, -np.inf)
    best = -np.inf
    for night in range(n_nights):
        for row in range(n_rows):
            fresh = 0.0 if before == NOWHERE or before == desk.space[row] else -move
            best = max(best, _best_end(market.offer, desk, row, night, way_in, fresh))
        way_in[night + 1] = best - move
    return max(best, 0.0) * (asking.people[party] if asking.may_split[party] else 1)


@kernel
def sum_of_best_chains(market: Market, first_party: int, end_party: int) -> float:
    """Return the sum over parties ``[first_party, end_party)`` of their best chains at the prices on offer.

    Time is a few steps for each party, space in its place and night wanted; a house rule of at most m nights, shorter
    than the free run, costs up to m steps a night.
    """
    n_spaces = len(market.offer.beds)
    longest = 0
    for party in range(first_party, end_party):
        longest = max(longest, market.asking.n_nights[party])
    space, entry = np.empty(n_spaces + 1, np.int64), np.empty(n_spaces + 1)
    sums, since = np.empty((n_spaces + 1) * (longest + 1)), np.empty((n_spaces + 1) * (longest + 1), np.int64)
    total = 0.0
    for party in range(first_party, end_party):
        width = market.asking.n_nights[party] + 1
        if width > 1:
            # Rows are packed as narrowly as the party's nights allow, so that short stays remain in the cache.
            size = (n_spaces + 1) * width
            shape = (n_spaces + 1, width)
            desk = Desk(space, sums[:size].reshape(shape), since[:size].reshape(shape), entry)
            total += _best_chain(market, desk, party, _candidates(market, desk, party))
    return total
