"""Peer: OR-Tools CP-SAT on the integer program of `program`, with first come first served as its hint.

A column with most 1 is a Boolean, others are integers. A row of ones with right hand side 1 over Booleans
is given as `at most one`, which CP-SAT knows as a clique; all other rows are linear. Worth is in
thousandths of a person-night. The hint is a complete plan, first come first served on the same candidate
spaces, so that CP-SAT may start from it and its large neighbourhood search may mend it; ``--set hint=no``
leaves it out. It uses as many workers as threads. Presolve is left out unless ``--set presolve=yes``: on
real cases it alone takes ten seconds and more, in which CP-SAT has no plan at all. The model is written
into CP-SAT's own message, which is some five times faster than its Python calls.
"""

import sys
import time

import numpy as np
from chains import parts_of
from ortools.sat.python import cp_model
from peer import Task, run_peer
from tables import Ints

from shanyrak.placement.model import Plan

SCALE = 1000  # smaller steps would not change a plan, and CP-SAT is faster with small numbers
FAR = -(2**40)  # a lower bound that no row reaches


def cpsat(task: Task) -> Plan | None:
    """Return the plan that CP-SAT finds, or None if it finds none in the time."""
    started = time.perf_counter()
    model = _model(task)
    if task.options.get("hint", "yes") == "yes":
        hint = _hint(task)
        model.proto.solution_hint.vars.extend(range(len(hint)))
        model.proto.solution_hint.values.extend(hint.tolist())
    task.note(modelling_s=round(time.perf_counter() - started, 2))
    if task.left_s() <= 0:
        return None
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = task.left_s()
    solver.parameters.num_workers = task.threads
    solver.parameters.random_seed = task.seed
    solver.parameters.cp_model_presolve = task.options.get("presolve") == "yes"
    solver.parameters.log_search_progress = task.options.get("log") == "yes"
    status = solver.solve(model)
    task.note(status=solver.status_name(status))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    task.note(bound_on_candidates=round(-solver.best_objective_bound / SCALE, 3))
    chosen = np.array(solver.response_proto.solution, np.int64)[: task.program.n_stays]
    task.note(value=round(task.field.value(chosen), 3))
    return task.field.plan(chosen)


def _model(task: Task) -> cp_model.CpModel:
    """Return the program in CP-SAT's terms, to be minimised."""
    program, model = task.program, cp_model.CpModel()
    proto = model.proto
    for most in program.most.astype(np.int64).tolist():
        proto.variables.add().domain.extend((0, most))
    a = program.a
    whole = np.asarray(program.most, np.int64) == 1
    row_of = np.repeat(np.arange(len(program.b)), np.diff(a.indptr))
    ones = np.bincount(row_of[(a.data != 1) | ~whole[a.indices]], minlength=len(program.b)) == 0
    columns, entries, start = a.indices.tolist(), a.data.astype(np.int64).tolist(), a.indptr.tolist()
    for row, b in enumerate(program.b.astype(np.int64).tolist()):
        span = slice(start[row], start[row + 1])
        if b == 1 and ones[row]:
            proto.constraints.add().at_most_one.literals.extend(columns[span])
        else:
            linear = proto.constraints.add().linear
            linear.vars.extend(columns[span])
            linear.coeffs.extend(entries[span])
            linear.domain.extend((FAR, b))
    worth = np.rint(-program.c * SCALE).astype(np.int64)
    proto.objective.vars.extend(range(len(worth)))
    proto.objective.coeffs.extend(worth.tolist())
    return model


def _hint(task: Task) -> Ints:
    """Return first come first served as values of all columns."""
    program, (tables, units, stays) = task.program, task.field
    hint = np.zeros(len(program.c), np.int64)
    chosen = task.field.chains(np.argsort(tables.parties.first, kind="stable"), stays.value)
    task.note(hint_value=round(task.field.value(chosen), 3))
    parts = parts_of(tables, units, stays, chosen)
    hint[: program.n_stays] = chosen
    z = slice(program.n_stays, program.n_stays + program.n_units)
    hint[z] = np.where(units.bonus > 0, parts, 0)
    hint[z.stop : z.stop + program.n_units] = parts
    return hint


if __name__ == "__main__":
    sys.exit(run_peer("OR-Tools CP-SAT", cpsat))
