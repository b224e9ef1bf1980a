"""One search under way: the draft, the prices, the best proof, and what each step changes and costs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.prices import Prices, all_spaces, cool, nearest_spaces
from shanyrak.placement.bound.shortlist import Shortlist, empty_shortlist
from shanyrak.placement.construct.in_turn import house
from shanyrak.placement.draft import Draft, empty_draft, housed_person_nights, lacking
from shanyrak.placement.improve.rounds import exchange_round
from shanyrak.placement.improve.zones import Zones, deal
from shanyrak.placement.lodge import Desk, Tariff, make_desk
from shanyrak.placement.model import Progress
from shanyrak.placement.params import Params, Phase
from shanyrak.placement.problem import Data, Floats, Ints, Problem
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team

# What things cost one thread of a plain machine, in seconds: measured once, used only
# to count work (`stop.Meter`).
STAY_S = 5.5e-9  # to weigh one stay of one party when it is cold; hot, more of them count
PAIR_S = 35e-9  # to look whether a space suits a party, and what it is worth
HOT = 10.0  # by how much more, for each unit of temperature
HOUSE_S = 45e-9  # to look once more which of them is free, in turn
CELL_S = 55e-9  # to move the price of one night
TRY_S = 0.07e-6  # to take some parties out and put them back, for each night of each space that one looks at

# Of the time limit for the search: what follows is to look once more, to prove and to explain.
LAST_SHARE = 0.8

Watch = Callable[[Progress], None]


@dataclass(slots=True)
class Search:
    """State of one search: `bound` the best proof so far and `price` what proves it."""

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
    everything: Shortlist | None = None
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

    @property
    def stopped_by(self) -> str:
        """Why the search ended; "time" wherever the clock had a say in what was done."""
        reason = self.ended or self.meter.over(LAST_SHARE) or "patience"
        return "time" if self.meter.hurried and reason != "interrupt" else reason

    @property
    def value(self) -> float:
        """Value of the draft, in person-nights."""
        return float(self.draft.slots["value"].sum())

    def is_over(self) -> bool:
        """Say whether a reason to end was found."""
        return self.ended is not None

    def tell(self, phase: str) -> None:
        """Record where the search stands, and end it where the gap is reached or time is over."""
        unhoused = self.problem.asked_person_nights - int(housed_person_nights(self.data, self.draft).sum())
        self.trace.append(Progress(self.meter.seconds, phase, self.value, self.bound, unhoused))
        if self.watch:
            self.watch(self.trace[-1])
        if self.trace[-1].gap <= self.meter.stop.gap:
            self.ended = self.ended or "gap"
        if self.rounds and self.rounds == self.meter.stop.rounds:
            self.ended = self.ended or "rounds"
        self.ended = self.ended or self.meter.over()

    def first_come(self) -> None:
        """House everybody in order of arrival, each in its best chain of what is left: a plan at once."""
        pairs = _pairs(self.data)
        if _width(self.data).sum() <= self.params.most_pairs:
            self.everything = all_spaces(self.data, 1, self.team)
        self.meter.spend(PAIR_S * pairs / self.team.threads)
        self._house(self.draft, np.arange(len(self.data.parties)), self.everything, 0.0)
        self.tell("first come, first served")

    def settle_prices(self, phase: Phase, share: float) -> None:
        """Move prices through a phase, up to this share of the time limit, and prove what they prove."""
        if self.is_over() or self.meter.over(share):
            return
        for _ in run_phase(self, self.prices, phase, self.everything):
            if self.meter.over(share):
                break
        self.certify()
        self.tell("prices")

    def certify(self) -> None:
        """Prove what the prices of now prove; keep them if no others prove more."""
        price = self.prices.price
        bound = upper_bound(self.data, price, self.team)
        self.meter.spend(PAIR_S * _pairs(self.data) / self.team.threads)
        if bound < self.bound:
            self.bound, self.price = bound, price

    def rebuild(self, scales: Iterable[float]) -> None:
        """House everybody anew, led by the best prices at these scales in turn; keep the better draft."""
        if self.is_over() or self.bound == float("inf"):
            return
        data, fresh = self.data, empty_draft(self.problem)
        width = self.params.rebuild_width
        lists = self._nearest(self.price, width) if self.everything is None else self.everything
        for scale in scales:
            zones = deal(data, fresh, self.team.threads, self.random)

            def work(mine: int, scale: float = scale, zones: Zones = zones) -> None:
                tariff = Tariff(self.price, scale, zones.of_space, mine)
                house(data, fresh, self.desks[mine], lists, zones.parties(mine), tariff)

            self.team.each(work)
            self.meter.spend(HOUSE_S * _pairs(data) / self.team.threads**2)
        if fresh.slots["value"].sum() > self.value:
            self.draft = fresh
        self.tell("plan")

    def exchange(self, share: float) -> None:
        """Exchange parties up to this share of the time limit, or until nothing better was found for long."""
        if self.is_over():
            return
        params, n = self.params, len(self.data.parties)
        lists = self._nearest(self.price, params.width)
        tries = int(
            np.clip(params.tries_a_party * n / self.team.threads, params.fewest_tries, params.most_tries)
        )
        cost = TRY_S * float((lists.length * self.data.nights).sum()) / max(n, 1)
        idle = 0
        while not self.is_over() and not self.meter.over(share) and idle < params.patience * n:
            won = exchange_round(
                self.data,
                self.draft,
                lists,
                self.price,
                tries=tries,
                team=self.team,
                desks=self.desks,
                random=self.random,
            )
            self.rounds += 1
            idle = 0 if won > 0 else idle + tries * self.team.threads
            self.meter.spend(tries * cost)
            self.tell("exchange")

    def fill(self) -> None:
        """Let everybody who still lacks a night look at every space once more."""
        order = np.flatnonzero(lacking(self.data, self.draft))
        self._house(self.draft, order, self.everything, 0.0)
        self.tell("last look")

    def _house(self, draft: Draft, order: Ints, lists: Shortlist | None, scale: float) -> None:
        """House parties in turn at `scale` times the prices; without lists each looks at every space."""
        lists = empty_shortlist(self.data, 0) if lists is None else lists
        self.meter.spend(HOUSE_S * float(len(order)) / max(len(self.data.parties), 1) * _pairs(self.data))
        tariff = Tariff(self.price, scale, np.zeros(len(self.data.spaces), np.int8), 0)
        house(self.data, draft, self.desks[0], lists, order, tariff)

    def _nearest(self, price: Floats, width: int) -> Shortlist:
        self.meter.spend(PAIR_S * _pairs(self.data) / self.team.threads)
        return nearest_spaces(self.data, price, width, self.team)


def run_phase(search: Search, prices: Prices, phase: Phase, lists: Shortlist | None) -> Iterable[int]:
    """Run one phase on as many parties as its share of the time pays for; yield after each step.

    On a machine that is far slower than plain (`Meter.haste`) it pays for fewer.
    """
    data, params, meter, threads = prices.data, search.params, search.meter, search.team.threads
    reach = _width(data) if lists is None else lists.length
    stays = float((reach * data.nights * (data.nights + 1) / 2).sum()) * (1 + HOT * phase.tau[0])
    budget = phase.share * meter.stop.time_limit_s / phase.steps / meter.haste() - CELL_S * data.open.size
    every = int(
        np.ceil(max(STAY_S * stays / threads / max(budget, 1e-9), reach.sum() / params.most_pairs, 1.0))
    )
    every = max(1, min(every, len(data.parties) // params.smallest_sample))
    if lists is None:
        lists = all_spaces(data, every, search.team)
        meter.spend(PAIR_S * _pairs(data) / every / threads)
    for step in cool(prices, lists, phase, every, search.team):
        meter.spend(STAY_S * stays / every / threads + CELL_S * data.open.size)
        yield step


def _width(data: Data) -> Floats:
    """Guess how many spaces suit each party: half of those in its reach."""
    sizes = np.diff(data.block)
    return np.where(data.place < 0, len(data.spaces), sizes[data.place] + sizes[-1]) * 0.5


def _pairs(data: Data) -> float:
    return float(_width(data).sum() * 2)
