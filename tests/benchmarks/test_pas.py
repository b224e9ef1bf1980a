"""An instance of patient admission scheduling is read, planned and scored as the literature has it."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from shanyrak.placement import Plan, Problem, Stay, Stop, solve

ROOT = Path(__file__).parents[2]
INSTANCE = """ARTICLE BENCHMARK DATA SET
Rooms: 3
Roomproperties: 2
Beds: 4
Departments: 1
Specialisms: 2
Patients: 4
Planning horizon: 4


SPECIALISMS:
1 One
2 Two

DEPARTMENTS:
1 First 0 60 | 1 1

ROOMPROPERTIES:
1 telemetry
2 oxygen

ROOMS:
1 11 | 2 | 1 | D | 1 1 2 2 | 1 0
2 12 | 1 | 1 | F | 1 1 | 1 1
3 13 | 1 | 1 | N | 3 1 | 0 0

BEDS:
1 1
2 1
3 2
4 3

PATIENTS:
1 A 30 F | 0 2 | 1 1 2 | 1 | 0 1 | 0 0
2 B 70 M | 1 6 | 1 2 5 | 0 | 1 1 | 1 0
3 C 40 M | 0 0 | 1 1 0 | 0 | 0 0 | 0 0
4 D 40 M | 4 5 | 1 1 1 | 0 | 0 0 | 0 0

END.
"""


@pytest.fixture
def pas(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.pas import adapter, instance, score  # noqa: PLC0415

    (tmp_path / "tiny.txt").write_text(INSTANCE, encoding="utf-8")
    yield instance.read(tmp_path / "tiny.txt"), instance, adapter, score
    for name in [name for name in sys.modules if name.startswith("benchmarks")]:
        del sys.modules[name]


def stay(adapter, party, room, nights):
    nights = [adapter.NIGHT_0 + timedelta(days=n) for n in nights]
    return Stay(party, "1", 1, f"r{room}", *nights)


def test_who_comes_after_the_horizon_or_stays_no_night_does_not_count(pas):
    read = pas[0]
    assert [p.number for p in read.patients] == [1, 2]
    assert read.nights_asked == 2 + 3  # the stay of the second is cut at the horizon


@pytest.mark.parametrize(
    ("patient", "room", "cost"),
    [
        (0, 0, 0.8 + 5),  # larger than preferred, oxygen required
        (0, 1, 0),
        (0, 2, 2 + 5),  # third choice of specialism 1, oxygen required
        (1, 0, 1 + 1 + 5 + 10),  # department without 2, second choice, oxygen, older than 60
        (1, 1, 1 + 2 + 5 + 10),  # room without 2, and for women
        (1, 2, 1 + 2 + 5 + 5 + 10),  # required and wanted counts as required
    ],
)
def test_a_night_costs_what_the_literature_charges(pas, patient, room, cost):
    read, instance = pas[:2]
    one = read.patients[patient]
    assert instance.night_cost(one, one.segments[0].specialism, read.rooms[room]) == pytest.approx(cost)


def test_the_scorer_counts_sexes_transfers_and_nights_left_out(pas):
    read, _, adapter, score = pas
    told = score.score(
        read,
        Plan.of(
            [
                stay(adapter, "1-0", 1, (0, 2)),
                stay(adapter, "2-1", 1, (1, 2)),
                stay(adapter, "2-1", 3, (2, 3)),
            ]
        ),
    )
    assert (told.sexes, told.transfers, told.nights_without, told.nights_over) == (5, 11, 1, 0)
    assert told.rooms == pytest.approx(2 * 5.8 + 17 + 23)


def test_a_room_that_holds_too_many_is_told(pas):
    read, _, adapter, score = pas
    told = score.score(read, Plan.of([stay(adapter, "1-0", 2, (0, 2)), stay(adapter, "2-1", 2, (1, 2))]))
    assert told.nights_over == 1


def test_our_plan_is_the_best_one_and_the_bound_is_below_it(pas):
    read, _, adapter, score = pas
    result = solve(
        Problem.of(adapter.case_of(read), worth=adapter.worth()),
        stop=Stop(time_limit_s=5, rounds=1),
        threads=1,
    )
    told = score.score(read, result.plan)
    assert told.points == pytest.approx(3 * 17)
    assert told.nights_without == 0
    assert adapter.lower_bound(read, result.upper_bound) <= told.points + 1e-6
    assert adapter.POINTS * (adapter.WEIGHT * 5 - result.figures.value) == pytest.approx(told.points)
