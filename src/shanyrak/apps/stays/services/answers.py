"""Both sides answer: the host whether people may come, the party whether it comes.

An answer given twice is one. One that comes too late is told so; nothing that was decided is undone by it.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import services as hosts
from shanyrak.apps.intake import services as intake
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.asking import is_over
from shanyrak.apps.stays.consequences import note_refusal, reason_of
from shanyrak.apps.stays.door import draw_door_words
from shanyrak.apps.stays.errors import AskNotFoundError, AskOverError, StayNotFoundError
from shanyrak.apps.stays.models import Hold, Stay
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.services.holding import ask_reserves
from shanyrak.apps.stays.states import IN_LEDGER, StayState
from shanyrak.apps.stays.stepping import lock_whole, take_step
from shanyrak.apps.stays.times import CityTime, city_time
from shanyrak.base.ids import Actor, AskToken, HostId, PartyId, StayId, TeamId


@transaction.atomic
def accept_ask(*, actor: Actor, now: datetime, token: AskToken) -> StayId:
    """Let a host say yes by the link of the question.

    Raises
    ------
    AskNotFoundError
        If the link leads to no question.
    AskOverError
        If its time is over, or it was solved otherwise.
    """
    row, host = _asked(actor, token)
    return _accept_for_host(host, row, city_time(now, TeamId(row.team_id)))


def refuse_ask(*, actor: Actor, now: datetime, token: AskToken, reason: str) -> StayId:
    """Let a host say "not this time" by the link of the question; the next in rank is asked at once.

    Raises
    ------
    AskNotFoundError
        If the link leads to no question.
    AskOverError
        If its time is over, or it was solved otherwise.
    UnknownReasonError
        If the reason is none of a host's.
    """
    stay = _refuse_by_token(actor, now, token, reason)
    _ask_next(actor, now, stay)
    return stay


@transaction.atomic
def accept_for_host(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Let the host of a stay say yes, or a member note it who has called.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may answer for.
    AskOverError
        If its time is over, or it was solved otherwise.
    """
    row = lock_whole(stay)
    _demand_host(actor, row)
    _accept_for_host(actor, row, city_time(now, TeamId(row.team_id)))


def refuse_for_host(*, actor: Actor, now: datetime, stay: StayId, reason: str) -> None:
    """Let the host of a stay say "not this time", or a member note it; the next in rank is asked at once.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may answer for.
    AskOverError
        If its time is over, or it was solved otherwise.
    UnknownReasonError
        If the reason is none of a host's.
    """
    _refuse_by_stay(actor, now, stay, reason)
    _ask_next(actor, now, stay)


@transaction.atomic
def accept_for_party(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Let a party say that it comes. Whoever somebody has seen is told at once; the others are kept for.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may answer for.
    AskOverError
        If its time is over, or the stay has ended.
    """
    row = lock_whole(stay)
    _demand_party(actor, row)
    city = city_time(now, TeamId(row.team_id))
    if row.state in {StayState.PARTY_YES, StayState.TOLD, StayState.IN, StayState.OUT}:
        return
    if row.state != StayState.HOST_YES or is_over(row, now):
        raise AskOverError("this place is not offered any more")
    row.door_words = draw_door_words(row.party.language)
    row.save(update_fields=["door_words"])
    take_step(row, "party_accepts", city.today)
    intake.keep_party(actor=actor, now=now, party=PartyId(row.party_id))
    if row.party.is_vouched:
        take_step(row, "tell", city.today)
    audit.record(actor=actor, now=now, action="stays.accept_for_party", subject=row.id)


@transaction.atomic
def refuse_for_party(*, actor: Actor, now: datetime, stay: StayId, reason: str) -> None:
    """Let a party say that a place does not suit; the host hears that another solution was found.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may answer for.
    AskOverError
        If the stay is not offered any more.
    UnknownReasonError
        If the reason is none of a party's.
    """
    why = reason_of(Side.PARTY, reason)
    row = lock_whole(stay)
    _demand_party(actor, row)
    city = city_time(now, TeamId(row.team_id))
    if row.state == StayState.REFUSED:
        return
    if row.state != StayState.HOST_YES:
        raise AskOverError("this place is not offered any more")
    take_step(row, "party_refuses", city.today)
    note_refusal(actor, row, why, city)
    audit.record(actor=actor, now=now, action="stays.refuse_for_party", subject=row.id, detail=reason)


@transaction.atomic
def vouch_party(*, actor: Actor, now: datetime, party: PartyId) -> None:
    """Note that these people stand before the actor: what was kept for them is theirs from now on.

    Raises
    ------
    NotAllowedError, PartyNotFoundError, PartyGoneError
        If the actor may not vouch for this party.
    """
    rows = queries.lock_stays(stays=queries.list_kept(party=party))
    intake.vouch_party(actor=actor, now=now, party=party)
    for row in rows.values():
        city = city_time(now, TeamId(row.team_id))
        if row.state == StayState.PARTY_YES and not is_over(row, now):
            take_step(row, "tell", city.today)
    audit.record(actor=actor, now=now, action="stays.vouch_party", subject=party)


def _asked(actor: Actor, token: AskToken) -> tuple[Stay, Actor]:
    """Return the stay that a link asks about, locked, and the host who holds the link."""
    stay = queries.find_asked(token=token)
    if stay is None:
        raise AskNotFoundError("this link leads to no question")
    row = lock_whole(stay)
    if row.space is None or row.space.host_id is None:
        raise AskNotFoundError("this link leads to no question")
    return row, replace(actor, kind="host", id=row.space.host_id)


@transaction.atomic
def _refuse_by_token(actor: Actor, now: datetime, token: AskToken, reason: str) -> StayId:
    row, host = _asked(actor, token)
    return _refuse_as_host(host, row, reason, city_time(now, TeamId(row.team_id)))


@transaction.atomic
def _refuse_by_stay(actor: Actor, now: datetime, stay: StayId, reason: str) -> StayId:
    row = lock_whole(stay)
    _demand_host(actor, row)
    return _refuse_as_host(actor, row, reason, city_time(now, TeamId(row.team_id)))


def _accept_for_host(actor: Actor, row: Stay, city: CityTime) -> StayId:
    if row.state in IN_LEDGER and row.state != StayState.HELD:
        return StayId(row.id)
    _demand_open(row, city)
    take_step(row, "host_accepts", city.today)
    host = HostId(row.space.host_id) if row.space and row.space.host_id else None
    if host is not None:
        hosts.count_answer(actor=actor, now=city.now, host=host, answer="yes")
    audit.record(actor=actor, now=city.now, action="stays.accept_for_host", subject=row.id)
    return StayId(row.id)


def _refuse_as_host(actor: Actor, row: Stay, reason: str, city: CityTime) -> StayId:
    why = reason_of(Side.HOST, reason)
    if row.state == StayState.REFUSED:
        return StayId(row.id)
    _demand_open(row, city)
    take_step(row, "host_refuses", city.today)
    if row.space is not None and row.space.host_id is not None:
        hosts.count_answer(actor=actor, now=city.now, host=HostId(row.space.host_id), answer="no")
    note_refusal(actor, row, why, city)
    audit.record(actor=actor, now=city.now, action="stays.refuse_for_host", subject=row.id, detail=reason)
    return StayId(row.id)


def _ask_next(actor: Actor, now: datetime, stay: StayId) -> None:
    row = Stay.objects.get(id=stay)
    ask_reserves(actor=actor, now=now, party=PartyId(row.party_id))


def _demand_open(row: Stay, city: CityTime) -> None:
    """Refuse an answer to a question that does not run: never asked, over, or solved otherwise."""
    runs = Hold.objects.filter(stay=row, host_by__gt=city.now).exists()
    if row.state != StayState.HELD or not runs:
        raise AskOverError("this was solved already")


def _demand_host(actor: Actor, row: Stay) -> None:
    is_host = actor.kind == "host" and row.space is not None and actor.id == row.space.host_id
    if not is_host and not (actor.may("edit_hosts") and actor.team == row.team_id):
        raise StayNotFoundError("no such stay here")


def _demand_party(actor: Actor, row: Stay) -> None:
    is_party = actor.kind == "arrival" and actor.id == row.party_id
    may = actor.may("place_parties") or actor.may("take_requests")
    if not is_party and not (may and actor.team == row.team_id):
        raise StayNotFoundError("no such stay here")
