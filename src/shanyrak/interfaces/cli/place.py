"""The command `shanyrak place`: reads a case and plans it. The work is done in `planning`."""

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Option

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.planning import Loaded

TABLES = "Folder with the tables parties, spaces and, where you have them, windows, stays, costs."
Case = Annotated[Path | None, typer.Argument(metavar="CASE", help=TABLES)]
Out = Annotated[Path, Option("--out", "-o", metavar="OUT", help="Folder for the plan and its report.")]
File = Annotated[Path | None, Option(metavar="FILE", help="This table, instead of the one in CASE.")]
Seconds = Annotated[float, Option(min=1, metavar="S", help="Seconds that it may take.")]
Gap = Annotated[float, Option(min=0, max=1, metavar="G", help="Stop when a plan is so near the best.")]
Seed = Annotated[int, Option(min=0, metavar="N", help="The same seed and threads give the same plan.")]
Threads = Annotated[int | None, Option(min=1, metavar="N", help="Threads.", show_default="one a core")]
Move = Annotated[float, Option(metavar="P", help="Price of a move of one person, in person-nights.")]
Km = Annotated[float, Option(metavar="P", help="Price of a kilometre for one person and night.")]
Want = Annotated[float, Option(metavar="P", help="Price of all wants missing, for one person and night.")]
PREVIOUS = "An earlier plan, or the folder that `place` wrote: what was told is kept where it can be."
Earlier = Annotated[Path | None, Option("--previous", metavar="PLAN", help=PREVIOUS)]
Told = Annotated[
    float, Option(metavar="P", help="Price of telling one person another stay, with --previous.")
]
Engine = Annotated[Literal["here", "ray"], Option(help="Plan in this process, or by workers of Ray.")]
Workers = Annotated[
    int | None, Option(min=1, metavar="N", help="Workers of Ray.", show_default="as many as there are cores")
]
Address = Annotated[str | None, Option(metavar="HOST:PORT", help="A running Ray cluster, or `auto`.")]
Json = Annotated[bool, Option("--json", help="Print report.json; progress as JSON lines.")]
Quiet = Annotated[bool, Option("--quiet", "-q", help="Show no progress.")]


def place(  # noqa: PLR0913  # each argument is an option of the command
    case: Case = None,
    *,
    out: Out,
    parties: File = None,
    spaces: File = None,
    windows: File = None,
    stays: File = None,
    costs: File = None,
    previous: Earlier = None,
    told: Told = 2.0,
    time_limit: Seconds = 60.0,
    gap: Gap = 0.005,
    seed: Seed = 0,
    threads: Threads = None,
    move: Move = 0.5,
    km: Km = 0.002,
    want: Want = 0.1,
    engine: Engine = "here",
    workers: Workers = None,
    address: Address = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Plan who sleeps where, night by night, and prove how good the plan is.

    Writes plan.csv, plan.xlsx, report.html, report.json, certificate.npz and unplaced.csv. Ctrl-C ends the
    search and writes the best plan found until then.

    With --previous, tomorrow's plan is made from today's, and told_anew.csv lists the stays that change.

    Example: `shanyrak place case -o plan --time-limit 30`
    """
    began = perf_counter()
    files = {"parties": parties, "spaces": spaces, "windows": windows, "stays": stays, "costs": costs}
    if case is None and (parties is None or spaces is None):
        raise typer.BadParameter("name a folder CASE, or give both --parties and --spaces", param_hint="CASE")
    if engine == "here" and (workers, address) != (None, None):
        raise typer.BadParameter("--workers and --address go with --engine ray", param_hint="--engine")
    from shanyrak.interfaces.cli.planning import Machines, Order, plan_into
    from shanyrak.placement.params import Worth

    worth = Worth(move, km, want)
    order = Order(
        time_limit, gap, seed, threads, worth=worth, as_json=as_json, quiet=quiet, began=began,
        machines=Machines(workers, address) if engine == "ray" else None,
    )  # fmt: skip
    plan_into(out, lambda: with_earlier(load(case, files), previous, told), order)


def with_earlier(loaded: "Loaded", file: Path | None, told: float) -> "Loaded":
    """Add the plan of before, where one was named."""
    from dataclasses import replace

    from shanyrak.interfaces.cli.earlier import earlier

    if file is None:
        return loaded
    previous, inputs = earlier(file, told)
    return replace(loaded, previous=previous, inputs=(*loaded.inputs, *inputs))


def load(folder: Path | None, files: dict[str, Path | None]) -> "Loaded":
    """Read the case; refuse it with every fault, or carry on with notes about what is odd."""
    from shanyrak.interfaces.cli.planning import Loaded
    from shanyrak.placement.files import read, refusal

    reading = read(folder, files)
    if reading.case is None:
        raise refusal(reading.faults)
    return Loaded(reading.case, tuple(reading.inputs), tuple(str(fault) for fault in reading.faults))
