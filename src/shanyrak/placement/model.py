"""The words of a placement as plain values, with dates. No rule and no array of the search lives here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shanyrak.base.errors import InvalidError

PartySex = Literal["", "f", "m", "mixed"]
SexRule = Literal["any", "f", "m", "same"]
MOST_NIGHTS = 1_100  # of one case, three years; more is a slip in a date, and would fill the memory


@dataclass(frozen=True, slots=True)
class Party:
    """The group that stays together and wants the nights ``[arrival, arrival + nights)``; may be one person.

    `needs` are hard, `wants` soft; `weight` is the priority of one of its person-nights; `not_after` is the
    first night that is too late; `current_space` is where it slept the night before `arrival`; `sex` "" is
    not said.
    """

    party_id: str
    people: int
    arrival: date
    nights: int
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    needs: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    weight: float = 1.0
    may_split: bool = False
    max_moves: int | None = None
    not_after: date | None = None
    current_space: str | None = None
    sex: PartySex = ""

    @property
    def end_night(self) -> date:
        """The first night it no longer wants; never before `arrival`."""
        end = self.arrival + timedelta(days=max(self.nights, 0))
        return max(min(end, self.not_after) if self.not_after else end, self.arrival)

    @property
    def n_nights(self) -> int:
        """Nights that it wants and that are not too late."""
        return (self.end_night - self.arrival).days


@dataclass(frozen=True, slots=True)
class Space:
    """What is offered: a room, a home, a hall. When it is free is told by the windows of the case."""

    space_id: str
    beds: int
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    private: bool = True
    features: frozenset[str] = frozenset()
    min_nights: int = 1
    max_nights: int | None = None
    sexes: SexRule = "any"


@dataclass(frozen=True, slots=True)
class Window:
    """Nights ``[first_night, end_night)`` on which a space is free."""

    space_id: str
    first_night: date
    end_night: date


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """Consecutive nights ``[first_night, end_night)`` of one part of a party in one space."""

    party_id: str
    part: str
    people: int
    space_id: str
    first_night: date
    end_night: date


_COLUMNS = attrgetter("party_id", "part", "people", "space_id", "first_night", "end_night")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a night of one person of a party in a space is worth less (negative: more), in person-nights."""

    party_id: str
    space_id: str
    cost: float


@dataclass(frozen=True, slots=True)
class Case:
    """The input: who needs a bed, what is free, what was promised already."""

    parties: tuple[Party, ...]
    spaces: tuple[Space, ...]
    windows: tuple[Window, ...]
    stays: tuple[Stay, ...] = ()
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Stays, sorted by their columns; a stay is a maximal run of nights of one part in one space."""

    stays: tuple[Stay, ...] = ()

    @staticmethod
    def of(stays: Iterable[Stay]) -> "Plan":
        """Return the plan of these stays in the order in which it is written."""
        return Plan(tuple(sorted(stays, key=_COLUMNS)))


TOLD_PRICE = 2.0


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier plan, from which a search begins: tomorrow's plan is made from today's.

    People were told of the stays of `plan`, which are kept unless another plan is worth more by `told`
    person-nights for each person of a told stay that changes; nobody was told of those that are only
    `intended`. Prices of the `certificate` are where the search for prices begins. Parties and spaces that
    are no longer there may be named.

    Raises
    ------
    InvalidError
        If `told` is negative or not a number.
    """

    plan: Plan
    certificate: "Certificate | None" = None
    told: float = TOLD_PRICE
    intended: Plan = field(default=Plan())

    def __post_init__(self) -> None:
        """Refuse a price that means nothing."""
        if not 0 <= self.told < float("inf"):
            raise InvalidError("--told must be a number of person-nights, 0 or more")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Prices that prove an upper bound: ``price[i, t]`` is that of ``space_id[i]`` on ``first_night + t``.

    Per bed in a shared space, per space in a private one, in person-nights; shape (n_spaces, n_nights),
    float32. Spaces and nights left out have price 0. `unavoidable` are prices of the same shape that prove,
    in the problem where a person-night of everybody counts 1 and nothing costs, how many person-nights nobody
    could have housed.
    """

    space_id: tuple[str, ...]
    first_night: date
    price: NDArray[np.float32]
    unavoidable: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to; `value` and moves as docs/reference/problem.md defines them."""

    asked_person_nights: int
    housed_person_nights: int
    person_moves: int
    value: float
    median_km: float | None = None

    @property
    def unhoused_person_nights(self) -> int:
        """Person-nights asked for and not housed."""
        return self.asked_person_nights - self.housed_person_nights


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a party is not housed on all its nights: `kind` is one of `REASONS`, `detail` the need, say."""

    party_id: str
    people: int
    asked_person_nights: int
    unhoused_person_nights: int
    kind: str
    detail: str = ""


REASONS = {
    "no_nights": "its stay ends before it starts",
    "too_large": "larger than any space that is free",
    "need": "a need that no space offers which would suit otherwise",
    "no_free_night": "no free night in that place",
    "sexes": "no space takes a party of its sex",
    "house_rules": "house rules on the length of a stay",
    "moves": "more moves than it can make",
    "taken": "beds that suit went to parties that needed them more,"
    " or were not worth the distance or the move",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A told stay that the plan does not keep whole, so that its party has to be told anew.

    `kind` is one of `NOTICES`; `detail` the need, say, or the parties who now sleep there; `now` are the
    stays that the party has in the plan, none where it has no bed.
    """

    stay: Stay
    kind: str
    detail: str = ""
    now: tuple[Stay, ...] = ()


NOTICES = {
    "other_nights": "the party wants other nights now",
    "fewer_people": "the party has fewer people than were told, or may not be split any more",
    "space_gone": "the space is no longer offered",
    "withdrawn": "the space is no longer free on all of these nights",
    "promised": "the bed, or the night of the party, was promised otherwise",
    "too_small": "the party has more people than the space has beds",
    "place": "the party wants another place now",
    "need": "the party needs something that the space does not offer",
    "sexes": "the space does not take a party of this sex",
    "house_rules": "the house rules no longer allow a stay of that length",
    "moves": "the party would have to move more often than it can",
    "full": "not all who were told of this space fit in any more",
    "worth": "other stays are worth more, by more than it costs to tell people anew",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands; `bound` is infinite until there is one."""

    seconds: float
    phase: str
    value: float
    bound: float
    unhoused_person_nights: int

    @property
    def gap(self) -> float:
        """How much better any plan could be, as a share of the bound: 1 where nothing is known."""
        if self.bound <= 0:
            return 0.0
        return 1.0 if self.bound == float("inf") else max(1.0 - self.value / self.bound, 0.0)


@dataclass(frozen=True, slots=True)
class Result:
    """A plan with its proof and its story.

    `told_stays` is how many stays people were told of before who are still there, and `notices` are those of
    them that the plan does not keep.
    """

    plan: Plan
    certificate: Certificate
    figures: Figures
    upper_bound: float
    unavoidable_person_nights: int
    first_come: Figures
    reasons: tuple[Reason, ...]
    trace: tuple[Progress, ...] = field(default=())
    seconds: float = 0.0
    stopped_by: str = "gap"
    notices: tuple[Notice, ...] = ()
    told_stays: int = 0

    @property
    def gap(self) -> float:
        """1 - value / upper bound."""
        return 1.0 - self.figures.value / self.upper_bound if self.upper_bound > 0 else 0.0
