"""Peer: HiGHS, as SciPy carries it, on the integer program of `program`.

As a rule (``--set parts=rounding``): `scipy.optimize.linprog` (interior point) solves the linear
relaxation, and in the time that is left plans are rounded from it: parties, in the order of how much of
them the relaxation houses and then in more and more random orders, take their best chain at the
relaxation's prices of beds; whoever is left takes the best chain in what is left; the best plan counts.

``--set parts=branching``: `scipy.optimize.milp` (branch and bound) has all the time. On real cases it found
plans far worse than rounding does, or none, and passed its time limit in its presolve; so rounding is what
we compare with.

SciPy cannot hand a plan to HiGHS as a start, nor set its threads: both run on one.
"""

import sys
import time

import numpy as np
from peer import Task, run_peer
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from tables import Floats, Ints

PRICES = (1.0, 0.8, 0.6, 0.4)  # shares of the prices at which chains are taken, in turn


def highs(task: Task) -> Ints | None:
    """Return how often HiGHS chooses each stay, or None if it finds no plan in the time."""
    return _branched(task) if task.options.get("parts") == "branching" else _rounded(task)


def _rounded(task: Task) -> Ints | None:
    """Return the best plan rounded from the linear relaxation, or None if that is not solved in the time."""
    program, started = task.program, time.perf_counter()
    bounds = np.column_stack((np.zeros_like(program.most), program.most))
    limit = {"time_limit": max(task.left_s(), 0.1)}
    answer = linprog(-program.c, program.a, program.b, bounds=bounds, method="highs-ipm", options=limit)
    task.note(relaxation_s=round(time.perf_counter() - started, 2), relaxation=answer.message[:60])
    if answer.x is None or answer.status != 0:
        return None
    task.note(bound_on_candidates=round(-answer.fun, 3))
    prices = np.zeros(task.tables.spaces.run.shape).ravel()
    prices[program.space_night] = np.maximum(-answer.ineqlin.marginals[: len(program.space_night)], 0)
    return _best_rounding(task, answer.x[: program.n_stays], _paid(task, prices))


def _paid(task: Task, prices: Floats) -> Floats:
    """Return what each stay pays at these prices of beds, with one part of its unit."""
    stays, spaces = task.stays, task.tables.spaces
    total = np.zeros((len(spaces.beds), spaces.run.shape[1] + 1))
    np.cumsum(prices.reshape(spaces.run.shape), axis=1, out=total[:, 1:])
    beds = np.where(spaces.private[stays.space], 1, task.units.people[stays.unit])
    return beds * (total[stays.space, stays.end] - total[stays.space, stays.first])


def _best_rounding(task: Task, x: Floats, paid: Floats) -> Ints:
    """Return the best plan of many orders of the parties and many shares of the prices."""
    stays, random = task.stays, np.random.default_rng(task.seed)
    until = time.perf_counter() + task.left_s()
    n_parties = len(task.tables.parties.people)
    lodged = np.bincount(
        task.units.party[stays.unit], weights=x * (stays.end - stays.first), minlength=n_parties
    )
    lodged /= task.tables.parties.nights
    best, best_value, rounds = None, -np.inf, 0
    while best is None or time.perf_counter() < until:
        order = np.argsort(-lodged + rounds * random.random(n_parties), kind="stable")
        tilt = x * stays.value * 0.2  # what the relaxation chose is better than what is only as dear
        first = stays.value - PRICES[rounds % len(PRICES)] * paid + tilt
        chosen = task.chains(order, np.stack((first, stays.value)))
        if task.value(chosen) > best_value:
            best, best_value = chosen, task.value(chosen)
        rounds += 1
    task.note(roundings=rounds, rounded_value=round(best_value, 3))
    return best


def _branched(task: Task) -> Ints | None:
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
    return None if answer.x is None else np.rint(answer.x[: program.n_stays]).astype(np.int64)


if __name__ == "__main__":
    sys.exit(run_peer("HiGHS", highs))
