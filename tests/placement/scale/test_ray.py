"""Workers of Ray do what workers in this process do, and one that is killed is replaced."""

import importlib
import os
import signal
import threading

import pytest

from shanyrak.base.errors import UnavailableError
from shanyrak.placement import Problem, Stop, check
from shanyrak.placement.scale.crew import Inline
from shanyrak.placement.scale.side_by_side import solve_side_by_side
from shanyrak.placement.waves import wave

WHY = "Ray is an extra and not in the lock: `make cluster` installs it and runs these tests"
pytest.importorskip("ray", reason=WHY)
ray_crew = importlib.import_module("shanyrak.placement.scale.ray")

pytestmark = [
    pytest.mark.usefixtures("warm_loops"),
    pytest.mark.filterwarnings("default"),  # Ray leaves sockets and files for the collector
]
CASE = wave(people=300, nights=8, seed=0)


def limit():
    return Stop(time_limit_s=1, gap=0.0, clock=False)


@pytest.fixture(scope="module")
def crew():
    with ray_crew.RayCrew(2) as crew:
        yield crew


@pytest.fixture(scope="module")
def expected():
    return solve_side_by_side(Problem.of(CASE), Inline(2), stop=limit())


def test_two_workers_of_ray_make_the_plan_of_two_in_one_process(crew, expected):
    result = solve_side_by_side(Problem.of(CASE), crew, stop=limit())
    assert result.plan == expected.plan
    assert result.upper_bound == expected.upper_bound


@pytest.mark.parametrize("phase", ["prices", "exchange"])
def test_a_worker_that_is_killed_costs_time_but_not_the_plan(crew, expected, phase):
    killed = []

    def kill_one(progress):
        if progress.phase == phase and not killed:
            killed.append(crew.pids()[1])
            threading.Timer(0.02, os.kill, (killed[0], signal.SIGKILL)).start()

    result = solve_side_by_side(Problem.of(CASE), crew, stop=limit(), watch=kill_one)
    assert killed[0] not in crew.pids()
    assert check(CASE, result.plan, result.certificate).is_valid
    assert result.upper_bound == pytest.approx(expected.upper_bound, rel=1e-6)
    assert result.figures.value >= 0.999 * expected.figures.value


def test_more_workers_than_cores_are_refused_where_a_cluster_has_too_few():
    with pytest.raises(UnavailableError, match="need 6 cores, and there are 2"):
        ray_crew.refuse_too_many(3, 2, cores=2)
