"""Prices of an earlier certificate, laid out for today's problem; nights that it does not know are guessed.

What they prove is computed as for any prices: a poor guess makes the bound weak, never wrong.
"""

from collections.abc import Sequence

import numpy as np

from shanyrak.placement.bound.prices import FLOOR, FORGET_SIZE, FORGET_SLOPE, Market, soft_use
from shanyrak.placement.bound.smooth import Sample
from shanyrak.placement.chains import SHUT
from shanyrak.placement.model import Certificate
from shanyrak.placement.params import EARTH_KM
from shanyrak.placement.problem import Bools, Data, Floats, Ints, Problem
from shanyrak.placement.team import Team

ALIKE = 40  # spaces that are most like one: their prices tell what its nights are worth
DEARER = 10  # one in so many of them costs more; a price too low draws a whole city, and the bound with it
SOUGHT = 10.0  # times the beds that there are: a free night that is wanted so often is not known
STEPS = 48  # of the prices of such nights
COOLED, SLOWED = (0.01, 0.002), (0.1, 0.005)  # temperature and rate in these steps, as of a `Phase`
SPARSE, FEWEST = 8, 100  # a step asks one in so many cohorts, but not fewer than so many
TAU = 0.002  # person-nights a person, at which that is asked


def carried(
    problem: Problem, prices: Sequence[Floats], certificate: Certificate
) -> tuple[tuple[Floats, ...], Bools]:
    """Lay prices of a certificate out per bed, and say which open nights they know; shape (m, T).

    Each of `prices` is one of the arrays of the certificate.
    """
    data = problem.data
    per_bed, known = tuple(np.zeros(data.open.shape) for _ in prices), np.zeros(data.open.shape, bool)
    row_of = {space_id: i for i, space_id in enumerate(certificate.space_id)}
    rows = np.array([row_of.get(space.space_id, -1) for space in problem.spaces], np.int64)
    shift = (problem.first_night - certificate.first_night).days
    first, end = max(-shift, 0), min(certificate.price.shape[1] - shift, data.open.shape[1])
    there = np.flatnonzero(rows >= 0)
    if first < end and len(there):
        beds = np.where(data.private, data.beds, 1)[there, None]
        for price, given in zip(per_bed, prices, strict=True):
            price[there, first:end] = given[rows[there], first + shift : end + shift] / beds
        known[there, first:end] = True
    return per_bed, known & data.open


def sought(market: Market, team: Team) -> Bools:
    """Say which nights cost nothing and are wanted far more often than there are beds; shape (m, T)."""
    prices = market.prices
    soft_use(market, TAU, Sample(0, 1, 0), team)
    wanted = prices.use.sum(axis=0)[:-1].cumsum(axis=0)
    prices.use[:] = 0.0
    sought_after = wanted > SOUGHT * prices.capacity
    return np.asarray(np.logical_and(prices.per_bed == 0.0, sought_after).T, bool)


def guess(data: Data, prices: Sequence[Floats], known: Bools) -> tuple[Floats, ...]:
    """Return prices in which open nights that are not known cost what they do in the dearer of spaces alike.

    Each of `prices` is per bed, shape (m, T); `known` is the same for all.
    """
    whole, missing = tuple(np.where(known, price, 0.0) for price in prices), data.open & ~known
    traits = _traits(data)
    of_place = np.repeat(np.arange(len(data.block) - 1), np.diff(data.block))
    knows = np.asarray(known.any(axis=1))
    for s in np.flatnonzero(missing.any(axis=1)).tolist():
        near = np.arange(data.block[of_place[s]], data.block[of_place[s] + 1])
        near = near[knows[near]]
        if not len(near):
            near = np.flatnonzero(knows)
        near = near[_most_alike(data, traits, s, near)]
        for price in whole if len(near) else ():
            price[s, missing[s]] = _dear(price[near], known[near])[missing[s]]
    return whole


def settle(market: Market, known: Bools, team: Team) -> None:
    """Move the prices of open nights that are not known, and no others, until beds are wanted once."""
    prices, data, every = market.prices, market.prices.data, _every(market)
    which = np.flatnonzero((data.open & ~known).any(axis=1))
    is_open, price = data.open[which].T, prices.per_bed[:, which]
    moves, capacity, unit = is_open & ~known[which].T, prices.capacity[which], prices.unit[which]
    slope, size = np.zeros(price.shape, np.float32), np.zeros(price.shape, np.float32)
    for i in range(STEPS if len(which) else 0):
        tau, rate = (top * (end / top) ** (i / STEPS) for top, end in (COOLED, SLOWED))
        soft_use(market, tau, Sample(i % every, every, i // every), team)
        wanted = every * prices.use[:, :-1, which].sum(axis=0).cumsum(axis=0)
        prices.use[:] = 0.0
        slope += (1 - FORGET_SLOPE) * (wanted / capacity - 1.0 - slope)
        size += (1 - FORGET_SIZE) * ((wanted / capacity - 1.0) ** 2 - size)
        mean, root = slope / (1 - FORGET_SLOPE ** (i + 1)), np.sqrt(size / (1 - FORGET_SIZE ** (i + 1)))
        price = np.where(moves, np.maximum(price + rate * mean / (root + FLOOR), 0.0), price)
        prices.per_bed[:, which] = price
        prices.closed[:, which] = np.where(is_open, price * unit, SHUT)


def _every(market: Market) -> int:
    """Return of how many cohorts a step asks one."""
    return int(np.clip(len(market.cohorts.size) // FEWEST, 1, SPARSE))


def _traits(data: Data) -> Floats:
    """Return numbers for each space whose differences, summed up, say how unlike two of them are."""
    spaces = data.spaces
    features = [spaces["features"] >> bit & 1 for bit in range(63)]
    nights = [np.log(np.minimum(spaces[name], 60)) for name in ("min_nights", "max_nights")]
    sexes = [spaces["sexes"] == rule for rule in np.unique(spaces["sexes"])]
    traits = [3.0 * np.log(spaces["beds"]), 5.0 * spaces["private"], *nights, *sexes]
    return np.stack([*traits, *(0.5 * has for has in features if has.any())], axis=1)


def _most_alike(data: Data, traits: Floats, s: int, others: Ints) -> Ints:
    """Return which `ALIKE` of other spaces are most like one, and near it."""
    if len(others) <= ALIKE:
        return np.arange(len(others))
    far = EARTH_KM * np.linalg.norm(data.points[:3, others] - data.points[:3, s : s + 1], axis=0)
    unlike = np.abs(traits[others] - traits[s]).sum(axis=1) + far / 20.0
    return np.argpartition(unlike, ALIKE)[:ALIKE]


def _dear(price: Floats, known: Bools) -> Floats:
    """Return for each night the price that one in `DEARER` of those who know it passes, 0 where none does."""
    n = known.sum(axis=0)
    falling = -np.sort(-np.where(known, price, -1.0), axis=0)
    return np.where(n > 0, falling[n // DEARER, np.arange(falling.shape[1])], 0.0)
