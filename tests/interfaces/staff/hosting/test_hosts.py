"""Hosts in a browser: whose offer holds, who is asked, pauses, one host's page. Nobody's name or street."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting.models import Host, Pause
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays.models import Stay
from tests.apps.stays.conftest import moved_in, party, proposed, told
from tests.factories import TONIGHT, nights, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db
HOSTS = "/staff/hosting/"


def at(host, page=""):
    return f"/staff/hosting/{host}/{page}"


def code_of(host):
    return host.hex[:5].upper()


def stale(host, days=9):
    Host.objects.filter(id=host).update(fresh_on=TONIGHT - timedelta(days=days))


def codes(page):
    return [row["code"] for row in page.context["rows"]]


def test_a_team_without_hosts_is_told_how_they_come(coordinator):
    page = text_of(coordinator.get(HOSTS))
    assert "The team has no hosts yet." in page
    assert "No host has a question to answer now." in page


def test_the_list_shows_level_freshness_people_and_answers(coordinator):
    made = offered_space(beds=3, district="Medeu", level=3)
    moved_in(party(people=2), made)
    page = text_of(coordinator.get(HOSTS))
    told = ("references", "two vetters", "holds", "Medeu", "2 people", "1 of 7", "1 · 1 · 0 · 0")
    for words in (code_of(made.host), *told):
        assert words in page


def test_nights_in_a_row_are_counted_over_stays(coordinator):
    made = offered_space()
    first, second = party(nights=2), party(first_night=nights(2).first, nights=2)
    moved_in(first, made)
    told(second, made, span=nights(2, 2))
    rows = coordinator.get(HOSTS).context["rows"]
    assert (rows[0]["in_a_row"], rows[0]["until"]) == (1, nights(2).first)
    before = {"first_night": TONIGHT - timedelta(days=4), "end_night": TONIGHT}
    Stay.objects.filter(party=first).update(state="out", **before)
    Stay.objects.filter(party=second).update(first_night=TONIGHT, state="in")
    assert coordinator.get(HOSTS).context["rows"][0]["in_a_row"] == 5


def test_a_bed_that_is_only_asked_for_is_no_night_with_people(coordinator):
    proposed(party(), offered_space())
    assert "people" not in coordinator.get(HOSTS).context["rows"][0]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("level=2", ["visit"]),
        ("fresh=stale", ["old"]),
        ("paused=any", ["visit"]),
        ("paused=none&fresh=fresh", ["new"]),
        ("district=Medeu", ["old"]),
        ("people=yes", ["visit"]),
        ("sort=-beds", ["old", "visit", "new"]),
        ("sort=level", ["old", "new", "visit"]),
        ("level=x&sort=y&page=-1&fresh=king", ["old", "visit", "new"]),
    ],
)
def test_each_column_filters_and_sorts(coordinator, question, found):
    made = {
        "old": offered_space(beds=4, district="Medeu").host,
        "visit": offered_space(beds=3, level=2),
        "new": offered_space(beds=1).host,
    }
    moved_in(party(), made["visit"])
    made["visit"] = made["visit"].host
    stale(made["old"])
    Host.objects.filter(id=made["visit"]).update(fresh_on=TONIGHT - timedelta(days=1))
    coordinator.post(at(made["visit"], "pause/"), {"kind": "rest"})
    assert codes(coordinator.get(f"{HOSTS}?{question}")) == [code_of(made[name]) for name in found]


def test_a_filter_that_fits_nobody_offers_the_way_back(coordinator):
    offered_space()
    page = text_of(coordinator.get(f"{HOSTS}?code=zzz"))
    assert "No host fits this filter." in page
    assert "Show all" in page


def test_all_who_were_not_asked_lately_are_asked_in_one_press(coordinator):
    old, older, fresh = (offered_space().host for _ in range(3))
    stale(old)
    stale(older)
    assert "Ask tonight: 2 hosts not asked lately" in text_of(coordinator.get(HOSTS))
    answer = coordinator.post(f"{HOSTS}ask/?level=1", {"all": "stale"})
    assert answer["Location"] == f"{HOSTS}?asked=2&level=1"
    assert set(Host.objects.filter(is_question_owed=True).values_list("id", flat=True)) == {old, older}
    page = text_of(coordinator.get(answer["Location"]))
    assert "2 hosts are asked whether the offer holds." in page
    assert "Ask tonight" not in page
    assert fresh


def test_the_ticked_are_asked_and_nothing_ticked_is_said(coordinator):
    made = offered_space().host
    assert coordinator.post(f"{HOSTS}ask/", {}).status_code == 422
    coordinator.post(f"{HOSTS}ask/", {"host": [made, "x"]})
    assert Host.objects.get().is_question_owed
    again = coordinator.post(f"{HOSTS}ask/", {"host": made})
    assert "All of these were asked already." in text_of(coordinator.get(again["Location"]))


def test_questions_that_run_are_the_list_to_call(coordinator):
    made = offered_space()
    stay = proposed(party(), made)
    page = text_of(coordinator.get(HOSTS))
    assert "waiting for the host, 20 min" in page
    assert Party.objects.get().code in page
    coordinator.post(f"/staff/stays/{stay}/accept-for-host/", {"onward": HOSTS})
    assert "No host has a question to answer now." in text_of(coordinator.get(HOSTS))


def test_one_host_is_shown_with_spaces_people_and_checks(coordinator):
    made = offered_space(beds=4, district="Medeu", house_rules=frozenset({"no_alcohol"}), level=2)
    moved_in(party(people=2), made)
    page = text_of(coordinator.get(at(made.host)))
    for words in (
        "room, Medeu",
        "4 beds",
        "No alcohol",
        "2 people. Nights: 25, 26 September.",
        "People with a small child, too.",
        "Nothing has been checked yet.",
        "Asked: 1. Yes: 1.",
    ):
        assert words in page
    assert "Not passed" not in page


def test_a_pause_begins_and_is_lifted(coordinator):
    made = offered_space().host
    coordinator.post(at(made, "pause/"), {"kind": "away", "until": "28.09"})
    pause = Pause.objects.get()
    assert (pause.first_night, pause.end_night) == (TONIGHT, nights(3).first)
    page = text_of(coordinator.get(at(made)))
    assert "away until 28\N{NO-BREAK SPACE}Sep" in page
    coordinator.post(f"{HOSTS}pauses/{pause.id}/lift/", {"onward": at(made)})
    assert "None. New people may come." in text_of(coordinator.get(at(made)))


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "safety"},
        {"kind": "x"},
        {"kind": "rest", "until": "2022-09-20"},
        {"kind": "rest", "until": "x"},
    ],
)
def test_a_pause_that_cannot_be_meant_is_said_on_the_page(coordinator, sent):
    made = offered_space().host
    answer = coordinator.post(at(made, "pause/"), sent)
    assert answer.status_code == 422
    assert "Begin a pause" in text_of(answer)
    assert not Pause.objects.exists()


def test_what_a_host_says_by_phone_is_noted(coordinator):
    made = offered_space().host
    stale(made)
    coordinator.post(at(made, "answer/"), {"holds": "yes"})
    assert Host.objects.get().fresh_on == TONIGHT
    coordinator.post(at(made, "answer/"), {"holds": "no"})
    assert [pause.kind for pause in Pause.objects.all()] == ["break"]


def test_the_rest_of_a_host_is_changed(coordinator):
    made = offered_space().host
    coordinator.post(at(made, "rest/"), {"nights_in_a_row": 3, "nights_of_rest": 4})
    assert (Host.objects.get().nights_in_a_row, Host.objects.get().nights_of_rest) == (3, 4)
    answer = coordinator.post(at(made, "rest/"), {"nights_in_a_row": 0, "nights_of_rest": 4})
    assert answer.status_code == 422


def test_a_host_stops_after_one_question_and_not_while_somebody_is_promised(coordinator):
    made = offered_space()
    stay = told(party(), made)
    page = text_of(coordinator.get(at(made.host, "stop/")))
    assert "Find another place for them first." in page
    assert coordinator.post(at(made.host, "stop/")).status_code == 409
    coordinator.post(f"/staff/stays/{stay}/cancel/")
    assert coordinator.post(at(made.host, "stop/"))["Location"] == HOSTS
    assert "has stopped" in text_of(coordinator.get(at(made.host)))


def test_another_city_finds_no_host_and_a_vetter_only_reads_and_vets(signed_in):
    made = offered_space()
    stale(made.host)
    elsewhere, vetter = signed_in("coordinator", place="Oral"), signed_in("vetter")
    assert codes(elsewhere.get(HOSTS)) == []
    assert elsewhere.get(at(made.host)).status_code == 404
    assert elsewhere.post(at(made.host, "pause/"), {"kind": "team"}).status_code == 404
    assert elsewhere.post(at(made.host, "stop/")).status_code == 404
    elsewhere.post(f"{HOSTS}ask/", {"host": made.host})
    assert not Host.objects.get().is_question_owed
    page = text_of(vetter.get(HOSTS))
    assert code_of(made.host) in page
    assert "Ask tonight" not in page
    assert "stops for good" not in text_of(vetter.get(at(made.host)))


def test_the_list_costs_the_same_for_many(coordinator, django_assert_max_num_queries):
    moved_in(party(), offered_space())
    with django_assert_max_num_queries(12):
        coordinator.get(HOSTS)
    for _ in range(5):
        proposed(party(), offered_space())
    with django_assert_max_num_queries(15):
        coordinator.get(HOSTS)
