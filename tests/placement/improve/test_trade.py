"""Trades: parties change places where both gain, and pass through worse plans only when it is hot."""

from datetime import date, timedelta

import numpy as np
import pytest

from shanyrak.placement import Case, Params, Party, Problem, Space, Stop, Window, Worth
from shanyrak.placement.draft import appraise, copy_of, put, value_of
from shanyrak.placement.improve.rounds import exchange_round
from shanyrak.placement.search import Search, heats, lead_of
from shanyrak.placement.stop import Meter
from shanyrak.placement.team import Team

pytestmark = pytest.mark.usefixtures("warm_loops")

NIGHT = date(2024, 3, 1)
NIGHTS = 3


def crossed(n: int, want: float = 0.5, **space: object) -> Search:
    """Everybody sleeps where the next one's wish is fulfilled, and nobody where his own is."""
    case = Case(
        tuple(Party(f"p{i}", 1, NIGHT, NIGHTS, wants=frozenset({f"w{i}"})) for i in range(n)),
        tuple(Space(f"s{i}", 1, features=frozenset({f"w{i}"}), **space) for i in range(n)),
        tuple(Window(f"s{i}", NIGHT, NIGHT + timedelta(NIGHTS)) for i in range(n)),
    )
    problem = Problem.of(case, worth=Worth(want=want))
    search = Search(problem, Params(), Meter(Stop(60)), Team(1), np.random.default_rng(0))
    for slot in range(n):
        for night in range(NIGHTS):
            put(search.data, search.draft, slot, (slot + 1) % n, night)
    appraise(search.data, search.draft)
    return search


def traded(search: Search, heat: float = 0.0, trades: int = 200) -> list[int]:
    return exchange_round(
        search.data, [search.draft], lead_of(search), tries=0, trades=trades, heat=heat, desks=search.desks,
        team=search.team, random=search.random,
    )  # fmt: skip


def test_two_who_sleep_in_each_others_better_room_change_rooms():
    search = crossed(2)
    assert traded(search) == [0]
    assert search.value == 2 * NIGHTS
    assert search.draft.where.tolist() == [0] * NIGHTS + [1] * NIGHTS


def test_nobody_goes_where_a_stay_would_be_too_long():
    search = crossed(2, max_nights=NIGHTS - 1)
    before = search.draft.where.tolist()
    traded(search, heat=1e9)
    assert search.draft.where.tolist() == before


def test_a_promised_stay_is_never_traded():
    search = crossed(2)
    search.draft.slots["bound"][0] = True
    before = search.draft.where.tolist()
    traded(search, heat=1e9)
    assert search.draft.where.tolist() == before


def test_worse_plans_are_passed_when_it_is_hot_and_counted():
    search = crossed(4)
    traded(search)
    best = value_of(search.draft)
    cold, hot = copy_of(search.draft), traded(search, heat=1e9)
    assert sum(hot) > 0
    assert value_of(cold) == best


def test_it_begins_hotter_where_spaces_differ_more():
    begin = []
    for want in (0.01, 0.5):
        search = crossed(4, want)
        traded(search)
        begin.append(heats(search, [search.draft], lead_of(search), trades=500)[0])
    assert begin[0] == Params().heat[0] < begin[1]
