"""Who slept where until tonight: a draft in memory, which the services then carry out and check again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from shanyrak.apps.hosting.words import (
    LEVEL_FOR_ANYBODY,
    LEVEL_FOR_CHILDREN,
    LEVEL_FOR_PROTECTED,
    VettingLevel,
)
from shanyrak.apps.intake.facts import Facts
from shanyrak.base.nights import Span
from shanyrak.interfaces.cli.platform.city.drawing import City, Home, Offer

# A home that is much too large for a party is kept for a larger one.
BEDS_TO_SPARE = 1


@dataclass
class SpaceDraft:
    """A space as the draft sees it: what is taken of it on each night."""

    offer: Offer
    home: Home | None = None
    taken: dict[date, int] = field(default_factory=dict)

    @property
    def level(self) -> VettingLevel:
        """What is known of whoever keeps it; a site is the team's own."""
        return self.home.level if self.home else VettingLevel.REFERENCES

    def suits(self, party: Facts) -> bool:
        """Return whether these people may sleep here, whenever it may be."""
        space = self.offer.space
        least = LEVEL_FOR_CHILDREN if "children" in party.needs else LEVEL_FOR_ANYBODY
        least = LEVEL_FOR_PROTECTED if party.is_protected else least
        words = space.features | ({"private_room"} if space.is_private else set())
        words |= {"women_only"} if space.sexes == "f" else set()
        return (
            self.level >= least
            and party.people <= space.beds
            and party.needs <= words
            and space.sexes in {"any", party.sex}
            and not (space.is_private and space.beds > party.people + BEDS_TO_SPARE)
        )

    def longest(self, party: Facts) -> Span | None:
        """Return the longest stay from the first night of a party that this space has room for."""
        space, first = self.offer.space, party.first_night
        free = next((window for window in self.offer.windows if first in window), None)
        if free is None or (self.home and self.home.since >= first):
            return None
        most = space.max_nights or len(party.span)
        if self.home:
            most = 0 if self.taken else min(most, self.home.host.nights_in_a_row)
        n_nights = 0
        for night in Span(first, min(free.end, party.span.end)):
            if n_nights == most or not self._has_room(party, night):
                break
            n_nights += 1
        return Span.of(first, n_nights) if n_nights >= max(space.min_nights, 1) else None

    def take(self, party: Facts, span: Span) -> None:
        """Keep these nights for a party."""
        for night in span:
            self.taken[night] = self.taken.get(night, 0) + self._units(party)

    def _has_room(self, party: Facts, night: date) -> bool:
        capacity = 1 if self.offer.space.is_private else self.offer.space.beds
        return self.taken.get(night, 0) + self._units(party) <= capacity

    def _units(self, party: Facts) -> int:
        return 1 if self.offer.space.is_private else party.people


@dataclass(frozen=True)
class Lodged:
    """A stay of the draft: which request, in which space."""

    asked: int
    draft: int
    span: Span


def drafts_of(city: City) -> list[SpaceDraft]:
    """Return the homes, then the rooms of the halls, in the order of the city."""
    homes = [SpaceDraft(home, home) for home in city.homes]
    return homes + [SpaceDraft(room) for hall in city.halls for room in hall.rooms]


def lodge(city: City, drafts: Sequence[SpaceDraft], asked: Sequence[int]) -> Iterator[Lodged]:
    """Give each of these parties, in turn, the space where it can stay longest."""
    for key in asked:
        party = city.asked[key].facts
        best: tuple[int, int, Span] | None = None
        for number, draft in enumerate(drafts):
            span = draft.longest(party) if draft.suits(party) else None
            if span and (best is None or len(span) > best[0]):
                best = (len(span), number, span)
                if len(span) == len(party.span):
                    break
        if best is not None:
            _, number, span = best
            drafts[number].take(party, span)
            yield Lodged(key, number, span)
