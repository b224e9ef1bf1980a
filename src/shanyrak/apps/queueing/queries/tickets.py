"""Tickets, read by who has their link, and free times for appointments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.errors import TicketNotFoundError
from shanyrak.apps.queueing.links import digest_of
from shanyrak.apps.queueing.models import IN_LINE, LIVE, Service, Ticket
from shanyrak.apps.queueing.queries.scenes import get_model, get_offered, get_scene
from shanyrak.apps.queueing.ranges import Range, range_of
from shanyrak.apps.queueing.scene import Scene
from shanyrak.apps.queueing.slots import Slot, free_slots
from shanyrak.base.ids import ServiceId, TicketLink
from shanyrak.core.queueing import Prediction, WaitModel


@dataclass(frozen=True)
class TicketView:
    """A ticket, for who holds it; `chance` is that of a call before the counters close."""

    code: str
    state: str
    point: str
    service: str
    counter: str
    people: int
    n_calls: int
    n_ahead: int
    chance: float
    wait: Range | None
    appointment_at: datetime | None
    told_at: datetime


def get_ticket(*, link: TicketLink, now: datetime) -> TicketView:
    """Return the ticket with this link; the link is the permission.

    Raises
    ------
    TicketNotFoundError
        If there is none, or its day is over.
    """
    rows = Ticket.objects.select_related("point", "service", "counter").filter(link_hash=digest_of(link))
    row = rows.first()
    if row is None or row.day < PointDay.at(row.point, now).day:
        raise TicketNotFoundError("no ticket has this link; tickets end at midnight")
    scene = get_scene(point=row.point, now=now)
    n_ahead, expected = _place(row, scene)
    return TicketView(
        code=row.code,
        state=row.state,
        point=row.point.name,
        service=row.service.name,
        counter=row.counter.name if row.counter else "",
        people=row.people,
        n_calls=row.n_calls,
        n_ahead=n_ahead,
        chance=expected.chance,
        wait=range_of(expected.wait, now),
        appointment_at=row.appointment_at,
        told_at=now,
    )


def list_slots(*, service: ServiceId, now: datetime) -> Sequence[Slot]:
    """Return the free times of a service on the coming days; public.

    Raises
    ------
    PointNotFoundError
        If there is no such service.
    """
    row = get_offered(service=service)
    scene = get_scene(point=row.point, now=now)
    return list_slots_of(scene=scene, model=get_model(scene=scene), service=row)


def list_slots_of(*, scene: Scene, model: WaitModel, service: Service) -> Sequence[Slot]:
    """Return the free times of a service, for services and queries that know the scene."""
    live = Q(state__in=LIVE) | Q(freed_at__gt=scene.now)
    booked = Ticket.objects.filter(
        live, point=scene.point, day__gt=scene.today.day, appointment_at__isnull=False
    )
    return free_slots(scene, model, service, list(booked))


def _place(row: Ticket, scene: Scene) -> tuple[int, Prediction]:
    """Return how many of today's line go before a ticket, and what it may expect."""
    if row.state not in IN_LINE or row.day != scene.today.day:
        return 0, Prediction(1.0, None)
    model = get_model(scene=scene)
    place = [one.id for one in scene.ordered(model)].index(row.id)
    return place, model.predict(scene.moment(model), scene.luck())[place]
