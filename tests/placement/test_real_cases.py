"""Cases made from real data, with short limits: plans keep every rule, and the proof is confirmed."""

from pathlib import Path

import pytest

from shanyrak.placement import Problem, Stop, check, solve
from shanyrak.placement.files import read_case

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.usefixtures("warm_loops")


@pytest.mark.parametrize("name", ["albany", "convoy"])
def test_a_few_seconds_give_a_proved_plan(name):
    if not (CASES / name).is_dir():
        pytest.skip("needs ../shared, which is not part of the project")
    case, faults = read_case(CASES / name)
    assert case is not None, faults
    result = solve(Problem.of(case), stop=Stop(4, gap=0), threads=2)
    verdict = check(case, result.plan, result.certificate)
    assert verdict.violations == ()
    assert verdict.figures.value == pytest.approx(result.figures.value, abs=1e-6)
    assert verdict.upper_bound == pytest.approx(result.upper_bound, abs=1e-6)
    assert verdict.unavoidable_person_nights == result.unavoidable_person_nights
    assert result.first_come.value <= result.figures.value <= result.upper_bound
    assert result.unavoidable_person_nights <= result.figures.unhoused_person_nights
