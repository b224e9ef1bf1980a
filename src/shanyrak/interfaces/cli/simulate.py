"""The command `shanyrak simulate`: lives through a case day by day and reports what not knowing costs."""

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from shanyrak.interfaces.cli.place import TABLES, Gap, Json, Quiet, Seed

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.planning import Loaded
    from shanyrak.interfaces.cli.progress import Watch
    from shanyrak.interfaces.cli.simulation_report import Meta
    from shanyrak.placement.simulate import Assumptions, Effort, Outcome

Case = Annotated[Path, typer.Argument(metavar="CASE", help=TABLES)]
Out = Annotated[Path, Option("--out", "-o", metavar="OUT", help="Folder for the report and its numbers.")]
Days = Annotated[
    int | None, Option(min=1, metavar="N", help="Nights to replay.", show_default="all that are asked for")
]
Ahead = Annotated[
    int, Option(min=0, metavar="N", help="Days before its arrival on which a party becomes known.")
]
Withdraw = Annotated[
    float, Option(min=0, max=1, metavar="X", help="Share of the spaces whose host withdraws: 0.5 is half.")
]
Offer = Annotated[
    float, Option(min=0, max=1, metavar="X", help="New spaces, as a share of those in the case.")
]
NoShow = Annotated[
    float, Option("--no-show", min=0, max=1, metavar="X", help="Share of the parties that never come.")
]
Evening = Annotated[float, Option(min=0.01, metavar="S", help="Seconds of work for the plan of an evening.")]
Hindsight = Annotated[
    float, Option(min=0.01, metavar="S", help="Seconds of work for the plan of one who knew everything.")
]
Threads = Annotated[int, Option(min=1, metavar="N", help="Threads of each search.")]


def simulate(  # noqa: PLR0913  # each argument is an option of the command
    case: Case,
    *,
    out: Out,
    days: Days = None,
    known_ahead: Ahead = 1,
    withdraw: Withdraw = 0.0,
    offer: Offer = 0.0,
    no_show: NoShow = 0.0,
    evening: Evening = 0.5,
    hindsight: Hindsight = 5.0,
    gap: Gap = 0.005,
    seed: Seed = 0,
    threads: Threads = 1,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Replay a case day by day, planning each evening with what is known then.

    Beside it: first come, first served with the same events, and the plan of one who knew everything. Writes
    simulation.html, simulation.json and nights.csv. Ctrl-C writes what was replayed until then.

    Example: `shanyrak simulate case -o replay --withdraw 0.5`
    """
    began = perf_counter()
    from shanyrak.interfaces.cli.place import load
    from shanyrak.interfaces.cli.progress import watching
    from shanyrak.interfaces.cli.simulation_report import as_json as text_of
    from shanyrak.interfaces.cli.simulation_report import closing_lines, write_simulation
    from shanyrak.placement.files import OutputFolder
    from shanyrak.placement.simulate import Assumptions, Effort

    assumptions = Assumptions(days, known_ahead, withdraw, offer, no_show)
    effort = Effort(evening, hindsight, gap, seed, threads)
    with OutputFolder(out) as folder, watching(quiet=quiet, as_json=as_json) as watch:
        watch.phase("reading")
        loaded = load(case, {})
        outcome = replayed(loaded, assumptions, effort, watch)
        watch.phase("writing")
        told = write_simulation(folder / "", outcome, _meta(loaded, assumptions, effort, began))
    typer.echo(text_of(told) if as_json else closing_lines(told, out), nl=not as_json)


def replayed(loaded: "Loaded", assumptions: "Assumptions", effort: "Effort", watch: "Watch") -> "Outcome":
    """Replay a case, telling of each evening; refuse what the independent check does not confirm.

    Raises
    ------
    KeyboardInterrupt
        If it was interrupted before the first evening was over.
    WrongPlanError
        If somebody slept where he must not: a fault of ours.
    """
    from shanyrak.interfaces.cli.planning import WrongPlanError, stopped_by_hand
    from shanyrak.interfaces.shared.numbers import counted, grouped, night_in_full
    from shanyrak.placement import simulate as engine
    from shanyrak.placement.stop import Stop

    def on_evening(of: engine.Evening) -> None:
        without = f"{grouped(of.unhoused)} of {counted(of.asked, 'person', 'people')} without a bed"
        watch.phase(f"night {of.number} of {of.of}, {night_in_full(of.night)}: {without}")

    watch.phase("the plan of one who knows everything")
    stop = Stop()
    with stopped_by_hand(stop):
        outcome = engine.simulate(loaded.case, assumptions, effort=effort, watch=on_evening, stop=stop)
    if not outcome.days:
        raise KeyboardInterrupt
    if outcome.violations:
        raise WrongPlanError(
            f"Nothing was written: the check refuses the nights that were replayed, for "
            f"{len(outcome.violations)} reasons; the first: {outcome.violations[0]}. "
            "This is a fault of Shanyrak, not of your data; please report it."
        )
    return outcome


def _meta(loaded: "Loaded", assumptions: "Assumptions", effort: "Effort", began: float) -> "Meta":
    """Return how the replay was made."""
    from datetime import UTC, datetime

    from shanyrak.interfaces.cli.planning import peak_memory_mb
    from shanyrak.interfaces.cli.simulation_report import Meta

    return Meta(
        assumptions=assumptions,
        effort=effort,
        inputs=loaded.inputs,
        notes=loaded.notes,
        seconds=perf_counter() - began,
        peak_memory_mb=peak_memory_mb(),
        made_at=datetime.now(tz=UTC).astimezone(),  # noqa: TID251  # the border, where the clock may be read
    )
