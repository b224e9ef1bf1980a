"""Time the suggester: one new party after another in a plan that is held in memory.

Parties are drawn from the case under another id, so that they ask for what people ask for. Of what each is
offered the first is applied and cancelled again. Wall time of one process; the machine should be idle.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from machine import described
from table import RESULTS, renew_page

from shanyrak.interfaces.cli.verdicts import case_from
from shanyrak.placement import Case, Certificate, Party, Plan, Problem, Stop, Suggester, solve
from shanyrak.placement.files import read_certificate, read_plan

TARGETS_MS = {"suggest p50": 5.0, "suggest p99": 20.0, "apply p99": 5.0, "cancel p99": 5.0}
WARM = 30  # parties that are asked for before the clock counts: loops are compiled, memory is touched
Record = dict[str, Any]


def main() -> int:
    """Measure, print a table, keep the result; return 1 where a target was missed."""
    options = _options()
    case = case_from(options.case)
    problem = Problem.of(case)
    plan, certificate = _planned(problem, options)
    began = perf_counter()
    suggester = Suggester(problem, plan, certificate)
    loaded = perf_counter() - began
    result = {
        "case": options.case.name,
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        **_sizes(case, plan),
        "load_s": round(loaded, 3),
        "machine": described(),
        **measured(suggester, list(_parties(case, options.parties + WARM, options.seed))),
    }
    _print(result)
    if not options.dry:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"suggest-{options.case.name}.json"
        path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        renew_page()
    missed = [name for name, most in TARGETS_MS.items() if _of(result, name) > most]
    print(*(f"missed: {name} is to be at most {TARGETS_MS[name]} ms" for name in missed), sep="\n")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    say = parser.add_argument
    say("case", type=Path, metavar="CASE", help="folder of the case")
    say(
        "--plan", type=Path, metavar="OUT", help="folder that `shanyrak place` wrote; else it is planned here"
    )
    say("--time-limit", type=float, default=60, help="seconds for that planning")
    say("--parties", type=int, default=1000, help="new parties")
    say("--seed", type=int, default=0)
    say("--dry", action="store_true", help="keep no result")
    return parser.parse_args()


def _planned(problem: Problem, options: argparse.Namespace) -> tuple[Plan, Certificate]:
    if options.plan is None:
        result = solve(problem, stop=Stop(time_limit_s=options.time_limit))
        return result.plan, result.certificate
    plan, faults = read_plan(options.plan / "plan.csv")
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    return plan, read_certificate(options.plan / "certificate.npz")


def _sizes(case: Case, plan: Plan) -> Record:
    asked = sum(party.people * party.n_nights for party in case.parties)
    housed = sum(s.people * (s.end_night - s.first_night).days for s in plan.stays)
    return {
        "parties": len(case.parties),
        "spaces": len(case.spaces),
        "housed_share": round(housed / asked, 4) if asked else None,
    }


def _parties(case: Case, number: int, seed: int) -> list[Party]:
    """Draw parties of the case, under ids that it does not have."""
    rng, known = np.random.default_rng(seed), [party for party in case.parties if party.n_nights]
    drawn = rng.integers(len(known), size=number).tolist()
    return [replace(known[p], party_id=f"new {i}", current_space=None) for i, p in enumerate(drawn)]


def measured(suggester: Suggester, parties: list[Party]) -> Record:
    """Return milliseconds of each kind of call, and what was answered."""
    took: dict[str, list[float]] = {"suggest": [], "why not": [], "apply": [], "cancel": []}
    changes = []
    for number, party in enumerate(parties):
        answer, asked = _timed(lambda party=party: suggester.suggest(party))
        times = {"suggest": asked}
        if answer.why_not is not None:
            times["why not"] = asked
            changes.append(len(answer.why_not.relaxations))
        if answer.suggestions:
            first = answer.suggestions[0]
            _, times["apply"] = _timed(lambda first=first: suggester.apply(first))
            _, times["cancel"] = _timed(lambda party=party: suggester.cancel(party.party_id))
        for name, one in times.items() if number >= WARM else ():
            took[name].append(one)
    return {
        "calls": {name: _percentiles(times) for name, times in took.items() if times},
        "relaxations_mean": round(float(np.mean(changes)), 2) if changes else None,
    }


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    began = perf_counter()
    answer = call()
    return answer, 1000 * (perf_counter() - began)


def _percentiles(times: list[float]) -> Record:
    p50, p99, most = np.percentile(times, [50, 99, 100])
    return {"n": len(times), "p50_ms": round(p50, 3), "p99_ms": round(p99, 3), "max_ms": round(most, 3)}


def _of(result: Record, name: str) -> float:
    call, _, percentile = name.rpartition(" ")
    return float(result["calls"].get(call, {}).get(f"{percentile}_ms", 0.0))


def _print(result: Record) -> None:
    size = f"{result['parties']:,} parties, {result['spaces']:,} spaces"
    print(f"{result['case']}: {size}; plan held after {result['load_s']:.1f} s\n")
    print("| call | n | p50 ms | p99 ms | most |\n|---|---|---|---|---|")
    for name, one in result["calls"].items():
        print(f"| {name} | {one['n']:,} | {one['p50_ms']:.2f} | {one['p99_ms']:.2f} | {one['max_ms']:.2f} |")


if __name__ == "__main__":
    raise SystemExit(main())
