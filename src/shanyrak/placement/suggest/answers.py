"""What a suggester answers, as plain values with numbers. Sentences are made by whoever shows them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shanyrak.placement.model import Party, Stay

ChangeKind = Literal["fewer", "later", "shift", "need", "split", "place", "moves", "house_rule", "sex"]
WhyKind = Literal["no_free_night", "too_large", "need", "sexes", "house_rules", "moves", "taken", "worthless"]


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay of a suggestion and what speaks for and against it.

    `km` from the point that the party named, None where one of the two points is not known; `needs_met` and
    `wants_missing` in alphabetical order; `displaced` is the price of these beds on these nights.
    """

    stay: Stay
    km: float | None
    needs_met: tuple[str, ...]
    wants_missing: tuple[str, ...]
    displaced: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A chain for each part of a party that the plan has room for, in order of parts and nights.

    Person-nights: `value` is what it adds to the value of the plan, `displaced` what its beds are worth to
    others by the prices. `moves` counts persons who move. `nights_lacking` are those on which somebody of the
    party has no bed; `as_planned` says that the plan has these stays already.
    """

    party: Party
    legs: tuple[Leg, ...]
    value: float
    displaced: float
    housed_person_nights: int
    moves: int
    nights_lacking: tuple[date, ...]
    as_planned: bool = False

    @property
    def stays(self) -> tuple[Stay, ...]:
        """The stays alone, in order of parts and nights."""
        return tuple(leg.stay for leg in self.legs)

    @property
    def asked_person_nights(self) -> int:
        """Person-nights that the party asks for."""
        return self.party.people * self.party.n_nights

    @property
    def is_whole(self) -> bool:
        """Whether everybody of the party has a bed on every night."""
        return self.housed_person_nights == self.asked_person_nights

    @property
    def main_space(self) -> str:
        """The space in which its first part spends most nights, the first of several."""
        nights: dict[str, int] = {}
        for stay in self.stays:
            if stay.part == self.stays[0].part:
                nights[stay.space_id] = (
                    nights.get(stay.space_id, 0) + (stay.end_night - stay.first_night).days
                )
        return max(nights, key=lambda space_id: nights[space_id])

    @property
    def km(self) -> float | None:
        """Mean kilometres over the person-nights whose distance is known."""
        known = [(leg.km, leg.stay.people * (leg.stay.end_night - leg.stay.first_night).days)
                 for leg in self.legs if leg.km is not None]  # fmt: skip
        weight = sum(person_nights for _, person_nights in known)
        return sum(km * person_nights for km, person_nights in known) / weight if weight else None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A small change of what a party asks for, with which every night has a bed: it was tried.

    `suggestion` is the best chain then, for the party as changed. What else tells the change depends on
    `kind`: `nights` given up at the end (fewer) or at the start (later), or by which the whole stay begins
    later (shift); `words`: the needs that are dropped (need), the place (place), the sex (sex), the spaces
    whose least nights are not kept (house_rule); `sizes` of the parts (split); moves a person makes in
    `nights` (moves). `asks` is how much is asked of the party, in person-nights: they are ranked by
    value less this.
    """

    kind: ChangeKind
    suggestion: Suggestion
    asks: float
    nights: int = 0
    words: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NightCount:
    """A night on which somebody lacks a bed: spaces that would suit, and those of them that are not full."""

    night: date
    suitable: int
    free: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """Spaces that are left after each look, in this order; the first 0 is what binds.

    In the place; free of others or not, open on a night that lacks a bed; large enough (for one person, if
    the party may be split); with all needs; for its sex; with a house rule that allows a stay; not full.
    """

    in_place: int
    open: int
    large: int
    needs: int
    sexes: int
    house_rules: int
    free: int


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why not everybody has a bed on every night, and what would help.

    `kind` is the binding reason, as in `placement.model.REASONS`, or "worthless": there are beds, but by the
    costs of the case, distance and moves they are worth less than none. `words` are the needs that nobody
    offers, or not together. Relaxations are ranked, the nearest first.
    """

    kind: WhyKind
    sieve: Sieve
    nights: tuple[NightCount, ...]
    words: tuple[str, ...] = ()
    relaxations: tuple[Relaxation, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a suggester says of one party: suggestions, the best first, and why not all nights where so."""

    party: Party
    suggestions: tuple[Suggestion, ...]
    why_not: WhyNot | None
