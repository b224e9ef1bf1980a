"""`python -m benchmarks.pas INSTANCE`: plan patient admission scheduling, and tell what the plan costs."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.pas.adapter import case_of, lower_bound, worth
from benchmarks.pas.instance import read
from benchmarks.pas.score import score
from shanyrak.placement import Problem, Stop, solve


def main() -> int:
    """Plan the instances that were named; return 1 where a plan is not complete."""
    options = _options()
    records = [_record(path, options) for path in options.instances]
    print(json.dumps(records, indent=1) if options.json else "")
    return int(any(r["nights_without"] or r["nights_over"] for r in records))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pas", description=__doc__)
    say = parser.add_argument
    say("instances", nargs="+", type=Path, metavar="INSTANCE", help="file in the literature's format")
    say("--time-limit", type=float, default=60, help="seconds for each, reading apart")
    say("--threads", type=int, default=2)
    say("--seed", type=int, default=0)
    say("--json", action="store_true", help="print all figures at the end, for machines")
    return parser.parse_args()


def _record(path: Path, options: argparse.Namespace) -> dict[str, object]:
    """Plan one instance, tell it in a line, and return its figures."""
    instance = read(path)
    problem = Problem.of(case_of(instance), worth=worth())
    stop = Stop(time_limit_s=options.time_limit, gap=0.0)
    result = solve(problem, stop=stop, seed=options.seed, threads=options.threads)
    told = score(instance, result.plan)
    bound = lower_bound(instance, result.upper_bound)
    print(
        f"{path.stem}: {told.points:,.1f} points (rooms {told.rooms:,.1f}, sexes {told.sexes:,.1f}, "
        f"transfers {told.transfers:,.1f}), no plan costs less than {bound:,.1f}, "
        f"{told.nights_without} nights without a bed, {result.seconds:.1f} s",
        file=sys.stderr,
        flush=True,
    )
    return {
        "instance": path.stem,
        "points": round(told.points, 3),
        "lower_bound": round(bound, 3),
        "rooms": round(told.rooms, 3),
        "sexes": told.sexes,
        "transfers": told.transfers,
        "nights_without": told.nights_without,
        "nights_over": told.nights_over,
        "seconds": round(result.seconds, 3),
        "stopped_by": result.stopped_by,
        "seed": options.seed,
        "threads": options.threads,
        "time_limit_s": options.time_limit,
    }


if __name__ == "__main__":
    sys.exit(main())
