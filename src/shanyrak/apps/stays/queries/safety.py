"""How people are in their stays, read by those who look after safety, and what each side is asked itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from shanyrak.apps.stays.errors import CheckNotFoundError
from shanyrak.apps.stays.models import SafeCheck
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.states import StayState
from shanyrak.base.ids import Actor, HostId, PartyId, StayId

ALARMS = ("not_safe", "trouble", "call_me")


@dataclass(frozen=True)
class SafeLine:
    """An answer, or a question that nobody answered, as a list shows it."""

    check: UUID
    stay: StayId
    party: PartyId
    party_code: str
    host: HostId | None
    side: str
    due_on: date
    answer: str
    is_alarm: bool


def list_safe(*, actor: Actor, day: date) -> Sequence[SafeLine]:
    """Return what somebody has to look into: alarms first, then questions due before a day and not answered.

    Raises
    ------
    NotAllowedError
        If the actor does not look after safety.
    """
    actor.demand("handle_safety")
    silent = Q(answer="", due_on__lt=day, stay__state=StayState.IN)
    rows = SafeCheck.objects.filter(Q(answer__in=ALARMS) | silent, closed_on=None, stay__team=actor.team)
    lines = [_line(row) for row in rows.select_related("stay__party", "stay__space")]
    return sorted(lines, key=lambda line: (not line.is_alarm, line.due_on, str(line.check)))


def list_safe_questions(*, actor: Actor, day: date) -> Sequence[StayId]:
    """Return the stays about which the actor, a party or a host, is asked how it is."""
    rows = SafeCheck.objects.filter(answer="", due_on__lte=day, closed_on=None, stay__state=StayState.IN)
    if actor.kind == "arrival":
        rows = rows.filter(side=Side.PARTY, stay__party=actor.row_id())
    elif actor.kind == "host":
        rows = rows.filter(side=Side.HOST, stay__space__host=actor.row_id())
    else:
        return []
    return [StayId(key) for key in rows.order_by("due_on", "id").values_list("stay_id", flat=True).distinct()]


def list_safe_due_again(*, day: date) -> Sequence[tuple[StayId, str, date]]:
    """Return stays with people in, the side and the day last asked, if not after a day; for services."""
    rows = SafeCheck.objects.filter(stay__state=StayState.IN).values("stay_id", "side")
    latest = rows.annotate(latest=Max("due_on")).filter(latest__lte=day).order_by("stay_id", "side")
    return [(StayId(row["stay_id"]), row["side"], row["latest"]) for row in latest]


def lock_safe_check(*, actor: Actor, check: UUID) -> SafeCheck:
    """Return a question of the actor's team, locked until the transaction ends.

    Raises
    ------
    CheckNotFoundError
        If there is none.
    """
    rows = SafeCheck.objects.select_for_update(of=("self",)).select_related("stay")
    row = rows.filter(id=check, stay__team=actor.team).first()
    if row is None:
        raise CheckNotFoundError("no such question here")
    return row


def _line(row: SafeCheck) -> SafeLine:
    stay = row.stay
    return SafeLine(
        check=row.id,
        stay=StayId(stay.id),
        party=PartyId(stay.party_id),
        party_code=stay.party.code,
        host=HostId(stay.space.host_id) if stay.space and stay.space.host_id else None,
        side=row.side,
        due_on=row.due_on,
        answer=row.answer,
        is_alarm=row.answer in ALARMS,
    )
