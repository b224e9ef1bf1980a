"""Peer: HiGHS, as SciPy carries it, on the integer program of `program`.

As a rule (``--set parts=rounding``): `scipy.optimize.linprog` (interior point) solves the linear
relaxation, and in the time that is left plans are rounded from it: parties, in the order of how much of
them the relaxation houses and then in more and more random orders, take their best chain at the
relaxation's prices of beds; whoever is left takes the best chain in what is left; the best plan counts.
Every other rounding chooses from a list of candidate spaces five times as long, for which the relaxation
would be too large, at the same prices.

``--set parts=branching``: `scipy.optimize.milp` (branch and bound) has all the time. On real cases it found
plans far worse than rounding does, or none, and passed its time limit in its presolve; so rounding is what
we compare with.

SciPy cannot hand a plan to HiGHS as a start, nor set its threads: both run on one.
"""

import sys
import time

import numpy as np
from peer import Field, Task, field_of, run_peer
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from tables import Floats

from shanyrak.placement.model import Plan

TILT = 0.2  # of its value, for a stay that the relaxation chose wholly
WIDER = 5  # so many times as many candidate spaces are rounded over
PRICES = (1.0, 0.8, 0.6, 0.4)  # shares of the prices at which chains are taken, in turn


def highs(task: Task) -> Plan | None:
    """Return the plan of HiGHS, or None if it finds none in the time."""
    return _branched(task) if task.options.get("parts") == "branching" else _rounded(task)


def _rounded(task: Task) -> Plan | None:
    """Return the best plan rounded from the linear relaxation, or None if that is not solved in the time."""
    program, started = task.program, time.perf_counter()
    bounds = np.column_stack((np.zeros_like(program.most), program.most))
    limit = {"time_limit": max(task.left_s(), 0.1)}
    answer = linprog(-program.c, program.a, program.b, bounds=bounds, method="highs-ipm", options=limit)
    task.note(relaxation_s=round(time.perf_counter() - started, 2), relaxation=answer.message[:60])
    if answer.x is None or answer.status != 0:
        return None
    task.note(bound_on_candidates=round(-answer.fun, 3))
    prices = np.zeros(task.field.tables.spaces.run.shape).ravel()
    prices[program.space_night] = np.maximum(-answer.ineqlin.marginals[: len(program.space_night)], 0)
    return _best_rounding(task, answer.x[: program.n_stays], prices)


def _best_rounding(task: Task, x: Floats, prices: Floats) -> Plan:
    """Return the best plan of many orders of the parties and many shares of the prices."""
    random, n_parties = np.random.default_rng(task.seed), len(task.field.tables.parties.people)
    lodged = _lodged(task.field, x)
    # What the relaxation chose is better than what is only as dear.
    fields = [(task.field, _paid(task.field, prices), TILT * x * task.field.stays.value)]
    best, best_field, best_value, rounds = None, task.field, -np.inf, 0
    while best is None or task.left_s() > 0:
        if rounds == 1:
            wide = field_of(task.field.tables, WIDER * task.notes["candidates"], task.seed)
            fields.append((wide, _paid(wide, prices), np.zeros(1)))
        field, paid, tilt = fields[rounds % len(fields)]
        order = np.argsort(-lodged + rounds * random.random(n_parties), kind="stable")
        share = PRICES[rounds // 2 % len(PRICES)]
        chosen = field.chains(order, np.stack((field.stays.value - share * paid + tilt, field.stays.value)))
        if field.value(chosen) > best_value:
            best, best_field, best_value = chosen, field, field.value(chosen)
        rounds += 1
    task.note(roundings=rounds, value=round(best_value, 3), from_wider=best_field is not task.field)
    return best_field.plan(best)


def _lodged(field: Field, x: Floats) -> Floats:
    """Return which share of the nights of each party the relaxation houses."""
    nights = x * (field.stays.end - field.stays.first)
    parties = field.units.party[field.stays.unit]
    people = field.tables.parties
    return np.bincount(parties, weights=nights, minlength=len(people.nights)) / people.nights


def _paid(field: Field, prices: Floats) -> Floats:
    """Return what each stay of one part pays at these prices of beds."""
    stays, spaces = field.stays, field.tables.spaces
    total = np.zeros((len(spaces.beds), spaces.run.shape[1] + 1))
    np.cumsum(prices.reshape(spaces.run.shape), axis=1, out=total[:, 1:])
    beds = np.where(spaces.private[stays.space], 1, field.units.people[stays.unit])
    return beds * (total[stays.space, stays.end] - total[stays.space, stays.first])


def _branched(task: Task) -> Plan | None:
    """Return the plan of branch and bound, or None if it finds none in the time."""
    program, started, left = task.program, time.perf_counter(), task.left_s()
    if left <= 0:
        return None
    answer = milp(
        -program.c,
        constraints=LinearConstraint(program.a, ub=program.b),
        bounds=Bounds(0, program.most),
        integrality=np.ones(len(program.c)),
        options={"time_limit": left},
    )
    task.note(branching_s=round(time.perf_counter() - started, 2), branching=answer.message[:60])
    if answer.x is None:
        return None
    chosen = np.rint(answer.x[: program.n_stays]).astype(np.int64)
    task.note(value=round(task.field.value(chosen), 3))
    return task.field.plan(chosen)


if __name__ == "__main__":
    sys.exit(run_peer("HiGHS", highs))
