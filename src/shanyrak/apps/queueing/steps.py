"""What every step of a ticket leaves behind: its row, an event, and what a call taught. Decides nothing."""

from datetime import datetime

from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.models import CallFact, ServicePoint, Ticket, TicketEvent

# What was told at the issue says nothing of a ticket that was away, stepped back or was passed on.
UNTOLD = {"told_low": None, "told_likely": None, "told_high": None}


def step(ticket: Ticket, *, kind: str, now: datetime, **changes: object) -> None:
    """Change a ticket and write down the event; the counter is that before the change, or else after it."""
    counter = ticket.counter_id
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.save()
    TicketEvent.objects.create(ticket=ticket, kind=kind, counter_id=counter or ticket.counter_id, at=now)


def teach(point: ServicePoint, ticket: Ticket, *, now: datetime, came: bool) -> None:
    """Keep what a call taught, of the hour and not of the ticket, nor of its link."""
    if ticket.called_at is None:
        return
    day = PointDay.at(point, now)
    since = ticket.appointment_at or ticket.issued_at
    served = (now - (ticket.serving_at or ticket.called_at)).total_seconds() / 60
    CallFact.objects.create(
        point=point,
        service_id=ticket.service_id,
        day=day.day,
        hour=int(day.minute(now) // 60) % 24,
        urgency=ticket.urgency,
        waited_min=max((ticket.called_at - since).total_seconds() / 60, 0.0),
        came=came,
        served_min=served if came else None,
        told_low=ticket.told_low,
        told_likely=ticket.told_likely,
        told_high=ticket.told_high,
    )
