"""A space is offered, changed, opened, closed and taken back; who was promised a bed keeps it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.hosting import ledger, queries, services
from shanyrak.apps.hosting.errors import (
    FewerBedsError,
    HostGoneError,
    HostNotFoundError,
    PromisedNightError,
    SpaceFactsError,
    SpaceNotFoundError,
    WindowError,
)
from shanyrak.apps.hosting.models import Host, Space, Window
from shanyrak.apps.hosting.services import HostFacts, SpaceFacts
from shanyrak.base.ids import Actor, SpaceId
from shanyrak.base.nights import Span
from tests.factories import NOW, TONIGHT, cast_team, nights, offered_space
from tests.people import (
    ALMATY,
    COORDINATOR,
    COORDINATOR_ELSEWHERE,
    HALL_MANAGER,
    ORAL,
    STRANGER,
    VETTER,
    one_of,
)

pytestmark = pytest.mark.django_db
ROOM = SpaceFacts(kind="room", beds=2, features=frozenset({"pets", "kitchen"}))


def offer(actor=STRANGER, space=ROOM, windows=None, **more):
    cast_team()
    windows = [nights()] if windows is None else windows
    return services.offer_space(actor=actor, now=NOW, team=ALMATY, space=space, windows=windows, **more)


def test_a_stranger_who_offers_becomes_a_host_of_whom_nothing_is_known():
    made = offer(host=HostFacts(languages=frozenset({"kk", "ru"}), nights_in_a_row=14))
    host = Host.objects.get()
    assert (host.id, host.level, host.languages, host.nights_in_a_row) == (made.host, 0, "kk;ru", 14)
    assert Space.objects.get().feature_words == {"pets", "kitchen", "private_room"}
    assert Entry.objects.count() == 0  # what hosts do themselves is in no log


def test_a_host_offers_one_more_room():
    first = offer()
    again = offer(actor=Actor("host", id=first.host))
    assert again.host == first.host
    assert Space.objects.filter(host=first.host).count() == 2


def test_a_coordinator_offers_for_somebody_who_called():
    offer(actor=COORDINATOR)
    assert Entry.objects.get().action == "hosting.offer_space"


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(COORDINATOR_ELSEWHERE, HostNotFoundError), (one_of("host"), HostNotFoundError)],
    ids=["other team", "unknown host"],
)
def test_nobody_offers_in_the_name_of_a_team_that_is_not_theirs(actor, refusal):
    with pytest.raises(refusal):
        offer(actor=actor)
    assert not Space.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"beds": 0}, {"beds": 61}, {"kind": "tent"}, {"sexes": "x"}, {"min_nights": 0},
        {"district": "Nowhere"}, {"min_nights": 5, "max_nights": 3}, {"features": frozenset({"pool"})},
        {"features": frozenset({"pets", "no_pets"})}, {"house_rules": frozenset({"no_singing"})},
    ],
)  # fmt: skip
def test_facts_that_do_not_fit_are_refused(wrong):
    with pytest.raises(SpaceFactsError):
        offer(space=replace(ROOM, **wrong))


@pytest.mark.parametrize(
    "windows",
    [
        [],
        [Span(TONIGHT - timedelta(days=3), TONIGHT)],
        [nights(360, 20)],
        [nights(2 * n, 1) for n in range(61)],
    ],
    ids=["none", "past", "far", "too many"],
)
def test_windows_that_cannot_be_meant_are_refused(windows):
    with pytest.raises(WindowError):
        offer(windows=windows)


def test_windows_that_touch_are_one_and_past_nights_are_left_out():
    offer(windows=[nights(3, 2), Span(TONIGHT - timedelta(days=2), TONIGHT + timedelta(days=3))])
    assert [row.span for row in Window.objects.all()] == [nights(0, 5)]


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (COORDINATOR, True), (COORDINATOR_ELSEWHERE, False), (VETTER, False), (HALL_MANAGER, False),
        (STRANGER, False), (one_of("host"), False), (one_of("arrival"), False),
    ],
    ids=["coordinator", "other team", "vetter", "hall manager", "stranger", "other host", "arrival"],
)  # fmt: skip
def test_who_may_change_a_space(actor, may):
    space = offered_space().space
    told = {"actor": actor, "now": NOW, "space": space, "facts": replace(ROOM, beds=3)}
    if may:
        services.change_space(**told)
    else:
        with pytest.raises(SpaceNotFoundError):
            services.change_space(**told)
    assert Space.objects.get().beds == (3 if may else 2)


def test_a_window_with_a_promised_night_stays():
    made = offered_space(span=nights(0, 7))
    host = Actor("host", id=made.host)
    ledger.take(wanted=[ledger.Wanted(made.space, nights(4, 2), 1, 1)])
    told = {"actor": host, "now": NOW, "space": made.space}
    with pytest.raises(PromisedNightError):
        services.change_windows(**told, windows=[nights(0, 5)])
    with pytest.raises(PromisedNightError):
        services.withdraw_space(**told)
    services.change_windows(**told, windows=[nights(3, 3)])
    assert queries.list_windows(space=made.space, since=TONIGHT) == [nights(3, 3)]
    ledger.give_back(space=made.space, span=nights(4, 2), units=1)
    services.withdraw_space(**told)
    assert queries.get_space(actor=host, space=made.space).is_withdrawn


def test_nights_that_are_past_stay_in_the_windows():
    made = offered_space(span=nights(0, 7))
    later = NOW + timedelta(days=3)
    services.change_windows(
        actor=Actor("host", id=made.host), now=later, space=made.space, windows=[nights(5, 2)]
    )
    assert [row.span for row in Window.objects.order_by("first_night")] == [nights(0, 3), nights(5, 2)]


@pytest.mark.parametrize(
    ("taken", "change", "fits"),
    [
        (2, {"beds": 2}, True), (2, {"beds": 1}, False), (0, {"beds": 1}, True),
        (1, {"is_private": True}, False), (0, {"is_private": True}, True),
    ],
)  # fmt: skip
def test_a_shared_space_keeps_the_beds_that_were_promised(taken, change, fits):
    shared = replace(ROOM, beds=3, is_private=False)
    made = offer(space=shared)
    if taken:
        ledger.take(wanted=[ledger.Wanted(made.space, nights(1, 1), taken, 3)])
    told = {"actor": Actor("host", id=made.host), "now": NOW, "space": made.space}
    if fits:
        services.change_space(**told, facts=replace(shared, **change))
    else:
        with pytest.raises(FewerBedsError):
            services.change_space(**told, facts=replace(shared, **change))


def test_a_space_that_grows_grows_in_the_ledger():
    shared = replace(ROOM, beds=2, is_private=False)
    made = offer(space=shared)
    ledger.take(wanted=[ledger.Wanted(made.space, nights(0, 1), 2, 2)])
    host = Actor("host", id=made.host)
    services.change_space(actor=host, now=NOW, space=made.space, facts=replace(shared, beds=3))
    assert ledger.take(wanted=[ledger.Wanted(made.space, nights(0, 1), 1, 3)])


def test_after_midnight_the_night_that_is_running_still_counts():
    late = NOW.replace(hour=20, minute=30)  # half past one in the city
    cast_team()
    actor = Actor("host", id=offered_space().host)
    told = {"actor": actor, "now": late}
    made = services.offer_space(**told, team=ALMATY, space=ROOM, windows=[nights(0, 2)])
    assert Window.objects.get(space=made.space).first_night == TONIGHT
    ledger.take(wanted=[ledger.Wanted(made.space, nights(0, 1), 1, 1)])
    with pytest.raises(PromisedNightError):
        services.withdraw_space(**told, space=made.space)


def test_a_host_who_stops_takes_all_back_unless_somebody_was_promised_a_night():
    made = offered_space()
    more = offered_space(host=made.host)
    host = Actor("host", id=made.host)
    ledger.take(wanted=[ledger.Wanted(more.space, nights(1, 1), 1, 1)])
    with pytest.raises(PromisedNightError):
        services.stop_host(actor=host, now=NOW, host=made.host)
    ledger.give_back(space=more.space, span=nights(1, 1), units=1)
    services.stop_host(actor=host, now=NOW, host=made.host)
    assert not Space.objects.filter(withdrawn_on=None).exists()
    with pytest.raises(HostGoneError):
        offered_space(host=made.host)
    assert services.sweep(actor=COORDINATOR, now=NOW + timedelta(days=29)) == 0
    assert services.sweep(actor=COORDINATOR, now=NOW + timedelta(days=30)) == 1
    assert not Space.objects.exists()


def test_a_rule_is_learned_once_somebody_found_out():
    made = offered_space(features=frozenset({"pets", "step_free"}))
    services.learn_rule(actor=COORDINATOR, now=NOW, space=made.space, feature="step_free")
    assert Space.objects.get().features == "pets"
    with pytest.raises(SpaceNotFoundError):
        services.learn_rule(actor=COORDINATOR, now=NOW, space=SpaceId(uuid4()), feature="pets")


def test_what_a_space_is_costs_the_same_number_of_statements_for_any_number(django_assert_num_queries):
    made = offered_space()
    with django_assert_num_queries(3):
        queries.list_offers(team=ALMATY)
    for _ in range(5):
        offered_space(host=made.host)
    with django_assert_num_queries(3):
        assert len(queries.list_offers(team=ALMATY)) == 6
    assert queries.list_offers(team=ORAL) == []


def test_the_offer_of_a_space_says_when_it_is_free():
    made = offered_space(span=nights(0, 4))
    known = queries.get_offer(space=made.space)
    assert known.is_free(nights(1, 3))
    assert not known.is_free(nights(1, 4))
    assert known.keeper.fresh_on == date(2022, 9, 25)
