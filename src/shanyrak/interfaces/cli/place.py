"""The command `shanyrak place`: reads a case and plans it. The work is done in `planning`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.planning import Loaded

File = Annotated[Path | None, typer.Option(metavar="FILE", help="This table, instead of the one in CASE.")]


def place(  # noqa: PLR0913  # each argument is an option of the command
    case: Annotated[
        Path | None,
        typer.Argument(
            metavar="CASE",
            help="Folder with the tables parties, spaces and, where you have them, windows, stays, costs.",
        ),
    ] = None,
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="Folder for the plan and its report.")
    ],
    parties: File = None,
    spaces: File = None,
    windows: File = None,
    stays: File = None,
    costs: File = None,
    time_limit: Annotated[float, typer.Option(min=1, metavar="S", help="Seconds that it may take.")] = 60.0,
    gap: Annotated[
        float,
        typer.Option(
            min=0, max=1, metavar="G", help="Stop when no plan can be better by more than this share."
        ),
    ] = 0.005,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="The same seed and threads give the same plan.")
    ] = 0,
    threads: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Threads to use.", show_default="one a core")
    ] = None,
    move: Annotated[
        float, typer.Option(metavar="P", help="Price of a move of one person, in person-nights.")
    ] = 0.5,
    km: Annotated[
        float, typer.Option(metavar="P", help="Price of a kilometre for one person and night.")
    ] = 0.002,
    want: Annotated[
        float, typer.Option(metavar="P", help="Price of all wants missing for one person and night.")
    ] = 0.1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print report.json; progress as JSON lines.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Plan who sleeps where, night by night, and prove how good the plan is.

    Writes plan.csv, plan.xlsx, report.html, report.json, certificate.npz and unplaced.csv. Ctrl-C ends the
    search and writes the best plan found until then.

    Example: `shanyrak place case -o plan --time-limit 30`
    """
    from time import perf_counter

    began = perf_counter()
    files = {"parties": parties, "spaces": spaces, "windows": windows, "stays": stays, "costs": costs}
    if case is None and (parties is None or spaces is None):
        raise typer.BadParameter("name a folder CASE, or give both --parties and --spaces", param_hint="CASE")
    from shanyrak.interfaces.cli.planning import Order, plan_into
    from shanyrak.placement.params import Worth

    worth = Worth(move, km, want)
    order = Order(time_limit, gap, seed, threads, worth=worth, as_json=as_json, quiet=quiet, began=began)
    plan_into(out, lambda: load(case, files), order)


def load(folder: Path | None, files: dict[str, Path | None]) -> "Loaded":
    """Read the case; refuse it with every fault, or carry on with notes about what is odd."""
    from shanyrak.interfaces.cli.planning import Loaded
    from shanyrak.placement.files import read, refusal

    reading = read(folder, files)
    if reading.case is None:
        raise refusal(reading.faults)
    return Loaded(reading.case, tuple(reading.inputs), tuple(str(fault) for fault in reading.faults))
