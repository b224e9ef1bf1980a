"""Prices that fall where beds are left over and rise where several parties want one, by Adam on the soft use.

Prices are moved per bed: that of a private space is its price over its beds, so that one step
fits a room and a home.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.shortlist import Shortlist, empty_shortlist, fill_shortlist
from shanyrak.placement.bound.smooth import add_use
from shanyrak.placement.chains import SHUT
from shanyrak.placement.params import Phase
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.team import Team

# Of Adam; the memory of the size is short, because the slope changes as the temperature falls.
FORGET_SLOPE, FORGET_SIZE = 0.9, 0.99
FLOOR = 1e-3  # of the size of a slope: nights that nobody wants must not jump about


@dataclass(slots=True)
class Prices:
    """Prices under work, per bed, with the memory of Adam; all of shape (n_spaces, n_nights)."""

    data: Data
    per_bed: Floats
    slope: Floats
    size: Floats
    steps: int = 0

    @staticmethod
    def start(data: Data, per_bed: Floats | None = None) -> "Prices":
        """Return prices to begin with: zero, or those of an earlier plan."""
        zero = np.zeros(data.open.shape)
        return Prices(data, zero if per_bed is None else per_bed.copy(), zero.copy(), zero.copy())

    @property
    def price(self) -> Floats:
        """Prices as a certificate has them, in single precision: per bed if shared, per space if private."""
        unit = np.where(self.data.private, self.data.beds, 1)[:, None]
        return (self.per_bed * unit).astype(np.float32).astype(np.float64)

    def forget(self) -> None:
        """Forget the slopes: another temperature begins."""
        self.slope[:], self.size[:], self.steps = 0.0, 0.0, 0

    def step(self, use: Floats, rate: float) -> None:
        """Move the prices by about `rate` towards use = capacity [1]_.

        References
        ----------
        .. [1] Kingma, D. P., Ba, J. (2015). Adam: a method for stochastic optimization. ICLR.
        """
        capacity = np.where(self.data.private, 1.0, self.data.beds)[:, None]
        excess = (use - capacity) / capacity
        self.steps += 1
        self.slope += (1 - FORGET_SLOPE) * (excess - self.slope)
        self.size += (1 - FORGET_SIZE) * (excess * excess - self.size)
        slope = self.slope / (1 - FORGET_SLOPE**self.steps)
        size = np.sqrt(self.size / (1 - FORGET_SIZE**self.steps))
        self.per_bed += rate * slope / (size + FLOOR)
        np.maximum(self.per_bed, 0.0, out=self.per_bed)
        self.per_bed *= self.data.open


def all_spaces(data: Data, every: int, team: Team) -> Shortlist:
    """Return the lists of all spaces that suit each `every`-th party."""
    lists = empty_shortlist(data, len(data.beds), every)
    nothing = np.zeros(data.open.T.shape)
    team.over(lambda low, high: fill_shortlist(data, nothing, low, high, lists), np.diff(lists.start) + 1.0)
    return lists


def nearest_spaces(data: Data, price: Floats, width: int, team: Team) -> Shortlist:
    """Return lists of the `width` spaces of least slack of every party at the prices."""
    lists = empty_shortlist(data, width)
    closed = np.ascontiguousarray(np.where(data.open, price, SHUT).T)
    team.over(lambda low, high: fill_shortlist(data, closed, low, high, lists), data.nights + 1.0)
    return lists


class Sample(NamedTuple):
    """Each `every`-th party from `first` on: the others are taken to be like them."""

    first: int
    every: int


def soft_use(data: Data, lists: Shortlist, price: Floats, tau: float, sample: Sample, team: Team) -> Floats:
    """Return what all parties want of each night, shape (n_spaces, n_nights), judged by a sample of them."""
    closed = np.ascontiguousarray(np.where(data.open, price, SHUT).T, np.float32)
    use = np.zeros((team.threads, len(data.beds), data.open.shape[1] + 1))
    first, every = sample.first, sample.every
    team.each(lambda i: add_use(data, lists, closed, tau, (first + i * every, every * team.threads), use[i]))
    return np.cumsum(use.sum(axis=0), axis=1)[:, :-1] * every


def cool(prices: Prices, lists: Shortlist, phase: Phase, every: int, team: Team) -> Iterator[int]:
    """Move prices through one phase, as temperature and rate fall by a constant factor; yield each step.

    Every step asks another sample, so that prices fit no single one; lists made for one sample keep to it.
    """
    turns = every if lists.length[1 :: max(every, 2)].any() else 1
    prices.forget()
    for i in range(phase.steps):
        done = i / max(1, phase.steps - 1)
        tau = phase.tau[0] * (phase.tau[1] / phase.tau[0]) ** done
        rate = phase.rate[0] * (phase.rate[1] / phase.rate[0]) ** done
        prices.step(soft_use(prices.data, lists, prices.price, tau, Sample(i % turns, every), team), rate)
        yield i
