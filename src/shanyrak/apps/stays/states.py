"""The life of a stay as a table: its states, and each step from one to the next. No row is touched here.

The diagram in docs/explanation/life-of-a-stay.md is drawn from this table.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices


class StayState(TextChoices):
    """Where a stay is."""

    PROPOSED = "proposed"
    HELD = "held"
    HOST_YES = "host_yes"
    PARTY_YES = "party_yes"
    TOLD = "told"
    IN = "in"
    OUT = "out"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class HoldKind(TextChoices):
    """What a hold waits for: a member who thinks, or an answer."""

    THINK = "think"
    ANSWER = "answer"


# These keep beds; a stay that ended well keeps the nights that were slept.
HOLDING = (StayState.HELD, StayState.HOST_YES, StayState.PARTY_YES, StayState.TOLD, StayState.IN)
IN_LEDGER = (*HOLDING, StayState.OUT)
# These wait for an answer until an absolute time.
WAITING = (StayState.HELD, StayState.HOST_YES, StayState.PARTY_YES)
PROMISED = (StayState.TOLD, StayState.IN)
# Both sides have said yes, and the stay is not over: only then anybody is told the way.
WAY_IS_SHOWN = (StayState.PARTY_YES, StayState.TOLD, StayState.IN)
FAILED = (StayState.REFUSED, StayState.EXPIRED, StayState.CANCELLED, StayState.NO_SHOW)


class Beds(Enum):
    """What a step does in the ledger, in the same transaction."""

    NONE = "none"
    TAKE = "take"
    KEEP = "keep"
    GIVE_BACK = "give back"
    GIVE_BACK_REST = "give back the nights that were not slept"


@dataclass(frozen=True)
class Step:
    """One step: where it may begin, where it ends, who takes it, and what it does to the beds.

    `tells` are the messages that are owed from then on: to whom, and of which kind.
    """

    name: str
    before: tuple[StayState, ...]
    after: StayState
    by: tuple[str, ...]
    beds: Beds
    tells: tuple[tuple[str, str], ...] = ()


ALL = ("host", "party", "team", "clock")
BOTH_TOLD = (("party", "told"), ("host", "told"))
BOTH_CANCELLED = (("party", "cancelled"), ("host", "cancelled"))
HOST_SOLVED = (("host", "solved"),)

S = StayState
STEPS = {
    step.name: step
    for step in (
        Step("propose", (), S.PROPOSED, ("team", "plan"), Beds.NONE),
        Step("hold", (S.PROPOSED,), S.HELD, ("team", "plan"), Beds.TAKE),
        Step("ask_host", (S.HELD,), S.HELD, ("team", "plan"), Beds.KEEP, (("host", "asked"),)),
        Step("host_accepts", (S.HELD,), S.HOST_YES, ("host", "team"), Beds.KEEP, (("party", "offered"),)),
        Step("party_accepts", (S.HOST_YES,), S.PARTY_YES, ("party", "team"), Beds.KEEP),
        Step("tell", (S.PARTY_YES,), S.TOLD, ("clock", "team"), Beds.KEEP, BOTH_TOLD),
        Step("check_in", (S.TOLD, S.PARTY_YES), S.IN, ("party", "team"), Beds.KEEP),
        Step("check_out", (S.IN,), S.OUT, ("party", "team", "clock"), Beds.GIVE_BACK_REST),
        Step("host_refuses", (S.HELD,), S.REFUSED, ("host", "team"), Beds.GIVE_BACK),
        Step("party_refuses", (S.HOST_YES,), S.REFUSED, ("party", "team"), Beds.GIVE_BACK, HOST_SOLVED),
        Step("expire", WAITING, S.EXPIRED, ("clock",), Beds.GIVE_BACK),
        Step("cancel", (*WAITING, S.TOLD), S.CANCELLED, ALL, Beds.GIVE_BACK, BOTH_CANCELLED),
        Step("unask", (S.HELD, S.HOST_YES), S.PROPOSED, ("team",), Beds.GIVE_BACK),
        Step("drop", (S.PROPOSED,), S.CANCELLED, ("team", "clock"), Beds.NONE),
        Step("miss", (S.TOLD,), S.NO_SHOW, ("team",), Beds.GIVE_BACK, (("host", "no_show"),)),
        # A slip of the hand at a door, taken back on the same day.
        Step("take_back_check_in", (S.IN,), S.TOLD, ("team",), Beds.KEEP),
        Step("take_back_miss", (S.NO_SHOW,), S.TOLD, ("team",), Beds.TAKE),
    )
}
