"""Many workers make one plan with one proof, as good as one process does, and a lost one costs time only."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanyrak.placement import Params, Problem, Stop, check, solve
from shanyrak.placement.scale.crew import Inline
from shanyrak.placement.scale.side_by_side import solve_side_by_side
from shanyrak.placement.testing import Sizes, random_case
from shanyrak.placement.waves import wave

pytestmark = pytest.mark.usefixtures("warm_loops")

QUICK = Params(phases=tuple(replace(phase, fewest=40, most=160) for phase in Params().phases))
WAVE = wave(people=600, nights=10, seed=3)


def limit():
    """Work is counted and the clock has no say, so that no plan depends on the machine."""
    return Stop(time_limit_s=1, gap=0.0, clock=False)


def planned(case, crew, *, seed=0, stop=None, watch=None):
    problem = Problem.of(case)
    return solve_side_by_side(problem, crew, stop=stop or limit(), seed=seed, params=QUICK, watch=watch)


def confirm(case, result):
    """Assert that the check, which shares no code with the search, says the same of plan and proof."""
    verdict = check(case, result.plan, result.certificate)
    assert verdict.violations == ()
    assert verdict.figures.value == pytest.approx(result.figures.value, abs=1e-6)
    assert verdict.upper_bound == pytest.approx(result.upper_bound, abs=1e-6)
    assert verdict.figures.value <= verdict.upper_bound + 1e-6
    assert verdict.unavoidable_person_nights == result.unavoidable_person_nights
    assert result.first_come.value <= result.upper_bound + 1e-6


class Unlucky(Inline):
    """A crew that loses a worker before it is asked for the n-th time."""

    def __init__(self, size, when):
        super().__init__(size)
        self.left = when

    def ask(self, method, words):
        self.left -= 1
        if self.left == 0:
            self.lose(0)
        return super().ask(method, words)


@settings(max_examples=5)
@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 4))
def test_every_plan_is_confirmed_by_the_check(seed, size):
    case = random_case(np.random.default_rng(seed), Sizes(parties=20, spaces=10))
    confirm(case, planned(case, Inline(size), seed=seed))


@pytest.fixture(scope="module")
def alone():
    """Return the plan of the wave that one process makes."""
    return solve(Problem.of(WAVE), stop=limit(), threads=1, params=QUICK)


@pytest.fixture(scope="module")
def together():
    """Return the plan of the wave that three workers make."""
    return planned(WAVE, Inline(3))


def test_many_workers_plan_as_well_as_one_process(alone, together):
    confirm(WAVE, together)
    assert any(party.place is None for party in WAVE.parties)  # so that something is joint
    # So few people have no place to spare; with ten times as many the two differ by less than 0.1 %.
    assert together.figures.value == pytest.approx(alone.figures.value, rel=0.004)
    assert together.upper_bound == pytest.approx(alone.upper_bound, rel=0.001)


def test_the_same_crew_makes_the_same_plan(together):
    assert planned(WAVE, Inline(3)).plan == together.plan


@pytest.mark.parametrize("when", [30, 200])
def test_a_lost_worker_costs_no_proof_and_next_to_no_value(together, when):
    result = planned(WAVE, Unlucky(3, when))
    confirm(WAVE, result)
    assert result.upper_bound == pytest.approx(together.upper_bound, rel=1e-6)
    assert result.figures.value == pytest.approx(together.figures.value, rel=0.005)


def test_halls_that_name_no_place_are_shared_and_never_too_full():
    rng = np.random.default_rng(0)
    spaces = tuple(replace(s, place=None) if rng.random() < 0.1 else s for s in WAVE.spaces)
    case = replace(WAVE, spaces=spaces)
    confirm(case, planned(case, Inline(3)))


def test_promised_stays_are_kept(together):
    case = replace(WAVE, stays=together.plan.stays[::7])
    confirm(case, planned(case, Inline(2)))


def test_who_interrupts_gets_the_plan_found_until_then():
    stop = limit()
    result = planned(WAVE, Inline(2), stop=stop, watch=lambda _: stop.interrupt())
    confirm(WAVE, result)
    assert result.stopped_by == "interrupt"
    assert result.figures.housed_person_nights > 0


def test_a_loose_gap_ends_the_search_early():
    result = planned(WAVE, Inline(2), stop=replace(limit(), gap=0.5))
    assert result.stopped_by == "gap"
    assert [progress.phase for progress in result.trace][-1] == "last look"
