"""What a clerk does at a counter: call the next, call again, serve, finish, pause, pass a ticket on."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from shanyrak.apps.audit import services as audit
from shanyrak.apps.queueing import queries
from shanyrak.apps.queueing.errors import GraceError, PointNotFoundError, TicketFormError, WrongTurnError
from shanyrak.apps.queueing.models import AT_COUNTER, Counter, Service, ServicePoint, Ticket, TicketState
from shanyrak.apps.queueing.steps import UNTOLD, step, teach
from shanyrak.apps.queueing.words import NOTES
from shanyrak.base.ids import Actor, CounterId, ServiceId
from shanyrak.core.queueing import next_call, overtaken_by

# Back in line, a ticket has no counter and has not been called.
UNCALLED = {"counter": None, "called_at": None, "serving_at": None, "n_calls": 0, **UNTOLD}


@transaction.atomic
def call_next(*, actor: Actor, now: datetime, counter: CounterId) -> str:
    """Finish who is at a counter and call the next one; return the code, or "" if nobody waits.

    Two clerks who press together call two tickets: the line is locked before it is read.

    Raises
    ------
    NotAllowedError
        If the actor may not call tickets.
    PointNotFoundError
        If the counter is none of the actor's team.
    WrongTurnError
        If the counter pauses.
    """
    actor.demand("call_tickets")
    point, desk = queries.lock_counter(actor=actor, counter=counter)
    if desk.is_paused:
        raise WrongTurnError("the counter pauses")
    current = _find_current(desk)
    if current is not None:
        _finish(point, current, now)
    ticket = _call(point, desk, now)
    subject = ticket.id if ticket else None
    audit.record(actor=actor, now=now, action="queueing.call_next", subject=subject)
    return ticket.code if ticket else ""


@transaction.atomic
def recall(*, actor: Actor, now: datetime, counter: CounterId) -> None:
    """Call the ticket of a counter once more.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If nobody is called, or was called as often as the rule allows.
    """
    actor.demand("call_tickets")
    point, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, TicketState.CALLED)
    if ticket.n_calls >= point.most_calls:
        raise WrongTurnError("called as often as the rule allows")
    step(ticket, kind="recalled", now=now, n_calls=ticket.n_calls + 1)
    audit.record(actor=actor, now=now, action="queueing.recall", subject=ticket.id)


@transaction.atomic
def start_serving(*, actor: Actor, now: datetime, counter: CounterId) -> None:
    """Note that who was called is there.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If nobody is called.
    """
    actor.demand("call_tickets")
    _, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, TicketState.CALLED)
    step(ticket, kind="serving", now=now, state=TicketState.SERVING, serving_at=now)
    audit.record(actor=actor, now=now, action="queueing.start_serving", subject=ticket.id)


@transaction.atomic
def finish(*, actor: Actor, now: datetime, counter: CounterId) -> None:
    """End the service of who is at a counter, and call nobody.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If nobody is there.
    """
    actor.demand("call_tickets")
    point, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, *AT_COUNTER)
    _finish(point, ticket, now)
    audit.record(actor=actor, now=now, action="queueing.finish", subject=ticket.id)


@transaction.atomic
def note_no_show(*, actor: Actor, now: datetime, counter: CounterId) -> None:
    """Note that nobody came: the first time the ticket goes some places back, the second time it ends.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If nobody is called.
    GraceError
        If there is still time to come.
    """
    actor.demand("call_tickets")
    point, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, TicketState.CALLED)
    until = (ticket.called_at or now) + timedelta(minutes=point.grace_min)
    if now < until:
        raise GraceError("there is still time to come", until=until)
    teach(point, ticket, now=now, came=False)
    if ticket.n_missed:
        step(ticket, kind="missed", now=now, state=TicketState.MISSED, ended_at=now, counter=None)
    else:
        since = queries.get_scene(point=point, now=now).behind(ticket, point.places_back)
        told = {"state": TicketState.WAITING, "since_at": since, "n_missed": 1}
        step(ticket, kind="missed", now=now, **told, **UNCALLED)
    audit.record(actor=actor, now=now, action="queueing.note_no_show", subject=ticket.id)


@transaction.atomic
def send_away(*, actor: Actor, now: datetime, counter: CounterId, note: str) -> None:
    """Let who is at a counter fetch something; the place is kept until they say that they are back.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    TicketFormError
        If the note is none of the list.
    WrongTurnError
        If nobody is there.
    """
    actor.demand("call_tickets")
    if note not in NOTES:
        raise TicketFormError("no such note")
    _, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, *AT_COUNTER)
    step(ticket, kind="sent_away", now=now, state=TicketState.AWAY, note=note, **UNCALLED)
    audit.record(actor=actor, now=now, action="queueing.send_away", subject=ticket.id, detail=note)


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, counter: CounterId, code: str) -> None:
    """Let a ticket be in line again that was sent away, for who has no telephone.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If no such ticket is away today.
    """
    actor.demand("call_tickets")
    point, _ = queries.lock_counter(actor=actor, counter=counter)
    scene = queries.get_scene(point=point, now=now)
    ticket = next((one for one in scene.tickets if one.code == code and one.state == TicketState.AWAY), None)
    if ticket is None:
        raise WrongTurnError("no such ticket is away")
    step(ticket, kind="back", now=now, state=TicketState.WAITING)
    audit.record(actor=actor, now=now, action="queueing.take_back", subject=ticket.id)


@transaction.atomic
def transfer(*, actor: Actor, now: datetime, counter: CounterId, service: ServiceId) -> None:
    """Pass who is at a counter on to another service of the point; their place in line counts as before.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter, or the service is none of its point.
    WrongTurnError
        If nobody is there.
    """
    actor.demand("call_tickets")
    point, desk = queries.lock_counter(actor=actor, counter=counter)
    ticket = _current(desk, *AT_COUNTER)
    other = (
        Service.objects.filter(id=service, point=point, is_offered=True).exclude(id=ticket.service_id).first()
    )
    if other is None:
        raise PointNotFoundError("no such other service here")
    teach(point, ticket, now=now, came=True)
    step(ticket, kind="transferred", now=now, state=TicketState.WAITING, service=other, **UNCALLED)
    audit.record(actor=actor, now=now, action="queueing.transfer", subject=ticket.id)


@transaction.atomic
def set_pause(*, actor: Actor, now: datetime, counter: CounterId, is_paused: bool) -> None:
    """Say that nobody is at a counter, or that somebody is there again; waits are told accordingly.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not call tickets at this counter.
    WrongTurnError
        If somebody is being served there.
    """
    actor.demand("call_tickets")
    _, desk = queries.lock_counter(actor=actor, counter=counter)
    if is_paused and _find_current(desk) is not None:
        raise WrongTurnError("somebody is at the counter")
    desk.is_paused = is_paused
    desk.save()
    audit.record(
        actor=actor, now=now, action="queueing.set_pause", subject=desk.id, detail=str(is_paused).lower()
    )


def _call(point: ServicePoint, desk: Counter, now: datetime) -> Ticket | None:
    """Call whom the rule names of those that the counter can serve, and count whom that overtakes."""
    scene = queries.get_scene(point=point, now=now)
    gives, tickets = scene.hours.gives(desk), scene.waiting()
    able = {code: one for code, one in tickets.items() if gives is None or str(one.service_id) in gives}
    line = scene.in_line(able)
    called = next_call(line, scene.rule, now=scene.minute, credit=point.credit)
    if called is None:
        return None
    passed = overtaken_by(called.one, line, now=scene.minute)
    Ticket.objects.filter(id__in=[tickets[code].id for code in passed]).update(overtaken=F("overtaken") + 1)
    point.credit = called.credit
    point.save(update_fields=["credit"])
    ticket = tickets[called.one.ticket]
    step(ticket, kind="called", now=now, state=TicketState.CALLED, counter=desk, called_at=now, n_calls=1)
    return ticket


def _finish(point: ServicePoint, ticket: Ticket, now: datetime) -> None:
    teach(point, ticket, now=now, came=True)
    step(ticket, kind="served", now=now, state=TicketState.SERVED, ended_at=now)


def _find_current(desk: Counter) -> Ticket | None:
    return Ticket.objects.filter(counter=desk, state__in=AT_COUNTER).first()


def _current(desk: Counter, *states: str) -> Ticket:
    ticket = _find_current(desk)
    if ticket is None or ticket.state not in states:
        raise WrongTurnError("nobody is at the counter, or not at this step")
    return ticket
