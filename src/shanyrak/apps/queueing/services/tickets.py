"""Giving out a ticket, never one more than can be served, and what its holder may do with it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from shanyrak.apps.audit import services as audit
from shanyrak.apps.queueing import queries
from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.errors import (
    LineFullError,
    SlotTakenError,
    TicketFormError,
    TicketHeldError,
    WrongTurnError,
)
from shanyrak.apps.queueing.links import digest_of, draw_link, holder_digest_of
from shanyrak.apps.queueing.models import IN_LINE, LIVE, Service, Ticket, TicketState
from shanyrak.apps.queueing.scene import Scene
from shanyrak.apps.queueing.steps import UNTOLD, step
from shanyrak.apps.queueing.words import MOST_PEOPLE, URGENCY_OF_NEED, urgency_of
from shanyrak.base.ids import Actor, HolderToken, ServiceId, TicketLink
from shanyrak.core.queueing import may_be_issued, ticket_code
from shanyrak.core.queueing.codes import LAST_NUMBER

MOST_PLACES = 20
# A slot that is given back is free again after a time that nobody can guess, so slots are not traded.
FREED_AFTER_MIN = (10, 30)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a ticket is asked for: today, or at a slot. A holder has one live ticket for a service."""

    service: ServiceId
    people: int = 1
    needs: tuple[str, ...] = ()
    slot: datetime | None = None
    holder: HolderToken | None = None


@dataclass(frozen=True)
class Taken:
    """A ticket that was given out: what is called, and what only its holder has."""

    code: str
    link: TicketLink


@transaction.atomic
def take_ticket(*, actor: Actor, now: datetime, wish: Wish) -> Taken:
    """Give out a ticket, if it is a promise that can be kept.

    Two who ask for the last place at once do not both get it: the line is locked before it is counted.

    Raises
    ------
    PointNotFoundError
        If the service is not offered.
    TicketFormError
        If people or needs are out of their range.
    TicketHeldError
        If the holder has a live ticket for this service.
    LineFullError
        If the counters will probably close before it is called.
    SlotTakenError
        If the slot is not free.
    """
    if not 1 <= wish.people <= MOST_PEOPLE or set(wish.needs) - URGENCY_OF_NEED.keys():
        raise TicketFormError("people or needs are out of their range")
    service = queries.get_offered(service=wish.service)
    point = queries.lock_point(point=service.point_id)
    holder = holder_digest_of(wish.holder) if wish.holder else None
    if holder and Ticket.objects.filter(holder_hash=holder, service=service, state__in=LIVE).exists():
        raise TicketHeldError("one live ticket for a service")
    scene, link = queries.get_scene(point=point, now=now), draw_link()
    ticket = _promised(scene, service, wish.slot)
    ticket.link_hash, ticket.holder_hash = digest_of(link), holder
    ticket.people, ticket.needs = wish.people, ";".join(sorted(wish.needs))
    ticket.urgency = urgency_of(wish.needs)
    step(ticket, kind="issued", now=now)
    audit.record(actor=actor, now=now, action="queueing.take_ticket", subject=ticket.id)
    return Taken(ticket.code, link)


@transaction.atomic
def step_back(*, actor: Actor, now: datetime, link: TicketLink, places: int) -> None:
    """Let so many others go first: who is late keeps a place, and nobody waits for them.

    Raises
    ------
    TicketNotFoundError
        If there is no such ticket.
    TicketFormError
        If that is no number of places.
    WrongTurnError
        If the ticket does not wait.
    """
    if not 1 <= places <= MOST_PLACES:
        raise TicketFormError("that is no number of places")
    point, ticket = queries.lock_ticket(link=link, now=now)
    _demand(ticket, *IN_LINE)
    since = queries.get_scene(point=point, now=now).behind(ticket, places)
    step(ticket, kind="late", now=now, since_at=since, **UNTOLD)
    audit.record(actor=actor, now=now, action="queueing.step_back", subject=ticket.id)


@transaction.atomic
def leave_for_a_while(*, actor: Actor, now: datetime, link: TicketLink) -> None:
    """Leave the line and keep the place in it; the ticket is not called until its holder is back.

    Raises
    ------
    TicketNotFoundError
        If there is no such ticket.
    WrongTurnError
        If the ticket does not wait.
    """
    _, ticket = queries.lock_ticket(link=link, now=now)
    _demand(ticket, TicketState.WAITING)
    step(ticket, kind="left", now=now, state=TicketState.AWAY, **UNTOLD)
    audit.record(actor=actor, now=now, action="queueing.leave_for_a_while", subject=ticket.id)


@transaction.atomic
def come_back(*, actor: Actor, now: datetime, link: TicketLink) -> None:
    """Be in line again, at the place that was kept.

    Raises
    ------
    TicketNotFoundError
        If there is no such ticket.
    WrongTurnError
        If its holder was not away.
    """
    _, ticket = queries.lock_ticket(link=link, now=now)
    _demand(ticket, TicketState.AWAY)
    step(ticket, kind="back", now=now, state=TicketState.WAITING)
    audit.record(actor=actor, now=now, action="queueing.come_back", subject=ticket.id)


@transaction.atomic
def give_up(*, actor: Actor, now: datetime, link: TicketLink) -> None:
    """Give a ticket back; others move up, and a slot is free again after a while.

    Raises
    ------
    TicketNotFoundError
        If there is no such ticket.
    WrongTurnError
        If it has been called, or has ended.
    """
    _, ticket = queries.lock_ticket(link=link, now=now)
    _demand(ticket, *IN_LINE)
    first, latest = FREED_AFTER_MIN
    freed = now + timedelta(minutes=first, seconds=secrets.randbelow((latest - first) * 60 + 1))
    step(ticket, kind="given_up", now=now, state=TicketState.LEFT, ended_at=now, freed_at=freed)
    audit.record(actor=actor, now=now, action="queueing.give_up", subject=ticket.id)


def _promised(scene: Scene, service: Service, slot: datetime | None) -> Ticket:
    """Return a ticket that can be served, not yet kept: today's next one, or one for a free slot."""
    model = queries.get_model(scene=scene)
    if slot is not None:
        free = queries.list_slots_of(scene=scene, model=model, service=service)
        if slot not in {one.begins_at for one in free}:
            raise SlotTakenError("this time is not free")
        return _numbered(scene, service, PointDay.at(scene.point, slot), slot)
    expected = scene.newcomer(model, service.id)
    if not may_be_issued(expected):
        raise LineFullError("one more would hardly be served today")
    ticket = _numbered(scene, service, scene.today, None)
    if expected.wait is not None:
        ticket.told_low, ticket.told_likely, ticket.told_high = (
            expected.wait.low,
            expected.wait.likely,
            expected.wait.high,
        )
    return ticket


def _numbered(scene: Scene, service: Service, day: PointDay, slot: datetime | None) -> Ticket:
    """Return a ticket with the next code of its letter on its day."""
    codes = Ticket.objects.filter(point=scene.point, day=day.day, code__startswith=service.letter)
    latest = codes.aggregate(latest=Max("code"))["latest"]
    number = int(latest[1:]) + 1 if latest else 1
    if number > LAST_NUMBER:
        raise LineFullError("no more codes of this letter today")
    return Ticket(
        point=scene.point,
        service=service,
        day=day.day,
        code=ticket_code(service.letter, number),
        issued_at=scene.now,
        since_at=slot or scene.now,
        appointment_at=slot,
    )


def _demand(ticket: Ticket, *states: str) -> None:
    if ticket.state not in states:
        raise WrongTurnError("the ticket is not where this step begins")
