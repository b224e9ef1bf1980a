"""Prices that fall where beds are left over and rise where several parties want one, by Adam on the soft use.

Prices are moved per bed: that of a private space is its price over its beds, so that one step
fits a room and a home. In single precision, as a certificate has them: each step reads all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.cohorts import Cohorts
from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.bound.smooth import Sample, add_use
from shanyrak.placement.chains import SHUT, nights_first
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.params import Phase
from shanyrak.placement.problem import Data, Floats
from shanyrak.placement.team import Team

Singles = NDArray[np.float32]

# Of Adam; the memory of the size is short, because the slope changes as the temperature falls.
FORGET_SLOPE, FORGET_SIZE = 0.9, 0.99
FLOOR = 1e-3  # of the size of a slope: nights that nobody wants must not jump about


@dataclass(slots=True)
class Prices:
    """Prices under work, per bed, with the memory of Adam; shape (n_nights, n_spaces), as loops read them.

    `use` is what each thread counts, shape (n_threads, n_nights + 1, n_spaces), as differences along the
    nights; `closed` the prices as a party of one pays them, `SHUT` on closed nights.
    """

    data: Data
    per_bed: Singles
    slope: Singles
    size: Singles
    use: Singles
    closed: Singles
    unit: Singles  # (n_spaces,) what the price of a bed is multiplied with: the beds of a private space, or 1
    capacity: Singles  # (n_spaces,) what may be used a night: beds, or the one share of a private space
    steps: int = 0

    @staticmethod
    def start(data: Data, team: Team, per_bed: Floats | None = None) -> "Prices":
        """Return prices to begin with: zero, or those of an earlier plan, shape (n_spaces, n_nights)."""
        m, nights = data.open.shape
        prices = Prices(
            data,
            np.zeros((nights, m), np.float32) if per_bed is None else per_bed.T.astype(np.float32, order="C"),
            np.zeros((nights, m), np.float32),
            np.zeros((nights, m), np.float32),
            np.zeros((team.threads, nights + 1, m), np.float32),
            np.zeros((nights, m), np.float32),
            np.where(data.private, data.beds, 1).astype(np.float32),
            np.where(data.private, 1, data.beds).astype(np.float32),
        )
        prices.closed[:] = nights_first(data, prices.price)
        return prices

    @property
    def price(self) -> Floats:
        """Prices as a certificate has them, shape (n_spaces, n_nights): per bed, or per private space."""
        return (self.per_bed * self.unit).T.astype(np.float64, order="C")

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
            move_prices(span, scale, self.use, memory, (self.closed, self.unit, self.capacity))

        team.each(work)


@rough_kernel
def move_prices(
    span: tuple[int, int],
    scale: tuple[float, float, float],
    use: Singles,
    memory: tuple[Singles, Singles, Singles],
    told: tuple[Singles, Singles, Singles],
) -> None:
    """Do one step of Adam on the spaces of a span: rate, correction of the size, and times the use."""
    rate, mend, times = np.float32(scale[0]), np.float32(scale[1]), np.float32(scale[2])
    one, zero, floor, shut = np.float32(1.0), np.float32(0.0), np.float32(FLOOR), np.float32(SHUT / 2)
    slower, faster = np.float32(1 - FORGET_SLOPE), np.float32(1 - FORGET_SIZE)
    closed, unit, capacity = told
    wanted, excess = np.zeros(span[1] - span[0], np.float32), np.empty(span[1] - span[0], np.float32)
    n = len(wanted)
    # One short loop after the other: in one that touches as many arrays, a compiler cannot rule out that two
    # are the same, and takes one space at a time.
    for t in range(len(closed)):
        for i in range(len(use)):
            row = use[i, t, span[0] : span[1]]
            for s in range(n):
                wanted[s] += row[s]
                row[s] = zero
        per_bed, slope, size = memory[0][t, span[0] :], memory[1][t, span[0] :], memory[2][t, span[0] :]
        beds, times_, shown = capacity[span[0] :], unit[span[0] :], closed[t, span[0] :]
        for s in range(n):
            excess[s] = times * wanted[s] / beds[s] - one
        for s in range(n):
            slope[s] += slower * (excess[s] - slope[s])
        for s in range(n):
            size[s] += faster * (excess[s] * excess[s] - size[s])
        for s in range(n):
            per_bed[s] = max(per_bed[s] + rate * slope[s] / (np.sqrt(size[s] * mend) + floor), zero)
        for s in range(n):
            shown[s] = shown[s] if shown[s] >= shut else per_bed[s] * times_[s]
    use[:, len(closed), span[0] : span[1]] = zero


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


def cool(market: Market, phase: Phase, pace: Pace, team: Team, span: range | None = None) -> Iterator[int]:
    """Move prices through one phase, as temperature and rate fall by a constant factor; yield each step.

    Every step asks another sample, so that prices fit no single one. With a `span`, these steps only.
    """
    for i in span or range(pace.steps):
        done = i / max(1, pace.steps - 1)
        tau = phase.tau[0] * (phase.tau[1] / phase.tau[0]) ** done
        rate = phase.rate[0] * (phase.rate[1] / phase.rate[0]) ** done
        soft_use(market, tau, Sample(i % pace.every, pace.every, i // pace.every), team)
        market.prices.step(float(pace.every), rate, team)
        yield i
