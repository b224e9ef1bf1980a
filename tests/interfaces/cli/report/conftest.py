"""A small case with a plan and its result, made by hand, so that every figure of the report is known."""

from datetime import date

import numpy as np
import pytest

from shanyrak.placement.model import (
    Case,
    Certificate,
    Figures,
    Party,
    Plan,
    Progress,
    Reason,
    Result,
    Space,
    Stay,
    Window,
)


def night(day):
    return date(2022, 9, day)


@pytest.fixture
def case():
    """Two towns; nine people ask for 23 person-nights; a home for four and a hall of 20 beds."""
    return Case(
        parties=(
            Party("p1", 3, night(21), 3, place="north"),
            Party("p2", 2, night(22), 2, place="north"),
            Party("p3", 4, night(21), 3, place="south", not_after=night(23)),
            Party("p4", 1, night(21), 2, may_split=True, not_after=night(21)),
        ),
        spaces=(
            Space("home", 4, place="north", lat=50.0, lon=70.0),
            Space("hall", 20, place="north", lat=50.1, lon=70.1, private=False),
        ),
        windows=(
            Window("home", night(1), night(23)),
            Window("home", night(22), night(24)),
            Window("hall", night(23), night(30)),
        ),
    )


@pytest.fixture
def result():
    """p1 sleeps three nights in two spaces, p2 one night, p3 nowhere: 11 of 21 person-nights."""
    plan = Plan.of(
        [
            Stay("p1", "1", 3, "home", night(21), night(23)),
            Stay("p1", "1", 3, "hall", night(23), night(24)),
            Stay("p2", "1", 2, "hall", night(23), night(24)),
        ]
    )
    prices = np.array([[2.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.5, 0.0]], np.float32)
    return Result(
        plan=plan,
        certificate=Certificate(("home", "hall"), night(21), prices),
        figures=Figures(21, 11, 3, 9.4, 1.25),
        upper_bound=10.0,
        unavoidable_person_nights=8,
        first_come=Figures(21, 9, 0, 8.5, None),
        reasons=(
            Reason("p3", 4, 8, 8, "no_free_night"),
            Reason("p2", 2, 4, 2, "taken"),
            Reason("p4", 1, 0, 0, "no_nights"),
        ),
        trace=(
            Progress(0.5, "construct", 8.0, float("inf"), 12),
            Progress(1.0, "prices", 9.0, 12.0, 11),
            Progress(2.0, "search", 9.4, 10.0, 10),
        ),
        seconds=2.0,
        stopped_by="time",
    )


@pytest.fixture
def empty_result():
    """Return what comes of a case without parties or without spaces."""
    nothing = Figures(0, 0, 0, 0.0, None)
    return Result(
        Plan(), Certificate((), night(21), np.zeros((0, 0), np.float32)), nothing, 0.0, 0, nothing, ()
    )
