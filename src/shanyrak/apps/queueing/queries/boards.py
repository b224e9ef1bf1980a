"""What a service point shows: to everybody, to the screen on its wall, and to the clerk at a counter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.errors import PointNotFoundError
from shanyrak.apps.queueing.models import (
    AT_COUNTER,
    CallFact,
    Counter,
    Service,
    ServicePoint,
    Ticket,
    TicketState,
)
from shanyrak.apps.queueing.queries.scenes import get_model, get_point_row, get_scene
from shanyrak.apps.queueing.ranges import Range, range_of
from shanyrak.apps.queueing.scene import Scene
from shanyrak.base.ids import Actor, CounterId, ServiceId, ServicePointId, TeamId
from shanyrak.core.queueing import Standing, WaitModel, may_be_issued

# How many wait can be seen in the street; everybody else is told it in steps and a little late.
STEPS, LATE = (20, 50, 100), timedelta(minutes=15)
N_FOLLOWING = 7


@dataclass(frozen=True)
class PointLine:
    """A service point in a list."""

    id: ServicePointId
    name: str
    address: str


@dataclass(frozen=True)
class ServiceLine:
    """A service as it is offered now; without a wait the counters close before one more is served."""

    id: ServiceId
    name: str
    letter: str
    wait: Range | None
    chance: float
    is_full: bool


@dataclass(frozen=True)
class PointView:
    """A service point, for everybody; `n_waiting` is a step, as it was a quarter of an hour ago."""

    id: ServicePointId
    name: str
    address: str
    is_open_now: bool
    n_waiting: int
    services: Sequence[ServiceLine]
    hours_today: Sequence[tuple[datetime, datetime]]
    told_at: datetime


@dataclass(frozen=True)
class CalledLine:
    """A ticket that was called, and to which counter."""

    id: UUID
    code: str
    counter: str
    state: str
    n_calls: int
    called_at: datetime


@dataclass(frozen=True)
class BoardView:
    """The screen of a service point: who is called, who follows, and when that was so."""

    name: str
    called: Sequence[CalledLine]
    following: Sequence[str]
    told_at: datetime


@dataclass(frozen=True)
class DeskView:
    """A counter, for the clerk who sits at it."""

    point: ServicePointId
    name: str
    counter: str
    is_paused: bool
    current: CalledLine | None
    needs: Sequence[str]
    people: int
    note: str
    following: Sequence[str]
    n_waiting: int
    n_away: int


@dataclass(frozen=True)
class ClassLine:
    """A class of urgency today: how many wait, how many were called, and how long those waited."""

    urgency: int
    n_waiting: int
    n_called: int
    mean_wait_min: float


def list_points(*, team: TeamId) -> Sequence[PointLine]:
    """Return the open service points of a city; public."""
    rows = ServicePoint.objects.filter(team=team, is_open=True).order_by("name")
    return [PointLine(ServicePointId(row.id), row.name, row.address) for row in rows]


def get_point(*, point: ServicePointId, now: datetime) -> PointView:
    """Return a service point as everybody may see it; public.

    Raises
    ------
    PointNotFoundError
        If there is none.
    """
    row = get_point_row(point=point)
    scene = get_scene(point=row, now=now)
    model = get_model(scene=scene)
    spans = sorted(
        {span for one in scene.hours.counters for span in scene.today.spans_of(one, scene.hours.spans)}
    )
    return PointView(
        id=point,
        name=row.name,
        address=row.address,
        is_open_now=row.is_open and scene.n_open > 0,
        n_waiting=max((step for step in STEPS if step <= _n_waiting(row, now - LATE)), default=0),
        services=[_offered(scene, model, one) for one in scene.services if one.is_offered and row.is_open],
        hours_today=[(scene.today.moment(opens), scene.today.moment(closes)) for opens, closes in spans],
        told_at=now,
    )


def get_board(*, point: ServicePointId, now: datetime) -> BoardView:
    """Return what the screen of a service point shows; public, as the screen is."""
    row = get_point_row(point=point)
    scene = get_scene(point=row, now=now)
    return BoardView(row.name, _called(scene), _following(scene), now)


def get_desk(*, actor: Actor, counter: CounterId, now: datetime) -> DeskView:
    """Return a counter of the actor's team, for who calls tickets.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    PointNotFoundError
        If there is none in this team.
    """
    actor.demand("call_tickets")
    row = Counter.objects.select_related("point").filter(id=counter, point__team=actor.team).first()
    if row is None:
        raise PointNotFoundError("no such counter here")
    scene = get_scene(point=row.point, now=now)
    ticket = next((t for t in scene.tickets if t.state in AT_COUNTER and t.counter_id == row.id), None)
    current = next((line for line in _called(scene) if ticket and line.id == ticket.id), None)
    return DeskView(
        point=ServicePointId(row.point_id),
        name=row.point.name,
        counter=row.name,
        is_paused=row.is_paused,
        current=current,
        needs=tuple(filter(None, ticket.needs.split(";"))) if ticket else (),
        people=ticket.people if ticket else 0,
        note=ticket.note if ticket else "",
        following=_following(scene, row),
        n_waiting=len(scene.waiting()),
        n_away=len(scene.waiting(with_away=True)) - len(scene.waiting()),
    )


def count_classes(*, actor: Actor, point: ServicePointId, now: datetime) -> Sequence[ClassLine]:
    """Return how each class of urgency fares today at a service point of the actor's team.

    Raises
    ------
    NotAllowedError
        If the actor neither calls tickets nor sees figures.
    PointNotFoundError
        If there is none in this team.
    """
    if not actor.may("see_figures"):
        actor.demand("call_tickets")
    row = get_point_row(point=point)
    if row.team_id != actor.team:
        raise PointNotFoundError("no such service point here")
    scene = get_scene(point=row, now=now)
    waiting = [one.urgency for one in scene.waiting(with_away=True).values()]
    facts = CallFact.objects.filter(point=row, day=scene.today.day).values_list("urgency", "waited_min")
    waits: dict[int, list[float]] = {urgency: [] for urgency in waiting}
    for urgency, minutes in facts:
        waits.setdefault(urgency, []).append(minutes)
    return [
        ClassLine(urgency, waiting.count(urgency), len(own), sum(own) / (len(own) or 1))
        for urgency, own in sorted(waits.items())
    ]


def _offered(scene: Scene, model: WaitModel, service: Service) -> ServiceLine:
    moment = scene.moment(model)
    asking = Standing(str(service.id), scene.minute)
    expected = model.predict(replace(moment, line=[*moment.line, asking]), scene.luck())[-1]
    wait = range_of(expected.wait, scene.now)
    is_full = not may_be_issued(expected)
    return ServiceLine(ServiceId(service.id), service.name, service.letter, wait, expected.chance, is_full)


def _called(scene: Scene) -> list[CalledLine]:
    """Return who is called or served, the latest call first."""
    names = {one.id: one.name for one in scene.hours.counters}
    lines = [
        CalledLine(one.id, one.code, names[one.counter_id], one.state, one.n_calls, one.called_at)
        for one in scene.tickets
        if one.state in AT_COUNTER and one.counter_id and one.called_at
    ]
    return sorted(lines, key=lambda line: line.called_at, reverse=True)


def _following(scene: Scene, counter: Counter | None = None) -> list[str]:
    """Return the codes that are likely to be called next, at one counter if it is told."""
    gives = scene.hours.gives(counter) if counter else None
    ordered = scene.ordered(get_model(scene=scene))
    able = (
        one
        for one in ordered
        if one.state == TicketState.WAITING and str(one.service_id) in (gives or {str(one.service_id)})
    )
    return [one.code for one in able][:N_FOLLOWING]


def _n_waiting(point: ServicePoint, moment: datetime) -> int:
    """Return how many waited at a moment of the same day."""
    called = Q(called_at__isnull=True) | Q(called_at__gt=moment)
    ended = Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
    day = PointDay.at(point, moment).day
    return Ticket.objects.filter(called, ended, point=point, day=day, issued_at__lte=moment).count()
