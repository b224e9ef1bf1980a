"""What a worker does with its region when it is asked; who asks, and over which wire, it does not know."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.cohorts import find_cohorts
from shanyrak.placement.bound.prices import Market, Pace, Prices, Singles, cool
from shanyrak.placement.bound.ranking import list_spaces, put_by_space
from shanyrak.placement.draft import housed_person_nights
from shanyrak.placement.improve.rounds import Lead
from shanyrak.placement.params import Params
from shanyrak.placement.problem import NOBODY, Codes, Floats, Ints
from shanyrak.placement.scale.region_search import JointPrices, RegionSearch
from shanyrak.placement.scale.regions import Region
from shanyrak.placement.scale.sleepers import Sleepers, housed_as, sleepers_of
from shanyrak.placement.search import LAST_SHARE, lead_of, pace_of
from shanyrak.placement.stop import PLAIN, Meter, Stop
from shanyrak.placement.team import Team
from shanyrak.placement.unavoidable import plain

NEAREST = 60  # spaces of its list, among which a party that names no place finds its home
NEAR = 0.02  # person-nights a person: a home that is worse by so much is less likely by a factor of e


class Setting(NamedTuple):
    """How regions are searched."""

    params: Params
    time_limit_s: float
    clock: bool
    seed: int
    threads: int


class Standing(NamedTuple):
    """Where the search of a region stands, and why it ended, if it did; `used` are beds of joint spaces."""

    value: float
    housed: int
    used: Ints
    ended: str | None
    progress: float
    hurried: bool
    is_idle: bool


class Turn(NamedTuple):
    """One of `of` turns of a phase of the prices that the settings have under this name."""

    name: str
    which: int
    number: int
    of: int
    until: float | None  # share of the time limit; None: all of it, reading the clock


class Kept(NamedTuple):
    """All that another worker has to know to go on in the place of this one."""

    moved: tuple[Singles, Singles, Singles, int]  # prices per bed, the memory of Adam, and its steps
    price: Singles  # that prove the bound
    bound: float
    nobody: Singles | None  # those of the person-nights, where it has turned to them
    sleepers: Sleepers
    dealt: Ints
    cooled_from: float | None
    random: Any
    spent: tuple[float, bool, str | None]


class Worker:
    """One region under work. What its methods return are small arrays and numbers."""

    def __init__(self, region: Region, setting: Setting, number: int, stop: Stop) -> None:
        random = np.random.default_rng((setting.seed, number))
        self.region, self.setting, self.team = region, setting, Team(setting.threads)
        self.search = search = RegionSearch(
            region.problem, setting.params, Meter(stop), self.team, random, joint=region.joint
        )
        search.dealt = search.draft.left[region.joint].astype(np.int64)
        self.prices = search.prices = JointPrices.of(search.prices, region.joint)
        self.market = Market(search.cohorts, search.lists, self.prices)
        self.pace, self.step_s = Pace(0, 1), 0.0
        self.before = search.draft, search.dealt
        self.rounds: Iterator[int] | None = None
        self.lead: tuple[float, Lead] | None = None
        self.is_idle = False
        self.proved = search.price
        self.nobody: Floats | None = None

    def lead_by(self, price: Singles, progress: float, hurried: float) -> None:
        """Take over prices that were proved elsewhere, and what was spent on them."""
        search, meter = self.search, self.search.meter
        search.price, search.bound = price.astype(float), 0.0
        meter.work_s, meter.hurried = progress * PLAIN * meter.stop.time_limit_s, bool(hurried)

    def homes(self) -> Codes:
        """Return a place for each party that names none: that of a space near its best at the prices."""
        search, data = self.search, self.search.data
        search.rank_lists(1.0)
        of_space, lists = np.repeat(np.arange(len(data.block) - 1), np.diff(data.block)), search.lists
        homes = np.full(len(data.parties), NOBODY, np.int32)
        for p in np.flatnonzero(data.place == NOBODY).tolist():
            c = lists.of_party[p]
            rows = slice(lists.start[c], lists.start[c] + min(lists.length[c], NEAREST))
            weight = np.exp(-lists.slack[rows].astype(float) / NEAR)
            places = of_space[lists.space[rows]]
            weight[places == len(data.block) - 2] = 0.0
            if weight.sum() > 0:
                homes[p] = places[np.searchsorted(np.cumsum(weight), search.random.random() * weight.sum())]
        return homes

    def standing(self) -> Standing:
        """Say where the search stands."""
        search = self.search
        housed = int(housed_person_nights(search.data, search.draft).sum())
        meter, used = search.meter, np.asarray(search.used)
        return Standing(
            search.value, housed, used, search.ended, meter.progress(), meter.hurried, self.is_idle
        )

    def move_prices(self, turn: Turn, heard: tuple[Floats, Floats] | None) -> tuple[Floats, Floats]:
        """Do a turn of a phase, led by what was heard of others; tell prices and use of joint beds."""
        meter, phase = self.search.meter, getattr(self.setting.params, turn.name)[turn.which]
        if turn.number == 0:
            put_by_space(self.market.lists, self.team)
            self.pace, self.step_s = pace_of(self.search, self.market, phase)
        if heard is not None:
            self.prices.hear(*heard)
        low, high = (self.pace.steps * i // turn.of for i in (turn.number, turn.number + 1))
        if low < high and not _is_over(meter, turn):
            for _ in cool(self.market, phase, self.pace, self.team, range(low, high)):
                meter.spend(self.step_s)
                if _is_over(meter, turn):
                    break
        return self.prices.tell()

    def prove(self, heard: tuple[Floats, Floats] | None) -> float:
        """Return what the prices of now prove for this region, counting only the joint beds it pays for."""
        if heard is not None:
            self.prices.hear(*heard)
        data, price = self.prices.data, self.prices.price
        self.proved = price
        others = self.region.joint[~self.region.pays]
        capacity = np.where(data.private, 1, data.beds)[others]
        paid = np.where(data.open[others], price[others], 0.0).sum(axis=1) @ capacity
        return upper_bound(data, price, self.team, self.market.cohorts) - float(paid)

    def trust(self, bound: float | None) -> None:
        """Let the prices that were proved last be the certificate, and lead, where their bound is given."""
        if bound is not None and self.nobody is not None:
            self.nobody = self.proved
        elif bound is not None:
            self.search.bound, self.search.price = bound, self.proved

    def house(self, scales: tuple[float, ...], dealt: Ints) -> Standing:
        """House everybody anew in the beds dealt, led by the prices or, without a scale of them, in turn."""
        search = self.search
        self.before = search.draft, search.dealt
        search.dealt = dealt
        search.draft = search.nobody_housed()
        if scales:
            search.rebuild(scales)
        else:
            search.first_come()
        return self.standing()

    def go_back(self, steps: int) -> None:
        """Take the draft that was kept aside, or with no step go on with what was built."""
        if steps:
            self.search.draft, self.search.dealt = self.before

    def exchange(self, until: float, dealt: Ints) -> Standing:
        """Exchange parties up to this share of the time limit."""
        search, meter = self.search, self.search.meter
        if self.lead is None:
            self.lead = meter.progress(), lead_of(search)
        if self.rounds is None or len(search.joint):
            search.deal(dealt)
            self.rounds = search.exchanges(LAST_SHARE, *self.lead)
        for _ in self.rounds:
            if meter.progress() >= until:
                break
        else:
            self.is_idle = True
        return self.standing()

    def fill(self, dealt: Ints) -> Standing:
        """Let everybody who still lacks a night look once more."""
        self.search.deal(dealt)
        self.search.fill()
        return self.standing()

    def forget_worth(self) -> None:
        """Turn to the problem where only person-nights count, from the prices of the plan."""
        search = self.search
        data = plain(search.data)
        beds = np.where(data.private, data.beds, 1)[:, None]
        start = Prices.start(data, self.team, np.minimum(search.price / beds, 1.0))
        cohorts = find_cohorts(data)
        self.prices = JointPrices.of(start, self.region.joint)
        lists = list_spaces(cohorts, self.setting.params.most_pairs, self.team)
        self.market, self.nobody = Market(cohorts, lists, self.prices), self.prices.price

    def sleepers(self) -> Sleepers:
        """Tell who sleeps where."""
        return sleepers_of(self.search.draft)

    def certificate(self) -> tuple[Singles, Singles]:
        """Return the prices that prove the bound, and those of the person-nights."""
        nobody = np.zeros_like(self.search.price) if self.nobody is None else self.nobody
        return self.search.price.astype(np.float32), nobody.astype(np.float32)

    def keep(self) -> Kept:
        """Return what another worker would need to go on from here; no turn and no proof may be open."""
        search, meter, prices = self.search, self.search.meter, self.prices
        return Kept(
            moved=(prices.per_bed.copy(), prices.slope.copy(), prices.size.copy(), prices.steps),
            price=search.price.astype(np.float32),
            bound=search.bound,
            nobody=None if self.nobody is None else self.nobody.astype(np.float32),
            sleepers=self.sleepers(),
            dealt=search.dealt,
            cooled_from=None if self.lead is None else self.lead[0],
            random=search.random.bit_generator.state,
            spent=(meter.work_s, meter.hurried, search.ended),
        )

    def restore(self, kept: Kept) -> None:
        """Go on from there, in the place of a worker that is no more."""
        search, meter = self.search, self.search.meter
        search.price, search.bound = kept.price.astype(float), kept.bound
        if kept.nobody is not None:
            self.forget_worth()
            self.nobody = kept.nobody.astype(float)
        self.prices.take(*kept.moved)
        search.dealt = kept.dealt
        search.draft = housed_as(self.region.problem, search.nobody_housed(), kept.sleepers)
        search.random.bit_generator.state = kept.random
        meter.work_s, meter.hurried, search.ended = kept.spent
        if kept.cooled_from is not None:
            self.lead = kept.cooled_from, lead_of(search)


def _is_over(meter: Meter, turn: Turn) -> bool:
    return meter.is_late() if turn.until is None else meter.over(turn.until) is not None
