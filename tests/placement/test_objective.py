"""What a person-night is worth: distances as on a globe, wants by their share, costs by their pair."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from shanyrak.placement import Case, Cost, Party, Problem, Space, Window, Worth
from shanyrak.placement.check.figures import kilometres as by_haversine
from shanyrak.placement.objective import chord2, fill_worth, kilometres

START = date(2022, 9, 21)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
NEAR = st.floats(-1.5, 1.5)


def problem_of(party, *spaces, costs=(), worth=None):
    windows = tuple(Window(space.space_id, START, START + timedelta(1)) for space in spaces)
    return Problem.of(Case((party,), spaces, windows, (), tuple(costs)), worth=worth)


def worth_of(problem):
    """Worth of a person-night of the one party, by space_id."""
    n = len(problem.spaces)
    worth = np.empty(n)
    fill_worth(problem.data, 0, np.arange(n, dtype=np.int32), n, worth)
    return dict(zip((space.space_id for space in problem.spaces), worth.tolist(), strict=True))


@given(lat=LATITUDES, lon=LONGITUDES, north=NEAR, east=NEAR)
@example(lat=50.0, lon=82.0, north=0.0, east=0.0)
@example(lat=0.0, lon=179.9, north=0.0, east=0.2)
@example(lat=90.0, lon=0.0, north=-0.5, east=1.0)
def test_kilometres_are_those_of_the_great_circle_up_to_100(lat, lon, north, east):
    assume(-90 <= lat + north <= 90)
    party = Party("p1", 1, START, 1, lat=lat, lon=lon)
    space = Space("s1", 1, lat=lat + north, lon=lon + east)
    found = kilometres(chord2(problem_of(party, space).data, 0, 0))
    assert found == pytest.approx(min(by_haversine(party, space), 100.0), abs=1e-6)


def test_wants_count_by_their_share():
    party = Party("p1", 1, START, 1, weight=2.0, wants=frozenset({"lift", "pets"}))
    spaces = [Space(name, 1, features=frozenset(name.split())) for name in ("lift pets", "lift crib", "crib")]
    problem = problem_of(party, *spaces, worth=Worth(want=0.4))
    assert worth_of(problem) == pytest.approx({"lift pets": 2.0, "lift crib": 1.8, "crib": 1.6})


def test_a_cost_is_that_of_its_pair():
    party = Party("p1", 1, START, 1)
    costs = [Cost("p1", "s2", 0.3), Cost("p1", "s10", -0.5)]
    problem = problem_of(party, *(Space(f"s{number}", 1) for number in (10, 1, 2)), costs=costs)
    assert worth_of(problem) == pytest.approx({"s1": 1.0, "s2": 0.7, "s10": 1.5})
