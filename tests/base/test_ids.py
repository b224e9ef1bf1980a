"""An actor may what its powers say, at the sites that it was given."""

from uuid import uuid4

import pytest

from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM, Actor, SiteId

HERE, THERE = SiteId(uuid4()), SiteId(uuid4())
ANYWHERE = Actor("member", ref="00aa", powers=frozenset({"check_in"}))
BOUND = Actor("member", ref="00aa", site_powers=frozenset({("check_in", HERE)}))
MIXED = Actor("member", powers=frozenset({"see_hosts"}), site_powers=frozenset({("check_in", HERE)}))


@pytest.mark.parametrize(
    ("actor", "power", "site", "may"),
    [
        (ANYWHERE, "check_in", None, True),
        (ANYWHERE, "check_in", THERE, True),
        (ANYWHERE, "vouch", None, False),
        (BOUND, "check_in", None, True),
        (BOUND, "check_in", HERE, True),
        (BOUND, "check_in", THERE, False),
        (BOUND, "vouch", None, False),
        (MIXED, "see_hosts", THERE, True),
        (MIXED, "see_hosts", HERE, True),
        (MIXED, "check_in", THERE, False),
    ],
)
def test_powers_hold_where_they_were_given(actor, power, site, may):
    assert actor.may(power, site=site) is may
    if may:
        actor.demand(power, site=site)
    else:
        with pytest.raises(NotAllowedError):
            actor.demand(power, site=site)


def test_an_actor_does_not_print_whom_it_is():
    who = uuid4()
    assert str(who) not in repr(Actor("arrival", id=who))


def test_what_the_server_does_itself_is_refused_to_every_person():
    SYSTEM.demand_machine()
    for kind in ("arrival", "host", "member", "firm"):
        with pytest.raises(NotAllowedError):
            Actor(kind, powers=ANYWHERE.powers).demand_machine()


def test_a_list_is_cut_to_the_sites_of_a_power():
    assert ANYWHERE.sites_of("check_in") is None
    assert BOUND.sites_of("check_in") == {HERE}
    assert BOUND.sites_of("vouch") == frozenset()
