"""Sites: who may change them, and how many people a place can bear."""

import pytest

from shanyrak.apps.hosting import queries, services
from shanyrak.apps.hosting.errors import FewerBedsError, SiteFactsError, SiteNotFoundError, SpaceFactsError
from shanyrak.apps.hosting.services import SiteFacts, SpaceFacts
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor
from shanyrak.base.powers import ROLES
from tests.factories import NOW, cast_team, hall, nights
from tests.people import ALMATY, CLERK, COORDINATOR, COORDINATOR_ELSEWHERE, HALL_MANAGER, STRANGER, VETTER

pytestmark = pytest.mark.django_db


def bound_to(site, role="hall_manager"):
    return Actor("member", ref="0" * 16, team=ALMATY, site_powers=frozenset((p, site) for p in ROLES[role]))


def test_capacity_is_what_binds():
    site, _ = hall(beds=60, square_metres=280, toilets=4, fire_limit=100)
    view = queries.get_site(actor=COORDINATOR, site=site)
    assert (view.n_beds, view.limits, view.capacity, view.binding) == (
        60, {"square_metres": 80, "toilets": 80, "fire_limit": 100}, 60, "beds",
    )  # fmt: skip


def test_a_site_holds_no_more_beds_than_it_can_bear():
    site, _ = hall(beds=60, square_metres=280)
    room = SpaceFacts(kind="hall", beds=21, is_private=False)
    with pytest.raises(FewerBedsError):
        services.add_room(actor=COORDINATOR, now=NOW, site=site, room=room, windows=[nights()])
    with pytest.raises(FewerBedsError):
        services.change_site(
            actor=COORDINATOR, now=NOW, site=site, facts=SiteFacts(name="Hall", square_metres=140)
        )
    assert queries.get_site(actor=COORDINATOR, site=site).limits == {"square_metres": 80}


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(STRANGER, NotAllowedError), (CLERK, NotAllowedError), (COORDINATOR_ELSEWHERE, SiteNotFoundError)],
    ids=["stranger", "clerk", "other team"],
)
def test_who_may_not_change_a_site(actor, refusal):
    site, _ = hall()
    with pytest.raises(refusal):
        services.change_site(actor=actor, now=NOW, site=site, facts=SiteFacts(name="Mine"))


def test_a_manager_changes_the_site_that_was_given_to_them_and_no_other():
    (site, _), (other, _) = hall(), hall()
    services.change_site(actor=bound_to(site), now=NOW, site=site, facts=SiteFacts(name="Cinema"))
    with pytest.raises(NotAllowedError):
        services.change_site(actor=bound_to(site), now=NOW, site=other, facts=SiteFacts(name="Mine"))
    assert [view.name for view in queries.list_sites(actor=bound_to(site))] == ["Cinema"]
    assert len(queries.list_sites(actor=HALL_MANAGER)) == 2
    with pytest.raises(SiteFactsError):
        services.found_site(actor=bound_to(site), now=NOW, site=SiteFacts(name="New"))


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"toilets": 0}, {"district": "Nowhere"}, {"name": "x" * 81}]
)
def test_facts_of_a_site_that_do_not_fit_are_refused(wrong):
    cast_team()
    with pytest.raises(SiteFactsError):
        services.found_site(actor=COORDINATOR, now=NOW, site=SiteFacts(**{"name": "Hall", **wrong}))


def test_only_listed_open_sites_are_public():
    site, _ = hall()
    hall(is_listed=False)
    hall(is_open=False)
    assert [view.id for view in queries.list_listed_sites(team=ALMATY)] == [site]


def test_rooms_of_a_site_are_seen_by_those_who_see_the_site():
    site, _ = hall()
    assert len(queries.list_spaces(actor=CLERK, site=site)) == 1
    assert queries.list_spaces(actor=COORDINATOR_ELSEWHERE, site=site) == []
    assert queries.list_spaces(actor=VETTER, site=site) == []
    with pytest.raises(SpaceFactsError):
        services.add_room(
            actor=COORDINATOR, now=NOW, site=site, room=SpaceFacts(kind="hall", beds=2001), windows=[nights()]
        )
