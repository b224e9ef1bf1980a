"""Show how time and memory grow with people: tile a case, plan it to a fixed gap, fit an exponent.

`python benchmarks/growth.py --people 20000 60000 200000 600000` keeps its results in
benchmarks/results/growth.json and docs/images/growth.svg; docs/explanation/benchmarks.md tells more.
"""

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from curve import drawn
from machine import described
from measure import ROOT, environment, run
from table import RESULTS, renew_page
from tiles import tiled

from shanyrak.placement import Case
from shanyrak.placement.files import read_case, write_case
from shanyrak.placement.waves import wave

PEOPLE, NIGHTS = 20_000, 30  # of the wave that is tiled
PATIENCE_S = 1800.0  # on top of the time limit, for reading and writing the largest
PICTURE = ROOT / "docs" / "images" / "growth.svg"
Record = dict[str, Any]


def main() -> int:
    """Plan each size; return 1 where one missed the gap in its time."""
    options = _options()
    base = (
        wave(people=PEOPLE, nights=NIGHTS, seed=options.seed) if options.case is None else _read(options.case)
    )
    records = []
    with tempfile.TemporaryDirectory(prefix="growth-") as name:
        for people in sorted(options.people):
            folder = Path(name) / str(people)
            write_case(folder, tiled(base, people, np.random.default_rng(options.seed)), gzipped=True)
            records += [{"seed": seed, **_planned(folder, options, seed)} for seed in range(options.repeat)]
            print(_line(records[-1]), flush=True)
    result = _result(options, records)
    print(f"exponent of time {result['exponent']}, of memory {result['memory_exponent']}")
    if not options.dry:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "growth.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        PICTURE.write_text(drawn(result), encoding="utf-8")
        renew_page()
    return int(any(r["stopped_by"] != "gap" for r in records))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    say = parser.add_argument
    say("--people", type=int, nargs="+", default=[20_000, 60_000, 200_000, 600_000], help="sizes to plan")
    say("--case", type=Path, help="folder of the case that is tiled, instead of a wave of 20,000 people")
    say("--gap", type=float, default=0.01, help="the gap at which the clock stops")
    say("--time-limit", type=float, default=900, help="seconds for each, at most")
    say("--threads", type=int, default=2)
    say("--seed", type=int, default=0, help="of the draw")
    say("--repeat", type=int, default=1, help="runs of each size, with seeds 0, 1, ...")
    say("--dry", action="store_true", help="keep no results and leave the page and the picture alone")
    return parser.parse_args()


def _read(folder: Path) -> Case:
    """Return the case of a folder."""
    case, faults = read_case(folder)
    if case is None:
        raise SystemExit("\n".join(map(str, faults)))
    return case


def _planned(folder: Path, options: argparse.Namespace, seed: int) -> Record:
    """Plan one size in a process of its own; return what it took."""
    out = folder.with_name(f"{folder.name}-{seed}")
    words = ["-m", "shanyrak", "place", str(folder), "-o", str(out), "--gap", str(options.gap), "--json"]
    words += ["--time-limit", str(options.time_limit), "--threads", str(options.threads), "--seed", str(seed)]
    done = run(
        words,
        patience_s=options.time_limit + PATIENCE_S,
        env=environment(options.threads),
        log=out.with_suffix(".log"),
    )
    if done.status != 0:
        raise SystemExit("\n".join([f"{folder.name} people: no plan", *(line for _, line in done.said[-3:])]))
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {
        "people": int(folder.name),
        "gap": report["gap"],
        "stopped_by": report["stopped_by"],
        "search_seconds": report["search_seconds"],
        "seconds": done.seconds,
        "peak_memory_mb": done.peak_memory_mb,
        "load_average": done.load_average,
    }


def _line(record: Record) -> str:
    """Tell one run in one line."""
    return (
        f"{record['people']:,} people: gap {100 * record['gap']:.2f} %, {record['search_seconds']:.1f} s "
        f"of search, {record['seconds']:.1f} s in all, {record['peak_memory_mb']:,.0f} MB"
    )


def _result(options: argparse.Namespace, records: list[Record]) -> Record:
    """Return what is kept: all runs, and the exponents of those that reached the gap."""
    good = [r for r in records if r["stopped_by"] == "gap"]
    return {
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "case": "wave" if options.case is None else options.case.name,
        "gap": options.gap,
        "time_limit_s": options.time_limit,
        "threads": options.threads,
        "machine": described(),
        "exponent": exponent(good, "search_seconds"),
        "memory_exponent": exponent(good, "peak_memory_mb"),
        "runs": records,
    }


def exponent(records: list[Record], name: str) -> float | None:
    """Return b of the fit a x people^b by least squares of logarithms; None with fewer than two sizes."""
    if len({r["people"] for r in records}) < 2:  # noqa: PLR2004  # a line needs two points
        return None
    x, y = (np.log([r[key] for r in records]) for key in ("people", name))
    return round(float(np.polyfit(x, y, 1)[0]), 3)


if __name__ == "__main__":
    sys.exit(main())
