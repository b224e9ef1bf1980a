"""The command `shanyrak queue`: how many counters a day of a service point takes."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from shanyrak.base.errors import InvalidError

queue = typer.Typer(
    name="queue", help="Ask what a day of a service point would be like.", no_args_is_help=True
)

HOURS_OF_A_DAY, HOUR_MIN = 24, 60
ENOUGH, MOST_COUNTERS, MORE = 0.9, 60, 2


@queue.callback()
def lines() -> None:
    """Ask what a day of a service point would be like."""


@queue.command()
def simulate(
    *,
    people: Annotated[int, typer.Option(min=1, max=5_000, metavar="N", help="People in a day.")] = 300,
    hours: Annotated[str, typer.Option(metavar="SPANS", help="Full hours, such as 9-13,14-18.")] = "9-18",
    minutes: Annotated[float, typer.Option(min=0.5, max=240, metavar="X", help="Of a service, mean.")] = 9.0,
    outside: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Share who stand outside before it opens.")
    ] = 0.25,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="OUT", help="Folder for plots.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print numbers for programs.")] = False,
) -> None:
    """Tell how many counters it takes to call everybody before closing.

    Example: `shanyrak queue simulate --people 300 --hours 9-13,14-18`
    """
    from shanyrak.interfaces.cli.lines.page import closing_lines, html
    from shanyrak.placement.files import OutputFolder

    told = days_of(people, spans_of(hours), minutes, outside)
    text = json.dumps(told, indent=1) + "\n"
    if out is not None:
        with OutputFolder(out) as folder:
            (folder / "staffing.html").write_text(html(told), encoding="utf-8")
            (folder / "staffing.json").write_text(text, encoding="utf-8")
    typer.echo(text if as_json else closing_lines(told), nl=not as_json)


def spans_of(hours: str) -> list[tuple[int, int]]:
    """Return spans of full hours, in order and apart.

    Raises
    ------
    InvalidError
        If they are written otherwise, overlap or run backwards.
    """
    try:
        spans = [(int(opens), int(closes)) for opens, closes in (one.split("-") for one in hours.split(","))]
    except ValueError:
        spans = []
    ends = [hour for span in spans for hour in span]
    if not spans or ends != sorted(set(ends)) or not 0 <= ends[0] < ends[-1] <= HOURS_OF_A_DAY:
        raise InvalidError(f"'{hours}' are no hours; write for example --hours 9-13,14-18")
    return spans


def days_of(people: int, spans: list[tuple[int, int]], minutes: float, outside: float) -> dict[str, Any]:
    """Return days with one counter, two, and so on, until two more than are enough."""
    from dataclasses import asdict

    from shanyrak.core.queueing import staffed

    opened = [hour for opens, closes in spans for hour in range(opens, closes)]
    early = max(opened[0] - 1, 0)
    arrivals = [people * (1 - outside) / len(opened) * (hour in opened) for hour in range(HOURS_OF_A_DAY)]
    arrivals[early] += people * outside
    in_minutes = [(float(a * HOUR_MIN), float(b * HOUR_MIN)) for a, b in spans]
    rows, enough = [], None
    for n_counters in range(1, MOST_COUNTERS + 1):
        row = staffed(arrivals, in_minutes, n_counters, minutes)
        rows.append(asdict(row))
        enough = n_counters if enough is None and row.all_called >= ENOUGH else enough
        if enough and n_counters >= enough + MORE:
            break
    asked = {"people": people, "hours": spans, "minutes": minutes, "outside": outside}
    return {"asked": asked, "enough": enough, "days": rows}
