"""Who plans the cases: our engine, the peers, and first come first served, which our report brings along."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases import BenchCase
from measure import Run, environment, run
from verdicts import verdict

HERE = Path(__file__).parent
PEERS = {
    "cpsat": ("cpsat", ()),
    "highs": ("highs", ()),
    "highs-branching": ("highs", ("parts=branching",)),
    "timefold": ("timefold_search", ()),
}
TITLES = {
    "shanyrak": "Shanyrak",
    "first-come": "First come first served",
    "cpsat": "OR-Tools CP-SAT",
    "highs": "HiGHS, relaxation rounded",
    "highs-branching": "HiGHS, branch and bound",
    "timefold": "Timefold",
}
FIGURES = ("valid", "value", "housed_person_nights", "unhoused_person_nights", "person_moves")
COSTS = ("status", "seconds", "cpu_seconds", "peak_memory_mb", "load_average")
NOT_COVERED = 4  # status of a peer that cannot take part
PATIENCE = 1.5  # who takes so many times his time is stopped and has no plan; less is only told
GRACE_S = 10.0  # for reading and writing, on top


@dataclass(frozen=True, slots=True)
class Task:
    """One run: a case in its folder, a folder for the results, and what everybody gets alike."""

    case: BenchCase
    folder: Path
    out: Path
    threads: int
    seed: int = 0
    patience_s: float = 0.0  # more than usual, where loops have yet to be compiled


def compete(who: str, task: Task) -> list[dict[str, Any]]:
    """Return the records of one contestant; our engine brings that of first come first served along."""
    return _engine_records(task) if who == "shanyrak" else _peer_records(who, task)


def engine(task: Task, cache: Path | None = None) -> tuple[Run, dict[str, Any]]:
    """Let our engine plan; return the run and its report, empty where it failed."""
    words = ["-m", "shanyrak", "place", str(task.folder), "--gap", "0", "--json"]
    done = _started([*words, *_alike(task)], task, cache)
    return done, _read(task.out / "report.json") if done.status == 0 else {}


def first_plan_s(done: Run) -> float | None:
    """Return the seconds from the start of the command to its first plan that is worth something."""
    for seconds, line in done.said:
        told = json.loads(line) if line.startswith("{") else {}
        if (told.get("value") or 0) > 0:
            return seconds
    return None


def _engine_records(task: Task) -> list[dict[str, Any]]:
    """Return the record of our engine, with the bound that its certificate proves, and first come's."""
    done, report = engine(task)
    if not report:
        return [{"who": "shanyrak", "value": None, **_costs(done)}]
    judged = verdict(task.folder, task.out / "plan.csv", task.out / "certificate.npz")
    ours = {"who": "shanyrak", **_figures(judged), "upper_bound": judged["upper_bound"], **_costs(done)}
    ours["first_plan_s"] = first_plan_s(done)
    for name in ("search_seconds", "stopped_by", "unavoidable_person_nights"):
        ours[name] = report.get(name)
    first = report["first_come_first_served"]
    return [ours, {"who": "first-come", **_figures({"valid": True, **first})}]


def _peer_records(who: str, task: Task) -> list[dict[str, Any]]:
    """Return the record of a peer; its notes tell the size of its program and how it went.

    None where the peer says that it cannot take part: it lacks something, or the case is not for its model.
    """
    script, options = PEERS[who]
    words = [str(HERE / "peers" / f"{script}.py"), str(task.folder), *_alike(task)]
    words += ["--candidates", str(task.case.candidates.get(who) or task.case.candidates[script])]
    for option in options:
        words += ["--set", option]
    done = _started(words, task)
    if done.status == NOT_COVERED:
        print(
            f"{task.case.name}: {TITLES[who]} left out: {done.said[-1][1] if done.said else ''}", flush=True
        )
        return []
    plan = task.out / "plan.csv"
    found = _figures(verdict(task.folder, plan)) if plan.exists() else {"value": None}
    return [{"who": who, **found, **_costs(done), "notes": _read(task.out / "peer.json")}]


def _alike(task: Task) -> list[str]:
    """Return the words of the command line that everybody gets."""
    words = ["-o", str(task.out), "--time-limit", str(task.case.time_limit_s)]
    return [*words, "--threads", str(task.threads), "--seed", str(task.seed)]


def _started(words: list[str], task: Task, cache: Path | None = None) -> Run:
    task.out.parent.mkdir(parents=True, exist_ok=True)
    patience_s = PATIENCE * task.case.time_limit_s + GRACE_S + task.patience_s
    env = environment(task.threads, cache)
    return run(words, patience_s=patience_s, env=env, log=task.out.with_suffix(".log"))


def _read(path: Path) -> dict[str, Any]:
    """Return the content of a JSON file, nothing where it is not there."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _figures(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in FIGURES}


def _costs(done: Run) -> dict[str, Any]:
    """Return what a run took; its last words where it did not end well."""
    costs = {name: getattr(done, name) for name in COSTS}
    return costs if done.status == 0 else {**costs, "last_words": [line for _, line in done.said][-3:]}
