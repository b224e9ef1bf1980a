"""Our check and the judge of ../shared, written apart, say the same of plans and certificates."""

import csv
from collections import defaultdict
from datetime import timedelta

import numpy as np
import pytest

from shanyrak.placement.check import check
from shanyrak.placement.files import read_case
from shanyrak.placement.model import Certificate, Plan, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.testing import broken_plans, random_case, random_certificate, random_plan

STAY = ("party_id", "part", "people", "space_id", "first_night", "end_night")
WORTHS = (Worth(), Worth(move=0.0, km=0.01, want=0.5), Worth(move=2.0, km=0.0, want=0.0))


def text(value):
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def write_rows(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows([text(getattr(row, column)) for column in columns] for row in rows)


def write_judged(folder, case):
    """Write a case as the judge reads it, without our own writers."""
    tables = {"parties": case.parties, "spaces": case.spaces, "windows": case.windows, "stays": case.stays}
    tables["costs"] = case.costs
    for name, rows in tables.items():
        columns = (
            type(rows[0]).__slots__ if rows else STAY if name == "stays" else ("space_id", "first_night")
        )
        write_rows(folder / f"{name}.csv", columns, rows)
    return folder


def judged(judge, folder, plan, worth):
    write_rows(folder / "plan.csv", STAY, plan.stays)
    return judge.judge(judge.Case(folder), folder / "plan.csv", worth.move, worth.km, worth.want)


def judged_bound(judge, folder, certificate, worth):
    file = folder / "certificate.npz"
    first = certificate.first_night.isoformat()
    ids = np.array(certificate.space_id, dtype=str)
    np.savez(file, space_id=ids, first_night=first, price=certificate.price)
    return judge.upper_bound(judge.Case(folder), file, worth.move, worth.km, worth.want)


def assert_same(figures, theirs):
    assert figures.value == pytest.approx(theirs["value"], abs=1e-6)
    assert figures.asked_person_nights == theirs["asked_person_nights"]
    assert figures.housed_person_nights == theirs["housed_person_nights"]
    assert figures.person_moves == theirs["person_moves"]


@pytest.mark.parametrize("seed", range(200))
def test_the_judge_agrees_on_a_random_case(judge, tmp_path, seed):
    rng = np.random.default_rng(seed)
    case, worth = random_case(rng), WORTHS[seed % 3]
    plan, certificate = random_plan(rng, case), random_certificate(rng, case)
    verdict = check(case, plan, certificate, worth)
    bad, figures = judged(judge, write_judged(tmp_path, case), plan, worth)
    assert verdict.violations == ()
    assert bad == []
    assert_same(verdict.figures, figures)
    assert verdict.upper_bound == pytest.approx(judged_bound(judge, tmp_path, certificate, worth), abs=1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_the_judge_refuses_the_same_broken_plans(judge, tmp_path, seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    write_judged(tmp_path, case)
    for broken in broken_plans(case, random_plan(rng, case)):
        verdict = check(case, broken.plan)
        bad, figures = judged(judge, tmp_path, broken.plan, Worth())
        assert broken.rule in {violation.rule for violation in verdict.violations}, broken.name
        assert bad, broken.name
        assert_same(verdict.figures, figures)


def simple_plan(case):
    """Fill window after window with whole parties that fit: such a plan keeps the rules."""
    spaces, stays, waiting = {space.space_id: space for space in case.spaces}, [], defaultdict(list)
    for party in case.parties:
        waiting[party.arrival].append(party)
    for window in case.windows:
        space, night = spaces[window.space_id], window.first_night
        while night < window.end_night:
            longest = min((window.end_night - night).days, space.max_nights or 1000)
            fits = (
                party
                for party in waiting[night][:50]
                if space.min_nights <= party.n_nights <= longest
                and party.people <= space.beds
                and party.needs <= space.features
            )
            party = next(fits, None)
            if party:
                waiting[night].remove(party)
                end = party.end_night
                stays.append(Stay(party.party_id, "1", party.people, space.space_id, night, end))
            night = party.end_night if party else night + timedelta(1)
    return Plan.of(stays)


@pytest.mark.parametrize("name", ["albany", "convoy", "antwerp"])
def test_the_judge_agrees_on_a_real_case(judge, shared, tmp_path, name):
    folder = shared / "cases" / name
    case, _ = read_case(folder)
    plan, rng = simple_plan(case), np.random.default_rng(7)
    ids = tuple(space.space_id for space in case.spaces[5:])
    first = min(party.arrival for party in case.parties) - timedelta(2)
    price = (rng.random((len(ids), 70)) * rng.random((len(ids), 1))).astype(np.float32)
    certificate = Certificate(ids, first, price)
    verdict = check(case, plan, certificate)
    write_rows(tmp_path / "plan.csv", STAY, plan.stays)
    bad, figures = judge.judge(judge.Case(folder), tmp_path / "plan.csv", 0.5, 0.002, 0.1)
    assert (verdict.violations, bad) == ((), [])
    assert len(plan.stays) > len(case.parties) / 4
    assert_same(verdict.figures, figures)
    np.savez(tmp_path / "c.npz", space_id=np.array(ids), first_night=first.isoformat(), price=price)
    theirs = judge.upper_bound(judge.Case(folder), tmp_path / "c.npz", 0.5, 0.002, 0.1)
    assert verdict.upper_bound == pytest.approx(theirs, abs=1e-6)
