"""Shared by the tests of the engine: its loops, compiled before a search is watched, and the judge."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path

import pytest

from shanyrak.placement import Case, Party, Plan, Previous, Problem, Space, Stop, Window, solve


@pytest.fixture(scope="session")
def warm_loops():
    """Compile every loop: a search that waits for the compiler thinks its machine slow, and hurries."""
    first = date(2022, 9, 21)
    parties = (Party("p1", 2, first, 2), Party("p2", 3, first, 2), Party("p3", 3, first, 2, may_split=True))
    window = Window("s1", first, first + timedelta(2))
    problem = Problem.of(Case(parties, (Space("s1", 3),), (window,)))
    first = solve(problem, stop=Stop(300, gap=0, rounds=1), threads=1)
    before = Previous(Plan(()), first.certificate, intended=first.plan)
    solve(problem, previous=before, stop=Stop(300, gap=0, rounds=1), threads=1)


@pytest.fixture(scope="session")
def shared():
    """Return the folder of the judge and its cases, which stands beside the project where there is one."""
    folder = Path(__file__).resolve().parents[3] / "shared"
    if not (folder / "judge/judge.py").exists():
        pytest.skip("needs ../shared, which is not part of the project")
    return folder


@pytest.fixture(scope="session")
def judge(shared):
    """Return the judge that was written apart from us, as a module."""
    spec = importlib.util.spec_from_file_location("judge", shared / "judge/judge.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
