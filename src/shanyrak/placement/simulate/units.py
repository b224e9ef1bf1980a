"""Who is lodged together in a replay, where it has slept, what it was told, and as which party it is planned.

A unit is a party, a part of one that may be split, or the people of such a party who have no bed yet. What
changes a unit is in `world`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shanyrak.placement.model import Party, Space, Stay

NIGHT = timedelta(1)
NOT_HERE = "\x1f"  # slept before, but not last night: whatever it enters next is a move
Nights = dict[date, str]  # the space of each night


@dataclass(slots=True)
class Proposal:
    """Where some people of a unit would sleep by the latest plan; nobody has told them."""

    people: int
    nights: Nights


@dataclass(slots=True)
class Unit:
    """Some or all people of a party who are lodged together from the first bed on.

    `told` are the nights to come that it was told; `broken` counts told stays that a host broke, each of
    which forces a move that is not held against `max_moves`.
    """

    party: Party
    part: str
    people: int
    may_split: bool = False
    slept: Nights = field(default_factory=dict)
    told: Nights = field(default_factory=dict)
    proposals: list[Proposal] = field(default_factory=list)
    broken: int = 0

    @property
    def unit_id(self) -> str:
        """An id that no other unit has; that of its party where the party is whole."""
        whole = self.may_split or self.people == self.party.people
        return self.party.party_id if whole else f"{self.party.party_id}{NOT_HERE}{self.part}"

    def is_told_all(self, tonight: date) -> bool:
        """Say whether it was told a bed for every night from tonight on."""
        return len(self.told) == (self.party.end_night - max(tonight, self.party.arrival)).days

    def as_party(self, tonight: date, space: Space | None) -> tuple[Party, date]:
        """Return the party that is planned this evening, and the night from which its stay is kept whole.

        `space` is where it slept last night, if it can stay there. Nights slept there belong to the stay
        where the house has rules on its length; else, and everywhere else, they are over, and only where it
        slept last, and how often it has moved, still matters.
        """
        begin = max(tonight, self.party.arrival)
        if space is not None and (space.min_nights > 1 or space.max_nights is not None):
            while self.slept.get(begin - NIGHT) == space.space_id:
                begin -= NIGHT
        before = [stay for stay in runs(self.slept) if stay[1] <= begin]
        current, limit = self._current(before, begin), self.party.max_moves
        if limit is not None:
            limit = max(limit + self.broken - self._moves(before), 0)
        party = replace(
            self.party,
            party_id=self.unit_id,
            people=self.people,
            arrival=begin,
            nights=(self.party.end_night - begin).days,
            not_after=None,
            may_split=self.may_split,
            max_moves=limit,
            current_space=current,
        )
        return party, begin

    def stays(self, nights: Nights, part: str, people: int) -> Iterator[Stay]:
        """Yield these nights as stays of the unit in tonight's case."""
        for first, end, space_id in runs(nights):
            yield Stay(self.unit_id, part, people, space_id, first, end)

    def _current(self, before: list[tuple[date, date, str]], begin: date) -> str | None:
        if not before:
            return self.party.current_space
        _, end, space_id = before[-1]
        return space_id if end == begin else NOT_HERE

    def _moves(self, before: list[tuple[date, date, str]]) -> int:
        if not before:
            return 0
        came = self.party.current_space not in {None, before[0][2]}
        return len(before) - 1 + came


def runs(nights: Nights) -> list[tuple[date, date, str]]:
    """Return first night, end night and space of each run of consecutive nights in one space."""
    found: list[tuple[date, date, str]] = []
    for night in sorted(nights):
        space_id = nights[night]
        if found and found[-1][1] == night and found[-1][2] == space_id:
            found[-1] = (found[-1][0], night + NIGHT, space_id)
        else:
            found.append((night, night + NIGHT, space_id))
    return found


def spread(stays: Iterable[Stay], since: date) -> Nights:
    """Return the nights of some stays from `since` on."""
    return {
        stay.first_night + n * NIGHT: stay.space_id
        for stay in stays
        for n in range((stay.end_night - stay.first_night).days)
        if stay.first_night + n * NIGHT >= since
    }
