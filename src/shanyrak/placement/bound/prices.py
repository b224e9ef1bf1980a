"""Prices that fall where beds are left over and rise where several parties want one, by Adam on the soft use.

Prices are moved per bed: that of a private space is its price over its beds, so that one step
fits a room and a home.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.bound.smooth import Sample, add_use
from shanyrak.placement.chains import nights_first
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.params import Phase
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.team import Team

# Of Adam; the memory of the size is short, because the slope changes as the temperature falls.
FORGET_SLOPE, FORGET_SIZE = 0.9, 0.99
FLOOR = 1e-3  # of the size of a slope: nights that nobody wants must not jump about


@dataclass(slots=True)
class Prices:
    """Prices under work, per bed, with the memory of Adam; shape (n_spaces, n_nights).

    `use` is what each thread counts, shape (n_threads, n_spaces, n_nights + 1), as differences along the
    nights; `closed` the prices as loops over spaces read them, nights first and `SHUT` on closed nights.
    """

    data: Data
    per_bed: Floats
    slope: Floats
    size: Floats
    use: Floats
    closed: Floats
    steps: int = 0

    @staticmethod
    def start(data: Data, team: Team, per_bed: Floats | None = None) -> "Prices":
        """Return prices to begin with: zero, or those of an earlier plan."""
        m, nights = data.open.shape
        known = np.zeros((m, nights)) if per_bed is None else per_bed.copy()
        prices = Prices(
            data,
            known,
            np.zeros((m, nights)),
            np.zeros((m, nights)),
            np.zeros((team.threads, m, nights + 1)),
            np.zeros((nights, m), np.float32),
        )
        prices.closed[:] = nights_first(data, prices.price)
        return prices

    @property
    def price(self) -> Floats:
        """Prices as a certificate has them, in single precision: per bed if shared, per space if private."""
        unit = np.where(self.data.private, self.data.beds, 1)[:, None]
        return (self.per_bed * unit).astype(np.float32).astype(np.float64)

    def step(self, times: float, rate: float, team: Team) -> None:
        """Move the prices by about `rate` towards `times` the use = capacity [1]_, and forget the use.

        References
        ----------
        .. [1] Kingma, D. P., Ba, J. (2015). Adam: a method for stochastic optimization. ICLR.
        """
        self.steps += 1
        scale = rate / (1 - FORGET_SLOPE**self.steps), 1 / (1 - FORGET_SIZE**self.steps), times
        m, memory = len(self.data.spaces), (self.per_bed, self.slope, self.size)

        def work(i: int) -> None:
            span = i * m // team.threads, (i + 1) * m // team.threads
            move_prices(self.data, span, scale, self.use, memory, self.closed)

        team.each(work)


@rough_kernel
def move_prices(
    data: Data,
    span: tuple[int, int],
    scale: tuple[float, float, float],
    use: Floats,
    memory: tuple[Floats, Floats, Floats],
    closed: Floats,
) -> None:
    """Do one step of Adam on the spaces of a span: rate, correction of the size, and times the use."""
    per_bed, slope, size = memory
    rate, mend, times = scale
    for s in range(span[0], span[1]):
        private = data.spaces[s].private
        capacity = 1.0 if private else float(data.spaces[s].beds)
        unit = float(data.spaces[s].beds) if private else 1.0
        wanted = 0.0
        for t in range(data.open.shape[1]):
            for i in range(len(use)):
                wanted += use[i, s, t]
                use[i, s, t] = 0.0
            if not data.open[s, t]:
                continue
            excess = times * wanted / capacity - 1.0
            slope[s, t] += (1 - FORGET_SLOPE) * (excess - slope[s, t])
            size[s, t] += (1 - FORGET_SIZE) * (excess * excess - size[s, t])
            step = rate * slope[s, t] / (math.sqrt(size[s, t] * mend) + FLOOR)
            per_bed[s, t] = max(per_bed[s, t] + step, 0.0)
            closed[t, s] = per_bed[s, t] * unit
        for i in range(len(use)):
            use[i, s, data.open.shape[1]] = 0.0


class Market(NamedTuple):
    """Who asks, at which spaces they look, and the prices there."""

    cohorts: Cohorts
    lists: Ranking
    prices: Prices


def soft_use(market: Market, tau: float, sample: Sample, team: Team) -> None:
    """Write to ``prices.use`` what all parties want of each night, judged by a sample of the cohorts."""
    cohorts, lists, prices = market
    first, every, turn = sample

    def work(i: int) -> None:
        mine = Sample(first + i * every, every * team.threads, turn)
        add_use(prices.data, cohorts, lists, prices.closed, tau, mine, prices.use[i])

    team.each(work)


class Pace(NamedTuple):
    """How many steps a phase makes, each of which asks every so-manieth cohort."""

    steps: int
    every: int


def cool(market: Market, phase: Phase, pace: Pace, team: Team) -> Iterator[int]:
    """Move prices through one phase, as temperature and rate fall by a constant factor; yield each step.

    Every step asks another sample, so that prices fit no single one.
    """
    for i in range(pace.steps):
        done = i / max(1, pace.steps - 1)
        tau = phase.tau[0] * (phase.tau[1] / phase.tau[0]) ** done
        rate = phase.rate[0] * (phase.rate[1] / phase.rate[0]) ** done
        soft_use(market, tau, Sample(i % pace.every, pace.every, i // pace.every), team)
        market.prices.step(float(pace.every), rate, team)
        yield i
