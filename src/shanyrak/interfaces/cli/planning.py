"""From a case to the files of its plan: search, check, write whole or not at all; for `place` and `demo`."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any

import typer

from shanyrak.base.errors import ShanyrakError, UnavailableError
from shanyrak.interfaces.cli.closing import closing_table
from shanyrak.interfaces.cli.progress import Watch, watching
from shanyrak.interfaces.cli.report import Meta, as_json, write_report
from shanyrak.placement import Problem, solve
from shanyrak.placement.check import check
from shanyrak.placement.files import (
    Input,
    OutputFolder,
    write_certificate,
    write_plan,
    write_told_anew,
    write_unplaced,
    write_workbook,
)
from shanyrak.placement.model import Case, Previous, Result
from shanyrak.placement.params import Worth
from shanyrak.placement.scale.side_by_side import solve_side_by_side
from shanyrak.placement.stop import Stop

SEARCH_SHARE = 0.93  # of the time limit; the rest is for the check and the files
MOST_NOTES = 20  # a longer list scrolls away before it is read
CLOSE = (
    1e-6  # two computations of one value or bound may differ by so much of it, being sums in another order
)


class WrongPlanError(ShanyrakError):
    """The independent check contradicts the search: a fault of ours, never the user's."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case, the files that it came from, and what is odd in it but does not forbid a plan."""

    case: Case
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = ()
    previous: Previous | None = None


@dataclass(frozen=True, slots=True)
class Machines:
    """How many workers of Ray plan side by side, and at which address; None: one a core, on this machine."""

    workers: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the search and how it is shown; the time limit counts from `began`."""

    time_limit_s: float = 60.0
    gap: float = 0.005
    seed: int = 0
    threads: int | None = None
    worth: Worth = field(default_factory=Worth)
    as_json: bool = False
    quiet: bool = False
    began: float = field(default_factory=perf_counter)
    machines: Machines | None = None

    @property
    def n_threads(self) -> int:
        """Threads to use: those asked for, else one a core that this process may run on."""
        if self.threads is not None:
            return self.threads
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def plan_into(out: Path, load: Callable[[], Loaded], order: Order) -> dict[str, Any]:
    """Plan what `load` returns, write the files of the plan into `out`, tell the result; return report.json.

    The folder is tried before anything is read; on any refusal it is left as it was.
    """
    with OutputFolder(out) as folder, watching(quiet=order.quiet, as_json=order.as_json) as watch:
        watch.phase("reading")
        loaded = load()
        _tell(watch, loaded.notes)
        result, threads = _search(loaded, order, watch)
        watch.phase("checking the plan")
        refuse_wrong(loaded.case, result, order.worth)
        watch.phase("writing")
        told = _write(folder, loaded, result, replace(order, threads=threads))
    typer.echo(as_json(told) if order.as_json else closing_table(told, out), nl=not order.as_json)
    return told


def _tell(watch: Watch, notes: tuple[str, ...]) -> None:
    for note in notes[:MOST_NOTES]:
        watch.note(note)
    if len(notes) > MOST_NOTES:
        watch.note(f"... and {len(notes) - MOST_NOTES} more; report.json lists all of them")


def _search(loaded: Loaded, order: Order, watch: Watch) -> tuple[Result, int]:
    """Return the plan, and how many threads have made it."""
    watch.phase("preparing")
    problem, previous = Problem.of(loaded.case, worth=order.worth), loaded.previous
    stop = Stop(time_limit_s=SEARCH_SHARE * order.time_limit_s, gap=order.gap, began=order.began)
    if order.machines is not None:
        return _side_by_side(problem, stop, order, watch)
    with stopped_by_hand(stop):
        result = solve(
            problem, previous=previous, stop=stop, seed=order.seed, threads=order.n_threads, watch=watch
        )
    return result, order.n_threads


def _side_by_side(problem: Problem, stop: Stop, order: Order, watch: Watch) -> tuple[Result, int]:
    """Plan by workers of Ray.

    Raises
    ------
    UnavailableError
        If Ray is not installed, or what it needs is not there.
    """
    try:
        from shanyrak.placement.scale.ray import RayCrew
    except ModuleNotFoundError as error:
        raise UnavailableError(
            "--engine ray needs Ray, which is not installed here: pip install 'shanyrak[ray]'"
        ) from error
    asked = order.machines or Machines()
    with (
        RayCrew(asked.workers, threads=order.threads or 1, address=asked.address) as crew,
        stopped_by_hand(stop),
    ):
        result = solve_side_by_side(problem, crew, stop=stop, seed=order.seed, watch=watch)
        return result, crew.size * crew.threads


@contextmanager
def stopped_by_hand(stop: Stop) -> Iterator[None]:
    """Let the first Ctrl-C end the search with the best plan so far, and the second the program.

    Further ones are ignored from then on: they would break the tidying-up.
    """

    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        if stop.interrupted:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            raise KeyboardInterrupt
        stop.interrupt()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is on_interrupt:
            signal.signal(signal.SIGINT, before)


def refuse_wrong(case: Case, result: Result, worth: Worth) -> None:
    """Refuse a result on which the independent check disagrees.

    Raises
    ------
    WrongPlanError
        If the plan breaks a rule or its figures or its proof are not what the search says.
    """
    verdict = check(case, result.plan, result.certificate, worth)
    found = [violation.text for violation in verdict.violations]
    if not found and abs(verdict.figures.value - result.figures.value) > CLOSE * max(
        abs(result.figures.value), 1
    ):
        found = [f"its value is {verdict.figures.value:.6f}, not {result.figures.value:.6f}"]
    bound = verdict.upper_bound
    if not found and bound is not None and bound > result.upper_bound + CLOSE * max(abs(bound), 1):
        found = [f"its certificate proves {bound:.6f}, not {result.upper_bound:.6f}"]
    proved = verdict.unavoidable_person_nights or 0
    if not found and proved < result.unavoidable_person_nights:
        found = [f"{proved} person-nights are proved unavoidable, not {result.unavoidable_person_nights}"]
    if found:
        raise WrongPlanError(
            f"Nothing was written: the check refuses the plan that was found, for {len(found)} reasons; "
            f"the first: {found[0]}. This is a fault of Shanyrak, not of your data; please report it."
        )


def _write(folder: OutputFolder, loaded: Loaded, result: Result, order: Order) -> dict[str, Any]:
    case = loaded.case
    write_plan(folder / "plan.csv", result.plan)
    write_unplaced(folder / "unplaced.csv", result.reasons)
    if loaded.previous is not None:
        write_told_anew(folder / "told_anew.csv", result.notices)
    write_certificate(folder / "certificate.npz", result.certificate)
    write_workbook(folder / "plan.xlsx", case, result, about=_about(order))
    meta = Meta(
        seed=order.seed,
        threads=order.n_threads,
        worth=order.worth,
        time_limit_s=order.time_limit_s,
        gap=order.gap,
        inputs=loaded.inputs,
        notes=loaded.notes,
        told=None if loaded.previous is None else loaded.previous.told,
        seconds=perf_counter() - order.began,
        peak_memory_mb=peak_memory_mb(),
        made_at=datetime.now(tz=UTC).astimezone(),  # noqa: TID251  # the border, where the clock may be read
    )
    return write_report(folder / "", case, result, meta)


def _about(order: Order) -> dict[str, str | float]:
    from shanyrak import __version__

    worth = order.worth
    return {
        "price of a move, person-nights": worth.move,
        "price of a kilometre, person-nights": worth.km,
        "price of all wants missing, person-nights": worth.want,
        "seed": order.seed,
        "version": __version__,
    }


def peak_memory_mb() -> float:
    """Return the most memory that this process has held, in millions of bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
