"""`python -m benchmarks.pas INSTANCE`: plan patient admission scheduling, and tell what the plan costs."""

import argparse
import json
import runpy
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.pas.adapter import case_of, lower_bound, worth
from benchmarks.pas.instance import read
from benchmarks.pas.score import score
from shanyrak.placement import Problem, Stop, solve

HERE = Path(__file__).parents[1]


def main() -> int:
    """Plan the instances that were named; return 1 where a plan is not complete."""
    options = _options()
    seeds = range(options.seed, options.seed + options.repeat)
    records = [_record(path, options, seed) for path in options.instances for seed in seeds]
    if options.json:
        print(json.dumps(records, indent=1))
    if options.keep:
        _keep(records, options)
    return int(any(r["nights_without"] or r["nights_over"] for r in records))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pas", description=__doc__)
    say = parser.add_argument
    say("instances", nargs="+", type=Path, metavar="INSTANCE", help="file in the literature's format")
    say("--time-limit", type=float, default=60, help="seconds for each, reading apart")
    say("--threads", type=int, default=2)
    say("--seed", type=int, default=0)
    say("--repeat", type=int, default=1, help="runs of each, with the next seeds")
    say("--keep", action="store_true", help="keep the results, and renew the page of benchmarks")
    say("--json", action="store_true", help="print all figures at the end, for machines")
    return parser.parse_args()


def _record(path: Path, options: argparse.Namespace, seed: int) -> dict[str, object]:
    """Plan one instance, tell it in a line, and return its figures."""
    instance = read(path)
    problem = Problem.of(case_of(instance), worth=worth())
    stop = Stop(time_limit_s=options.time_limit, gap=0.0)
    result = solve(problem, stop=stop, seed=seed, threads=options.threads)
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
        "seed": seed,
        "threads": options.threads,
        "time_limit_s": options.time_limit,
    }


def _keep(records: list[dict[str, object]], options: argparse.Namespace) -> None:
    """Write the results with the machine beside those of the other benchmarks."""
    result = {
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "threads": options.threads,
        "time_limit_s": options.time_limit,
        "machine": runpy.run_path(str(HERE / "machine.py"))["described"](),
        "runs": records,
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "pas.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    subprocess.run([sys.executable, str(HERE / "table.py")], check=True)


if __name__ == "__main__":
    sys.exit(main())
