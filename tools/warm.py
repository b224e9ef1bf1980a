"""Compile the loops of the engine once, into NUMBA_CACHE_DIR, in two processes, as compiling uses one core.

The first plan then starts at once. Nothing is kept but the compiled loops. `warm.py plans` leaves those for
later that no first plan needs: what suggests, checks and plans again.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from time import perf_counter

import numpy as np

from shanyrak.placement import Params, Party, Plan, Previous, Problem, Stop, Suggester, check, solve
from shanyrak.placement.bound.ranking import narrow
from shanyrak.placement.improve.rounds import Lead, exchange_round
from shanyrak.placement.model import Case
from shanyrak.placement.search import Search
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team
from shanyrak.placement.testing import random_certificate
from shanyrak.placement.waves import wave

# A short limit would be used up by compiling the first loops, and the others would be left out.
STOP = Stop(time_limit_s=900.0, gap=0.0, rounds=1)


def main() -> int:
    """Compile the slowest loops apart, the longest first; then plan small waves, which meet the others."""
    stages = [[_lodge, _exchange, _prices], [_plan]]
    if sys.argv[1:] != ["plans"]:
        stages = [[*stages[0], _suggest, _check], [_plan, _plan_again]]
    print("Compiling the loops of the engine, once; this takes about a minute.", flush=True)
    began = perf_counter()
    with ProcessPoolExecutor(2) as both:
        for stage in stages:
            for one in [both.submit(task) for task in stage]:
                one.result()
    print(f"Compiled in {perf_counter() - began:.0f} s.")
    return 0


def _begin() -> Search:
    problem = Problem.of(wave(people=60, nights=5, seed=0))
    return Search(problem, Params(), Meter(STOP), Team(1), np.random.default_rng(0))


def _lodge() -> None:
    """Compile what puts parties into beds, on lists that nobody has ranked."""
    search = _begin()
    search.house_in_turn(search.draft, np.arange(len(search.data.parties)), 0.0)


def _exchange() -> None:
    """Compile what lets parties change places."""
    search = _begin()
    scales = search.params.leads
    all_ = np.ones(len(search.data.parties), np.bool_)
    lead = Lead(search.price, np.array(scales), tuple(narrow(search.lists, 2) for _ in scales), all_)
    exchange_round(
        search.data,
        [search.draft],
        lead,
        tries=1,
        heat=0.0,
        desks=search.desks,
        team=search.team,
        random=search.random,
    )


def _prices() -> None:
    """Compile what moves prices and proves a bound."""
    search = _begin()
    search.certify()
    search.rank_lists(0.0)
    search.settle_prices(search.params.phases[-1], share=1.0)


def _suggest() -> None:
    """Compile what finds a bed for one more party, on a hall that it nearly fills."""
    asks = Party("x", 9, date(2022, 9, 21), 2)
    Suggester(wave(people=60, nights=5, seed=0), Plan()).suggest(asks)


def _check() -> None:
    case = wave(people=50, nights=4, seed=0)
    check(case, Plan(), random_certificate(np.random.default_rng(0), case))


def _case() -> Case:
    return wave(people=200, nights=6, seed=0)


def _plan() -> None:
    """Compile what is left of a plan from nothing."""
    solve(Problem.of(_case()), stop=STOP, threads=2)


def _plan_again() -> None:
    """Compile what keeps an earlier plan, on one that houses nobody and a certificate of nothing."""
    case = _case()
    nothing = Previous(Plan(), random_certificate(np.random.default_rng(0), case))
    solve(Problem.of(case), previous=nothing, stop=STOP, threads=2)


if __name__ == "__main__":
    sys.exit(main())
