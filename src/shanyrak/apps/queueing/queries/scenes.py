"""Service points as they stand now, with what they have learned; and the one lock of a line."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.errors import PointNotFoundError, TicketNotFoundError
from shanyrak.apps.queueing.links import digest_of
from shanyrak.apps.queueing.models import (
    LIVE,
    CallFact,
    Counter,
    OpenSpan,
    Service,
    ServicePoint,
    Skill,
    Ticket,
)
from shanyrak.apps.queueing.scene import Hours, Scene, model_of
from shanyrak.base.ids import Actor, CounterId, ServiceId, ServicePointId, TicketLink
from shanyrak.core.queueing import WaitModel

# Four weeks teach, and of a busy point the latest of them: more change nothing that anybody would notice.
TAUGHT_BY, MOST_FACTS = timedelta(days=28), 4_000


def get_point_row(*, point: ServicePointId) -> ServicePoint:
    """Return a service point, for services and queries.

    Raises
    ------
    PointNotFoundError
        If there is none.
    """
    row = ServicePoint.objects.filter(id=point).first()
    if row is None:
        raise PointNotFoundError("no such service point")
    return row


def get_offered(*, service: ServiceId) -> Service:
    """Return a service that is offered, with its point, for services and queries.

    Raises
    ------
    PointNotFoundError
        If there is none.
    """
    rows = Service.objects.select_related("point").filter(id=service, is_offered=True, point__is_open=True)
    row = rows.first()
    if row is None:
        raise PointNotFoundError("no such service here")
    return row


def lock_point(*, point: UUID) -> ServicePoint:
    """Return a service point; its line stands still until the transaction ends.

    Raises
    ------
    PointNotFoundError
        If there is none.
    """
    row = ServicePoint.objects.select_for_update().filter(id=point).first()
    if row is None:
        raise PointNotFoundError("no such service point")
    return row


def lock_own_point(*, actor: Actor, point: ServicePointId) -> ServicePoint:
    """Return a service point of the actor's team, locked as by `lock_point`.

    Raises
    ------
    PointNotFoundError
        If there is none in this team.
    """
    row = lock_point(point=point)
    if row.team_id != actor.team:
        raise PointNotFoundError("no such service point here")
    return row


def lock_counter(*, actor: Actor, counter: CounterId) -> tuple[ServicePoint, Counter]:
    """Return a counter of the actor's team with its service point, which is locked.

    Raises
    ------
    PointNotFoundError
        If there is none in this team.
    """
    known = (
        Counter.objects.filter(id=counter, point__team=actor.team).values_list("point_id", flat=True).first()
    )
    if known is None:
        raise PointNotFoundError("no such counter here")
    point = lock_point(point=known)
    return point, Counter.objects.get(id=counter)


def lock_ticket(*, link: TicketLink, now: datetime) -> tuple[ServicePoint, Ticket]:
    """Return the ticket with this link, and its service point, which is locked.

    Raises
    ------
    TicketNotFoundError
        If there is none, or its day is over.
    """
    known = Ticket.objects.filter(link_hash=digest_of(link)).values_list("point_id", flat=True).first()
    if known is None:
        raise TicketNotFoundError("no ticket has this link")
    point = lock_point(point=known)
    ticket = Ticket.objects.filter(link_hash=digest_of(link)).first()
    if ticket is None or ticket.day < PointDay.at(point, now).day:
        raise TicketNotFoundError("the day of this ticket is over")
    return point, ticket


def get_scene(*, point: ServicePoint, now: datetime) -> Scene:
    """Return a service point as it stands now, for services and queries."""
    skills: dict[UUID, set[str]] = defaultdict(set)
    for counter, service in Skill.objects.filter(counter__point=point).values_list(
        "counter_id", "service_id"
    ):
        skills[counter].add(str(service))
    hours = Hours(
        list(Counter.objects.filter(point=point).order_by("name")),
        {counter: frozenset(services) for counter, services in skills.items()},
        list(OpenSpan.objects.filter(point=point)),
    )
    tickets = Ticket.objects.filter(point=point, day=PointDay.at(point, now).day, state__in=LIVE)
    services = Service.objects.filter(point=point).order_by("letter")
    return Scene(point, now, list(services), hours, list(tickets.order_by("since_at")))


def get_model(*, scene: Scene) -> WaitModel:
    """Return what a service point has learned from its own events, for services and queries."""
    rows = CallFact.objects.filter(point=scene.point, day__gte=scene.today.day - TAUGHT_BY)
    latest = list(rows.order_by("-day", "-hour", "id")[:MOST_FACTS])
    return model_of(scene, latest[::-1])
