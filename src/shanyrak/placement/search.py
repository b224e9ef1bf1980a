"""One search under way: the draft, the prices, the best proof, and what each step changes and costs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.prices import Prices, all_spaces, cool, nearest_spaces
from shanyrak.placement.bound.shortlist import Shortlist
from shanyrak.placement.construct.in_turn import house_in_turn, house_listed
from shanyrak.placement.draft import Draft, empty_draft, housed_person_nights, lacking
from shanyrak.placement.improve.rounds import exchange_round
from shanyrak.placement.lodge import Desk, make_desk
from shanyrak.placement.model import Progress
from shanyrak.placement.params import Params, Phase
from shanyrak.placement.problem import Data, Floats, Problem
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team

# What things cost a thread on a plain machine, in seconds: measured once, used only to count work (see `stop.Meter`).
STAY_S = 8e-9  # to weigh one stay of one party
PAIR_S = 40e-9  # to look whether a space suits a party, and what it is worth
CELL_S = 40e-9  # to move the price of one night
TRY_S = 30e-6  # to take some parties out and put them back

Watch = Callable[[Progress], None]


@dataclass(slots=True)
class Search:
    """State of one search; `value` is that of the draft, `bound` the best proof so far and `price` what proves it."""

    problem: Problem
    params: Params
    meter: Meter
    team: Team
    random: np.random.Generator
    watch: Watch | None = None
    draft: Draft = field(init=False)
    prices: Prices = field(init=False)
    price: Floats = field(init=False)
    desks: list[Desk] = field(init=False)
    value: float = 0.0
    bound: float = float("inf")
    ended: str | None = None
    rounds: int = 0
    trace: list[Progress] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nobody housed and no price."""
        data = self.problem.data
        self.draft, self.prices = empty_draft(self.problem), Prices.start(data)
        self.price = np.zeros(data.open.shape)
        self.desks = [make_desk(data) for _ in range(self.team.threads)]

    @property
    def data(self) -> Data:
        """Arrays of the problem."""
        return self.problem.data

    def tell(self, phase: str) -> None:
        """Record where the search stands, and end it where the gap is reached or time is over."""
        unhoused = self.problem.asked_person_nights - int(housed_person_nights(self.data, self.draft).sum())
        self.trace.append(Progress(self.meter.seconds, phase, self.value, self.bound, unhoused))
        if self.watch:
            self.watch(self.trace[-1])
        if self.trace[-1].gap <= self.meter.stop.gap:
            self.ended = self.ended or "gap"
        self.ended = self.ended or self.meter.over()

    def first_come(self) -> None:
        """House everybody in order of arrival, each in its best chain of what is left: a plan at once."""
        data = self.data
        order = np.arange(len(data.people))
        self.value = house_in_turn(data, self.draft, self.desks[0], order, self.price, 0.0)
        self.meter.spend(2 * PAIR_S * _pairs(data))
        self.tell("first come, first served")

    def settle_prices(self, phases: Iterable[Phase]) -> None:
        """Move the prices through some phases and keep those that prove most."""
        for phase in phases:
            if self.ended:
                return
            for _ in run_phase(self.prices, phase, self):
                if self.meter.over():
                    break
            self.certify()
            self.tell("prices")

    def certify(self) -> None:
        """Prove what the prices of now prove; keep them if no others prove more."""
        price = self.prices.price
        bound = upper_bound(self.data, price, self.team)
        self.meter.spend((PAIR_S + 3 * STAY_S) * _pairs(self.data) / self.team.threads)
        if bound < self.bound:
            self.bound, self.price = bound, price

    def rebuild(self) -> None:
        """House everybody anew, led by the prices; keep the draft there was if it is worth more."""
        if self.ended:
            return
        data, lists, fresh = self.data, self._lists(), empty_draft(self.problem)
        order = np.arange(len(data.people))
        value = house_listed(data, fresh, self.desks[0], lists, order, self.price, 1.0)
        value += house_listed(data, fresh, self.desks[0], lists, order, self.price, 0.5)
        if value > self.value:
            self.draft, self.value = fresh, value
        self.tell("plan")

    def exchange(self, share: float) -> None:
        """Exchange parties until this share of the time limit is used, or a better plan has long not been found."""
        if self.ended:
            return
        params, n = self.params, len(self.data.people)
        lists = self._lists()
        tries = int(np.clip(params.tries_a_party * n / self.team.threads, params.fewest_tries, params.most_tries))
        idle = 0
        while not self.ended and not self.meter.over(share) and idle < params.patience * n:
            won = exchange_round(
                self.data, self.draft, lists, self.price, tries=tries, team=self.team, desks=self.desks, random=self.random
            )
            self.value += won
            self.rounds += 1
            idle = 0 if won > 0 else idle + tries * self.team.threads
            self.meter.spend(tries * TRY_S)
            self.tell("exchange")
            if self.rounds == self.meter.stop.rounds:
                self.ended = self.ended or "rounds"

    def fill(self) -> None:
        """Let everybody who still lacks a night look at every space once more."""
        order = np.flatnonzero(lacking(self.data, self.draft))
        self.value += house_in_turn(self.data, self.draft, self.desks[0], order, self.price, 0.0)
        self.tell("last look")

    def _lists(self) -> Shortlist:
        self.meter.spend((PAIR_S + 9 * STAY_S) * _pairs(self.data) / self.team.threads)
        return nearest_spaces(self.data, self.price, self.params.width, self.team)


def run_phase(prices: Prices, phase: Phase, search: Search) -> Iterable[int]:
    """Run one phase on as many parties as its share of the time pays for; yield after each step."""
    data, params, meter, threads = prices.data, search.params, search.meter, search.team.threads
    pairs = _pairs(data)
    stays = float((_width(data) * data.nights * (data.nights + 1) / 2).sum())
    budget = phase.share * meter.stop.time_limit_s / phase.steps - CELL_S * data.open.size
    every = int(np.ceil(max(STAY_S * stays / threads / max(budget, 1e-9), pairs / params.most_pairs, 1.0)))
    every = max(1, min(every, len(data.people) // params.smallest_sample))
    lists = all_spaces(data, every, search.team)
    meter.spend(PAIR_S * pairs / every / threads)
    for step in cool(prices, lists, phase, every, search.team):
        meter.spend(STAY_S * stays / every / threads + CELL_S * data.open.size)
        yield step


def _width(data: Data) -> Floats:
    """Number of spaces in reach of each party, about half of which will suit it."""
    sizes = np.diff(data.block)
    return np.where(data.place < 0, len(data.beds), sizes[data.place] + sizes[-1]) * 0.5


def _pairs(data: Data) -> float:
    return float(_width(data).sum() * 2)
