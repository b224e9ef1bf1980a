"""A site in a browser: who comes, who is in, what is done at its door, and by whom."""

import re
from datetime import timedelta

import pytest

from shanyrak.apps.accounts.models import Grant
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays.models import Stay
from tests.apps.stays.conftest import moved_in, party, told
from tests.factories import NOW, hall, nights, offered_space
from tests.interfaces.staff.conftest import text_of

pytestmark = pytest.mark.django_db


def code_of(made):
    return Party.objects.get(id=made).code


def at(site, page=""):
    return f"/staff/hosting/sites/{site}/{page}"


def state(stay):
    return Stay.objects.get(id=stay).state


@pytest.fixture
def clerk(signed_in):
    return signed_in("clerk")


def bind(role, site):
    """Let the members of a role see one site alone."""
    Grant.objects.filter(role=role).update(site=site)


def test_the_sites_show_how_full_they_are(coordinator):
    site, room = hall(beds=30, square_metres=280)
    told(party(people=3), room)
    page = text_of(coordinator.get("/staff/hosting/sites/"))
    assert f'href="{at(site)}"' in page
    assert "30 people: beds" in page
    cells = re.findall(r'<td class="number">(\d+)</td>', page)
    assert cells == ["27", "3", "0", "30"]


def test_a_team_without_a_site_is_told_so(coordinator):
    assert "no site that you look after" in text_of(coordinator.get("/staff/hosting/sites/"))


def test_who_looks_after_one_site_sees_it_at_once_and_no_other(signed_in):
    clerk = signed_in("clerk")
    (site, room), (other, _) = hall(), hall()
    made = party()
    stay = told(made, room)
    bind("clerk", other)
    answer = clerk.get("/staff/")
    assert answer["Location"] == "/staff/hosting/sites/"
    assert clerk.get(answer["Location"])["Location"] == at(other)
    assert clerk.get(at(other)).status_code == 200
    assert clerk.get(at(site)).status_code == 403
    assert clerk.post(at(site, "in/"), {"stay": stay}).status_code == 403
    assert clerk.post(at(other, "in/"), {"stay": stay}).status_code == 404
    assert state(stay) == "told"
    page = text_of(clerk.get(at(other) + f"?code={code_of(made)}"))
    assert "They have no bed here tonight." in page


def test_an_evening_on_which_nobody_comes_says_so(clerk):
    site, _ = hall()
    page = text_of(clerk.get(at(site)))
    assert "Nobody sleeps here tonight, and nobody is awaited." in page
    assert "<b>20</b>free beds" in page


def test_the_list_shows_who_is_awaited_and_nobody_else(clerk):
    site, room = hall(beds=20)
    made = party(people=4)
    stay = Stay.objects.get(id=told(party(people=2), room))
    page = text_of(clerk.get(at(site)))
    assert stay.party.code in page
    assert stay.door_words in page
    assert "coming" in page
    assert "27\N{NO-BREAK SPACE}Sep" in page
    assert code_of(made) not in page


def test_people_come_go_on_or_do_not_come_with_one_press_each(clerk):
    site, room = hall()
    first, second = told(party(), room), told(party(), room)
    for act, stay, after in (
        ("in/", first, "in"),
        ("in/", first, "in"),
        ("out/", first, "out"),
        ("missed/", second, "no_show"),
    ):
        answer = clerk.post(at(site, act), {"stay": stay})
        assert answer["Location"] == f"{at(site)}?done={stay}&at=row"
        assert state(stay) == after
    assert clerk.post(at(site, "in/"), {"stay": first}).status_code == 409


def test_after_an_act_the_keyboard_is_on_the_same_row(clerk):
    site, room = hall()
    stay = told(party(), room)
    page = text_of(clerk.get(clerk.post(at(site, "in/"), {"stay": stay})["Location"]))
    assert f'id="s-{stay}" autofocus' in page
    assert page.count("autofocus") == 1
    page = text_of(clerk.get(clerk.post(at(site, "in/"), {"stay": stay, "at": "find"})["Location"]))
    assert f'id="s-{stay}" autofocus' not in page
    assert re.search(r'<input id="find"[^>]* autofocus', page)


@pytest.mark.parametrize("act", ["in/", "missed/"])
def test_a_slip_can_be_taken_back(clerk, act):
    site, room = hall()
    stay = told(party(), room)
    page = text_of(clerk.get(clerk.post(at(site, act), {"stay": stay})["Location"]))
    assert "Undo" in page
    page = text_of(clerk.get(clerk.post(at(site, "undo/"), {"stay": stay})["Location"]))
    assert state(stay) == "told"
    assert "awaited again" in page
    assert "Undo" not in page


def test_who_was_checked_out_by_mistake_walks_in_again(clerk):
    site, room = hall()
    made = party()
    stay = moved_in(made, room)
    page = text_of(clerk.get(clerk.post(at(site, "out/"), {"stay": stay})["Location"]))
    assert "They are still here" in page
    page = text_of(clerk.get(at(site) + f"?code={code_of(made)}"))
    assert "room 1: 20 free" in page
    clerk.post(at(site, f"walk-in/{code_of(made)}/"), {"room": room, "nights": 2})
    assert list(Stay.objects.exclude(id=stay).values_list("state", flat=True)) == ["in"]


def test_a_code_leads_to_the_row_and_its_act(clerk):
    site, room = hall()
    made = party(people=3)
    told(made, room)
    page = text_of(clerk.get(at(site) + f"?code={code_of(made).lower()}"))
    card = page.partition('class="card"')[2].partition("</section>")[0]
    assert "3 people, room 1" in card
    assert 'data-act="i" autofocus' in card


def test_a_code_of_nobody_and_one_of_a_later_day_are_told_apart(clerk):
    site, room = hall()
    made = party(first_night=nights(2).first)
    told(made, room, span=nights(2, 2))
    assert "come here on the evening of 27 September" in text_of(
        clerk.get(f"{at(site)}?code={code_of(made)}")
    )
    page = text_of(clerk.get(f"{at(site)}?code=ZZ0000"))
    assert "Nobody who asks for a bed has the code" in page
    assert "They have no request yet" in page


def test_what_is_typed_as_a_code_is_never_read_as_a_page(clerk):
    site, _ = hall()
    page = text_of(clerk.get(f"{at(site)}?code=<b>x"))
    assert "<b>x" not in page
    assert clerk.get(f"{at(site)}?done=x").status_code == 200


def test_a_party_by_code_walks_in(clerk):
    site, room = hall()
    made = party(nights=3)
    page = text_of(clerk.get(f"{at(site)}?code={code_of(made)}"))
    assert 'name="nights" min="1" max="90" value="3"' in page
    answer = clerk.post(at(site, f"walk-in/{code_of(made)}/"), {"room": room, "nights": 3, "at": "find"})
    stay = Stay.objects.get()
    assert (stay.state, stay.end_night) == ("in", nights(3).first)
    assert answer["Location"] == f"{at(site)}?done={stay.id}&at=find"


def test_why_somebody_cannot_walk_in_is_said_in_words(clerk):
    site, room = hall()
    made = party()
    told(made, offered_space())
    answer = clerk.post(at(site, f"walk-in/{code_of(made)}/"), {"room": room, "nights": 1})
    assert answer.status_code == 409
    assert "they have a place on these nights" in text_of(answer)
    assert Stay.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"room": "x", "nights": 1}, {"nights": 1}])
def test_a_walk_in_without_a_room_is_refused(clerk, sent):
    site, _ = hall()
    assert clerk.post(at(site, f"walk-in/{code_of(party())}/"), sent).status_code == 422


def test_nobody_walks_in_at_a_host_through_this_door(clerk):
    site, _ = hall()
    room = offered_space().space
    answer = clerk.post(at(site, f"walk-in/{code_of(party())}/"), {"room": room, "nights": 1})
    assert answer.status_code == 403


def test_who_has_no_request_is_taken_in_at_once(clerk):
    site, room = hall()
    page = text_of(clerk.get(at(site, "new/")))
    assert re.search(r'<input type="number" name="people"[^>]*autofocus', page)
    answer = clerk.post(at(site, "new/"), {"people": 4, "nights": 1, "room": room, "language": "kk"})
    made = Party.objects.get()
    assert (made.people, made.language, made.is_vouched) == (4, "kk", True)
    assert f"{made.code}: in. 4 people, room 1." in text_of(clerk.get(answer["Location"]))


def test_what_was_typed_stays_when_there_is_no_bed_for_it(clerk):
    site, room = hall(beds=2)
    answer = clerk.post(at(site, "new/"), {"people": 3, "nights": 1, "room": room, "language": "ru"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "too few beds" in page
    assert 'name="people" value="3"' in page
    assert not Party.objects.exists()


def test_without_a_free_bed_the_request_alone_is_taken(clerk):
    site, room = hall(beds=2)
    moved_in(party(), room)
    page = text_of(clerk.get(at(site, "new/")))
    assert "No bed is free here tonight." in page
    assert "They are in" not in page
    sent = {"people": 3, "nights": 2, "needs": ["children"], "language": "ru"}
    assert clerk.post(at(site, "new/"), sent).status_code == 200
    assert Party.objects.count() == 1
    answer = clerk.post(at(site, "new/request/"), sent)
    made = Party.objects.get(people=3)
    assert answer["Location"] == f"{at(site)}?code={made.code}"
    assert "The coordinator sees this request" in text_of(clerk.get(answer["Location"]))


@pytest.mark.parametrize("page", ["new/", "new/request/"])
def test_facts_that_cannot_be_meant_are_said_at_their_field(clerk, page):
    site, room = hall()
    answer = clerk.post(at(site, page), {"people": 0, "nights": 1, "room": room, "language": "ru"})
    assert answer.status_code == 422
    assert 'id="id_people_error"' in text_of(answer)


def test_who_should_have_gone_is_shown_apart(signed_in, evening):
    site, room = hall()
    made = party()
    stay = moved_in(made, room)
    evening(NOW + timedelta(days=2))
    clerk = signed_in("clerk")
    page = text_of(clerk.get(at(site)))
    assert "<b>1</b>stay is over" in page
    assert code_of(made) in page.partition("Their nights are over")[2]
    clerk.post(at(site, "out/"), {"stay": stay})
    assert "Their nights are over" not in text_of(clerk.get(at(site)))


def test_the_list_comes_alone_for_htmx_and_leaves_the_keyboard_where_it_is(clerk):
    site, room = hall()
    stay = told(party(), room)
    page = text_of(clerk.get(f"{at(site)}?done={stay}", headers={"hx-request": "true"}))
    assert page.lstrip().startswith('<div id="roster"')
    assert "<html" not in page
    assert "autofocus" not in page


def test_the_list_to_print_has_boxes_and_lines_for_who_walks_in(clerk):
    site, room = hall()
    made = party()
    told(made, room)
    page = text_of(clerk.get(at(site, "paper/")))
    assert code_of(made) in page
    assert page.count("walks in") == 10
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_another_city_finds_neither_site_nor_stay(signed_in):
    site, room = hall()
    stay = told(party(), room)
    elsewhere = signed_in("coordinator", place="Oral")
    assert elsewhere.get(at(site)).status_code == 404
    assert elsewhere.get(at(site, "paper/")).status_code == 404
    assert elsewhere.post(at(site, "in/"), {"stay": stay}).status_code == 404
    assert elsewhere.post(at(site, "new/"), {"people": 1}).status_code == 404


def test_the_list_costs_the_same_for_many(clerk, django_assert_max_num_queries):
    site, room = hall(beds=60)
    told(party(), room)
    with django_assert_max_num_queries(16):
        clerk.get(at(site))
    for _ in range(6):
        told(party(), room)
    with django_assert_max_num_queries(16):
        clerk.get(at(site))
