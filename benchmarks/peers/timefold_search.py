"""Peer: Timefold Solver (community edition, its Python wheel on Java 17), on the stays of `stays`.

A planning entity is a leg: one stay of a party, made or not; its planning variable is which stay of the
candidate spaces it is, or none. A party that stays together has two legs (``--set legs=N``; one where it asks
for one night or may not move); one that may be split has as many as parts of it may be needed, each a part of
its own in one space. Hard: beds of each space and people of each party, night by night, and one sex a night.
Soft: the worth of stays, less moves, in thousandths of a person-night, as for CP-SAT.

It starts from the same plan as CP-SAT, first come first served on the same candidate spaces, because its own
construction does not end in the time (``--set hint=no`` leaves it out). Then its local search: late
acceptance, its default, over changes of one leg (``--set moves=change+ruin`` adds ruin and recreate). The
community edition searches with one thread; Java's garbage collector uses the others.
"""

import shutil
import sys
import threading
import time
from importlib.util import find_spec
from math import ceil
from os import environ
from typing import Any

import numpy as np
from peer import NOT_COVERED, Task, run_peer
from tables import FOREVER, SAME, Ints

from shanyrak.placement.model import Plan

SCALE = 1000  # parts of a person-night
MORE = 1.5  # legs of a party that may be split, for each home that it would fill on average
# As `timefold_model` unpacks numbers: what a row holds, nights, thousandths of a stay's worth and of a move.
ROOM, LENGTHS, WORTH, CHAIN = 4096, 256, 2**28, 2**24
CONFIG = """<solver xmlns="https://timefold.ai/xsd/solver">
{construction}<localSearch><unionMoveSelector>{moves}</unionMoveSelector></localSearch></solver>"""
CONSTRUCTION = "<constructionHeuristic/>"
MOVES = {
    "change": "<changeMoveSelector/>",
    "ruin": "<ruinRecreateMoveSelector><minimumRuinedCount>2</minimumRuinedCount>"
    "<maximumRuinedCount>6</maximumRuinedCount></ruinRecreateMoveSelector>",
}


def timefold(task: Task) -> Plan | None:
    """Return the plan that Timefold finds, or None if it finds none in the time."""
    hinted = task.options.get("hint", "yes") == "yes"
    hint = _hint(task) if hinted else None  # before Java starts: loops compiled beside it make it fall
    import timefold_model as model  # noqa: PLC0415  # starts a Java machine, which may not be there
    from timefold.solver import SolverFactory  # noqa: PLC0415
    from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig  # noqa: PLC0415
    from timefold.solver.config import TerminationConfig as Termination  # noqa: PLC0415

    started = time.perf_counter()
    legs, owned = _legs(task, model, hint)
    task.note(modelling_s=round(time.perf_counter() - started, 2), legs=len(legs))
    if task.left_s() <= 0:
        return None
    moves = "".join(MOVES[name] for name in task.options.get("moves", "change").split("+"))
    config = SolverConfig.create_from_xml_text(
        CONFIG.format(construction="" if hinted else CONSTRUCTION, moves=moves)
    )
    config.solution_class, config.entity_class_list, config.random_seed = model.Plan, [model.Leg], task.seed
    config.environment_mode = None
    config.score_director_factory_config = ScoreDirectorFactoryConfig(
        constraint_provider_function=model.constraints
    )
    config.termination_config = Termination(spent_limit=Duration(milliseconds=int(1000 * task.left_s())))
    solver = SolverFactory.create(config).build_solver()
    task.note(starting_s=round(time.perf_counter() - started, 2))
    # Timefold's own limit counts from when its Java objects are made, which takes long; ours goes on.
    clock = threading.Timer(max(task.left_s(), 0.1), solver.terminate_early)
    clock.daemon = True
    clock.start()
    found = solver.solve(model.Plan(legs))
    task.note(score=str(found.score), ended_s=round(time.perf_counter() - started, 2))
    if not found.score.is_feasible:
        return None
    chosen = np.zeros(len(task.field.stays.unit), np.int64)
    made = [leg for leg in found.legs if leg.choice is not None]
    np.add.at(chosen, [owned[leg.number] + leg.choices.index(leg.choice) for leg in made], 1)
    task.note(value=round(task.field.value(chosen), 3))
    return task.field.plan(chosen)


def _hint(task: Task) -> Ints:
    """Return how often first come first served chooses each stay."""
    tables, _, stays = task.field
    chosen = task.field.chains(np.argsort(tables.parties.first, kind="stable"), stays.value)
    task.note(hint_value=round(task.field.value(chosen), 3))
    return chosen


def _legs(task: Task, model: Any, hint: Ints | None) -> tuple[list[Any], list[int]]:
    """Return the legs, with the stays of a plan to start from, and the number of the first stay of each."""
    (tables, units, _), stays = task.field, _packed(task)
    n_nights, n_spaces = tables.spaces.run.shape[1], len(tables.spaces.beds)
    parties = tables.parties
    crowd = ((n_spaces + np.arange(len(parties.people))) * n_nights * ROOM + parties.people) * ROOM
    bounds = np.searchsorted(units.party, np.arange(len(parties.people) + 1))
    owned = task.field.stays.start[bounds]
    move = np.rint(units.bonus * SCALE).astype(np.int64)
    legs: list[Any] = []
    starts: list[int] = []
    for p in np.flatnonzero(np.diff(owned)).tolist():
        mine = range(owned[p], owned[p + 1])
        choices = [stays[y] for y in mine]
        first = [] if hint is None else _begun(task, p, np.repeat(mine, hint[mine]))
        for i in range(max(_n_legs(task, p), len(first))):
            payer = (len(legs) if parties.split[p] else p) * CHAIN + int(move[bounds[p]])
            start = stays[first[i]] if i < len(first) else None
            told = (payer, int(crowd[p]), int(not parties.split[p]), int(parties.sex[p]))
            legs.append(model.Leg(len(legs), *told, choices, start))
            starts.append(int(owned[p]))
    return legs, starts


def _begun(task: Task, party: int, stays: Ints) -> list[int]:
    """Return the stays of a plan with which the legs of a party begin: for each part one, the best."""
    if not task.field.tables.parties.split[party]:
        return stays.tolist()
    stays = stays[np.argsort(-task.field.stays.value[stays], kind="stable")]
    people = np.cumsum(task.field.units.people[task.field.stays.unit[stays]])
    return stays[people <= task.field.tables.parties.people[party]].tolist()


def _n_legs(task: Task, party: int) -> int:
    """Return how many stays a party may make."""
    tables = task.field.tables
    most, current = int(tables.parties.max_moves[party]), int(tables.parties.current[party])
    if tables.parties.split[party]:
        return ceil(MORE * float(tables.parties.people[party] / max(tables.spaces.beds.mean(), 1.0)))
    if tables.parties.nights[party] == 1 or most == 0 or (current >= 0 and most < FOREVER):
        return 1
    return min(int(task.options.get("legs", "2")), most + 1)


def _packed(task: Task) -> list[int]:
    """Return each stay as one number, as `timefold_model` unpacks it; no move is paid in its worth."""
    tables, units, stays = task.field
    party, people = units.party[stays.unit], units.people[stays.unit]
    private = tables.spaces.private[stays.space]
    held = np.where(private, 1, tables.spaces.beds[stays.space])
    row = stays.space * tables.spaces.run.shape[1] + stays.first
    use = (row * ROOM + held) * ROOM + np.where(private, 1, people)
    one_sex = (tables.spaces.rule[stays.space] == SAME) & ~private
    worth = np.rint((stays.value + units.bonus[stays.unit]) * SCALE).astype(np.int64)
    columns = ((people, ROOM), (one_sex, 2), (stays.first - tables.parties.first[party], LENGTHS))
    packed = use.astype(object)
    for column, size in (*columns, (stays.end - stays.first, LENGTHS), (worth, WORTH)):
        packed = packed * size + column.astype(object)
    return [int(x) for x in packed]


def main() -> int:
    """Run the peer where Java and the package are there; else say what is missing."""
    missing = ""
    if not (shutil.which("java") or environ.get("JAVA_HOME")):
        missing = "Java 17 or later: install it, or set JAVA_HOME to where it is"
    elif find_spec("timefold") is None:
        missing = "its Python package: make bench installs it, from benchmarks/requirements.txt"
    if missing:
        print(f"Timefold needs {missing}.", file=sys.stderr)
        return NOT_COVERED
    return run_peer("Timefold", timefold)


if __name__ == "__main__":
    sys.exit(main())
