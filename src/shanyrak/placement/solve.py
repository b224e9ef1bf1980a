"""The door of the engine, and its table of contents: from a problem to a plan, its proof and its story."""

import os

import numpy as np

from shanyrak.base.garbage import no_collection
from shanyrak.placement.draft import figures, to_plan
from shanyrak.placement.improve.zones import MOST_ZONES
from shanyrak.placement.model import Certificate, Figures, Previous, Result
from shanyrak.placement.params import Params
from shanyrak.placement.previous import notices_of, told_stays
from shanyrak.placement.problem import Problem
from shanyrak.placement.reasons import reasons
from shanyrak.placement.search import Search, Watch, carry_prices, last_share
from shanyrak.placement.stop import Meter, Stop
from shanyrak.placement.team import Team
from shanyrak.placement.unavoidable import unavoidable


def solve(  # noqa: PLR0913  # the door of the engine: each argument is a choice of its own
    problem: Problem,
    *,
    previous: Previous | None = None,
    stop: Stop | None = None,
    seed: int = 0,
    threads: int | None = None,
    params: Params | None = None,
    watch: Watch | None = None,
) -> Result:
    """Plan where everyone sleeps, and prove how far from the best the plan can be.

    Parameters
    ----------
    problem
        What `Problem.of` made of a case.
    previous
        An earlier plan: its told stays are kept unless others are worth more, by a price for each person,
        and its prices are where the search begins.
    stop
        When to stop; by default at a gap of 0.5 % or after 60 seconds.
    seed, threads
        The same seed and number of threads (default: one a core) give the same plan on the same kind of
        processor, unless the clock had a say in what was done, or an interruption ended it
        (`Result.stopped_by` is then "time" or "interrupt").
    params
        Settings of the search.
    watch
        Is told of every step; it must not change anything.

    Returns
    -------
    Result
        The plan, the certificate, the figures, first come first served beside them, a reason for every
        party that is not fully housed, and a notice for every told stay that is not kept.

    Notes
    -----
    A plan at once: first come, first served. Then prices: each party spreads itself softly over all its
    chains, and they move towards those at which no bed is wanted twice (`bound`). Everybody is housed anew,
    led by them, when they are rough and when they have settled (`construct`); then a space is opened for a
    party by taking out who is in its way, and all are put back (`improve`), and who still lacks a night looks
    once more. After an earlier plan, everybody begins where it had them, and nothing is built anew.
    docs/explanation/placement.md tells it with reasons.
    """
    params = params or Params()
    with Team(min(threads or len(os.sched_getaffinity(0)), MOST_ZONES)) as team:
        meter = Meter(stop or Stop())
        search = Search(problem, params, meter, team, np.random.default_rng(seed), watch, previous)
        search.first_come()
        first_come = figures(problem, search.draft)
        if previous is None:
            _from_scratch(search)
        else:
            _from_earlier(search, previous)
        search.fill()
        if search.bound == float("inf"):
            search.certify()
        return _result(search, first_come)


def _from_scratch(search: Search) -> None:
    """Settle prices and build plans anew, twice; then exchange."""
    params = search.params
    search.settle_prices(params.phases[0], share=0.2)
    search.rebuild(params.early)
    for phase in params.phases[1:]:
        search.settle_prices(phase, share=0.6)
    search.rebuild(params.scales)
    search.exchange(last_share(search))


def _from_earlier(search: Search, previous: Previous) -> None:
    """Exchange from an earlier plan, at its prices, or at new ones where they are not known."""
    params = search.params
    if previous.certificate is not None:
        carry_prices(search, previous.certificate)
        search.exchange(0.4)
    for phase in params.again if previous.certificate is not None else params.phases:
        search.settle_prices(phase, share=0.6)
    search.exchange(last_share(search))


def _result(search: Search, first_come: Figures) -> Result:
    """Put together what a search found, with dates and ids."""
    problem, draft, memory = search.problem, search.draft, search.memory
    proving = search.team.beside(lambda: unavoidable(search))
    with no_collection():
        plan = to_plan(problem, draft, None if memory is None else memory.names)
        why = reasons(problem, draft)
        notices = () if memory is None else notices_of(problem, memory, draft, plan)
    nobody, nobody_price = proving.result()
    spaces = tuple(s.space_id for s in problem.spaces)
    prices = search.price.astype(np.float32), nobody_price.astype(np.float32)
    return Result(
        plan=plan,
        certificate=Certificate(spaces, problem.first_night, *prices),
        figures=figures(problem, draft),
        upper_bound=search.bound,
        unavoidable_person_nights=nobody,
        first_come=first_come,
        reasons=why,
        trace=tuple(search.trace),
        seconds=search.meter.seconds,
        stopped_by=search.stopped_by,
        notices=notices,
        told_stays=0 if memory is None else int(told_stays(memory).sum()),
    )
