"""What the peers share: command line, clock, the program they are given, the plan they hand back."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from chains import chains_in_order, plan_of, value_of
from offers import best_offers
from program import Program, program_of
from stays import Stays, Units, possible_stays
from tables import Floats, Ints, Tables, UnsupportedError, tables_of

from shanyrak.placement import files
from shanyrak.placement.model import Plan

STARTED = time.perf_counter()
WRITING_S = 0.5  # kept free at the end for turning the answer into a plan and writing it
GOOD, NO_PLAN, NOT_COVERED = 0, 3, 4


class Field(NamedTuple):
    """The stays that may be chosen, and what can be done with them."""

    tables: Tables
    units: Units
    stays: Stays

    def chains(self, parties: Ints, value: Floats) -> Ints:
        """Give each of `parties` in turn its best chain; see `chains.chains_in_order`."""
        return chains_in_order(self.tables, (self.units, self.stays), parties, value)

    def value(self, chosen: Ints) -> float:
        """Return what chosen stays are worth."""
        return value_of(self.tables, self.units, self.stays, chosen)

    def plan(self, chosen: Ints) -> Plan:
        """Return the plan of chosen stays."""
        return plan_of(self.tables, self.units, self.stays, chosen)


@dataclass(frozen=True, slots=True)
class Task:
    """What a peer is given; its time counts from the start, so reading and building are in it."""

    field: Field
    program: Program
    threads: int
    seed: int
    time_limit_s: float
    options: dict[str, str]
    notes: dict[str, Any] = field(default_factory=dict)

    def left_s(self) -> float:
        """Return the seconds that are left for solving."""
        return self.time_limit_s - WRITING_S - (time.perf_counter() - STARTED)

    def note(self, **facts: object) -> None:
        """Keep facts about the run for its record."""
        self.notes.update(facts)


def field_of(tables: Tables, candidates: int, seed: int) -> Field:
    """Return the stays in so many candidate spaces a party."""
    return Field(tables, *possible_stays(tables, best_offers(tables, candidates, seed)))


def run_peer(title: str, solver: Callable[[Task], Plan | None]) -> int:
    """Read the case, let `solver` plan it, write plan.csv and peer.json; return the exit status."""
    options = _arguments(title)
    case, faults = files.read_case(Path(options.case))
    if case is None:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    try:
        tables = tables_of(case)
    except UnsupportedError as error:
        print(f"{title}: {error}", file=sys.stderr)
        return NOT_COVERED
    given = field_of(tables, options.candidates, options.seed)
    program = program_of(*given)
    wishes = dict(item.split("=", 1) for item in options.set)
    task = Task(given, program, options.threads, options.seed, options.time_limit, wishes)
    task.note(candidates=options.candidates, stays=len(given.stays.unit), rows=program.a.shape[0])
    task.note(columns=program.a.shape[1], building_s=round(time.perf_counter() - STARTED, 2))
    plan = solver(task)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    if plan is not None:
        files.write_plan(out / "plan.csv", plan)
    (out / "peer.json").write_text(json.dumps(task.notes, indent=1) + "\n", encoding="utf-8")
    return GOOD if plan is not None else NO_PLAN


def _arguments(title: str) -> argparse.Namespace:
    """Return the words of the command line."""
    parser = argparse.ArgumentParser(description=f"Plan a case with {title}.")
    parser.add_argument("case", help="folder with the tables of the case")
    parser.add_argument("-o", "--out", required=True, help="folder for plan.csv and peer.json")
    parser.add_argument("--time-limit", type=float, default=60, help="seconds, reading and building included")
    parser.add_argument("--candidates", type=int, default=20, help="candidate spaces a party")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="an option of the peer"
    )
    return parser.parse_args()
