"""Shared by the tests of the engine: its loops are compiled before a search is watched."""

from datetime import date, timedelta

import pytest

from shanyrak.placement import Case, Party, Problem, Space, Stop, Window, solve


@pytest.fixture(scope="session")
def warm_loops():
    """Compile every loop: a search that waits for the compiler thinks its machine slow, and hurries."""
    first = date(2022, 9, 21)
    parties = (Party("p1", 2, first, 2), Party("p2", 3, first, 2), Party("p3", 3, first, 2, may_split=True))
    window = Window("s1", first, first + timedelta(2))
    solve(Problem.of(Case(parties, (Space("s1", 3),), (window,))), stop=Stop(300, gap=0, rounds=1), threads=1)
