"""What is different between two plans of one case, party by party. Which is better is not asked here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shanyrak.placement.check.parts import runs_of
from shanyrak.placement.model import Plan, Stay

Kind = Literal["newly_housed", "lost", "longer", "shorter", "elsewhere"]
KINDS: dict[Kind, str] = {
    "newly_housed": "had no bed, has one now",
    "lost": "had a bed, has none now",
    "longer": "more person-nights than before",
    "shorter": "fewer person-nights than before",
    "elsewhere": "as many person-nights, other spaces, nights or parts",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A party whose stays differ; ``KINDS[kind]`` says how."""

    party_id: str
    kind: Kind
    before: tuple[Stay, ...]
    after: tuple[Stay, ...]

    @property
    def person_nights(self) -> int:
        """Person-nights won, negative where they were lost."""
        return _person_nights(self.after) - _person_nights(self.before)


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Tell the parties whose stays differ between two plans.

    Parameters
    ----------
    before, after
        Any plans; stays that follow each other in one space count as one.

    Returns
    -------
    tuple
        One change a party, in order of party_id.
    """
    had, has = _by_party(before.stays), _by_party(after.stays)
    pairs = ((each, had.get(each, ()), has.get(each, ())) for each in sorted(had.keys() | has.keys()))
    return tuple(Change(each, _kind(old, new), old, new) for each, old, new in pairs if old != new)


def _by_party(stays: Iterable[Stay]) -> dict[str, tuple[Stay, ...]]:
    """Group stays by party, in the order in which a plan is written."""
    by_party: dict[str, tuple[Stay, ...]] = {}
    for stay in runs_of(stays):
        by_party[stay.party_id] = (*by_party.get(stay.party_id, ()), stay)
    return by_party


def _kind(before: tuple[Stay, ...], after: tuple[Stay, ...]) -> Kind:
    """Name a change."""
    won = _person_nights(after) - _person_nights(before)
    if not before:
        return "newly_housed"
    if not after:
        return "lost"
    return "longer" if won > 0 else "shorter" if won < 0 else "elsewhere"


def _person_nights(stays: tuple[Stay, ...]) -> int:
    return sum(stay.people * (stay.end_night - stay.first_night).days for stay in stays)
