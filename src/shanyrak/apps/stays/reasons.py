"""Why a side says no, and what follows: a rule is learned, the pair is barred, the host rests, or nothing.

A reason without its consequence would be asked for nothing. What a team cancels never bars a pair.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who says no."""

    HOST = "host"
    PARTY = "party"
    TEAM = "team"


class Effect(StrEnum):
    """What follows."""

    NOTHING = "nothing"
    LEARN = "learn"
    BAR = "bar"
    REST = "rest"
    HALT = "halt"


@dataclass(frozen=True)
class Reason:
    """A reason of a side, and what follows: which feature the space lacks, or for how long to rest."""

    code: str
    side: Side
    effect: Effect
    feature: str = ""
    nights: int = 0


REASONS = {
    (reason.side, reason.code): reason
    for reason in (
        Reason("busy", Side.HOST, Effect.NOTHING),
        Reason("away", Side.HOST, Effect.REST, nights=7),
        Reason("rest", Side.HOST, Effect.REST, nights=2),
        Reason("no_children", Side.HOST, Effect.LEARN, feature="children"),
        Reason("no_pets", Side.HOST, Effect.LEARN, feature="pets"),
        Reason("no_smoke", Side.HOST, Effect.LEARN, feature="smoking"),
        Reason("not_again", Side.HOST, Effect.BAR),
        Reason("other", Side.HOST, Effect.NOTHING),
        Reason("too_far", Side.PARTY, Effect.BAR),
        Reason("cannot_split", Side.PARTY, Effect.NOTHING),
        Reason("pet", Side.PARTY, Effect.LEARN, feature="pets"),
        Reason("step", Side.PARTY, Effect.LEARN, feature="step_free"),
        Reason("smoke", Side.PARTY, Effect.LEARN, feature="no_smoking"),
        Reason("not_safe", Side.PARTY, Effect.HALT),
        Reason("not_working", Side.PARTY, Effect.BAR),
        Reason("found_another", Side.PARTY, Effect.NOTHING),
        Reason("other", Side.PARTY, Effect.NOTHING),
        Reason("mistake", Side.TEAM, Effect.NOTHING),
        Reason("changed", Side.TEAM, Effect.NOTHING),
        Reason("withdrawn", Side.TEAM, Effect.NOTHING),
        Reason("gone", Side.TEAM, Effect.NOTHING),
    )
}
