"""One search under way: the draft, the prices, the best proof, and what each step changes and costs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from shanyrak.base.garbage import no_collection
from shanyrak.placement.bound.carried import carried, guess, settle, sought
from shanyrak.placement.bound.certify import upper_bound
from shanyrak.placement.bound.cohorts import Cohorts, find_cohorts
from shanyrak.placement.bound.prices import Market, Pace, Prices, cool
from shanyrak.placement.bound.ranking import Ranking, list_spaces, narrow, put_by_space, rank, unranked
from shanyrak.placement.construct.in_turn import Tariff, house
from shanyrak.placement.draft import (
    Draft,
    aim_of,
    copy_of,
    empty_draft,
    housed_person_nights,
    lacking,
    value_of,
)
from shanyrak.placement.improve.bring_back import bring_back
from shanyrak.placement.improve.rounds import Lead, exchange_round, whole_field
from shanyrak.placement.improve.zones import Zone, Zones, deal, deal_places
from shanyrak.placement.lodge import Desk, make_desk
from shanyrak.placement.model import Certificate, Previous, Progress
from shanyrak.placement.params import Params, Phase
from shanyrak.placement.previous import Memory, recall, seed
from shanyrak.placement.problem import Data, Floats, Ints, Problem
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team

# What things cost one thread of a plain machine, in seconds: measured once, used only
# to count work (`stop.Meter`).
PAIR_S = 8e-9  # to look at one space for one cohort
NIGHT_S = 3.5e-9  # to look at one night there
STAY_S = 0.8e-9  # to look at one stay there
HOT_STAY_S = 2.7e-9  # to weigh it when it is hot; cold, most need not be weighed
HOT = 8.0  # how many are, for each unit of temperature, at most all
HOUSE_S = 10e-9  # to look once more which of them is free, in turn
RANK_S = 80e-9  # to rank one space of one cohort
CELL_S = 2e-9  # to move the price of one night
TRY_S = 8e-6  # to take some parties out and put them back
LOOK_S = 0.03e-6  # the same, for each space of a list
TRADE_S = 1e-6  # to let a party change its space, with those in its way
PARTED = 6.0  # how many times as much where parties may be split
FEW = 0.1  # of the parties: lists are not ranked for so few
MOST_RETURNS = 5  # times that lost stays are tried once more; each pass may open a way for the next
HEATED, MOST_HEATED = 1.25, 20.0  # times as hot: the next temperature to try, and the last
LEAST_WON = 1e-6  # person-nights: a plan that is better by less is no better

MOST_HURRIED = 40  # steps of a phase, however little time there is

# Of the time limit for the search, at least and at most: what follows is to look once more, to prove and to
# explain, which takes about so many times as long as to rank all lists.
LAST_SHARE, MOST_SHARE, FOLLOWS = 0.8, 0.95, 6.0

Watch = Callable[[Progress], None]


@dataclass(slots=True)
class Search:
    """State of one search: `bound` the best proof so far and `price` what proves it.

    After an earlier plan with a certificate `beyond` are the prices, per bed, that its proof of what nobody
    could have housed begins with.
    """

    problem: Problem
    params: Params
    meter: Meter
    team: Team
    random: np.random.Generator
    watch: Watch | None = None
    previous: Previous | None = None
    memory: Memory | None = field(init=False, default=None)
    draft: Draft = field(init=False)
    prices: Prices = field(init=False)
    price: Floats = field(init=False)
    desks: list[Desk] = field(init=False)
    cohorts: Cohorts = field(init=False)
    lists: Ranking = field(init=False)
    beyond: Floats | None = field(init=False, default=None)
    bound: float = float("inf")
    ended: str | None = None
    rounds: int = 0
    trace: list[Progress] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nobody housed, or where an earlier plan had everybody, and no price."""
        data = self.problem.data
        self.cohorts = find_cohorts(data)
        listing = self.team.beside(lambda: list_spaces(self.cohorts, self.params.most_pairs, self.team))
        self.draft, self.prices = empty_draft(self.problem), Prices.start(data, self.team)
        if self.previous is not None:
            with no_collection():
                self.memory = recall(self.problem, self.previous, self.draft)
            seed(self.problem, self.draft, self.memory)
        self.price = np.zeros(data.open.shape)
        self.desks = [make_desk(data) for _ in range(self.team.threads)]
        self.lists = listing.result()

    @property
    def data(self) -> Data:
        """Arrays of the problem."""
        return self.problem.data

    @property
    def stopped_by(self) -> str:
        """Why the search ended; "time" wherever the clock had a say in what was done."""
        reason = self.ended or self.meter.over(last_share(self)) or "patience"
        return "time" if self.meter.hurried and reason != "interrupt" else reason

    @property
    def value(self) -> float:
        """Value of the draft, in person-nights."""
        return value_of(self.draft)

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
        """House everybody in order of arrival, each in its best chain of what is left: a plan at once.

        Where there is an earlier plan, those whom it houses stay where they are.
        """
        if self.memory is None:
            self.rank_lists(0.0)
            self.house_in_turn(self.draft, np.arange(len(self.data.parties)), 0.0)
        else:
            _house_lacking(self)
        self.tell("first come, first served")

    def settle_prices(self, phase: Phase, share: float) -> None:
        """Move prices through a phase, up to this share of the time limit, and prove what they prove."""
        if self.is_over() or self.meter.over(share):
            return
        put_by_space(self.lists, self.team)
        for _ in run_phase(self, Market(self.cohorts, self.lists, self.prices), phase):
            if self.meter.over(share):
                break
        self.certify()
        self.tell("prices")

    def certify(self) -> None:
        """Prove what the prices of now prove; keep them if no others prove more."""
        price = self.prices.price
        bound = upper_bound(self.data, price, self.team, self.cohorts)
        self.meter.spend(RANK_S * float(self.lists.length.sum()) / self.team.threads)
        if bound < self.bound:
            self.bound, self.price = bound, price

    def nobody_housed(self) -> Draft:
        """Return a draft with the promised stays and nothing else."""
        return empty_draft(self.problem)

    def rebuild(self, scales: Iterable[float]) -> None:
        """House everybody anew, led by the best prices at these scales in turn; keep the better draft.

        The first is always gone through, as a plan of half the parties is worth nothing; others only in time.
        """
        if self.is_over() or self.bound == float("inf"):
            return
        data, fresh = self.data, self.nobody_housed()
        for number, scale in enumerate(scales):
            if number > 0 and self.meter.over():
                break
            self.rank_lists(scale)
            zones = deal(data, fresh, self.team.threads, self.random)

            def work(mine: int, scale: float = scale, zones: Zones = zones) -> None:
                tariff = Tariff(self.price, scale, zones.of_space, mine)
                house(data, fresh, self.desks[mine], self.lists, zones.parties(mine), tariff)

            self.team.each(work)
            self.meter.spend(HOUSE_S * _pairs(data) / self.team.threads**2)
        if aim_of(fresh) > aim_of(self.draft):
            self.draft = fresh
        self.tell("plan")

    def exchange(self, share: float) -> None:
        """Exchange parties up to this share of the time limit, or until nothing better was found for long.

        Worse plans are passed through on the way, ever less; the best is kept. Where places part the parties,
        each thread works in some of them; else each has a draft of its own, and the best of them is kept.
        """
        for _ in self.exchanges(share):
            pass

    def exchanges(self, share: float, began: float | None = None, lead: Lead | None = None) -> Iterator[int]:
        """Do so round by round; `began` is where the heat began to fall, and `lead` what leads, if known."""
        if self.is_over():
            return
        params, meter, team, lead = self.params, self.meter, self.team, lead or lead_of(self)
        n = int(lead.loose.sum())
        if n == 0:
            return
        by_place = len(deal_places(self.data, team.threads, loosely=True)) > 0
        tries = params.tries_a_party * n // (team.threads if by_place else 1)
        tries = int(np.clip(tries, params.fewest_tries, params.most_tries))
        cost_s = TRY_S + LOOK_S * float(lead.lists[0].length[self.cohorts.of_party].mean())
        cost_s *= 1.0 + (PARTED - 1.0) * float(self.data.split.mean())
        cost_s += params.trades_a_try * TRADE_S
        trades, idle = params.trades_a_try * tries, 0
        trials = [copy_of(self.draft) for _ in range(1 if by_place else team.threads)]
        hot, cold = heats(self, trials, lead, trades)
        began = meter.progress() if began is None else began
        while not self.is_over() and not meter.over(share) and idle < params.patience * n:
            done = (meter.progress() - began) / max(share - began, 1e-9)
            heat = hot * (cold / hot) ** min(done, 1.0)
            exchange_round(
                self.data, trials, lead, tries=tries, trades=trades, heat=heat, desks=self.desks, team=team,
                random=self.random,
            )  # fmt: skip
            self.rounds += 1
            idle += tries * team.threads if heat <= params.heat[0] else 0
            best = max(trials, key=aim_of)
            if aim_of(best) > aim_of(self.draft) + LEAST_WON:
                self.draft, idle = copy_of(best), 0
            meter.spend(tries * cost_s)
            self.tell("exchange")
            yield self.rounds

    def fill(self) -> None:
        """Let all who lack a night look at every space once more, and those who lost a told stay return."""
        _house_lacking(self)
        field = whole_field(self.data, self.draft, self.price)
        for _ in range(MOST_RETURNS if self.memory is not None else 0):
            if not bring_back(self.data, self.draft, self.desks[0], self.lists, field):
                break
        self.tell("last look")

    def house_in_turn(self, draft: Draft, order: Ints, scale: float) -> None:
        """House parties in turn at `scale` times the prices, for which the lists are ranked."""
        self.meter.spend(HOUSE_S * float(len(order)) / max(len(self.data.parties), 1) * _pairs(self.data))
        data, of_place = self.data, deal_places(self.data, self.team.threads)
        of_space = np.repeat(of_place, np.diff(data.block)) if len(of_place) else _one_zone(data)

        def work(mine: int) -> None:
            own = order[of_place[data.place[order]] == mine] if len(of_place) else order
            house(data, draft, self.desks[mine], self.lists, own, Tariff(self.price, scale, of_space, mine))

        if len(of_place):
            self.team.each(work)
        else:
            work(0)

    def rank_lists(self, scale: float) -> None:
        """Rank the lists of spaces at `scale` times the best prices."""
        rank(self.cohorts, self.lists, self.price * scale, self.team)
        self.meter.spend(RANK_S * float(self.lists.length.sum()) / self.team.threads)


def carry_prices(search: Search, certificate: Certificate) -> None:
    """Begin with the prices of an earlier certificate, and prove what they prove today."""
    data, lists = search.data, search.lists
    prices = [certificate.price]
    if certificate.unavoidable is not None:
        prices.append(certificate.unavoidable)
    per_bed, known = carried(search.problem, prices, certificate)
    start = Prices.start(data, search.team, per_bed[0])
    known &= ~sought(Market(search.cohorts, lists, start), search.team)
    per_bed = guess(data, per_bed, known)
    search.prices = Prices.start(data, search.team, per_bed[0])
    settle(Market(search.cohorts, lists, search.prices), known, search.team)
    search.beyond = per_bed[-1]
    search.certify()
    search.tell("earlier prices")


def last_share(search: Search) -> float:
    """Return the share of the time limit at which exchanges end."""
    after_s = FOLLOWS * RANK_S * float(search.lists.length.sum()) / search.team.threads
    return float(np.clip(1.0 - after_s / search.meter.stop.time_limit_s, LAST_SHARE, MOST_SHARE))


def lead_of(search: Search) -> Lead:
    """Rank narrow lists at each scale of the prices that may lead an exchange, and say who may begin one.

    A try begins with a party that lacks a night, or sleeps where nobody told it to.
    """
    lists = []
    for scale in search.params.leads:
        search.rank_lists(scale)
        lists.append(narrow(search.lists, search.params.width))
    kept = np.bincount(search.draft.party, search.draft.slots["kept"], len(search.data.parties))
    loose = np.asarray((kept == 0.0) | lacking(search.data, search.draft))
    return Lead(search.price, np.array(search.params.leads), tuple(lists), loose)


def heats(search: Search, trials: list[Draft], lead: Lead, trades: int) -> tuple[float, float]:
    """Return the temperatures from which and to which an exchange cools.

    Each is as in `params`, or higher where too few worse plans would be passed there: where spaces differ
    much in what they are worth, as wards do, homes' temperatures would freeze the plan at once.
    """
    hot, cold = (
        _warmed(search, trials, lead, trades, heat=heat, share=share)
        for heat, share in zip(search.params.heat, search.params.worse, strict=True)
    )
    return hot, cold


def run_phase(search: Search, market: Market, phase: Phase) -> Iterable[int]:
    """Run one phase at the pace that its share of the time pays for; yield after each step.

    On a machine that is far slower than plain (`Meter.haste`) it pays for less.
    """
    pace, step_s = pace_of(search, market, phase)
    for step in cool(market, phase, pace, search.team):
        search.meter.spend(step_s)
        yield step


def pace_of(search: Search, market: Market, phase: Phase) -> tuple[Pace, float]:
    """Return how many steps a phase makes, of how many cohorts each, and what one costs, in seconds."""
    cohorts, lists, prices = market
    meter, threads, nights = search.meter, search.team.threads, cohorts.leaders.nights
    hot = min(1.0, HOT * (phase.tau[0] * phase.tau[1]) ** 0.5)
    pair_s = PAIR_S + NIGHT_S * nights + (STAY_S + HOT_STAY_S * hot) * nights * (nights + 1) / 2
    all_s = float(lists.length @ pair_s) / threads
    cells_s = CELL_S * prices.data.open.size / threads
    budget_s = phase.share * meter.stop.time_limit_s / meter.haste()
    asked = len(nights) // search.params.smallest_sample
    every = int(np.ceil(np.clip(all_s / max(budget_s / phase.fewest - cells_s, 1e-9), 1, max(asked, 1))))
    step_s = all_s / every + cells_s
    return Pace(int(np.clip(budget_s / max(step_s, 1e-9), MOST_HURRIED, phase.most)), every), step_s


def _warmed(
    search: Search, trials: list[Draft], lead: Lead, trades: int, *, heat: float, share: float
) -> float:
    """Raise a temperature until a share of the trades that are tried makes a plan worse."""
    team, most = search.team, heat * MOST_HEATED
    while heat < most:
        worse = exchange_round(
            search.data, [copy_of(draft) for draft in trials], lead, tries=0, trades=trades, heat=heat,
            desks=search.desks, team=team, random=search.random,
        )  # fmt: skip
        search.meter.spend(trades * TRADE_S)
        if sum(worse) >= share * trades * team.threads:
            break
        heat *= HEATED
    return heat


def _house_lacking(search: Search) -> None:
    """House those who lack a night, in order of arrival, in what is left of all spaces."""
    order = np.flatnonzero(lacking(search.data, search.draft))
    if len(order) > FEW * len(search.data.parties) or not search.lists.whole.all():
        search.rank_lists(0.0)
    else:
        search.lists = unranked(search.lists)
    search.house_in_turn(search.draft, order, 0.0)


def _one_zone(data: Data) -> Zone:
    return np.zeros(len(data.spaces), np.int8)


def _pairs(data: Data) -> float:
    sizes = np.diff(data.block)
    return float(np.where(data.place < 0, len(data.spaces), sizes[data.place] + sizes[-1]).sum())
