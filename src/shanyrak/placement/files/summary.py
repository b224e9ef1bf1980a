"""What a case comes to in numbers: people, beds, nights. It is told by `validate` and beside a plan."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from shanyrak.placement.model import Case


@dataclass(frozen=True, slots=True)
class Summary:
    """The size of a case; its nights go from the first arrival to `end_night`, which nobody asks for."""

    parties: int
    people: int
    spaces: int
    beds: int
    first_night: date
    end_night: date
    asked_person_nights: int
    free_bed_nights: int
    promised_stays: int
    costs: int

    @property
    def nights(self) -> int:
        """Number of nights."""
        return (self.end_night - self.first_night).days

    def as_dict(self) -> dict[str, int | str]:
        """Return the numbers as JSON takes them, dates in ISO form."""
        fields = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }
        return {**fields, "nights": self.nights}


def summary(case: Case) -> Summary:
    """Count a case; free bed-nights are those within its nights.

    Raises
    ------
    ValueError
        If it has no party.
    """
    first, end = nights_of(case)
    free = free_nights(case)
    return Summary(
        parties=len(case.parties),
        people=sum(party.people for party in case.parties),
        spaces=len(case.spaces),
        beds=sum(space.beds for space in case.spaces),
        first_night=first,
        end_night=end,
        asked_person_nights=sum(party.people * party.n_nights for party in case.parties),
        free_bed_nights=sum(space.beds * free.get(space.space_id, 0) for space in case.spaces),
        promised_stays=len(case.stays),
        costs=len(case.costs),
    )


def nights_of(case: Case) -> tuple[date, date]:
    """Return the first arrival and the end of the last night that anybody asks for."""
    return min(party.arrival for party in case.parties), max(party.end_night for party in case.parties)


def free_nights(case: Case) -> dict[str, int]:
    """Return how many nights each space is free within the nights of the case; windows may overlap."""
    first, end = nights_of(case)
    spans: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for window in case.windows:
        spans[window.space_id].append((max(window.first_night, first), min(window.end_night, end)))
    return {space_id: _length(sorted(mine)) for space_id, mine in spans.items()}


def _length(spans: list[tuple[date, date]]) -> int:
    total, reached = timedelta(), date.min
    for start, end in spans:
        total += max(end - max(start, reached), timedelta())
        reached = max(reached, end)
    return total.days
