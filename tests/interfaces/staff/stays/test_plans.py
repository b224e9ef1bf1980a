"""A plan for all in a browser: asked for, watched, read, sent, taken back."""

from datetime import timedelta

import pytest

from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import PlanGap, PlanRun, PlanState, Stay
from shanyrak.base.ids import SYSTEM
from tests.apps.stays.conftest import party, proposed, told
from tests.factories import NOW, TONIGHT, nights, offered_space
from tests.interfaces.staff.conftest import text_of
from tests.people import ALMATY

pytestmark = pytest.mark.django_db
PLANS = "/staff/stays/plans/"
FIGURES = {
    "asked_person_nights": 100, "housed_person_nights": 92, "unhoused_person_nights": 8,
    "unavoidable_person_nights": 5, "first_come_unhoused_person_nights": 14, "person_moves": 2,
    "value": 91.0, "upper_bound": 91.3, "gap": 0.003, "seconds": 1.2, "stopped_by": "gap",
}  # fmt: skip


def plan_of(state=PlanState.DONE, **columns):
    """Make a plan as a worker leaves it."""
    span = {"first_night": TONIGHT, "end_night": TONIGHT + timedelta(days=7)}
    told_of = {
        "figures": FIGURES,
        "certificate": b"prices",
        "seed": 7,
        "requested_at": NOW,
        **span,
        **columns,
    }
    return PlanRun.objects.create(team_id=ALMATY, state=state, **told_of)


def row_of(plan, who, space, span=None, **columns):
    """Make a row of a plan."""
    span = span or nights(0, 2)
    told_of = {"first_night": span.first, "end_night": span.end, "units": 1, "people": 2, **columns}
    return Stay.objects.create(
        team_id=ALMATY, party_id=who, space_id=space.space, plan=plan, state="proposed",
        changed_on=TONIGHT, **told_of,
    )  # fmt: skip


def address(plan, act=""):
    return f"{PLANS}{plan.id}/{act}"


def code_of(who):
    return Party.objects.get(id=who).code


def test_before_the_first_plan_the_page_says_what_one_is(coordinator):
    page = text_of(coordinator.get(PLANS))
    assert "There is no plan yet." in page
    assert "Plan for all" in page


def test_one_press_asks_for_a_plan_and_a_second_means_the_same(coordinator):
    first, second = coordinator.post(PLANS), coordinator.post(PLANS)
    assert first["Location"] == second["Location"]
    page = text_of(coordinator.get(first["Location"]))
    assert "The plan waits for the planner" in page
    assert 'hx-trigger="every 1s"' in page
    assert coordinator.get(PLANS)["Location"] == first["Location"]


def test_a_plan_under_work_shows_how_far_it_is(coordinator):
    told_of = {"seconds": 5.0, "gap": 0.021, "unhoused_person_nights": 12, "phase": "prices"}
    plan = plan_of(PlanState.RUNNING, progress=told_of, seen_at=NOW, parameters={"time_limit_s": 20})
    page = text_of(coordinator.get(address(plan), headers={"hx-request": "true"}))
    assert 'value="5.0" max="20"' in page
    assert "Nights without a bed so far: 12. At most 2.1% from the best." in page
    assert "does not answer" not in page
    assert "<html" not in page


def test_a_dead_worker_is_said_to_be_dead(coordinator, evening):
    plan = plan_of(PlanState.RUNNING, seen_at=NOW, parameters={"time_limit_s": 20})
    evening(NOW + timedelta(minutes=1))
    assert "The planner does not answer." in text_of(coordinator.get(address(plan)))


def test_a_plan_that_failed_says_that_nobody_lost_anything(coordinator):
    plan = plan_of(PlanState.FAILED, error="worker_died")
    page = text_of(coordinator.get(address(plan)))
    assert "Everybody keeps the place that they have." in page
    assert "Plan again" in page


def test_a_plan_says_what_changes_what_is_proved_and_who_is_worse_off(coordinator):
    new, mover, worse = party(), party(nights=4), party()
    told(mover, offered_space(), span=nights(0, 2))
    plan = plan_of()
    row_of(plan, new, offered_space(district="Medeu"))
    row_of(plan, mover, offered_space(), nights(2, 2))
    PlanGap.objects.create(
        plan=plan, party_id=worse, asked_nights=2, unhoused_nights=2, before=0, kind="taken"
    )
    page = text_of(coordinator.get(address(plan)))
    for words in (
        "92 of 100 nights have a bed",
        "no plan has more than 95",
        "No other plan is better by more than 0.30%",
        "First come, first served would leave 6 more nights",
        "room, Medeu",
        "before: 0",
        "all places that suit are needed by others",
    ):
        assert words in page, words
    assert "25 September: 2 have a bed, 2 get one, 2 lack one" in page
    assert page.index("Move <small>1") < page.index("New places <small>1")
    assert code_of(worse) in page


def test_rows_are_kept_for_the_next_plan_or_taken_out(coordinator):
    plan = plan_of()
    first, second = row_of(plan, party(), offered_space()), row_of(plan, party(), offered_space())
    coordinator.post(address(plan, "lock/"), {"row": first.id, "keep": "yes"})
    assert Stay.objects.get(id=first.id).is_locked
    assert "kept" in text_of(coordinator.get(address(plan)))
    coordinator.post(address(plan, "lock/"), {"row": first.id, "keep": "no"})
    assert not Stay.objects.get(id=first.id).is_locked
    coordinator.post(address(plan, "drop/"), {"row": second.id})
    assert list(Stay.objects.filter(plan=plan)) == [first]
    assert coordinator.post(address(plan, "lock/"), {}).status_code == 422


def test_sending_can_be_undone_for_a_minute(coordinator, evening):
    who = party()
    plan = plan_of()
    row = row_of(plan, who, offered_space())
    assert "Send all" in text_of(coordinator.get(address(plan)))
    coordinator.post(address(plan, "send/"))
    services.send_rows(actor=SYSTEM, now=NOW)
    page = text_of(coordinator.get(address(plan)))
    assert "Undo" in page
    assert Stay.objects.get(id=row.id).state == "held"
    coordinator.post(address(plan, "undo/"))
    assert Stay.objects.get(id=row.id).state == "proposed"
    coordinator.post(address(plan, "send/"))
    services.send_rows(actor=SYSTEM, now=NOW)
    evening(NOW + timedelta(minutes=2))
    assert coordinator.post(address(plan, "undo/")).status_code == 409
    page = text_of(coordinator.get(address(plan)))
    assert "The plan was sent" in page
    assert "Undo" not in page


def test_what_no_longer_fits_stands_first_with_its_reason(coordinator):
    space, quicker = offered_space(), party()
    plan = plan_of()
    row_of(plan, party(), space)
    proposed(quicker, space)
    coordinator.post(address(plan, "send/"))
    services.send_rows(actor=SYSTEM, now=NOW)
    page = text_of(coordinator.get(address(plan)))
    assert "No longer fits" in page
    assert "1 row no longer fits: plan again." in page
    assert "somebody has the bed by now" in page


def test_a_plan_is_discarded_and_sent_no_more(coordinator):
    plan = plan_of()
    row_of(plan, party(), offered_space())
    coordinator.post(address(plan, "discard/"))
    assert "This plan was discarded" in text_of(coordinator.get(address(plan)))
    assert coordinator.post(address(plan, "send/")).status_code == 409


def test_the_certificate_is_a_file(coordinator):
    answer = coordinator.get(address(plan_of(), "certificate/"))
    assert answer.content == b"prices"
    assert "certificate.npz" in answer["Content-Disposition"]
    assert coordinator.get(address(plan_of(certificate=b""), "certificate/")).status_code == 404


@pytest.mark.parametrize("act", ["", "certificate/"])
def test_a_plan_of_another_city_does_not_exist(signed_in, act):
    elsewhere = signed_in("coordinator", place="Oral")
    plan = plan_of()
    assert elsewhere.get(address(plan, act)).status_code == 404
    for change in ("send/", "undo/", "discard/"):
        assert elsewhere.post(address(plan, change)).status_code == 404


def test_a_long_plan_shows_its_beginning_and_leads_to_the_rest(coordinator, django_assert_max_num_queries):
    plan, space = plan_of(), offered_space(beds=4)
    for _ in range(61):
        row_of(plan, party(), space)
    with django_assert_max_num_queries(22):
        page = text_of(coordinator.get(address(plan)))
    assert page.count('name="row"') == 60
    assert "and 1 more" in page
    assert text_of(coordinator.get(address(plan) + "?all=1")).count('name="row"') == 61


def test_the_link_on_top_says_where_one_is_below_it_too(coordinator):
    before, plan = text_of(coordinator.get(PLANS)), text_of(coordinator.get(address(plan_of())))
    assert f'<a href="{PLANS}" aria-current="page">' in before
    assert f'<a href="{PLANS}" aria-current="true">' in plan
    assert plan.count("aria-current") == 1


def test_a_plan_that_nothing_is_better_than_says_so(coordinator):
    page = text_of(coordinator.get(address(plan_of(figures=FIGURES | {"gap": 0.0}))))
    assert "No other plan is better, all told." in page
    assert "better by more than" not in page
