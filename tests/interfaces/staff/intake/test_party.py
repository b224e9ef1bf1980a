"""One request in a browser: what is shown, what can be done, and who may do it."""

import pytest

from shanyrak.apps.intake.models import Party, PartyState
from shanyrak.apps.stays.models import Stay
from tests.apps.stays.conftest import offered, party, proposed, told
from tests.factories import hall, nights, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db


def at(made, page=""):
    return f"/staff/intake/{Party.objects.get(id=made).code}/{page}"


def state(stay):
    return Stay.objects.get(id=stay).state


def test_a_request_shows_facts_nights_and_what_was_done(coordinator):
    made = party(people=3, needs=frozenset({"pets"}), is_protected=True)
    coordinator.post("/staff/stays/rows/note/", {"party": made, "code": "called"})
    page = text_of(coordinator.get(at(made)))
    for words in ("3 people", "Nights: 25, 26 September.", "pet", "only to hosts whom two vetters checked"):
        assert words in page
    assert "No place yet." in page
    assert "note made" in page
    assert "<dt>Language</dt><dd>русский</dd>" in page.replace("\n", "")
    assert "<b>n</b> no place" in page


def test_a_code_in_either_script_leads_to_it_and_an_unknown_one_nowhere(coordinator):
    made = party()
    code = Party.objects.get(id=made).code
    assert coordinator.get(f"/staff/intake/{code.lower()}/").status_code == 200
    assert coordinator.get("/staff/intake/XX0000/").status_code == 404


def test_the_places_can_be_held_or_proposed(coordinator):
    made, space = party(), offered_space(district="Medeu")
    offered_space(beds=4)
    page = coordinator.get(at(made, "places/"))
    assert "room, Medeu" in text_of(page)
    assert "There is no plan yet" in text_of(page)
    values = [choice["spots"][0]["value"] for choice in page.context["choices"]]
    assert len(values) == 2
    coordinator.post(at(made, "hold/"), {"place": values[0]})
    assert "held until 20:30" in text_of(coordinator.get(at(made)))
    other = party()
    values = [c["spots"][0]["value"] for c in coordinator.get(at(other, "places/")).context["choices"]]
    coordinator.post(at(other, "propose/"), {"place": values[0], "reserve": values[1:]})
    assert "waiting for the host, 20 min" in text_of(coordinator.get(at(other)))
    assert space.space


def test_without_a_place_the_reason_and_what_would_help_are_told(coordinator):
    offered_space(beds=1)
    offered_space(beds=1)
    page = text_of(coordinator.get(at(party(), "places/")))
    assert "2 places are open; none has 2 beds." in page
    assert "In 1 + 1, if they agree" in page
    assert "Hold for 30 minutes" not in page.partition("What would help")[2]


def test_the_places_come_as_a_part_for_htmx(coordinator):
    offered_space()
    page = text_of(coordinator.get(at(party(), "places/"), headers={"hx-request": "true"}))
    assert "<html" not in page
    assert "Propose this place" in page


@pytest.mark.parametrize("sent", [{}, {"place": "x"}, {"place": "x 2022-09-25 2022-09-26 2 1"}])
def test_a_form_without_a_place_is_refused(coordinator, sent):
    made = party()
    for act in ("hold/", "propose/"):
        answer = coordinator.post(at(made, act), sent)
        assert answer.status_code == 422
        assert "Look for the best places again" in text_of(answer)


def test_two_coordinators_cannot_take_the_same_bed(coordinator, signed_in):
    first, second, _ = party(), party(), offered_space()
    value = coordinator.get(at(first, "places/")).context["choices"][0]["spots"][0]["value"]
    other = signed_in("coordinator", username="other")
    other_value = other.get(at(second, "places/")).context["choices"][0]["spots"][0]["value"]
    assert coordinator.post(at(first, "hold/"), {"place": value}).status_code == 302
    assert other.post(at(second, "hold/"), {"place": other_value}).status_code == 409


def test_a_stay_is_led_through_its_life_by_phone(coordinator):
    made = party()
    stay = proposed(made, offered_space())
    back = {"onward": at(made)}
    for act, after in (
        ("accept-for-host", "host_yes"),
        ("accept-for-party", "told"),
        ("check-in", "in"),
        ("check-out", "out"),
    ):
        answer = coordinator.post(f"/staff/stays/{stay}/{act}/", back)
        assert answer["Location"] == at(made)
        assert state(stay) == after
    assert coordinator.post(f"/staff/stays/{stay}/check-in/", back).status_code == 409


@pytest.mark.parametrize(
    ("begun", "step", "after"),
    [
        (proposed, ("refuse-for-host", "busy"), "refused"),
        (offered, ("refuse-for-party", "too_far"), "refused"),
        (offered, ("cancel", ""), "cancelled"),
        (told, ("no-show", ""), "no_show"),
    ],
)
def test_a_stay_ends_in_each_way(coordinator, begun, step, after):
    act, reason = step
    stay = begun(party(), offered_space())
    assert coordinator.post(f"/staff/stays/{stay}/{act}/", {"reason": reason}).status_code == 302
    assert state(stay) == after


def test_a_reason_of_nobodys_list_is_refused(coordinator):
    stay = proposed(party(), offered_space())
    assert coordinator.post(f"/staff/stays/{stay}/refuse-for-host/", {"reason": "x"}).status_code == 422


def test_a_party_is_split_only_if_it_said_yes(coordinator):
    made = party()
    assert coordinator.post(at(made, "split/")).status_code == 422
    assert not Party.objects.get(id=made).may_split
    coordinator.post(at(made, "split/"), {"agreed": "yes"})
    assert Party.objects.get(id=made).may_split


def test_a_request_is_closed_and_its_beds_are_free(coordinator):
    made = party()
    stay = told(made, offered_space())
    coordinator.post(at(made, "close/"), {"why": "solved"})
    assert Party.objects.get(id=made).state == PartyState.WITHDRAWN
    assert state(stay) == "cancelled"
    assert "closed" in text_of(coordinator.get(at(made)))


def test_who_sleeps_at_a_place_of_their_own_is_noted(coordinator):
    made = party()
    coordinator.post(at(made, "elsewhere/"))
    page = text_of(coordinator.get(at(made)))
    assert "at a place of their own" in page
    assert "No place yet." not in page


def test_people_at_the_desk_are_vouched_for(coordinator):
    made = party(is_vouched=False)
    coordinator.post(at(made, "vouch/"))
    assert Party.objects.get(id=made).is_vouched


def test_another_city_and_those_without_power_are_refused(signed_in):
    made, stay = party(), proposed(party(), offered_space())
    elsewhere, vetter = signed_in("coordinator", place="Oral"), signed_in("vetter")
    assert elsewhere.get(at(made)).status_code == 404
    assert elsewhere.post(at(made, "close/")).status_code == 404
    assert elsewhere.post(f"/staff/stays/{stay}/cancel/").status_code == 404
    page = text_of(vetter.get(at(made)))
    assert "Best places" not in page
    assert "Change this request" not in page
    assert vetter.post(f"/staff/stays/{stay}/cancel/").status_code in {403, 404}


def test_the_page_costs_the_same_for_a_long_chain(coordinator, django_assert_max_num_queries):
    made = party(nights=4)
    told(made, offered_space(span=nights(0, 2)), span=nights(0, 2))
    told(made, offered_space(span=nights(2, 2)), span=nights(2, 2))
    hall()
    with django_assert_max_num_queries(22):
        coordinator.get(at(made))
