"""Founding a service point; its services, counters, hours and rules."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from zoneinfo import available_timezones

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.queueing import queries
from shanyrak.apps.queueing.errors import PointFactsError
from shanyrak.apps.queueing.models import Counter, OpenSpan, Service, ServicePoint, Skill
from shanyrak.base.ids import Actor, CounterId, ServiceId, ServicePointId
from shanyrak.core.queueing import ticket_code

NAME_LENGTH, ADDRESS_LENGTH, COUNTER_LENGTH = 80, 160, 12
LONGEST_SERVICE_MIN, DAYS_OF_A_WEEK, ALL_PERCENT = 480, 7, 100


@dataclass(frozen=True, kw_only=True)
class PointFacts:
    """What is said of a service point, and the rule by which it calls."""

    name: str
    time_zone: str
    address: str = ""
    is_open: bool = True
    patience_min: int = 30
    most_overtakes: int = 10
    walk_in_percent: int = 25
    appointment_percent: int = 50
    grace_min: int = 3
    most_calls: int = 3
    places_back: int = 5


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A service that people may come for."""

    name: str
    letter: str
    catalogue_min: int


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """Hours of one day of the week or of one date, for a whole point or one counter; none is shut all day."""

    spans: Sequence[tuple[time, time]]
    weekday: int | None = None
    day: date | None = None
    counter: CounterId | None = None


@transaction.atomic
def found_point(*, actor: Actor, now: datetime, facts: PointFacts) -> ServicePointId:
    """Found a service point of the actor's team.

    Raises
    ------
    NotAllowedError
        If the actor may not.
    PointFactsError
        If what is said does not fit together, or the team has a point of this name.
    """
    actor.demand("edit_points")
    _check(facts)
    if actor.team is None or ServicePoint.objects.filter(team=actor.team, name=facts.name).exists():
        raise PointFactsError("there is a service point of this name")
    row = ServicePoint.objects.create(team_id=actor.team, **asdict(facts))
    audit.record(actor=actor, now=now, action="queueing.found_point", subject=row.id)
    return ServicePointId(row.id)


@transaction.atomic
def change_point(*, actor: Actor, now: datetime, point: ServicePointId, facts: PointFacts) -> None:
    """Change what is said of a service point; people in line stay in line.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not change this one.
    PointFactsError
        If what is said does not fit together, or the team has another point of this name.
    """
    actor.demand("edit_points")
    row = queries.lock_own_point(actor=actor, point=point)
    _check(facts)
    if ServicePoint.objects.filter(team=actor.team, name=facts.name).exclude(id=point).exists():
        raise PointFactsError("there is a service point of this name")
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.save()
    audit.record(actor=actor, now=now, action="queueing.change_point", subject=row.id)


@transaction.atomic
def add_service(*, actor: Actor, now: datetime, point: ServicePointId, offer: Offer) -> ServiceId:
    """Offer a service at a service point.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not change this point.
    PointFactsError
        If name, letter or minutes do not fit, or are taken.
    """
    actor.demand("edit_points")
    row = queries.lock_own_point(actor=actor, point=point)
    ticket_code(offer.letter, 1)
    fits = 0 < len(offer.name.strip()) <= NAME_LENGTH and 1 <= offer.catalogue_min <= LONGEST_SERVICE_MIN
    known = set(row.services.values_list("name", flat=True)) | set(
        row.services.values_list("letter", flat=True)
    )
    if not fits or {offer.name, offer.letter} & known:
        raise PointFactsError("a name, a letter or minutes of a service do not fit")
    service = Service.objects.create(point=row, **asdict(offer))
    audit.record(actor=actor, now=now, action="queueing.add_service", subject=service.id)
    return ServiceId(service.id)


@transaction.atomic
def add_counter(
    *, actor: Actor, now: datetime, point: ServicePointId, name: str, gives: Sequence[ServiceId] = ()
) -> CounterId:
    """Add a counter that gives some services, or all of them if none is named.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not change this point.
    PointFactsError
        If the name does not fit or is taken, or a service is none of this point.
    """
    actor.demand("edit_points")
    row = queries.lock_own_point(actor=actor, point=point)
    is_taken = row.counters.filter(name=name).exists()
    if (
        is_taken
        or not 0 < len(name.strip()) <= COUNTER_LENGTH
        or row.services.filter(id__in=gives).count() != len(gives)
    ):
        raise PointFactsError("a counter has a name of its own and gives services of its point")
    counter = Counter.objects.create(point=row, name=name)
    Skill.objects.bulk_create(Skill(counter=counter, service_id=service) for service in gives)
    audit.record(actor=actor, now=now, action="queueing.add_counter", subject=counter.id)
    return CounterId(counter.id)


@transaction.atomic
def set_hours(*, actor: Actor, now: datetime, point: ServicePointId, timetable: Timetable) -> None:
    """Set the hours of one day, in place of those that it had; of a date they hold before those of the week.

    Raises
    ------
    NotAllowedError, PointNotFoundError
        If the actor may not change this point.
    PointFactsError
        If the spans overlap or run backwards, the day is none, or the counter is another point's.
    """
    actor.demand("edit_points")
    row = queries.lock_own_point(actor=actor, point=point)
    _check_hours(row, timetable)
    of = {"counter_id": timetable.counter, "weekday": timetable.weekday, "day": timetable.day}
    row.spans.filter(**of).delete()
    spans = timetable.spans or [(time(0), time(0))]
    OpenSpan.objects.bulk_create(OpenSpan(point=row, opens_at=a, closes_at=b, **of) for a, b in spans)
    audit.record(actor=actor, now=now, action="queueing.set_hours", subject=row.id)


def _check(facts: PointFacts) -> None:
    fits = (
        0 < len(facts.name.strip()) <= NAME_LENGTH
        and len(facts.address) <= ADDRESS_LENGTH
        and facts.time_zone in available_timezones()
        and min(facts.patience_min, facts.most_overtakes, facts.most_calls, facts.places_back) >= 1
        and max(facts.walk_in_percent, facts.appointment_percent) <= ALL_PERCENT
        and min(facts.walk_in_percent, facts.appointment_percent, facts.grace_min) >= 0
    )
    if not fits:
        raise PointFactsError("a name, a time zone or a number of the rule does not fit")


def _check_hours(point: ServicePoint, told: Timetable) -> None:
    ordered = sorted(told.spans)
    ends = [moment for span in ordered for moment in span]
    is_one_day = (told.weekday is None) != (told.day is None)
    is_of_week = told.weekday is None or 0 <= told.weekday < DAYS_OF_A_WEEK
    is_ours = told.counter is None or point.counters.filter(id=told.counter).exists()
    if not (
        is_one_day and is_of_week and is_ours and ends == sorted(ends) and all(a < b for a, b in ordered)
    ):
        raise PointFactsError("hours overlap, run backwards, or are of no day")
