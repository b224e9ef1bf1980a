"""The door of a replay, and its table of contents: events, evenings, and what came of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from shanyrak.placement.check import Verdict
from shanyrak.placement.model import Case, Plan, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.simulate.accounts import Log, Past, breaches, cut, days_of, way_of
from shanyrak.placement.simulate.assumptions import Assumptions, Effort
from shanyrak.placement.simulate.evening import Planner, best, first_come, planned
from shanyrak.placement.simulate.events import Events, closed, draw, truth
from shanyrak.placement.simulate.outcome import Evening, Outcome, Way
from shanyrak.placement.simulate.world import Morning, World, adopt, new_world, realised, sleep, tell, wake
from shanyrak.placement.stop import Stop

Judged = tuple[Way, Verdict]


@dataclass(slots=True)
class _Life:
    """A world, and what is written down of it."""

    world: World
    log: Log = field(default_factory=Log)


def simulate(
    case: Case,
    assumptions: Assumptions | None = None,
    *,
    effort: Effort | None = None,
    worth: Worth | None = None,
    watch: Callable[[Evening], None] | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Live through a case day by day, planning every evening with what is known then.

    Parameters
    ----------
    case
        Who comes and what is offered, in truth; `assumptions` say what goes wrong with it.
    assumptions
        How many nights, how early parties are known, how many hosts withdraw and offer, who never comes; by
        default all nights, one day ahead, and nothing goes wrong.
    effort
        How long each plan is searched for, and the seed.
    worth
        What a move, a kilometre and missing wants take from the value.
    watch
        Is told of every evening that is over.
    stop
        Only its `interrupt` is used: the replay then ends with the last evening that was over.

    Returns
    -------
    Outcome
        The nights, and for each of three ways of planning what came of it: planned every evening, first
        come first served with the same events, and one plan in hindsight.

    Raises
    ------
    InvalidError
        If nobody asks for a night, or an id or a number of the case is wrong.

    Notes
    -----
    An evening: the stays that begin tonight are told, whole, and are kept unless their host withdraws; what
    is intended for later nights may change tomorrow. First come, first served tells everything at once. No
    clock has a say, so a slow machine takes longer and finds the same.
    """
    assumptions, effort, stop = assumptions or Assumptions(), effort or Effort(), stop or Stop()
    events = draw(case, assumptions, np.random.default_rng(effort.seed))
    planner = Planner(worth or Worth(), effort, lambda: stop.interrupted)
    hindsight = best(_known_case(events), planner, effort.hindsight_s)
    lives = _Life(new_world(events, assumptions.ahead)), _Life(new_world(events, assumptions.ahead))
    n = 0
    while n < events.n_nights and _evening(lives, events.night(n), planner):
        n += 1
        if watch:
            watch(_told(lives[0], events, n))
    past = Past(truth(events, events.night(n)), tuple(events.night(k) for k in range(n)), planner.worth)
    ways = [way_of(realised((*life.world.gone, *life.world.units)), past, life.log) for life in lives]
    knew = way_of(cut(hindsight.plan, events.night(n)), past, Log([0] * n, [0] * n))
    is_whole = n == events.n_nights
    return Outcome(
        days=days_of(events, assumptions.ahead, n),
        planned=ways[0][0],
        first_come=ways[1][0],
        hindsight=_best_of(knew, ways),
        bound=hindsight.upper_bound if is_whole else None,
        n_asked_for=events.n_nights,
        violations=(
            *breaches(knew[1], is_excused=not is_whole),
            *(
                text
                for way, verdict in ways
                for text in breaches(verdict, is_excused=bool(way.broken_stays) or not is_whole)
            ),
        ),
    )


def _evening(lives: tuple[_Life, _Life], tonight: date, planner: Planner) -> bool:
    """Plan and pass one night in both worlds; return whether it is over, or was interrupted before."""
    ours, plain = lives
    morning = _replan(ours.world, tonight, planner, planned)
    if planner.is_halted():
        return False
    _pass(ours, tonight, morning, at_once=False)
    _pass(plain, tonight, _replan(plain.world, tonight, planner, first_come), at_once=True)
    return True


def _replan(
    world: World, tonight: date, planner: Planner, way: Callable[[World, date, Planner], Plan]
) -> Morning:
    """Let a day begin and plan its evening; where nothing is new, what was intended yesterday stands."""
    morning = wake(world, tonight)
    if morning.is_new:
        adopt(world, way(world, tonight, planner), tonight)
    return morning


def _pass(life: _Life, tonight: date, morning: Morning, *, at_once: bool) -> None:
    """Tell people where they sleep, let them sleep, and write the day down."""
    tell(life.world, tonight, at_once=at_once)
    life.log.held.append(sleep(life.world, tonight))
    life.log.broken.append(morning.broken_people)
    life.log.broken_stays += morning.broken_stays


def _known_case(events: Events) -> Case:
    """Return the case as it turned out, with the promises of before that could be kept."""
    case, free = truth(events), closed(events)
    came = {party.party_id for party in case.parties}
    row = {space.space_id: s for s, space in enumerate(events.spaces)}

    def is_kept(stay: Stay) -> bool:
        low, high = ((night - events.first_night).days for night in (stay.first_night, stay.end_night))
        return stay.party_id in came and bool(free[row[stay.space_id], low:high].all())

    return replace(case, stays=tuple(stay for stay in events.promised if is_kept(stay)))


def _best_of(knew: Judged, others: list[Judged]) -> Way:
    """Return the best plan found in hindsight: one that was lived, where the search found none better."""
    (way, _), lived = knew, [way for way, verdict in others if verdict.is_valid]
    for other in lived:
        if other.figures.value > way.figures.value:
            nobody = (0,) * len(other.housed)
            way = replace(other, broken=nobody, held=nobody, broken_stays=0)
    return way


def _told(life: _Life, events: Events, n: int) -> Evening:
    """Return what is told of the night that has just passed."""
    night = events.night(n - 1)
    here = [unit for unit in life.world.units if unit.party.party_id not in events.no_shows]
    asked = [unit for unit in here if unit.party.arrival <= night < unit.party.end_night]
    unhoused = sum(unit.people for unit in asked if night not in unit.slept)
    return Evening(night, n, events.n_nights, sum(unit.people for unit in asked), unhoused)
