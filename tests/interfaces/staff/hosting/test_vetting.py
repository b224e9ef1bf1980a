"""Vetting in a browser: who is due, what a vetter notes, who decides."""

import pytest

from shanyrak.apps.hosting.models import Check, Host, Pause
from tests.factories import cast_team, offered_space
from tests.interfaces.staff.conftest import text_of
from tests.people import ALMATY

pytestmark = pytest.mark.django_db
QUEUE = "/staff/hosting/vetting/"


@pytest.fixture
def vetter(signed_in):
    return signed_in("vetter")


def note(browser, host, kind, reason=""):
    sent = {
        "kind": kind,
        "result": "failed" if reason else "passed",
        "reason": reason or "other",
        "onward": QUEUE,
    }
    return browser.post(f"/staff/hosting/{host}/check/", sent)


def level():
    return Host.objects.get().level


def test_a_queue_with_nobody_due_says_so(vetter):
    cast_team(ALMATY)
    page = text_of(vetter.get(QUEUE))
    assert "No check is due." in page
    assert "only after two different vetters" in page


def test_new_hosts_come_first_each_with_the_check_that_it_lacks(vetter):
    seen, new = offered_space(level=2).host, offered_space(level=0).host
    page = text_of(vetter.get(QUEUE))
    assert page.index(new.hex[:5].upper()) < page.index(seen.hex[:5].upper())
    assert "talk by phone" in page


def test_a_host_climbs_check_by_check(vetter):
    made = offered_space(level=0).host
    for kind, after in (("phone", 1), ("visit", 2), ("references", 3)):
        assert note(vetter, made, kind)["Location"] == QUEUE
        assert level() == after
    page = text_of(vetter.get(QUEUE))
    assert "references, by a second vetter" in page
    assert "by you" in text_of(vetter.get(f"/staff/hosting/{made}/"))


def test_two_different_vetters_open_a_home_to_protected_people(vetter, signed_in):
    made = offered_space(level=0).host
    for kind in ("phone", "visit", "references", "references"):
        note(vetter, made, kind)
    assert not Host.objects.get().has_two_vetters
    other = signed_in("vetter", username="other")
    note(other, made, "references")
    assert Host.objects.get().has_two_vetters
    assert "No check is due." in text_of(vetter.get(QUEUE))


def test_a_check_before_its_turn_is_refused_in_words(vetter):
    made = offered_space(level=0).host
    answer = note(vetter, made, "references")
    assert answer.status_code == 409
    assert "The check before this one comes first." in text_of(answer)
    assert note(vetter, made, "x").status_code == 409
    assert not Check.objects.exists()


def test_a_check_that_was_not_passed_is_kept_counted_and_decided_by_a_vetter(vetter, coordinator):
    made = offered_space(level=0).host
    note(vetter, made, "phone", "wants_something")
    page = text_of(vetter.get(QUEUE))
    assert "Checks passed: 0. Not passed: 1. Hosts with one not passed: 1." in page
    assert "decide" in page
    assert "People may come again" in page
    pause = Pause.objects.get()
    lift = f"/staff/hosting/pauses/{pause.id}/lift/"
    refused = coordinator.post(lift, {"onward": QUEUE})
    assert refused.status_code == 422
    assert "Ask a vetter of your team." in text_of(refused)
    assert vetter.post(lift, {"onward": QUEUE})["Location"] == QUEUE
    pause.refresh_from_db()
    assert pause.lifted_on
    assert "wants something for it" in text_of(coordinator.get(f"/staff/hosting/{made}/"))


def test_a_vetter_of_another_city_notes_nothing(signed_in):
    made = offered_space(level=0).host
    elsewhere = signed_in("vetter", place="Oral")
    assert note(elsewhere, made, "phone").status_code == 404
    assert made.hex[:5].upper() not in text_of(elsewhere.get(QUEUE))
    assert level() == 0
