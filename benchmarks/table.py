"""Results as a table, printed and put into the page docs/explanation/benchmarks.md.

`python benchmarks/table.py` renews the page from benchmarks/results without running anything.
"""

import json
import sys
from pathlib import Path
from statistics import median
from typing import Any

from cases import CASES
from contestants import TITLES
from live_tables import replanning, suggesting
from measure import ROOT

RESULTS = Path(__file__).parent / "results"
PAGE = ROOT / "docs" / "explanation" / "benchmarks.md"
HEAD = ("case", "planned by", "value", "of ours", "nights without a bed", "gap", "seconds", "memory, MB")
WORDS = 2  # so many columns hold words; numbers stand to the right
MEDIANS = ("value", "unhoused_person_nights", "person_moves", "seconds", "peak_memory_mb", "first_plan_s")
Record = dict[str, Any]


def summary(records: list[Record], upper_bound: float | None) -> dict[str, Record]:
    """Return for each contestant the medians of its runs, its gap to our bound and its ratio to our value."""
    by: dict[str, list[Record]] = {}
    for record in records:
        by.setdefault(record["who"], []).append(record)
    told: dict[str, Record] = {who: _medians(runs) for who, runs in by.items()}
    ours = told.get("shanyrak", {}).get("value")
    for figures in told.values():
        value = figures["value"]
        figures["gap"] = 1 - value / upper_bound if value is not None and upper_bound else None
        figures["value_to_ours"] = value / ours if value is not None and ours else None
    return told


def _medians(runs: list[Record]) -> Record:
    """Return the medians of runs; of their values only over runs that found a plan, which are counted."""
    known = {name: [r[name] for r in runs if r.get(name) is not None] for name in MEDIANS}
    figures: Record = {name: median(values) if values else None for name, values in known.items()}
    return {"runs": len(runs), "plans": sum(bool(r.get("valid")) for r in runs), **figures}


def markdown(results: list[Record]) -> str:
    """Return the table of all results, with the machine and the day of each below it."""
    lines = [HEAD, ("---",) * WORDS + ("--:",) * (len(HEAD) - WORDS)]
    lines += [row(result, who) for result in results for who in result["summary"]]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return table + "\n\n" + "\n".join(origin(result) for result in results)


def row(result: Record, who: str) -> tuple[str, ...]:
    """Return the line of one contestant in one case."""
    figures = result["summary"][who]
    value = "no plan" if figures["value"] is None else f"{figures['value']:,.1f}"
    if 0 < figures["plans"] < figures["runs"]:
        value += f" ({figures['plans']} of {figures['runs']} runs)"
    return (
        f"{result['case']}, {result['time_limit_s']:g} s",
        TITLES[who],
        value,
        _share(figures["value_to_ours"], 1),
        _whole(figures["unhoused_person_nights"]),
        _share(figures["gap"], 2),
        _whole(figures["seconds"]),
        _whole(figures["peak_memory_mb"]),
    )


def _whole(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"


def _share(number: float | None, digits: int) -> str:
    return "" if number is None else f"{100 * number:.{digits}f} %"


def origin(result: Record) -> str:
    """Tell where and how a result was measured."""
    machine = result["machine"]
    loads = [r["load_average"] for r in result["runs"] if r.get("load_average") is not None]
    packages = [f"{name} {version}" for name, version in machine["packages"].items() if version]
    facts = [
        f"{result['made_on']}, {result['repeat']} run(s) each with {result['threads']} threads",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB",
        f"Python {machine['python']}, {', '.join(packages)}, commit {machine['commit']}",
        f"load average before the runs {min(loads)} to {max(loads)}",
        f"judged by {result['judge']}",
    ]
    told = f"* {result['case']}: {'; '.join(facts)}."
    start = result.get("start")
    if start:
        told += f" Start to first plan: {_seconds(start['warm_s'])} with a warm compile cache,"
        told += f" {_seconds(start['cold_s'])} with an empty one."
    return told


def _seconds(number: float | None) -> str:
    return "not reached" if number is None else f"{number:.1f} s"


def growth(result: Record) -> str:
    """Return the table of growth, with what was fitted and the machine below it."""
    lines = ["| people | gap | seconds of search | seconds in all | memory, MB |", "|--:|--:|--:|--:|--:|"]
    for people in sorted({r["people"] for r in result["runs"]}):
        runs = [r for r in result["runs"] if r["people"] == people]
        found = {
            n: median(r[n] for r in runs) for n in ("gap", "search_seconds", "seconds", "peak_memory_mb")
        }
        reached = "" if all(r["stopped_by"] == "gap" for r in runs) else " (not reached)"
        cells = (f"{people:,}", f"{_share(found['gap'], 2)}{reached}", f"{found['search_seconds']:,.1f}")
        cells += (f"{found['seconds']:,.1f}", _whole(found["peak_memory_mb"]))
        lines.append("| " + " | ".join(cells) + " |")
    fitted = f"Tiled from {result['case']}, to a gap of {_share(result['gap'], 1)}."
    if result["exponent"] is not None:
        fitted += f" Seconds of search grow as people to the power of {result['exponent']:.2f}, memory as to"
        fitted += f" that of {result['memory_exponent']:.2f}."
    return "\n".join(lines) + f"\n\n{fitted} {_where(result)}"


def patients(result: Record) -> str:
    """Return the table of patient admission scheduling, with the machine below it."""
    lines = [
        "| instance | points | no plan has less than | nights without | seconds |",
        "|---|--:|--:|--:|--:|",
    ]
    for name in sorted({r["instance"] for r in result["runs"]}):
        runs = [r for r in result["runs"] if r["instance"] == name]
        found = {n: median(r[n] for r in runs) for n in ("points", "nights_without", "seconds")}
        cells = (name, f"{found['points']:,.1f}", f"{max(r['lower_bound'] for r in runs):,.1f}")
        cells += (_whole(found["nights_without"]), _whole(found["seconds"]))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + f"\n\n{_where(result)}"


def machines(results: list[Record]) -> str:
    """Return the table of cases that several workers planned, with the machine below it."""
    head = ("people", "parties", "spaces", "workers", "gap", "seconds of search", "to prepare", "to check")
    lines = [(*head, "memory, MB"), ("--:",) * (len(head) + 1)]
    for r in sorted(results, key=lambda result: int(result["people"])):
        counts = tuple(f"{r[name]:,}" for name in ("people", "parties", "spaces", "workers"))
        times = tuple(_whole(r[name]) for name in ("search_s", "prepare_s", "check_s", "peak_memory_mb"))
        lines.append((*counts, _share(r["gap"], 2), *times))
    below = [
        f"* {r['people']:,} people: tiled from {r['case']}, a limit of {r['time_limit_s']:g} s, stopped by"
        f" {r['stopped_by']}; load average {r['load_average']}; {_where(r)}"
        for r in results
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n\n" + "\n".join(below)


def _where(result: Record) -> str:
    machine = result["machine"]
    return (
        f"{result['made_on']}, {result['threads']} threads; {machine['processor']}, {machine['cores']} cores"
        f", {machine['memory_gb']} GB; commit {machine['commit']}."
    )


def renewed(text: str) -> str:
    """Return the page with the tables of all results that are there, each between its marks."""
    paths = [RESULTS / f"{name}.json" for name in CASES]
    tables = {"figures": markdown([_read(path) for path in paths if path.exists()])}
    others = (
        ("growth", "growth", growth),
        ("pas", "pas", patients),
        ("replan", "replan-wave200k", replanning),
        ("suggest", "suggest-wave200k", suggesting),
    )
    for name, file, told in others:
        path = RESULTS / f"{file}.json"
        tables[name] = told(_read(path)) if path.exists() else "Not measured yet."
    crews = [_read(path) for path in sorted(RESULTS.glob("machines-*.json"))]
    tables["machines"] = machines(crews) if crews else "Not measured yet."
    for name, table in tables.items():
        before, begin, rest = text.partition(f"<!-- {name}: begin -->")
        _, end, after = rest.partition(f"<!-- {name}: end -->")
        text = f"{before}{begin}\n\n{table}\n\n{end}{after}" if begin and end else text
    return text


def _read(path: Path) -> Record:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def renew_page() -> bool:
    """Put the tables of all results into the page; return whether there was a page."""
    if PAGE.exists():
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return PAGE.exists()


if __name__ == "__main__":
    sys.exit(0 if renew_page() else f"Nothing to do: there is no {PAGE}.")
