"""Repeat the figures: plan named cases with our engine and with peers, judge every plan, keep the results.

docs/explanation/benchmarks.md tells what is measured and how.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cases import CASES, SHARED, SMOKE, BenchCase, folder_of
from contestants import PEERS, TITLES, Task, compete, engine, first_plan_s
from machine import described
from measure import ROOT, environment
from table import RESULTS, markdown, renew_page, summary
from verdicts import who_judges

USUAL = ("shanyrak", "cpsat", "highs", "timefold")
START_CASE, START_LIMIT_S = "albany", 5.0  # where start to first plan is measured, and how long it plans
COMPILING_S = 900.0  # more than that the loops of no contestant take
Record = dict[str, Any]


def main() -> int:
    """Run what was asked for; return 1 where a target was missed, a plan broke a rule or nothing was run."""
    options = _options()
    kept = not (options.smoke or options.dry)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        results = list(filter(None, (_result(case, Path(name), options) for case in _cases(options))))
    for result in results if kept else ():
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(result, indent=1) + "\n"
        (RESULTS / f"{result['case']}.json").write_text(text, encoding="utf-8")
    print("\n" + (markdown(results) if results else "Nothing was run."))
    if kept and results and renew_page():
        print("\nThe page docs/explanation/benchmarks.md has the new figures.")
    wrong = [line for result in results for line in _wrong(result)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong or not results else 0


def _options() -> argparse.Namespace:
    """Return the words of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=f"Cases: {', '.join(CASES)}.")
    say = parser.add_argument
    say("cases", nargs="*", metavar="CASE", help="which cases; all if none is named")
    say("--who", nargs="+", default=USUAL, choices=["shanyrak", *PEERS], help="contestants")
    say("--repeat", type=int, default=1, help="runs each, with seeds 0, 1, ...; 3 for records")
    say("--threads", type=int, default=2, help="threads of everybody")
    say("--time-limit", type=float, help="seconds for everybody, instead of the case's own")
    say("--candidates", type=int, help="candidate spaces a party for the peers, instead of the case's own")
    say("--smoke", action="store_true", help="only try that all of it works, on a tiny case that is drawn")
    say("--add", action="store_true", help="keep what others than these contestants did before")
    say("--dry", action="store_true", help="keep no results and leave the page alone")
    options = parser.parse_args()
    unknown = sorted(set(options.cases) - set(CASES))
    if unknown:
        parser.error(f"no case is named {', '.join(unknown)}; there are {', '.join(CASES)}")
    return options


def _cases(options: argparse.Namespace) -> list[BenchCase]:
    """Return the cases to run, with the options in them."""
    cases = [SMOKE] if options.smoke else [CASES[name] for name in options.cases or CASES]
    if options.time_limit:
        cases = [replace(case, time_limit_s=options.time_limit) for case in cases]
    if options.candidates:
        alike = dict.fromkeys(PEERS, options.candidates)
        cases = [replace(case, candidates=alike) for case in cases]
    return cases


def _result(case: BenchCase, work: Path, options: argparse.Namespace) -> Record | None:
    """Return the result of one case: every run, medians, the machine; None where the case is not there."""
    folder = folder_of(case, work / "cases")
    if folder is None:
        print(f"{case.name}: left out, not found in {SHARED}; SHANYRAK_CASES may name the folder of cases.")
        return None
    _warm(work, options)
    records = []
    for seed in range(options.repeat):
        for who in options.who:
            out = work / case.name / f"{who}-{seed}"
            found = compete(who, Task(case, folder, out, options.threads, seed))
            records += [{"seed": seed, **record} for record in found]
            print(*(_line(case, record) for record in found), sep="\n", flush=True)
    machine = described()
    if options.add:
        before, machine = _before(case, options, machine)
        records = before + records
    bound = min((r["upper_bound"] for r in records if r.get("upper_bound")), default=None)
    return {
        "case": case.name,
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "time_limit_s": case.time_limit_s,
        "threads": options.threads,
        "repeat": options.repeat,
        "target_gap": case.gap,
        "candidates": dict(case.candidates),
        "judge": who_judges(),
        "machine": machine,
        "upper_bound": bound,
        "summary": summary(records, bound),
        "start": _start_of(case, folder, work, options),
        "runs": records,
    }


def _before(
    case: BenchCase, options: argparse.Namespace, machine: dict[str, Any]
) -> tuple[list[Record], dict[str, Any]]:
    """Return the kept runs of who is not named now, in as much time, and the machine that all ran on."""
    kept = _kept(case)
    alike = {"time_limit_s": case.time_limit_s, "threads": options.threads}
    if any(kept.get(key) != value for key, value in alike.items()):
        return [], machine
    with_us = {"first-come"} if "shanyrak" in options.who else set()
    runs = [run for run in kept["runs"] if run["who"] not in {*options.who, *with_us}]
    found = {name: version for name, version in machine["packages"].items() if version}
    packages = kept["machine"]["packages"] | found
    # The commit is that of our runs; the code of peers is the same from one to the next.
    ours = machine if "shanyrak" in options.who else kept["machine"]
    return runs, ours | {"packages": packages}


def _kept(case: BenchCase) -> Record:
    path = RESULTS / f"{case.name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _start_of(case: BenchCase, folder: Path, work: Path, options: argparse.Namespace) -> Record | None:
    """Return the seconds of a start, measured anew where our engine ran."""
    if case.name != START_CASE:
        return None
    if options.add and "shanyrak" not in options.who:
        return _kept(case).get("start")
    return _start(case, folder, work, options)


def _warm(work: Path, options: argparse.Namespace) -> None:
    """Compile and let everybody plan a tiny case, once, so that no figure holds the time of compiling."""
    if (work / "warm").exists():
        return
    print("compiling the loops of all", flush=True)
    subprocess.run(
        [sys.executable, str(ROOT / "tools/warm.py")], check=True, env=environment(options.threads)
    )
    folder = folder_of(SMOKE, work / "cases")
    for who in options.who if folder else ():
        compete(who, Task(SMOKE, folder, work / "warm" / who, options.threads, patience_s=COMPILING_S))


def _line(case: BenchCase, record: Record) -> str:
    """Tell one run in one line, while the others go on."""
    value = "no plan" if record["value"] is None else f"{record['value']:,.1f}"
    state = "" if record.get("valid", True) else ", NOT VALID"
    took = f", {record['seconds']:.1f} s, {record['peak_memory_mb']:,.0f} MB" if "seconds" in record else ""
    words = "".join(f"\n    {line}" for line in record.get("last_words", ()))
    return f"{case.name}: {TITLES[record['who']]}: {value}{state}{took}{words}"


def _start(case: BenchCase, folder: Path, work: Path, options: argparse.Namespace) -> Record:
    """Return the seconds from start to first plan with the compile cache as it is, and with an empty one."""
    case = replace(case, time_limit_s=START_LIMIT_S)
    took = {}
    for name, cache in (("warm_s", None), ("cold_s", work / "empty")):
        done, _ = engine(Task(case, folder, work / name, options.threads, patience_s=COMPILING_S), cache)
        took[name] = first_plan_s(done)
        print(f"{case.name}: start to first plan, {name.removesuffix('_s')}: {took[name]} s", flush=True)
    return took


def _wrong(result: Record) -> list[str]:
    """Return a sentence for each plan that breaks a rule, and for a target that was missed."""
    bad = [r for r in result["runs"] if r["value"] is not None and not r["valid"]]
    lines = [f"{result['case']}: {TITLES[r['who']]}, seed {r['seed']}: the plan breaks a rule" for r in bad]
    ours, target = result["summary"].get("shanyrak"), result["target_gap"]
    if ours and ours["gap"] is None:
        lines.append(f"{result['case']}: no plan of ours")
    elif ours and target and ours["gap"] > target:
        lines.append(f"{result['case']}: the gap is {100 * ours['gap']:.2f} %, the target {100 * target:g} %")
    return lines


if __name__ == "__main__":
    sys.exit(main())
