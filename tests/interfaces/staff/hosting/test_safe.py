"""The day after in a browser: who is not safe comes first, who decides, what is noted for a caller."""

from datetime import timedelta

import pytest
from django.test import Client

from shanyrak.apps.hosting.models import Pause
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import Refusal, SafeCheck
from tests.apps.stays.conftest import itself, moved_in, party
from tests.factories import NOW, hall, nights, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db
SAFE = "/staff/hosting/safe/"
NEXT_DAY = NOW + timedelta(days=1)


def code_of(made):
    return Party.objects.get(id=made).code


@pytest.fixture
def next_day(evening, signed_in):
    """Return a maker of browsers on the evening after everybody came."""
    evening(NEXT_DAY)
    return signed_in


def came(answer="", side="party", *, made=None):
    """Let people come to a host, or to a hall, and say how it is there."""
    people = party(nights=3)
    room = made or offered_space(span=nights(0, 7))
    stay = moved_in(people, room, span=nights(0, 3))
    if answer:
        services.answer_safe(actor=itself(people), now=NEXT_DAY, stay=stay, answer=answer)
    return people, stay, room


def test_an_evening_without_worries_says_so(next_day):
    assert "Nothing to look into." in text_of(next_day("vetter").get(SAFE))


def test_not_safe_stands_first_then_calls_then_silence(next_day):
    vetter = next_day("vetter")
    silent, _, _ = came()
    calls, _, _ = came("call_me")
    unsafe, _, made = came("not_safe")
    fine, stay, _ = came("fine")
    SafeCheck.objects.filter(side="host").delete()
    page = text_of(vetter.get(SAFE))
    order = [page.index(code_of(each)) for each in (unsafe, calls, silent)]
    assert order == sorted(order)
    assert code_of(fine) not in page
    assert "2 answers have to be looked into now." in page
    assert "Nobody new comes there until a vetter decides:" in page
    assert made.host.hex[:5].upper() in page
    assert stay


def test_before_eight_in_the_evening_nobody_is_late(evening, signed_in):
    people, _, _ = came()
    evening(NEXT_DAY - timedelta(hours=2))
    assert code_of(people) not in text_of(signed_in("vetter").get(SAFE))


def test_a_vetter_decides_and_a_coordinator_cannot(next_day):
    vetter, coordinator = next_day("vetter"), next_day("coordinator")
    came("not_safe")
    pause = Pause.objects.get()
    assert "People may come again" in text_of(vetter.get(SAFE))
    assert "People may come again" not in text_of(coordinator.get(SAFE))
    lift = f"/staff/hosting/pauses/{pause.id}/lift/"
    assert coordinator.post(lift, {"onward": SAFE}).status_code == 422
    assert vetter.post(lift, {"onward": SAFE})["Location"] == SAFE
    assert Pause.objects.get().lifted_on


def test_what_was_looked_into_leaves_the_list_and_the_pause_stays(next_day):
    vetter = next_day("vetter")
    people, stay, _ = came("not_safe")
    SafeCheck.objects.filter(side="host").delete()
    check = SafeCheck.objects.get(stay=stay)
    assert vetter.post(f"{SAFE}{check.id}/close/")["Location"] == SAFE
    assert code_of(people) not in text_of(vetter.get(SAFE))
    assert Pause.objects.get().lifted_on is None


def test_what_a_caller_says_is_noted(next_day):
    coordinator = next_day("coordinator")
    _, stay, _ = came()
    coordinator.post(f"{SAFE}{stay}/answer/", {"side": "host", "answer": "fine"})
    coordinator.post(f"{SAFE}{stay}/answer/", {"side": "party", "answer": "not_safe"})
    assert {(c.side, c.answer) for c in SafeCheck.objects.all()} == {("host", "fine"), ("party", "not_safe")}
    assert "Call them now." in text_of(coordinator.get(SAFE))
    assert [pause.kind for pause in Pause.objects.all()] == ["safety"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 404), ({"side": "party", "answer": "x"}, 422), ({"side": "x", "answer": "fine"}, 404)],
)
def test_an_answer_of_no_list_is_refused(next_day, sent, status):
    _, stay, _ = came()
    assert next_day("vetter").post(f"{SAFE}{stay}/answer/", sent).status_code == status


def test_it_does_not_work_out_leads_to_the_request_without_blame(next_day):
    coordinator = next_day("coordinator")
    people, stay, _ = came("call_me")
    answer = coordinator.post(f"{SAFE}{stay}/rematch/")
    assert answer["Location"] == f"/staff/intake/{code_of(people)}/"
    assert Refusal.objects.get().reason == "not_working"
    assert not Pause.objects.exists()


def test_a_hall_has_no_host_to_stop(next_day):
    _, room = hall()
    came("not_safe", made=room)
    page = text_of(next_day("vetter").get(SAFE))
    assert "At a site of the team." in page
    assert "until a vetter decides" not in page


def test_another_city_sees_and_closes_nothing(next_day):
    people, stay, _ = came("not_safe")
    elsewhere = next_day("vetter", place="Oral")
    assert code_of(people) not in text_of(elsewhere.get(SAFE))
    check = SafeCheck.objects.get(stay=stay, side="party")
    assert elsewhere.post(f"{SAFE}{check.id}/close/").status_code == 404
    assert elsewhere.post(f"{SAFE}{stay}/answer/", {"side": "party", "answer": "fine"}).status_code == 404
    assert Client().get(SAFE).status_code == 403


def test_the_list_costs_the_same_for_many(next_day, django_assert_max_num_queries):
    vetter = next_day("vetter")
    came("not_safe")
    with django_assert_max_num_queries(10):
        vetter.get(SAFE)
    for _ in range(4):
        came("call_me")
    with django_assert_max_num_queries(10):
        vetter.get(SAFE)
