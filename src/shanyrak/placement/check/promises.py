"""Rule 8: stays that were promised are kept as they were. Whether it was wise is not asked here."""

from collections.abc import Iterable, Iterator

from shanyrak.placement.check.register import Run, joined
from shanyrak.placement.check.stays import told
from shanyrak.placement.check.verdict import Violation, people
from shanyrak.placement.model import Stay


def broken_promises(promised: Iterable[Stay], stays: Iterable[Stay]) -> Iterator[Violation]:
    """Yield the promised stays that the plan drops, shortens, or gives to fewer or more people."""
    planned: dict[tuple[str, str, int, str], list[Run]] = {}
    for stay in stays:
        planned.setdefault(_terms(stay), []).append(_run(stay))
    for stay in promised:
        first, end = _run(stay)
        kept = any(run[0] <= first and end <= run[1] for run in joined(planned.get(_terms(stay), [])))
        if first < end and not kept:
            yield Violation(8, f"{told(stay)}: promised for {people(stay.people)} and not kept")


def _terms(stay: Stay) -> tuple[str, str, int, str]:
    return stay.party_id, stay.part, stay.people, stay.space_id


def _run(stay: Stay) -> Run:
    return stay.first_night.toordinal(), stay.end_night.toordinal()
