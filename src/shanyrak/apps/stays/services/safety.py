"""The day after: both sides are asked whether all is well, apart, and neither learns what the other said."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.consequences import note_refusal, reason_of
from shanyrak.apps.stays.errors import StayNotFoundError, UnknownReasonError
from shanyrak.apps.stays.models import SafeCheck, Stay
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.states import IN_LEDGER, WAITING
from shanyrak.apps.stays.stepping import lock_all, lock_whole, owe, take_step
from shanyrak.apps.stays.times import NEXT_SAFE_CHECK, CityTime, city_time
from shanyrak.base.ids import Actor, HostId, StayId, TeamId

ANSWERS = {
    Side.PARTY: frozenset({"fine", "not_safe", "call_me"}),
    Side.HOST: frozenset({"fine", "tired", "trouble"}),
}
# Somebody looks into these; nobody has to look into the others.
ALARMS = frozenset({"not_safe", "call_me", "trouble"})


def answer_safe(*, actor: Actor, now: datetime, stay: StayId, answer: str, side: str = "") -> None:
    """Say how it is, asked or not: the button is on every page of a stay.

    Who looks after safety notes what a caller of a `side` said.

    "Not safe" lets nobody new come to that host until a vetter decides, and ends what others were asked about
    there; neither it nor its answer differs from any other for whoever looks.

    Raises
    ------
    StayNotFoundError
        If it is not the actor's.
    UnknownReasonError
        If the answer is none of the list.
    """
    host = _note_answer(actor, now, stay, answer, side=side)
    if host is not None:
        for other in queries.list_waiting_at(host=host):
            _release(actor, now, other)


@transaction.atomic
def ask_safe(*, actor: Actor, now: datetime) -> int:
    """Ask again both sides of stays in which people are, a week after they were asked last; return how many.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    due = queries.list_safe_due_again(day=now.date() - NEXT_SAFE_CHECK)
    asked = [
        SafeCheck(stay_id=stay, side=side, due_on=latest + NEXT_SAFE_CHECK) for stay, side, latest in due
    ]
    SafeCheck.objects.bulk_create(asked, ignore_conflicts=True)
    if asked:
        audit.record(actor=actor, now=now, action="stays.ask_safe", detail=str(len(asked)))
    return len(asked)


@transaction.atomic
def close_safe(*, actor: Actor, now: datetime, check: UUID) -> None:
    """Note that a member has looked into an answer, or into silence.

    Raises
    ------
    NotAllowedError
        If the actor does not look after safety.
    CheckNotFoundError
        If there is none in the actor's team.
    """
    actor.demand("handle_safety")
    row = queries.lock_safe_check(actor=actor, check=check)
    if row.closed_on is None:
        row.closed_on = city_time(now, TeamId(row.stay.team_id)).today
        row.closed_by = actor.ref
        row.save(update_fields=["closed_on", "closed_by"])
    audit.record(actor=actor, now=now, action="stays.close_safe", subject=row.stay_id)


@transaction.atomic
def _note_answer(actor: Actor, now: datetime, stay: StayId, answer: str, *, side: str) -> HostId | None:
    """Keep an answer; return the host who is to be stopped by it."""
    row = lock_whole(stay)
    said_by = _side_of(actor, row, side)
    if answer not in ANSWERS[said_by]:
        raise UnknownReasonError("there is no such answer")
    city = city_time(now, TeamId(row.team_id))
    _keep_answer(row, said_by, answer, city)
    if answer in ALARMS:
        owe([row], "team", answer, city.today)
    audit.record(actor=actor, now=now, action="stays.answer_safe", subject=row.id)
    if answer != "not_safe":
        return None
    note_refusal(actor, row, reason_of(Side.PARTY, "not_safe"), city)
    return HostId(row.space.host_id) if row.space and row.space.host_id else None


def _keep_answer(row: Stay, side: Side, answer: str, city: CityTime) -> None:
    """Answer the question that is due, or one of today that nobody put; an alarm is never overwritten."""
    due = SafeCheck.objects.filter(stay=row, side=side, due_on__lte=city.today, closed_on=None)
    check = due.order_by("-due_on").first() or SafeCheck(stay=row, side=side, due_on=city.today)
    if check.answer in ALARMS and answer not in ALARMS:
        return
    check.answer, check.answered_on = answer, city.today
    check.save()


@transaction.atomic
def _release(actor: Actor, now: datetime, stay: StayId) -> None:
    """Cancel a stay that was not told yet; where somebody was promised a bed, a vetter decides."""
    row = lock_all([stay]).get(stay)
    if row is not None and row.state in WAITING:
        take_step(row, "cancel", city_time(now, TeamId(row.team_id)).today)
        audit.record(actor=actor, now=now, action="stays.answer_safe", subject=row.id)


def _side_of(actor: Actor, row: Stay, caller: str) -> Side:
    host = row.space.host_id if row.space else None
    is_theirs = actor.kind == "member" and actor.team == row.team_id and actor.may("handle_safety")
    is_party = caller == Side.PARTY if is_theirs else actor.kind == "arrival" and actor.id == row.party_id
    is_host = caller == Side.HOST if is_theirs else actor.kind == "host" and actor.id == host
    if row.state in IN_LEDGER and is_party:
        return Side.PARTY
    if row.state in IN_LEDGER and is_host and host is not None:
        return Side.HOST
    raise StayNotFoundError("no such stay here")
