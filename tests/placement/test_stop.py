"""When a search stops: at its gap, its rounds, its limit, or when somebody asks; always with a valid plan."""

from datetime import date

import numpy as np
import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement import Case, Party, Problem, Space, Stop, Window, check, search, solve
from shanyrak.placement.params import Params
from shanyrak.placement.search import Search
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team
from shanyrak.placement.testing import Sizes, random_case

pytestmark = pytest.mark.usefixtures("warm_loops")

CROWD = Sizes(parties=30, spaces=10, nights=8)
START = date(2022, 9, 21)


def crowd():
    return random_case(np.random.default_rng(5), CROWD)


@pytest.mark.parametrize("limit_s", [0, -1, float("nan"), float("inf")])
def test_a_time_limit_that_means_nothing_is_refused(limit_s):
    with pytest.raises(InvalidError, match="--time-limit"):
        Stop(time_limit_s=limit_s)


@pytest.mark.parametrize("gap", [-0.1, 1, 5, float("nan")])
def test_a_gap_that_means_nothing_is_refused(gap):
    with pytest.raises(InvalidError, match="--gap"):
        Stop(gap=gap)


def test_a_search_stops_at_its_gap():
    result = solve(Problem.of(crowd()), stop=Stop(300, gap=0.9), threads=1)
    assert result.stopped_by == "gap"
    assert result.gap <= 0.9


def test_without_the_clock_only_work_counts():
    long_ago = Stop(0.5, gap=0, began=-1e9, clock=False)
    result = solve(Problem.of(crowd()), stop=long_ago, threads=1)
    assert result.stopped_by == "work"
    hurried = solve(Problem.of(crowd()), stop=Stop(0.5, gap=0, began=-1e9), threads=1)
    assert hurried.stopped_by == "time"
    assert hurried.figures.value <= result.figures.value


def test_a_plan_is_built_anew_once_however_late_and_more_often_only_in_time(monkeypatch):
    built = []
    monkeypatch.setattr(search, "deal", lambda *words, deal=search.deal: built.append(1) or deal(*words))
    for late, times in ((False, 3), (True, 1)):
        stop = Stop(300, began=-1e9 if late else None)
        problem = Problem.of(crowd())
        under_way = Search(problem, Params(), Meter(stop), Team(1), np.random.default_rng(0))
        under_way.certify()
        built.clear()
        under_way.rebuild((1.0, 0.7, 0.4))
        assert len(built) == times


def test_a_search_stops_after_its_rounds():
    result = solve(Problem.of(crowd()), stop=Stop(300, gap=0, rounds=1), threads=1)
    assert result.stopped_by == "rounds"


def test_a_proved_plan_ends_the_search():
    party, space, window = Party("p1", 1, START, 1), Space("s1", 1), Window("s1", START, date(2022, 9, 22))
    result = solve(Problem.of(Case((party,), (space,), (window,))), stop=Stop(300, gap=0), threads=1)
    assert (result.stopped_by, result.gap) == ("gap", 0.0)


@pytest.mark.parametrize("at", [0, 1, 2, 5])
@pytest.mark.parametrize("threads", [1, 2])
def test_who_interrupts_gets_the_best_plan_so_far(at, threads):
    case, stop, told = crowd(), Stop(300, gap=0, rounds=20), []

    def watch(progress):
        told.append(progress)
        if len(told) >= at:
            stop.interrupt()

    if at == 0:
        stop.interrupt()
    result = solve(Problem.of(case), stop=stop, threads=threads, watch=watch)
    verdict = check(case, result.plan, result.certificate)
    assert verdict.is_valid
    assert result.stopped_by == "interrupt"
    assert len(told) <= at + 2  # the step that was interrupted, and a last look at who has no bed
    assert result.figures.value >= max(point.value for point in told) - 1e-5
    assert verdict.upper_bound == pytest.approx(result.upper_bound, abs=1e-6)
    assert verdict.unavoidable_person_nights == result.unavoidable_person_nights


def test_a_time_limit_that_is_already_over_still_gives_a_plan():
    case = crowd()
    result = solve(Problem.of(case), stop=Stop(1e-6, gap=0), threads=2)
    verdict = check(case, result.plan, result.certificate)
    assert verdict.is_valid
    assert result.stopped_by in {"time", "work"}
    assert result.figures.value >= result.first_come.value - 1e-6
    assert verdict.upper_bound == pytest.approx(result.upper_bound, abs=1e-6)
