"""Tables of what is asked of a plan that stands: tomorrow's from today's, and a bed for one party more."""

from typing import Any

Record = dict[str, Any]


def replanning(result: Record) -> str:
    """Return the table of plans made from an earlier one, with the machine below it."""
    head = ("change", "seconds", "processor", "gap", "told stays", "that change", "by choice")
    lines = [_row(head), "|---|" + "--:|" * (len(head) - 1)]
    for run in sorted(result["runs"], key=lambda run: int(run["seed"])):
        times = f"{run['seconds']:.1f}", f"{run['cpu_seconds']:.1f}"
        lost = f"{run['lost_stays']:,} ({100 * run['lost_share']:.2f} %)"
        cells = (f"{run['seed']}", *times, f"{100 * run['gap']:.3f} %", f"{run['told_stays']:,}", lost)
        lines.append(_row((*cells, f"{run['lost_by_choice']}")))
    loads = [run["load_average"] for run in result["runs"]]
    today = f"The plan of the day before had a gap of {100 * result['gap_today']:.3f} %."
    median = f"Median: {result['median']['seconds']:.1f} s, of 5 s that it may take."
    load = f"load average before the runs {min(loads)} to {max(loads)}"
    below = [f"{today} {median}", f"{_where(result)}; {result['threads']} threads; {load}."]
    return "\n".join([*lines, "", *below])


def suggesting(result: Record) -> str:
    """Return the table of calls of the suggester, with the machine below it."""
    lines = [
        _row(("call", "calls", "median, ms", "99 of 100 within, ms", "longest, ms")),
        "|---|" + "--:|" * 4,
    ]
    for name, calls in result["calls"].items():
        times = (f"{calls[key]:.2f}" for key in ("p50_ms", "p99_ms", "max_ms"))
        lines.append(_row((name, f"{calls['n']:,}", *times)))
    below = (
        f"{result['parties']:,} parties, {result['spaces']:,} spaces; to load a plan takes "
        f"{result['load_s']:.1f} s. {_where(result)}."
    )
    return "\n".join([*lines, "", below])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _where(result: Record) -> str:
    machine = result["machine"]
    return (
        f"{result['made_on']}; {machine['processor']}, {machine['cores']} cores; commit {machine['commit']}"
    )
