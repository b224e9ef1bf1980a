"""Service points, their counters and hours, are made by who may, and only as they make sense."""

from datetime import UTC, date, datetime, time

import pytest

from shanyrak.apps.queueing import queries, services
from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.errors import PointFactsError, PointNotFoundError
from shanyrak.apps.queueing.models import Counter, OpenSpan, ServicePoint
from shanyrak.apps.queueing.services import Offer, PointFacts, Timetable
from shanyrak.base.errors import InvalidError, NotAllowedError
from tests.apps.queueing.conftest import MORNING, later
from tests.people import ALMATY, CLERK, COORDINATOR, COORDINATOR_ELSEWHERE

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 26)


def set_hours(centre, *spans, actor=COORDINATOR, **of):
    told = Timetable(spans=[(time(a), time(b)) for a, b in spans], **of)
    services.set_hours(actor=actor, now=MORNING, point=centre.point, timetable=told)


def spans_of(centre, moment=MORNING):
    point = ServicePoint.objects.get(id=centre.point)
    counter = Counter.objects.get(id=centre.counters[0])
    return PointDay.at(point, moment).spans_of(counter, OpenSpan.objects.filter(point=point))


def test_hours_of_a_date_hold_before_those_of_the_week_and_a_counter_keeps_its_own(centre):
    assert spans_of(centre) == ((540, 1080),)
    set_hours(centre, (9, 13), (14, 16), weekday=0, counter=centre.counters[0])
    assert spans_of(centre) == ((540, 780), (840, 960))
    set_hours(centre, (10, 15), day=TODAY)
    assert spans_of(centre) == ((600, 780), (840, 900))
    set_hours(centre, day=TODAY)
    assert spans_of(centre) == ()
    assert not queries.get_point(point=centre.point, now=later(0)).is_open_now


def test_a_shift_that_ends_early_is_known_at_once(centre):
    for _ in range(16):
        mine = centre.take(0)
    before = centre.see(mine, 1)
    set_hours(centre, (9, 11), day=TODAY)
    after = centre.see(mine, 1)
    assert before.chance == 1
    assert after.chance < 0.5


def test_minutes_are_those_that_pass_when_clocks_change():
    zone = ServicePoint(time_zone="Europe/Berlin")
    noon = datetime(2022, 10, 30, 11, tzinfo=UTC)
    day = PointDay.at(zone, noon)
    assert day.minute(noon) == 13 * 60
    assert day.moment(day.minute(noon)) == noon


@pytest.mark.parametrize(
    "wrong",
    [
        {"spans": [(time(9), time(12)), (time(11), time(13))], "weekday": 0},
        {"spans": [(time(12), time(9))], "weekday": 0},
        {"spans": [(time(9), time(9))], "weekday": 0},
        {"spans": [(time(9), time(12))]},
        {"spans": [(time(9), time(12))], "weekday": 7},
        {"spans": [(time(9), time(12))], "weekday": 1, "day": TODAY},
    ],
)
def test_hours_without_sense_are_refused(centre, wrong):
    told = {"actor": COORDINATOR, "now": MORNING, "point": centre.point}
    with pytest.raises(PointFactsError):
        services.set_hours(**told, timetable=Timetable(**wrong))
    with pytest.raises(PointFactsError):
        services.set_hours(**told, timetable=Timetable(spans=[], weekday=0, counter=centre.point))


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"time_zone": "Almaty"}, {"places_back": 0}, {"walk_in_percent": 101}]
)
def test_a_point_without_sense_is_refused(centre, wrong):
    facts = PointFacts(**{"name": "Other", "time_zone": "Asia/Almaty", **wrong})
    with pytest.raises(PointFactsError):
        services.found_point(actor=COORDINATOR, now=MORNING, facts=facts)
    with pytest.raises(PointFactsError):
        services.change_point(actor=COORDINATOR, now=MORNING, point=centre.point, facts=facts)


def test_names_are_given_once(centre):
    told = {"actor": COORDINATOR, "now": MORNING}
    with pytest.raises(PointFactsError):
        services.found_point(**told, facts=PointFacts(name="Centre", time_zone="Asia/Almaty"))
    with pytest.raises(PointFactsError):
        services.add_counter(**told, point=centre.point, name="1")
    for offer in (Offer(name="X", letter="A", catalogue_min=5), Offer(name="X", letter="B", catalogue_min=0)):
        with pytest.raises(PointFactsError):
            services.add_service(**told, point=centre.point, offer=offer)
    with pytest.raises(InvalidError):
        services.add_service(**told, point=centre.point, offer=Offer(name="X", letter="D", catalogue_min=5))


def test_a_point_that_closes_is_in_no_list(centre):
    assert [line.name for line in queries.list_points(team=ALMATY)] == ["Centre"]
    facts = PointFacts(name="Centre", time_zone="Asia/Almaty", is_open=False)
    services.change_point(actor=COORDINATOR, now=MORNING, point=centre.point, facts=facts)
    assert queries.list_points(team=ALMATY) == []


def test_only_those_change_a_point_who_may_in_their_own_city(centre):
    with pytest.raises(NotAllowedError):
        set_hours(centre, (9, 12), weekday=0, actor=CLERK)
    with pytest.raises(PointNotFoundError):
        set_hours(centre, (9, 12), weekday=0, actor=COORDINATOR_ELSEWHERE)
    assert spans_of(centre) == ((540, 1080),)
