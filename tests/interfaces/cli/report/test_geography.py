"""The map shows towns and squares, and no home can be found on it."""

from datetime import date

import numpy as np
import pytest

from shanyrak.interfaces.cli.report import geography
from shanyrak.interfaces.cli.report.views import nights_of
from shanyrak.placement.model import Case, Party, Plan, Space, Stay, Window

FIRST, END = date(2022, 9, 21), date(2022, 9, 23)


def case_of(*spaces):
    windows = tuple(Window(space.space_id, FIRST, END) for space in spaces)
    return Case((Party("p", 1, FIRST, 2),), spaces, windows)


def panels(case, *stays):
    return geography.panels_of(case, Plan.of(stays), nights_of(case))


def homes(n, *, lat=50.0, lon=70.0, place="north"):
    rng, spread = np.random.default_rng(n), 0.001
    return [
        Space(f"{place}{i}", 2, place, lat + spread * rng.random(), lon + spread * rng.random())
        for i in range(n)
    ]


def test_five_homes_together_are_shown_as_one_circle():
    (panel,) = panels(case_of(*homes(5)))
    assert [bubble.whole for bubble in panel.bubbles] == [20]
    assert panel.n_apart == 0


def test_four_homes_are_counted_but_not_drawn():
    (panel,) = panels(case_of(*homes(4)))
    assert panel.bubbles == ()
    assert panel.n_apart == 4


def test_a_home_that_lies_apart_is_not_drawn_even_beside_many():
    (panel,) = panels(case_of(*homes(30), Space("lone", 3, "north", 50.1, 70.1)))
    assert sum(bubble.whole for bubble in panel.bubbles) == 120
    assert panel.n_apart == 1


def test_a_hall_may_be_shown_alone_but_a_small_shared_home_may_not():
    hall = Space("hall", 50, "north", 50.0, 70.0, private=False)
    shared = Space("flat", 6, "north", 50.0, 70.0, private=False)
    assert panels(case_of(hall))[0].n_apart == 0
    assert panels(case_of(shared))[0].n_apart == 1


@pytest.mark.parametrize("seed", range(5))
def test_no_circle_moves_when_a_home_moves_inside_its_square(seed):
    near = [
        Space(f"s{i}", 2, "north", 50.001 + 0.0001 * i, 70.001 + 0.0001 * ((i + seed) % 10))
        for i in range(10)
    ]
    moved = [Space(s.space_id, 2, "north", s.lat + 0.0005, s.lon + 0.0005) for s in near]
    assert panels(case_of(*near))[0].bubbles == panels(case_of(*moved))[0].bubbles


def test_towns_far_apart_have_a_map_of_all_and_one_each_the_largest_first():
    maps = panels(case_of(*homes(8, place="north"), *homes(20, lat=43.0, lon=77.0, place="south")))
    assert [panel.name for panel in maps] == ["", "south", "north"]
    assert {bubble.name for bubble in maps[0].bubbles} == {"north", "south"}


def test_what_is_slept_in_is_summed():
    (panel,) = panels(case_of(*homes(5)), Stay("p", "1", 1, "north0", FIRST, END))
    assert [bubble.part for bubble in panel.bubbles] == [2]


def test_places_of_one_town_are_named_where_they_have_most():
    west, east = homes(9, place="west"), homes(9, lon=70.05, place="east")
    (panel,) = panels(case_of(*west, *east))
    assert sorted(bubble.name for bubble in panel.bubbles if bubble.name) == ["east", "west"]


def test_spaces_without_coordinates_have_no_map():
    assert panels(case_of(Space("s", 4))) == ()
