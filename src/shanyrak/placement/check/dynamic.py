"""Kernels: the best chain of stays of each party of a range, every party alone and paying prices.

Only what a single party can see is kept: `max_moves` and who else is in a space are relaxed. Worth is in
person-nights; nights of a party count from its first. Arrays are taken out of their bundles once a party, for
taking them out in a loop counts references, on which threads wait for each other.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.check.arrays import NOWHERE, Asking, Costs, Floats, Ints, Offer
from shanyrak.placement.kernels import inner_kernel, kernel
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

    `worth` is of a night of one person in `space[k]`, ``sums[k, t]`` what the nights before t bring there,
    ``since[k, t]`` the first night of the run on which it can be had up to night t (later than t where it
    cannot); `entry` is the best way into the current run so far.
    """

    space: Ints
    worth: Floats
    sums: Floats
    since: NDArray[np.int32]
    entry: Floats


@inner_kernel
def _ones(word: np.uint64) -> int:
    """Count the bits of a word, taking away the lowest until none is left."""
    count = 0
    while word != 0:
        word &= word - ONE
        count += 1
    return count


@inner_kernel
def _capped_km(east: float, north: float, up: float) -> float:
    """Great-circle distance of two unit vectors that differ by these, at most KM_CAP; 0 where one is unknown.

    It goes by the chord, which is exact for near points, where the angle from a scalar product would not be.
    """
    half = math.sqrt(east * east + north * north + up * up) / 2
    if half < REACH:
        return 2 * EARTH_KM * math.asin(half)
    return 0.0 if math.isnan(half) else KM_CAP


@inner_kernel
def _candidates(market: Market, party: int, space: Ints) -> int:
    """List in `space` where a party could ever sleep (beds, sexes, needs, free nights); return how many."""
    asking, offer = market.asking, market.offer
    beds, min_nights, rule, free = offer.beds, offer.min_nights, offer.rule, offer.free
    of_place, place_from, features = offer.of_place, offer.place_from, offer.features
    needs, taken = asking.needs[party], market.costs.taken[asking.sex[party]]
    first, end = asking.first[party], asking.first[party] + asking.n_nights[party]
    heads = 1 if asking.may_split[party] else asking.people[party]
    place, anywhere, rows = asking.place[party], len(place_from) - 2, 0
    for part in range(2):
        # A party that names a place looks there and at spaces that name none; any other looks everywhere.
        low, high = place_from[anywhere], place_from[anywhere + 1]
        if part == 0:
            low, high = (place_from[place], place_from[place + 1]) if place >= 0 else (0, low)
        for at in range(low, high):
            one = of_place[at]
            fits = beds[one] >= heads and taken[rule[one]]
            for word in range(len(needs)):
                fits = fits and (needs[word] & ~features[one, word]) == 0
            if fits:
                longest = run = 0
                for night in range(first, end):
                    run = run + 1 if free[one, night] else 0
                    longest = max(longest, run)
                if longest >= min_nights[one]:
                    space[rows] = one
                    rows += 1
    return rows


@inner_kernel
def _weigh(market: Market, party: int, space: Ints, worth: Floats) -> None:
    """Write what a night of one person is worth in each of these spaces, prices and moves apart."""
    asking, features, point = market.asking, market.offer.features, market.offer.point
    wants, weight = asking.wants[party], asking.weight[party]
    east, north, up = asking.point[party]
    wanted = 0
    for word in range(len(wants)):
        wanted += _ones(wants[word])
    for row in range(len(space)):
        one, missing = space[row], 0
        worth[row] = weight
        if market.km > 0:
            km = _capped_km(point[one, 0] - east, point[one, 1] - north, point[one, 2] - up)
            worth[row] -= market.km * km
        if wanted:
            for word in range(len(wants)):
                missing += _ones(wants[word] & ~features[one, word])
            worth[row] -= market.want * missing / wanted


@inner_kernel
def _subtract_costs(market: Market, party: int, space: Ints, worth: Floats) -> None:
    """Take from `worth` what the table of costs says of a party in these spaces."""
    begin, end = market.asking.cost_from[party], market.asking.cost_from[party + 1]
    where, cost = market.costs.space[begin:end], market.costs.cost[begin:end]
    if begin == end:
        return
    for row in range(len(space)):
        at = np.searchsorted(where, space[row])
        if at < len(where) and where[at] == space[row]:
            worth[row] -= cost[at]


@inner_kernel
def _lay_out(market: Market, party: int, desk: Desk, n_rows: int) -> int:
    """Fill in what the nights of the candidates bring at the prices; return how many are worth it.

    One person pays where the party may be split, else all of them. A night that costs more than all nights
    together could bring is closed: no best chain holds it, and so the sums keep their digits whatever the
    price.
    """
    asking, beds, private = market.asking, market.offer.beds, market.offer.private
    free, price = market.offer.free, market.offer.price
    people, n_nights, first = asking.people[party], asking.n_nights[party], asking.first[party]
    alone = asking.may_split[party]
    space, sums, since, kept = desk.space, desk.sums, desk.since, 0
    for row in range(n_rows):
        one = space[row]
        share = 1.0 if alone else float(people)
        gain = share * desk.worth[row]
        if private[one]:
            share = 1.0 / min(people, beds[one]) if alone else 1.0
        useful, run = False, 0
        sums[kept, 0] = 0.0
        for night in range(n_nights):
            net = gain - share * price[one, first + night]
            if not free[one, first + night] or net <= -gain * n_nights:
                net, run = 0.0, night + 1
            useful = useful or net > 0
            since[kept, night] = run
            sums[kept, night + 1] = sums[kept, night] + net
        if useful:
            space[kept], desk.entry[kept] = one, -np.inf
            kept += 1
    return kept


@kernel
def _best_chain(market: Market, party: int, desk: Desk, n_rows: int) -> float:
    """Return the value of the best chain over the candidates laid out, at least 0: that of no stay at all."""
    asking, min_nights, max_nights = market.asking, market.offer.min_nights, market.offer.max_nights
    space, sums, since, entry = desk.space, desk.sums, desk.since, desk.entry
    n_nights, before = asking.n_nights[party], asking.before[party]
    move = market.move if asking.may_split[party] else market.move * asking.people[party]
    way_in = np.full(n_nights + 1, -np.inf)  # value of a chain that starts another stay on a night
    best = -np.inf
    for night in range(n_nights):
        for row in range(n_rows):
            begin, latest = since[row, night], night + 1 - min_nights[space[row]]
            if begin > night:
                entry[row] = -np.inf
            if latest < begin:
                continue
            earliest, longest = latest, max_nights[space[row]]
            if night + 1 - begin > longest:
                # The best way in may by now be too long ago, so all that are left are looked at again.
                earliest, entry[row] = night + 1 - longest, -np.inf
            fresh = 0.0 if before == NOWHERE or before == space[row] else -move
            for start in range(earliest, latest + 1):
                entry[row] = max(entry[row], max(fresh, way_in[start]) - sums[row, start])
            best = max(best, entry[row] + sums[row, night + 1])
        way_in[night + 1] = best - move
    return max(best, 0.0) * (asking.people[party] if asking.may_split[party] else 1)


@kernel
def sum_of_best_chains(market: Market, first_party: int, end_party: int) -> float:
    """Return the sum over parties ``[first_party, end_party)`` of their best chains at the prices on offer.

    An entry counts for all parties that it stands for.

    Time is a few steps for each party, space in its place and night wanted; a house rule of at most m nights,
    shorter than the free run, costs up to m steps a night.
    """
    n_nights, n_spaces = market.asking.n_nights, len(market.offer.beds)
    most = n_spaces * (1 + n_nights[first_party:end_party].max())
    space, worth, entry = np.empty(n_spaces, np.int64), np.empty(n_spaces), np.empty(n_spaces)
    sums, since = np.empty(most), np.empty(most, np.int32)
    total = 0.0
    for party in range(first_party, end_party):
        rows = _candidates(market, party, space)
        if rows and n_nights[party]:
            _weigh(market, party, space[:rows], worth)
            _subtract_costs(market, party, space[:rows], worth)
            # Rows are packed as narrowly as the party's nights allow: short stays remain in the cache.
            shape = (rows, n_nights[party] + 1)
            size = shape[0] * shape[1]
            desk = Desk(space, worth, sums[:size].reshape(shape), since[:size].reshape(shape), entry)
            best = _best_chain(market, party, desk, _lay_out(market, party, desk, rows))
            total += best * market.asking.alike[party]
    return total
