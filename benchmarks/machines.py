"""Plan a case too large for one process by workers of Ray, and keep what it took: time, memory, gap.

`python benchmarks/machines.py --case FOLDER --people 2000000` tiles the case of the folder, or a synthetic
wave, to so many people, plans it, checks the plan, and keeps the record in benchmarks/results.
"""

import argparse
import gc
import json
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Self

import numpy as np
from growth import NIGHTS, PEOPLE
from machine import described
from table import RESULTS, renew_page
from tiles import tiled

from shanyrak.placement import Case, Problem, Stop, check
from shanyrak.placement.files import read_case
from shanyrak.placement.model import Progress
from shanyrak.placement.scale.ray import RayCrew
from shanyrak.placement.scale.side_by_side import solve_side_by_side
from shanyrak.placement.waves import wave

POLL_S = 2.0


def main() -> int:
    """Plan and check; return 1 where the check refuses the plan."""
    options = _options()
    began = perf_counter()
    gc.disable()  # a million rows hold no cycles, and looking for some takes minutes
    case = tiled(_base(options), options.people, np.random.default_rng(options.seed))
    problem = Problem.of(case)
    say(f"{len(case.parties):,} parties, {len(case.spaces):,} spaces, after {perf_counter() - began:.0f} s")
    memory = Memory()
    loaded, stop = perf_counter(), Stop(options.time_limit, gap=options.gap)
    with memory, RayCrew(options.workers, threads=options.threads, address=options.address) as crew:
        stop.began = perf_counter()
        result = solve_side_by_side(problem, crew, stop=stop, seed=options.seed, watch=told)
    searched = perf_counter()
    verdict = check(case, result.plan, result.certificate)
    record = {
        **_facts(case, problem, options),
        "valid": verdict.is_valid,
        "value": result.figures.value,
        "upper_bound": verdict.upper_bound,
        "gap": verdict.gap,
        "unhoused_person_nights": result.figures.unhoused_person_nights,
        "first_come_value": result.first_come.value,
        "stopped_by": result.stopped_by,
        "prepare_s": round(loaded - began, 1),
        "search_s": round(searched - loaded, 1),
        "check_s": round(perf_counter() - searched, 1),
        "peak_memory_mb": round(memory.peak_mb),
        "peak_memory_of_command_mb": round(memory.peak_of_command_mb),
        "load_average": round(os.getloadavg()[0], 2),
    }
    say(json.dumps(record, indent=1))
    if not options.dry:
        text = json.dumps(record, indent=1) + "\n"
        (RESULTS / f"machines-{options.people}.json").write_text(text, encoding="utf-8")
        renew_page()
    return int(not verdict.is_valid)


def _facts(case: Case, problem: Problem, options: argparse.Namespace) -> dict[str, Any]:
    """Return what was planned, where and with what."""
    return {
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "case": "wave" if options.case is None else options.case.name,
        "people": sum(party.people for party in case.parties),
        "parties": len(case.parties),
        "spaces": len(case.spaces),
        "nights": problem.data.open.shape[1],
        "workers": options.workers,
        "threads": options.threads,
        "time_limit_s": options.time_limit,
        "machine": described(),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("--people", type=int, default=2_000_000)
    add("--case", type=Path, help="folder of the case that is tiled, instead of a wave of 20,000 people")
    add("--workers", type=int, default=2)
    add("--threads", type=int, default=1, help="of each worker")
    add("--address", help="of a Ray cluster that runs")
    add("--gap", type=float, default=0.01, help="the gap at which it stops")
    add("--time-limit", type=float, default=600, help="seconds of search, at most")
    add("--seed", type=int, default=0)
    add("--dry", action="store_true", help="keep no record")
    return parser.parse_args()


def _base(options: argparse.Namespace) -> Case:
    """Return the case that is tiled."""
    if options.case is None:
        return wave(people=PEOPLE, nights=NIGHTS, seed=options.seed)
    case, faults = read_case(options.case)
    if case is None:
        raise SystemExit("\n".join(map(str, faults)))
    return case


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def told(progress: Progress) -> None:
    """Tell where the search stands."""
    say(f"{progress.seconds:7.1f} s  {progress.phase:24} value {progress.value:,.0f}  gap {progress.gap:.4f}")


class Memory:
    """Looks now and then how much memory this process and all below it hold; what they share counts once."""

    def __init__(self) -> None:
        self.peak_mb = self.peak_of_command_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(POLL_S):
            own = _mb(os.getpid())
            self.peak_of_command_mb = max(self.peak_of_command_mb, own)
            self.peak_mb = max(self.peak_mb, own + sum(_mb(pid) for pid in _below(os.getpid())))


def _below(pid: int) -> list[int]:
    """Return all processes that a process has started, and those that these have."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, open_ = [], [pid]
    while open_:
        below = children.get(open_.pop(), [])
        found += below
        open_ += below
    return found


def _mb(pid: int) -> float:
    """Return the proportional set size of a process in millions of bytes, 0 where it has ended."""
    facts: dict[str, Any] = {}
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, _, rest = line.partition(":")
            facts[name] = int(rest.split()[0])
    except (OSError, ValueError, IndexError):
        return 0.0
    return float(facts.get("Pss", 0)) * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
