"""Leads a crew through the steps of a search: asks all workers, reconciles and counts what they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any, NamedTuple

import numpy as np

from shanyrak.placement.bound.prices import Singles
from shanyrak.placement.draft import Draft, empty_draft, figures
from shanyrak.placement.model import Certificate, Figures, Progress
from shanyrak.placement.problem import NOBODY, Floats, Ints, Problem
from shanyrak.placement.scale.crew import Crew
from shanyrak.placement.scale.reconcile import Joint, deal_beds, first_want, joint_spaces, merged, portions
from shanyrak.placement.scale.regions import Region, n_joint
from shanyrak.placement.scale.sleepers import together
from shanyrak.placement.scale.worker import Standing, Turn
from shanyrak.placement.search import Watch
from shanyrak.placement.stop import Meter, Stop

TURNS = 80  # of a phase, where something is joint: how often all hear of one another


class Phase(NamedTuple):
    """A phase of prices, by its list in `Params` and its number there, up to a share of the time limit."""

    name: str
    which: int
    until: float | None


class Proof(NamedTuple):
    """Prices that were proved, their bound, and the time spent on them."""

    price: Singles
    bound: float
    spent: tuple[float, bool]  # the share of the time limit, and whether the clock had a say
    trace: list[Progress]
    ended: str | None
    meter: Meter


@dataclass(slots=True)
class Foreman:
    """A search by many under way: the standing and the best bound of each region, and what is joint."""

    problem: Problem
    crew: Crew
    regions: list[Region]
    stop: Stop
    seed: int
    watch: Watch | None = None
    meter: Meter = field(init=False)
    joint: Joint = field(init=False)
    random: np.random.Generator = field(init=False)
    price: Floats = field(init=False)  # of joint beds, (k, T)
    trusted: Floats = field(init=False)  # the same, those that prove the bound
    want: Floats = field(init=False)  # what regions want of them, (n_regions, k, T)
    bounds: list[float] = field(init=False)
    standings: list[Standing] = field(default_factory=list)
    ended: str | None = None
    trace: list[Progress] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with no price, and with beds wanted in proportion to what parties ask."""
        data, count = self.problem.data, n_joint(self.regions)
        self.meter = Meter(self.stop)
        self.joint = joint_spaces(data, self.regions, count)
        self.random = np.random.default_rng(self.seed)
        self.price = self.trusted = np.zeros((count, data.open.shape[1]))
        self.want = first_want(self.regions, count)[:, :, None] * np.ones(self.price.shape)
        self.bounds = [float("inf")] * len(self.regions)

    @property
    def bound(self) -> float:
        """The best bound of all regions together."""
        return sum(self.bounds)

    @property
    def stopped_by(self) -> str:
        """Why the search ended; "time" wherever a clock had a say in what was done."""
        if self.stop.interrupted:
            return "interrupt"
        if self.meter.hurried or any(standing.hurried for standing in self.standings):
            return "time"
        return self.ended or (
            "patience" if all(s.is_idle and not s.ended for s in self.standings) else "work"
        )

    def proof(self) -> Proof:
        """Return what another cut of the same problem has to know to go on from here."""
        self._stand("standing")
        spent = max(s.progress for s in self.standings), any(s.hurried for s in self.standings)
        return Proof(self.certificate().price, self.bound, spent, self.trace, self.ended, self.meter)

    def take_over(self, proof: Proof) -> None:
        """Go on where another cut of the problem stands, led by the prices that were proved there."""
        price, data = proof.price, self.problem.data
        self._ask("lead_by", [(price[region.spaces], *proof.spent) for region in self.regions])
        self.bounds[:] = [proof.bound, *[0.0] * (len(self.regions) - 1)]
        self.trace, self.ended, self.meter = proof.trace, proof.ended, proof.meter
        beds = np.where(data.private, data.beds, 1)[:, None]
        for region in self.regions:
            spaces = region.spaces[region.joint]
            self.price[region.number] = price[spaces] / beds[spaces]
        self.trusted = self.price.copy()
        self.crew.keep()

    def homes(self) -> Ints:
        """Return a place for each party: the one that it names, or to which the prices send it."""
        home = self.problem.data.place.copy()
        for region, own in zip(self.regions, self._ask("homes"), strict=True):
            home[region.parties] = np.where(own == NOBODY, home[region.parties], own)
        lost = np.flatnonzero(home == NOBODY)
        home[lost] = self.random.integers(0, len(self.problem.data.block) - 2, len(lost))
        return home

    def is_over(self) -> bool:
        """Say whether a reason to end was found."""
        return self.ended is not None

    def first_come(self) -> Figures:
        """House everybody in order of arrival, worker by worker; those who lack a night look once more."""
        promised = self._spread([_promised(region) for region in self.regions])
        self._stand("house", [((), own) for own in self._deal(promised)])
        if len(self.price):
            self._stand("fill", [(own,) for own in self._deal(self._used())])
        self._tell("first come, first served")
        return figures(self.problem, self.draft())

    def settle_prices(self, phases: int, shares: tuple[float, float]) -> None:
        """Move the prices through so many phases, and prove after each what they prove.

        The first may go on up to the first share of the time limit, the last up to the other.
        """
        for which, share in enumerate(np.linspace(*shares, phases).tolist()):
            if not self.is_over() and not self.meter.over(share):
                self._move(Phase("phases", which, share))
                self._certify()
                self._tell("prices")
        if self.bound == float("inf"):
            self._certify()

    def _certify(self) -> None:
        """Prove what the prices of now prove; keep them if no others prove more."""
        best = self._prove(self.bounds)
        if best is not self.bounds:
            self.bounds, self.trusted = best, self.price

    def rebuild(self, scales: Iterable[float]) -> None:
        """House everybody anew, led by the prices; keep the better plan, by region or of all who share."""
        if self.is_over() or self.bound == float("inf"):
            return
        before, scales = self.standings, tuple(scales)
        promised = self._spread([_promised(region) for region in self.regions])
        self._stand("house", [(scales, own) for own in self._deal(promised)])
        won = [new.value - old.value for new, old in zip(self.standings, before, strict=True)]
        back = [sum(won) <= 0] * len(won) if len(self.price) else [each <= 0 for each in won]
        self._ask("go_back", [(int(each),) for each in back])
        self._stand("standing")
        self._tell("plan")

    def exchange(self, legs: int, share: float) -> None:
        """Exchange parties in so many legs up to this share of the time limit."""
        if self.is_over():
            return
        began = min(standing.progress for standing in self.standings)
        for until in np.linspace(began, share, legs + 1)[1:].tolist():
            if self.is_over() or all(s.ended or s.is_idle for s in self.standings):
                break
            self._stand("exchange", [(until, own) for own in self._deal(self._used())])
            self._tell("exchange")

    def fill(self) -> None:
        """Let everybody who still lacks a night look once more."""
        self._stand("fill", [(own,) for own in self._deal(self._used())])
        self._tell("last look")

    def unavoidable(self, phases: int) -> int:
        """Return a lower bound on the person-nights without a bed in every plan, and settle its proof."""
        self._ask("forget_worth")
        self.price = np.minimum(self.trusted, 1.0)
        best = self._prove([float("inf")] * len(self.regions))
        for index in range(phases):
            if not self.meter.is_late():
                self._move(Phase("unavoidable", index, None))
                best = self._prove(best)
        return max(0, ceil(self.problem.asked_person_nights - sum(best) - 1e-6))

    def draft(self) -> Draft:
        """Return where everybody sleeps."""
        return together(self.problem, self.regions, self._ask("sleepers"))

    def certificate(self) -> Certificate:
        """Return the prices of all regions as one certificate."""
        shape = self.problem.data.open.shape
        price, nobody = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for region, (own, own_nobody) in zip(self.regions, self._ask("certificate"), strict=True):
            price[region.spaces], nobody[region.spaces] = own, own_nobody
        spaces = tuple(space.space_id for space in self.problem.spaces)
        return Certificate(spaces, self.problem.first_night, price, nobody)

    def _move(self, phase: Phase) -> None:
        turns = TURNS if len(self.price) else 1
        for number in range(turns):
            turn = Turn(phase.name, phase.which, number, turns, phase.until)
            told = self._ask("move_prices", [(turn, own) for own in self._heard()])
            if len(self.price):
                self.want = self._spread([use for _, use in told])
                portion = portions(self.joint, self.want)
                self.price = merged(portion, self._spread([price for price, _ in told]))

    def _prove(self, best: list[float]) -> list[float]:
        """Let workers trust the prices of now where these prove more; return the best bounds."""
        new = self._ask("prove", [(own,) for own in self._heard()])
        better = [a < b for a, b in zip(new, best, strict=True)]
        if len(self.price):
            better = [sum(new) < sum(best)] * len(best)
        self._ask("trust", [(a if won else None,) for a, won in zip(new, better, strict=True)])
        self.crew.keep()
        if not any(better):
            return best
        return [a if is_better else b for a, b, is_better in zip(new, best, better, strict=True)]

    def _heard(self) -> list[tuple[Floats, Floats] | None]:
        """Return for each region the price and its portion of the beds that it shares, if there are any."""
        if not len(self.price):
            return [None] * len(self.regions)
        portion = portions(self.joint, self.want)
        return [(self.price[p.number], portion[i, p.number]) for i, p in enumerate(self.regions)]

    def _deal(self, used: Ints) -> list[Ints]:
        """Deal the joint beds that are free, and return what each region may use."""
        dealt = deal_beds(self.joint, self.want, used, self.random)
        return [dealt[i, region.number] for i, region in enumerate(self.regions)]

    def _used(self) -> Ints:
        return np.asarray(self._spread([standing.used for standing in self.standings]))

    def _spread(self, own: list[Any]) -> Any:
        """Return what regions say of the beds they share as one array, (n_regions, k, T)."""
        whole = np.zeros((len(self.regions), *self.price.shape), own[0].dtype)
        for i, (region, rows) in enumerate(zip(self.regions, own, strict=True)):
            whole[i, region.number] = rows
        return whole

    def _ask(self, method: str, words: list[tuple[Any, ...]] | None = None) -> list[Any]:
        return self.crew.ask(method, [()] * len(self.regions) if words is None else words)

    def _stand(self, method: str, words: list[tuple[Any, ...]] | None = None) -> None:
        self.standings = self._ask(method, words)
        self.crew.keep()

    def _tell(self, phase: str) -> None:
        """Record where all stand together, and end the search where the gap is reached or time is over."""
        value = sum(standing.value for standing in self.standings)
        housed = sum(standing.housed for standing in self.standings)
        unhoused = self.problem.asked_person_nights - housed
        self.trace.append(Progress(self.meter.seconds, phase, value, self.bound, unhoused))
        if self.watch:
            self.watch(self.trace[-1])
        if self.trace[-1].gap <= self.stop.gap:
            self.ended = self.ended or "gap"
        if self.stop.interrupted:
            self.ended = self.ended or "interrupt"


def _promised(region: Region) -> Ints:
    """Return the beds of joint spaces that promised stays use."""
    data, used = (
        region.problem.data,
        np.zeros((len(region.number), region.problem.data.open.shape[1]), np.int64),
    )
    if region.problem.promised:
        left = empty_draft(region.problem).left[region.joint]
        used = np.where(data.open, data.beds[:, None], 0)[region.joint] - left
    return used
