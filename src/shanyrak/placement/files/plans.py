"""The plan as CSV, written and read back, and the list of parties without a bed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shanyrak.placement.files import schema
from shanyrak.placement.files.faults import Fault, refusal
from shanyrak.placement.files.grids import read_grid
from shanyrak.placement.files.headers import names_of
from shanyrak.placement.files.sources import Input, Source, SourceError
from shanyrak.placement.files.tables import read_table
from shanyrak.placement.files.writing import write_rows
from shanyrak.placement.model import Notice, Plan, Reason, Stay

STAY_COLUMNS = ("party_id", "part", "people", "space_id", "first_night", "end_night")
UNPLACED_COLUMNS = ("party_id", "people", "asked_person_nights", "unhoused_person_nights", "reason", "detail")


def write_plan(path: Path | str, plan: Plan) -> None:
    """Write a plan as CSV: UTF-8, a comma, lines that end in a line feed, rows sorted by their columns.

    Equal plans give equal bytes.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    write_rows(path, STAY_COLUMNS, (row_of(stay) for stay in sorted(plan.stays)))


def row_of(stay: Stay) -> tuple[str, str, int, str, str, str]:
    """Return the cells of a stay in the order of `STAY_COLUMNS`."""
    span = (stay.first_night.isoformat(), stay.end_night.isoformat())
    return (stay.party_id, stay.part, stay.people, stay.space_id, *span)


def read_plan(path: Path | str) -> tuple[Plan, list[Fault]]:
    """Read a plan, ours or a stranger's, from any kind of file that a case may have.

    Only what cannot be read is a fault here: whether stays keep the rules is for `shanyrak.placement.check`.

    Returns
    -------
    tuple
        The plan of the rows that could be read, and a fault for each cell that could not.

    Raises
    ------
    InvalidError
        If the file is no table with the columns of a plan.
    """
    source = Source(Path(path), Path(path).name)
    try:
        grid = read_grid(source, schema.PLAN)
    except SourceError as error:
        raise refusal([error.fault]) from None
    if grid is None:
        return Plan(), []
    table = read_table(grid, schema.PLAN, Stay)
    if columns := [fault for fault in table.faults if fault.row in {None, 1}]:
        raise refusal(columns)
    return Plan.of(table.items), list(table.faults)


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """A plan from which another one is made: the stays that were `told`, and those only `intended`."""

    told: Plan
    intended: Plan
    faults: tuple[Fault, ...]
    input: Input


def read_earlier_plan(path: Path | str) -> EarlierPlan:
    """Read a plan that may have a column `told`, which marks the stays of which people were told.

    Where there is no such column, they were told of all.

    Raises
    ------
    InvalidError
        If the file is no table with the columns of a plan.
    """
    source = Source(Path(path), Path(path).name)
    try:
        grid = read_grid(source, schema.EARLIER_PLAN)
    except SourceError as error:
        raise refusal([error.fault]) from None
    if grid is None:
        return EarlierPlan(Plan(), Plan(), (), Input(source.name, "", 0))
    marked = "told" in names_of(grid, schema.EARLIER_PLAN)
    columns = schema.EARLIER_PLAN if marked else schema.PLAN
    table = read_table(grid, columns, _with_mark)
    if faults := [fault for fault in table.faults if fault.row in {None, 1}]:
        raise refusal(faults)
    told, intended = (
        Plan.of(stay for stay, mark in table.items if mark == wanted) for wanted in (True, False)
    )
    return EarlierPlan(told, intended, table.faults, Input(grid.name, grid.sha256, len(grid.rows)))


def _with_mark(*cells: Any) -> tuple[Stay, bool]:
    """Return a stay, and whether it was told: the last cell says so, where there is one more."""
    n = len(STAY_COLUMNS)
    return Stay(*cells[:n]), bool(cells[n]) if len(cells) > n else True


def write_told_anew(path: Path | str, notices: Iterable[Notice]) -> None:
    """Write the told stays that a plan does not keep, each with the reason and what there is instead, as CSV.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    rows = (
        (
            *row_of(notice.stay),
            notice.kind,
            notice.detail,
            "; ".join(f"{stay.space_id} {stay.first_night} to {stay.end_night}" for stay in notice.now),
        )
        for notice in notices
    )
    write_rows(path, (*STAY_COLUMNS, "reason", "detail", "now"), rows)


def write_unplaced(path: Path | str, reasons: Iterable[Reason]) -> None:
    """Write the parties that are not housed on all their nights, each with the reason, as CSV.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    rows = (
        (
            each.party_id,
            each.people,
            each.asked_person_nights,
            each.unhoused_person_nights,
            each.kind,
            each.detail,
        )
        for each in reasons
    )
    write_rows(path, UNPLACED_COLUMNS, rows)
