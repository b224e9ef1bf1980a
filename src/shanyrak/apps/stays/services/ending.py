"""What ends by itself or all at once: holds that are over, parties that leave, spaces that are taken back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import services as hosts
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as parties
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.consequences import note_refusal, reason_of
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.stays.models import Hold, Refusal, Stay
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.services.holding import ask_reserves
from shanyrak.apps.stays.states import HOLDING, IN_LEDGER, WAITING, StayState
from shanyrak.apps.stays.stepping import give_back, lock_all, lock_whole, owe, take_step
from shanyrak.apps.stays.times import city_time
from shanyrak.base.ids import Actor, HostId, PartyId, SpaceId, StayId, TeamId

REFUSALS_KEPT = timedelta(days=30)
AT_ONCE = 500


def expire_holds(*, actor: Actor, now: datetime) -> int:
    """Give back the beds of holds whose time is over, and ask the next in rank; return how many ended.

    Each is a transaction of its own, so two runs at once are harmless, and what one cannot end the next will.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    ended = [stay for stay in queries.list_over(now=now, limit=AT_ONCE) if _expire(actor, now, stay)]
    for party in queries.list_parties_with_reserves(limit=AT_ONCE):
        ask_reserves(actor=actor, now=now, party=party)
    return len(ended)


@transaction.atomic
def close_party(*, actor: Actor, now: datetime, party: PartyId, has_left: bool = True) -> None:
    """Close a request, as the people have left or need nothing more: they are checked out, the rest is free.

    Raises
    ------
    PartyNotFoundError
        If there is none that the actor may close.
    """
    rows = lock_all(queries.list_open(party=party))
    if has_left:
        parties.leave_party(actor=actor, now=now, party=party)
    else:
        parties.withdraw_party(actor=actor, now=now, party=party)
    for row in rows.values():
        city = city_time(now, TeamId(row.team_id))
        _end(row, city.tonight if row.state == StayState.IN else city.today)
    audit.record(actor=actor, now=now, action="stays.close_party", subject=party)


@transaction.atomic
def erase_party(*, actor: Actor, now: datetime) -> None:
    """Erase the party that acts: its beds are free and its stays gone at once, its row within a minute.

    Raises
    ------
    NotAllowedError
        If nobody in particular acts.
    """
    party = PartyId(actor.row_id())
    _forget(party)
    parties.erase_party(actor=actor, now=now)
    audit.record(actor=actor, now=now, action="stays.erase_party", subject=party)


def forget_erased(*, actor: Actor, now: datetime) -> int:
    """Let go of parties that are being erased: free their beds, delete their stays; return how many parties.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    return sum(_forget_one(actor, now, party) for party in intake.list_erased())


def take_back_space(*, actor: Actor, now: datetime, space: SpaceId) -> int:
    """Take a space back from all who were promised it and are not in yet; return how many stays ended by it.

    Each party is told, and is without a bed again.

    Raises
    ------
    SpaceNotFoundError, StayNotFoundError
        If it is not the actor's to take back.
    PromisedNightError
        If somebody is in: they are moved first.
    """
    ended = _cancel_all_in(actor, now, space)
    _withdraw(actor, now, space)
    return ended


@transaction.atomic
def sweep_refusals(*, actor: Actor, now: datetime) -> int:
    """Take out refusals that are a month old; the counts stay."""
    n_gone, _ = Refusal.objects.filter(refused_on__lte=now.date() - REFUSALS_KEPT).delete()
    if n_gone:
        audit.record(actor=actor, now=now, action="stays.sweep_refusals", detail=str(n_gone))
    return n_gone


@transaction.atomic
def _expire(actor: Actor, now: datetime, stay: StayId) -> bool:
    """End one hold, if its time is still over now that nobody else can touch it."""
    row = lock_all([stay]).get(stay)
    if row is None or row.state not in WAITING:
        return False
    hold = Hold.objects.filter(stay=row).first()
    is_silent = hold is not None and row.state == StayState.HELD and hold.host_by is not None
    if hold is None or not (hold.until <= now or (is_silent and hold.host_by and hold.host_by <= now)):
        return False
    city = city_time(now, TeamId(row.team_id))
    if row.state != StayState.HELD:
        owe([row], "host", "solved", city.today)
    take_step(row, "expire", city.today)
    if is_silent and row.space and row.space.host_id:
        hosts.count_answer(actor=actor, now=now, host=HostId(row.space.host_id), answer="silent")
    owe([row], "team", "silent" if is_silent else "expired", city.today)
    audit.record(actor=actor, now=now, action="stays.expire_holds", subject=row.id)
    return True


def _end(row: Stay, day: date) -> None:
    if row.state == StayState.IN:
        take_step(row, "check_out", day)
    elif row.state in HOLDING:
        take_step(row, "cancel", day)
    elif row.state == StayState.PROPOSED:
        take_step(row, "drop", day)


@transaction.atomic
def _forget_one(actor: Actor, now: datetime, party: PartyId) -> bool:
    n_gone = _forget(party)
    if n_gone:
        audit.record(actor=actor, now=now, action="stays.forget_erased", detail=str(n_gone))
    return bool(n_gone)


def _forget(party: PartyId) -> int:
    """Give back whatever the ledger has of a party, nights that are past too, and delete its stays."""
    rows = lock_all(queries.list_all(party=party))
    for row in rows.values():
        if row.state in IN_LEDGER and row.end_night > row.first_night:
            give_back(row, row.span)
    Stay.objects.filter(id__in=list(rows)).delete()
    return len(rows)


def _cancel_all_in(actor: Actor, now: datetime, space: SpaceId) -> int:
    stays = queries.list_open_in(space=space)
    return sum(_cancel(actor, now, stay) for stay in stays)


@transaction.atomic
def _cancel(actor: Actor, now: datetime, stay: StayId) -> bool:
    row = lock_whole(stay)
    is_host = actor.kind == "host" and row.space is not None and actor.id == row.space.host_id
    may = actor.may("edit_hosts") or actor.may("edit_sites")
    if not is_host and not (may and actor.team == row.team_id):
        raise StayNotFoundError("no such stay here")
    city = city_time(now, TeamId(row.team_id))
    if row.state == StayState.IN or row.state not in (*HOLDING, StayState.PROPOSED):
        return False
    _end(row, city.today)
    owe([row], "team", "withdrawn", city.today)
    note_refusal(actor, row, reason_of(Side.TEAM, "withdrawn"), city)
    audit.record(actor=actor, now=now, action="stays.take_back_space", subject=row.id)
    return True


@transaction.atomic
def _withdraw(actor: Actor, now: datetime, space: SpaceId) -> None:
    hosts.withdraw_space(actor=actor, now=now, space=space)
