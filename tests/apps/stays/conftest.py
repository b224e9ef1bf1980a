"""A party, a host's room and a hall in Almaty, and the ways in which tests move a stay on."""

import pytest

from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.services import Place
from shanyrak.base.ids import Actor
from tests.factories import NOW, cast_team, nights, party_of
from tests.people import ALMATY, COORDINATOR


def party(*, is_vouched=True, **said):
    """Make a party that somebody has seen; two people, two nights from tonight."""
    cast_team()
    made = party_of(ALMATY, **said)
    Party.objects.filter(id=made).update(is_vouched=is_vouched)
    return made


def itself(party):
    return Actor("arrival", id=party, team=ALMATY)


def oneself(host):
    return Actor("host", id=host)


def host_of(stay):
    return oneself(Stay.objects.get(id=stay).space.host_id)


def state(stay):
    return Stay.objects.get(id=stay).state


def place(made, span=None, **more):
    space = made.space if hasattr(made, "space") else made
    return Place(space, span or nights(0, 2), **more)


def proposed(party, *made, span=None, now=NOW):
    places = [place(each, span) for each in made]
    return services.propose_stay(actor=COORDINATOR, now=now, party=party, places=places)


def offered(party, *made, span=None, now=NOW):
    stay = proposed(party, *made, span=span, now=now)
    services.accept_for_host(actor=host_of(stay), now=now, stay=stay)
    return stay


def told(party, *made, span=None, now=NOW):
    stay = offered(party, *made, span=span, now=now)
    services.accept_for_party(actor=itself(party), now=now, stay=stay)
    return stay


def moved_in(party, *made, span=None, now=NOW):
    stay = told(party, *made, span=span, now=now)
    services.check_in(actor=itself(party), now=now, stay=stay)
    return stay


@pytest.fixture(autouse=True)
def _ledger_is_the_sum_of_the_stays(request):
    """After every test of stays the ledger says what the stays say."""
    marker = request.node.get_closest_marker("django_db")
    if marker is not None:
        request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    yield
    if marker is not None:
        assert queries.list_differences() == []
