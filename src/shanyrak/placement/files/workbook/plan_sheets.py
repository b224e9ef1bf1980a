"""What the four sheets of plan.xlsx hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from shanyrak.placement.files.plans import STAY_COLUMNS
from shanyrak.placement.files.summary import free_nights, summary
from shanyrak.placement.files.workbook.sheets import Cell, Sheet, write_sheets
from shanyrak.placement.model import REASONS, Case, Figures, Plan, Reason, Result, Stay

UNPLACED = ("party_id", "people", "person-nights asked", "person-nights without a bed", "reason", "detail")
SPACES = (
    "space_id",
    "place",
    "beds",
    "private",
    "nights free",
    "nights used",
    "nights left",
    "person-nights",
)


def write_workbook(
    path: Path | str, case: Case, result: Result, *, about: Mapping[str, Cell] | None = None
) -> None:
    """Write plan.xlsx with the sheets stays, without a bed, spaces and summary.

    Parameters
    ----------
    path
        The file; equal input gives equal bytes.
    case, result
        What was planned, and what came of it.
    about
        Further rows for the summary: prices used, seed, version.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    sheets = (
        Sheet("stays", STAY_COLUMNS, [_stay(each) for each in sorted(result.plan.stays)]),
        Sheet("without a bed", UNPLACED, [_reason(each) for each in result.reasons]),
        Sheet("spaces", SPACES, list(_spaces(case, result.plan))),
        Sheet(
            "summary",
            ("figure", "value", "first come, first served"),
            list(_summary(case, result, about or {})),
        ),
    )
    write_sheets(path, sheets)


def _stay(stay: Stay) -> tuple[Cell, ...]:
    return (stay.party_id, stay.part, stay.people, stay.space_id, stay.first_night, stay.end_night)


def _reason(reason: Reason) -> tuple[Cell, ...]:
    words = REASONS.get(reason.kind, reason.kind)
    nights = (reason.asked_person_nights, reason.unhoused_person_nights)
    return (reason.party_id, reason.people, *nights, words, reason.detail)


def _spaces(case: Case, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    free = free_nights(case)
    used: dict[str, set[int]] = defaultdict(set)
    person_nights: dict[str, int] = defaultdict(int)
    for stay in plan.stays:
        nights = range(stay.first_night.toordinal(), stay.end_night.toordinal())
        used[stay.space_id].update(nights)
        person_nights[stay.space_id] += stay.people * len(nights)
    for space in case.spaces:
        mine = space.space_id
        open_, taken = free.get(mine, 0), len(used[mine])
        private = "yes" if space.private else "no"
        yield (mine, space.place, space.beds, private, open_, taken, open_ - taken, person_nights[mine])


def _summary(case: Case, result: Result, about: Mapping[str, Cell]) -> Iterator[tuple[Cell, ...]]:
    size = summary(case)
    first_come = dict(_figures(result.first_come))
    yield from (("parties", size.parties, None), ("people", size.people, None), ("spaces", size.spaces, None))
    yield from (("first night", size.first_night, None), ("end night", size.end_night, None))
    yield from ((name, value, first_come[name]) for name, value in _figures(result.figures))
    yield "person-nights that nobody could have housed", result.unavoidable_person_nights, None
    yield "upper bound of the value", result.upper_bound, None
    yield "gap, %", 100 * result.gap, None
    yield from ((name, value, None) for name, value in about.items())


def _figures(figures: Figures) -> Iterator[tuple[str, Cell]]:
    yield "person-nights asked for", figures.asked_person_nights
    yield "person-nights housed", figures.housed_person_nights
    yield "person-nights without a bed", figures.unhoused_person_nights
    yield "moves of persons", figures.person_moves
    yield "median distance, km", figures.median_km
    yield "value, person-nights", figures.value
