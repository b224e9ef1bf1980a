"""What Timefold plans, in its own terms: legs of parties, the stays that each may be, and the constraints.

Importing this starts a Java machine. A stay is one packed whole number, because an object that Python hands
to Java costs a millisecond. These functions are turned into Java and see no numbers of this module: what they
unpack with is written out, and told by ROOM, LENGTHS, WORTH and CHAIN of `timefold_search`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    constraint_provider,
)


@planning_entity
@dataclass
class Leg:
    """One stay that a party may make or not; `crowd` is the use of its people on its first night, by none.

    People of a party are counted by night; those of one that may be split once (`by_night` is 0), because a
    part is of the same people on all nights.
    """

    number: Annotated[int, PlanningId]
    payer: int  # whoever pays for moves * 2**24 + what a move costs
    crowd: int
    by_night: int
    sex: int
    choices: Annotated[list[int], ValueRangeProvider]
    choice: Annotated[int | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass
class Plan:
    """All legs, and what they come to."""

    legs: Annotated[list[Leg], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def beds(leg: Leg) -> range:
    """Return the uses of beds of a leg, night by night: (row * 4096 + what it holds) * 4096 + beds used."""
    first = leg.choice // 2**57
    return range(first, first + leg.choice // 2**28 % 256 * 4096**2, 4096**2)


def crowd(leg: Leg) -> range:
    """Return the uses of the party's people, as those of beds."""
    first = leg.crowd + leg.by_night * (leg.choice // 2**36 % 256) * 4096**2 + leg.choice // 2**45 % 4096
    return range(first, first + (1 + leg.by_night * (leg.choice // 2**28 % 256 - 1)) * 4096**2, 4096**2)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Return what a plan must keep and what it is worth, in thousandths of a person-night."""
    return [
        _not_more(factory, beds, "beds of a space"),
        _not_more(factory, crowd, "people of a party"),
        factory.for_each(Leg)
        .filter(lambda leg: leg.choice // 2**44 % 2 == 1)
        .flatten_last(lambda leg: [use // 4096**2 * 4 + leg.sex for use in beds(leg)])
        .group_by(lambda mark: mark // 4, ConstraintCollectors.count_distinct(lambda mark: mark))
        .filter(lambda _row, sexes: sexes > 1)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one sex a night"),
        factory.for_each(Leg)
        .reward(HardSoftScore.ONE_SOFT, lambda leg: leg.choice % 2**28)
        .as_constraint("worth"),
        factory.for_each(Leg)
        .group_by(lambda leg: leg.payer, ConstraintCollectors.count())
        .filter(lambda _payer, stays: stays > 1)
        .penalize(HardSoftScore.ONE_SOFT, lambda payer, stays: (stays - 1) * (payer % 2**24))
        .as_constraint("moves"),
    ]


def _not_more(factory: ConstraintFactory, uses: Callable[[Leg], range], name: str) -> Constraint:
    """Return the constraint that no row is used more than it holds."""
    return (
        factory.for_each(Leg)
        .flatten_last(uses)
        .group_by(lambda use: use // 4096, ConstraintCollectors.sum(lambda use: use % 4096))
        .filter(lambda row, used: used > row % 4096)
        .penalize(HardSoftScore.ONE_HARD, lambda row, used: used - row % 4096)
        .as_constraint(name)
    )
