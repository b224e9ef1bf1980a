"""What came of a replay, as plain values. How it is counted is in `accounts`."""

from dataclasses import dataclass
from datetime import date

from shanyrak.placement.model import Figures, Plan


@dataclass(frozen=True, slots=True)
class Evening:
    """An evening that is over, told while a replay goes on: `unhoused` of the `asked` people have no bed."""

    night: date
    number: int
    of: int
    asked: int
    unhoused: int


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, alike for all ways of planning.

    `asked` are the people who came and want a bed that night; `n_known` the parties that became known,
    `n_absent` those that should have come and did not, `n_withdrawn` and `n_offered` the spaces.
    """

    night: date
    asked: int
    n_known: int
    n_absent: int
    n_withdrawn: int
    n_offered: int


@dataclass(frozen=True, slots=True)
class Way:
    """How one way of planning fared; the tuples have one number a night, of people.

    `broken` are people who lost a stay that they had been told, `held` those for whom a bed was held and who
    did not come; `broken_stays` counts the stays. `figures` are those of the check, for where people slept.
    """

    plan: Plan
    figures: Figures
    housed: tuple[int, ...]
    moved: tuple[int, ...]
    broken: tuple[int, ...]
    held: tuple[int, ...]
    broken_stays: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A replay up to its last night, planned in three ways.

    `planned` plans every evening with what is known, `first_come` serves in turn with what is known,
    `hindsight` is one plan of somebody who knew everything, and no plan at all is worth more than `bound`
    (None where the replay was ended by hand). `violations` are breaches of rules that no withdrawal excuses:
    there are none, or something is wrong with us. `n_asked_for` nights were to be replayed.
    """

    days: tuple[Day, ...]
    planned: Way
    first_come: Way
    hindsight: Way
    bound: float | None
    n_asked_for: int
    violations: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all nights asked for were replayed."""
        return len(self.days) == self.n_asked_for

    @property
    def price_of_not_knowing(self) -> float:
        """Value that the best plan found in hindsight has more than what was reached, in person-nights."""
        return self.hindsight.figures.value - self.planned.figures.value

    @property
    def most_price(self) -> float | None:
        """What the price of not knowing is at most, by the bound on every plan."""
        return None if self.bound is None else self.bound - self.planned.figures.value
