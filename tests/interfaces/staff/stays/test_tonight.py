"""The list of tonight in a browser without scripts, and as htmx asks for it."""

from datetime import timedelta

import pytest

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake.models import Party
from shanyrak.base.ids import SYSTEM
from tests.apps.stays.conftest import party, proposed, told
from tests.factories import NOW, TONIGHT, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db


def code_of(made):
    return Party.objects.get(id=made).code


def test_an_evening_on_which_nobody_asks_says_so(coordinator):
    page = text_of(coordinator.get("/staff/"))
    assert "Everyone has a place tonight" in page
    assert "Sunday 25 September" in page


def test_the_list_shows_facts_state_and_minutes(coordinator):
    waiting = party(people=4, nights=3, needs=frozenset({"children"}), is_protected=True)
    asked = party()
    proposed(asked, offered_space(district="Medeu"))
    page = text_of(coordinator.get("/staff/"))
    assert code_of(waiting) in page
    assert "protected, small child" in page
    assert "waiting for the host, 20 min" in page
    assert "room, Medeu" in page
    assert "<b>1</b>without a bed" in page


def test_a_filter_that_fits_nothing_offers_the_way_back(coordinator):
    party()
    page = text_of(coordinator.get("/staff/?code=ZZ"))
    assert "No request fits this filter." in page
    assert "Show all" in page


@pytest.mark.parametrize(
    "question", ["page=x", "people=-1", "status=king", "sort=x", "first_night=32.13", "page=-4"]
)
def test_a_filter_that_cannot_be_read_filters_nothing(coordinator, question):
    made = party()
    answer = coordinator.get(f"/staff/?{question}")
    assert answer.status_code == 200
    assert code_of(made) in text_of(answer)


def test_a_request_is_taken_and_given_back_on_the_page_that_it_was(coordinator):
    made = party()
    answer = coordinator.post("/staff/stays/rows/claim/?status=none", {"one": made})
    assert answer["Location"] == "/staff/?status=none"
    assert "until 20:15" in text_of(coordinator.get("/staff/"))
    coordinator.post("/staff/stays/rows/release/", {"party": [made]})
    assert "until 20:15" not in text_of(coordinator.get("/staff/"))


def test_what_another_has_taken_is_said_with_name_and_time(coordinator, signed_in):
    made = party()
    coordinator.post("/staff/stays/rows/claim/", {"party": [made]})
    other = signed_in("coordinator", username="other")
    answer = other.post("/staff/stays/rows/claim/", {"party": [made]})
    assert answer.status_code == 409
    assert "Shift works on this until 20:15" in text_of(answer)


def test_a_note_is_chosen_from_the_list(coordinator):
    made = party()
    coordinator.post("/staff/stays/rows/note/", {"party": [made], "code": "on_the_way"})
    assert "<td>on the way</td>" in text_of(coordinator.get("/staff/"))
    assert coordinator.post("/staff/stays/rows/note/", {"party": [made], "code": "x"}).status_code == 422


@pytest.mark.parametrize("sent", [{}, {"party": "x"}], ids=["nothing", "nonsense"])
def test_nothing_ticked_is_said(coordinator, sent):
    answer = coordinator.post("/staff/stays/rows/claim/", sent)
    assert answer.status_code == 422
    assert "No row is ticked" in text_of(answer)


def test_who_asks_again_hears_only_what_is_new(coordinator):
    version = coordinator.get("/staff/")["ETag"]
    headers = {"if-none-match": version, "hx-request": "true"}
    assert coordinator.get("/staff/", headers=headers).status_code == 304
    party()
    answer = coordinator.get("/staff/", headers=headers)
    page = text_of(answer)
    assert answer.status_code == 200
    assert page.lstrip().startswith('<tbody id="rows"')
    assert 'id="counters" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_an_act_of_htmx_gets_the_rows_anew(coordinator):
    made = party()
    answer = coordinator.post("/staff/stays/rows/claim/", {"party": [made]}, headers={"hx-request": "true"})
    assert "until 20:15" in text_of(answer)
    assert text_of(answer).lstrip().startswith('<tbody id="rows"')


def test_a_worker_that_stopped_is_said_on_top(coordinator):
    audit.beat(actor=SYSTEM, now=NOW - timedelta(hours=1), job="stays.plan", period_s=60, error="")
    assert "the worker has stopped" in text_of(coordinator.get("/staff/"))


def test_a_planner_that_is_late_is_said_on_top(coordinator):
    audit.beat(actor=SYSTEM, now=NOW - timedelta(hours=1), job="stays.plan", period_s=60, error="")
    audit.beat(actor=SYSTEM, now=NOW, job="accounts.sweep", period_s=60, error="")
    assert "Late since 19:00: stays.plan." in text_of(coordinator.get("/staff/"))


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("vetter", "/staff/"),
        ("operator", "/staff/accounts/members/"),
        ("analyst", "/staff/accounts/"),
        ("clerk", "/staff/hosting/sites/"),
        ("hall_manager", "/staff/hosting/sites/"),
    ],
)
def test_each_role_is_led_to_its_first_page(signed_in, role, page):
    answer = signed_in(role).get("/staff/")
    assert answer.get("Location", "/staff/") == page


def test_another_city_sees_none_of_it(signed_in):
    made = party()
    elsewhere = signed_in("coordinator", place="Oral")
    assert code_of(made) not in text_of(elsewhere.get("/staff/"))
    assert elsewhere.post("/staff/stays/rows/claim/", {"party": [made]}).status_code == 404


def test_the_page_costs_the_same_for_many(coordinator, django_assert_num_queries):
    told(party(), offered_space())
    with django_assert_num_queries(15):
        coordinator.get("/staff/")
    for _ in range(12):
        party()
    with django_assert_num_queries(15):
        coordinator.get(f"/staff/?first_night={TONIGHT:%d.%m.%Y}")
