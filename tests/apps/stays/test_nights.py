"""A plan by night: who asks, who has a bed without it, who gets one by it."""

import pytest

from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.models import PlanRun, Stay
from shanyrak.apps.stays.queries.nights import N_NIGHTS
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM
from tests.apps.stays.conftest import party, told
from tests.factories import NOW, TONIGHT, nights, offered_space
from tests.people import ALMATY, CLERK, COORDINATOR, COORDINATOR_ELSEWHERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanRun.objects.create(
        team_id=ALMATY, requested_at=NOW, first_night=TONIGHT, end_night=TONIGHT, seed=1, state="done"
    )


def row(plan, who, span, **columns):
    return Stay.objects.create(
        team_id=ALMATY, party_id=who, space_id=offered_space().space, plan=plan, people=2, units=1,
        state="proposed", first_night=span.first, end_night=span.end, changed_on=TONIGHT, **columns,
    )  # fmt: skip


def found(plan, actor=COORDINATOR):
    lines = queries.list_plan_nights(actor=actor, plan=plan.id)
    return [(line.n_asked, line.n_housed, line.n_placed, line.n_without) for line in lines]


def test_each_night_says_who_has_a_bed_who_gets_one_and_who_lacks_one(plan):
    here, planned, _waits = party(nights=3), party(nights=3), party(nights=1)
    told(here, offered_space(), span=nights(0, 2))
    row(plan, planned, nights(0, 3))
    assert found(plan) == [(6, 2, 2, 2), (4, 2, 2, 0), (4, 0, 2, 2)]


def test_rows_that_do_not_fit_give_nobody_a_bed(plan):
    row(plan, party(nights=1), nights(0, 1), misfit="taken")
    assert found(plan) == [(2, 0, 0, 2)]


def test_rows_that_were_sent_are_still_of_the_plan(plan):
    sent = row(plan, party(nights=1), nights(0, 1))
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan.id)
    services.send_rows(actor=SYSTEM, now=NOW)
    assert Stay.objects.get(id=sent.id).state == "held"
    assert found(plan) == [(2, 0, 2, 0)]


def test_two_weeks_are_looked_at_and_no_night_that_nobody_asks_for(plan):
    assert found(plan) == []
    party(nights=N_NIGHTS + 9)
    assert len(found(plan)) == N_NIGHTS


def test_only_members_of_the_team_who_plan_see_it(plan):
    party()
    assert found(plan, COORDINATOR_ELSEWHERE) == []
    with pytest.raises(NotAllowedError):
        found(plan, CLERK)
