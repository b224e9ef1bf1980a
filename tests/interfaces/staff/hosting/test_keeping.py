"""Keeping a site in a browser: founding it, what it bears, its rooms and nights, and who may."""

import pytest

from shanyrak.apps.accounts.models import Grant
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.models import Site, Space, Window
from tests.apps.stays.conftest import party, told
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.interfaces.staff.conftest import text_of
from tests.people import COORDINATOR

pytestmark = pytest.mark.django_db
SITES = "/staff/hosting/sites/"
ROOM = {"label": "2", "kind": "hall", "beds": 12, "sexes": "f", "features": ["step_free"], "until": "24.10"}


def test_a_site_is_founded_and_gets_its_first_room(coordinator):
    said = {"name": "School 12", "opens_at": "19:00", "closes_at": "10:00", "is_open": "on", "toilets": 2}
    answer = coordinator.post(f"{SITES}found/", said)
    site = Site.objects.get()
    assert answer["Location"] == f"{SITES}{site.id}/rooms/"
    assert (site.name, str(site.opens_at), site.toilets, site.is_listed) == (
        "School 12",
        "19:00:00",
        2,
        False,
    )
    assert "No room yet." in text_of(coordinator.get(answer["Location"]))
    coordinator.post(answer["Location"], ROOM)
    room = Space.objects.get()
    assert (room.beds, room.sexes, room.features) == (12, "f", "step_free")
    window = Window.objects.get()
    assert (window.first_night, window.end_night) == (TONIGHT, nights(30).first)
    assert "12 beds. It bears 12 people; what binds: beds." in text_of(coordinator.get(answer["Location"]))


def test_what_does_not_fit_is_said_on_the_form(coordinator):
    hall(toilets=1)
    site = Site.objects.get()
    assert coordinator.post(f"{SITES}found/", {"name": site.name}).status_code == 422
    answer = coordinator.post(f"{SITES}found/", {"name": "", "opens_at": "x"})
    assert answer.status_code == 422
    assert 'id="id_opens_at_error"' in text_of(answer)
    answer = coordinator.post(f"{SITES}{site.id}/rooms/", ROOM)
    assert answer.status_code == 409
    assert "promised more beds" in text_of(answer)
    assert coordinator.post(f"{SITES}{site.id}/rooms/", {**ROOM, "until": "x"}).status_code == 422


def test_a_new_room_is_open_on_some_night(coordinator):
    hall(beds=20)
    address = f"{SITES}{Site.objects.get().id}/rooms/"
    answer = coordinator.post(address, {**ROOM, "beds": 2, "until": "24.09.2022"})
    assert answer.status_code == 422
    assert "tonight or within a year" in text_of(answer)
    assert Space.objects.count() == 1


def test_what_is_said_of_a_site_is_changed(coordinator):
    site, _ = hall(beds=20, square_metres=140)
    page = text_of(coordinator.get(f"{SITES}{site}/facts/"))
    assert 'name="square_metres" value="140"' in page
    said = {"name": "Cinema", "square_metres": 105, "is_open": "on"}
    assert coordinator.post(f"{SITES}{site}/facts/", said)["Location"] == f"{SITES}{site}/"
    assert Site.objects.get().square_metres == 105
    refused = coordinator.post(f"{SITES}{site}/facts/", {**said, "square_metres": 35})
    assert refused.status_code == 409


def test_a_room_is_changed_opened_longer_and_taken_away(coordinator):
    site, room = hall(beds=20)
    address = f"/staff/hosting/rooms/{room}/"
    assert 'name="until" value="2022-10-01"' in text_of(coordinator.get(address))
    coordinator.post(address, {"label": "1", "kind": "hall", "beds": 30, "sexes": "any"})
    assert Space.objects.get().beds == 30
    coordinator.post(f"{address}nights/", {"until": "24.10"})
    assert Window.objects.get().end_night == nights(30).first
    assert coordinator.post(f"{address}withdraw/")["Location"] == f"{SITES}{site}/rooms/"
    assert Space.objects.get().withdrawn_on
    assert coordinator.get(address).status_code == 404


@pytest.fixture
def with_gaps():
    """Open a room two nights from now for three nights, and after two nights for one more."""
    _, room = hall(beds=20)
    hosting.change_windows(actor=COORDINATOR, now=NOW, space=room, windows=[nights(2, 3), nights(7, 1)])
    return room


@pytest.mark.parametrize(
    ("said", "open_on"),
    [
        ({}, {2, 3, 4, 7}),
        ({"also": ["2022-09-25"]}, {0, 1, 2, 3, 4, 7}),
        ({"also": ["2022-09-30"]}, {2, 3, 4, 5, 6, 7}),
        ({"until": "04.10"}, {2, 3, 4, 7, 8, 9}),
        ({"until": "30.09"}, {2, 3, 4, 5}),
        ({"until": "25.09"}, {0}),
    ],
    ids=["nothing changed", "the first", "between", "longer", "an end within a gap", "an end before all"],
)
def test_nights_on_which_a_room_is_closed_stay_until_they_are_ticked(coordinator, with_gaps, said, open_on):
    address = f"/staff/hosting/rooms/{with_gaps}/"
    page = text_of(coordinator.get(address))
    assert 'value="2022-09-25"' in page
    assert 'value="2022-09-30"' in page
    assert coordinator.post(f"{address}nights/", {"until": "02.10", **said}).status_code == 302
    assert {(night - TONIGHT).days for window in Window.objects.all() for night in window.span} == open_on


def test_closed_nights_that_changed_meanwhile_are_looked_at_again(coordinator, with_gaps):
    said = {"until": "02.10", "also": ["2022-09-29"]}
    answer = coordinator.post(f"/staff/hosting/rooms/{with_gaps}/nights/", said)
    assert "These nights have changed" in text_of(answer)
    assert Window.objects.count() == 2


def test_promised_beds_and_nights_stay(coordinator):
    _, room = hall(beds=20)
    told(party(people=3), room)
    address = f"/staff/hosting/rooms/{room}/"
    said = {"label": "1", "kind": "hall", "beds": 2, "sexes": "any"}
    assert coordinator.post(address, said).status_code == 409
    assert coordinator.post(f"{address}nights/", {"until": "25.09"}).status_code == 409
    assert coordinator.post(f"{address}withdraw/").status_code == 409
    assert Space.objects.get().beds == 20


def test_only_who_keeps_a_site_changes_it(signed_in):
    manager = signed_in("hall_manager")
    (site, room), (other, _) = hall(), hall()
    Grant.objects.filter(role="hall_manager").update(site=other)
    assert manager.get(f"{SITES}{site}/facts/").status_code == 403
    assert manager.get(f"/staff/hosting/rooms/{room}/").status_code in {403, 404}
    assert manager.get(f"{SITES}{other}/facts/").status_code == 200
    assert manager.post(f"{SITES}found/", {"name": "Mine"}).status_code == 422
    elsewhere = signed_in("coordinator", place="Oral")
    assert elsewhere.get(f"{SITES}{site}/rooms/").status_code == 404
    assert elsewhere.post(f"/staff/hosting/rooms/{room}/withdraw/").status_code == 404
    assert "Rooms and limits" not in text_of(signed_in("clerk").get(f"{SITES}{site}/"))


def test_the_room_of_a_host_is_not_changed_here(coordinator):
    room = offered_space().space
    assert coordinator.get(f"/staff/hosting/rooms/{room}/").status_code == 404
