"""May this stay be held? Each thing that stands against one, told apart, and nothing that does not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.models import Host, Site, Space
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.errors import CannotHoldError
from shanyrak.apps.stays.models import Bar
from shanyrak.base.nights import Span
from tests.apps.stays.conftest import offered, party, place, proposed, told
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.people import COORDINATOR, ORAL, VETTER, one_of

pytestmark = pytest.mark.django_db


def against(party, made, span=None, **more):
    where = place(made, span, **more)
    return list(services.check_hold(actor=COORDINATOR, now=NOW, party=party, place=where))


def test_nothing_stands_against_a_right_stay():
    assert against(party(), offered_space()) == []


@pytest.mark.parametrize(
    ("said", "offers", "obstacles"),
    [
        ({}, {"level": 0}, ["level"]),
        ({"needs": frozenset({"pets"})}, {}, ["needs"]),
        ({"needs": frozenset({"pets"})}, {"features": frozenset({"pets"})}, []),
        ({"needs": frozenset({"children"})}, {"features": frozenset({"children"})}, ["level"]),
        ({"needs": frozenset({"children"})}, {"features": frozenset({"children"}), "level": 2}, []),
        ({"is_protected": True}, {"level": 2}, ["protected"]),
        ({"is_protected": True}, {"level": 3}, []),
        ({"people": 3}, {"beds": 2}, ["too_many"]),
        ({"people": 2}, {"beds": 2, "is_private": False}, []),
        ({}, {"sexes": "f"}, ["sexes"]),
        ({"sex": "f"}, {"sexes": "f"}, []),
        ({"sex": "mixed"}, {"sexes": "same"}, ["sexes"]),
        ({"nights": 4}, {"min_nights": 3}, ["house_rules"]),
        ({}, {"max_nights": 1}, ["house_rules"]),
        ({}, {"span": nights(1, 5)}, ["not_free"]),
        ({"nights": 1}, {}, ["nights_not_asked"]),
    ],
)
def test_who_may_sleep_where(said, offers, obstacles):
    made = offered_space(**offers)
    assert against(party(**said), made) == obstacles


@pytest.mark.parametrize(
    ("first", "n", "is_free"),
    [
        (0, 2, True), (1, 1, True), (1, 2, False), (2, 1, False), (2, 2, False), (3, 1, False),
        (1, 5, False), (4, 1, False), (4, 2, False), (5, 1, True), (5, 2, True),
    ],
)  # fmt: skip
def test_eight_ways_in_which_nights_can_meet_and_three_in_which_they_only_touch(first, n, is_free):
    """Nights 2, 3 and 4 are taken."""
    made = offered_space(span=nights(0, 9))
    told(party(first_night=nights(2).first, nights=3), made, span=nights(2, 3))
    found = against(party(nights=9), made, nights(first, n))
    assert ("taken" not in found) == is_free


def test_a_private_space_takes_one_party_and_a_shared_one_its_beds():
    private, shared = offered_space(beds=4), offered_space(beds=4, is_private=False)
    told(party(), private)
    told(party(), shared)
    assert against(party(), private) == ["taken"]
    assert against(party(), shared) == []
    assert against(party(people=3), shared) == ["taken"]


def test_one_bed_at_a_time_for_one_party():
    people = party(nights=4)
    told(people, offered_space())
    other = offered_space()
    assert against(people, other) == ["overlap"]
    assert against(people, other, nights(2, 2)) == []


def test_who_sleeps_elsewhere_is_not_given_a_bed():
    people = party()
    services.note_elsewhere(actor=COORDINATOR, now=NOW, party=people, span=nights(0, 1))
    assert against(people, offered_space()) == ["overlap"]


def test_never_women_and_men_on_one_night_where_the_rule_says_so():
    _, room = hall()
    Space.objects.update(sexes="same")
    told(party(sex="f"), room, span=nights(0, 1))
    assert against(party(sex="m"), room, nights(0, 1)) == ["sexes"]
    assert against(party(sex="m"), room, nights(1, 1)) == []
    assert against(party(sex="f"), room) == []


def test_a_host_has_two_parties_at_once_and_no_more():
    first = offered_space()
    rooms = [first, offered_space(host=first.host), offered_space(host=first.host)]
    told(party(), rooms[0], span=nights(0, 2))
    assert against(party(), rooms[1]) == []
    told(party(nights=3), rooms[1], span=nights(1, 2))
    late = party(nights=4)
    assert against(late, rooms[2], nights(0, 2)) == ["parties"]
    assert against(late, rooms[2], nights(2, 2)) == []


@pytest.mark.parametrize(
    ("first", "n", "tires"),
    [(7, 1, True), (8, 1, True), (9, 1, False), (0, 2, False)],
    ids=["next night", "one free night between", "two free nights between", "before"],
)
def test_after_seven_nights_a_host_rests_for_two(first, n, tires):
    made = offered_space(span=nights(0, 20))
    before = 0 if first else 4
    told(party(nights=12), made, span=nights(before, 7))
    found = against(party(nights=14), made, nights(first, n))
    assert ("rest" in found) == tires


def test_a_host_who_lifts_the_rest_has_people_for_longer():
    made = offered_space(span=nights(0, 20))
    Host.objects.update(nights_in_a_row=14)
    told(party(nights=7), made, span=nights(0, 7))
    assert against(party(nights=14), made, nights(7, 7)) == []
    assert against(party(nights=15), made, nights(7, 8)) == ["rest"]


@pytest.mark.parametrize(
    ("kind", "span", "obstacle"),
    [
        ("break", None, "paused"),
        ("away", nights(1, 1), "paused"),
        ("away", nights(2, 1), None),
        ("team", None, "paused"),
    ],
)
def test_nobody_new_comes_while_a_host_pauses(kind, span, obstacle):
    made = offered_space()
    hosting.pause_host(actor=COORDINATOR, now=NOW, host=made.host, kind=kind, span=span)
    assert against(party(), made) == ([obstacle] if obstacle else [])


def test_a_host_where_somebody_was_not_safe_waits_for_a_vetter():
    made = offered_space()
    hosting.halt_host(actor=one_of("arrival"), now=NOW, host=made.host)
    assert against(party(), made) == ["halted"]


def test_a_pair_that_was_parted_is_not_brought_together():
    people = party()
    made, (_, room) = offered_space(), hall()
    Bar.objects.create(party_id=people, host_id=made.host)
    Bar.objects.create(party_id=people, site=Site.objects.get())
    assert against(people, made) == ["barred"]
    assert against(people, room) == ["barred"]
    assert against(party(), made) == []


def test_a_host_is_asked_once_for_the_same_party_and_nights():
    people = party(nights=6)
    made = offered_space()
    stay = proposed(people, made)
    services.refuse_for_host(actor=COORDINATOR, now=NOW, stay=stay, reason="busy")
    assert against(people, made) == ["asked_before"]
    assert against(people, offered_space(host=made.host)) == ["asked_before"]
    assert against(people, made, nights(2, 2)) == []


def test_a_party_is_parted_only_if_it_agreed():
    people = party(people=4)
    made = offered_space()
    assert against(people, made, people=2) == ["split"]
    Party.objects.update(may_split=True)
    assert against(people, made, people=2) == []
    services.import_stay(actor=COORDINATOR, now=NOW, party=people, place=place(made, people=2))
    other = offered_space()
    assert against(people, other, people=2, part=2) == []
    assert against(people, offered_space(beds=3), people=3, part=2) == ["split"]


def test_a_space_of_another_team_or_one_that_is_gone_is_none():
    people = party()
    assert "other_team" in against(people, offered_space(team=ORAL))
    made = offered_space()
    hosting.stop_host(actor=COORDINATOR, now=NOW, host=made.host)
    assert against(people, made) == ["gone"]


def test_yesterday_cannot_be_held():
    people = party()
    made = offered_space(span=Span(TONIGHT, TONIGHT + timedelta(days=9)))
    later = {"actor": COORDINATOR, "now": NOW + timedelta(days=2), "party": people}
    assert "past" in services.check_hold(**later, place=place(made))


def test_a_protected_party_sleeps_only_where_somebody_of_the_team_is_all_night():
    people = party(is_protected=True)
    _, room = hall()
    assert against(people, room) == []
    Site.objects.update(is_staffed=False)
    assert against(people, room) == ["protected"]


@pytest.mark.parametrize("way", ["hold", "propose", "walk in", "import", "extend", "move", "reserve"])
def test_every_way_to_a_bed_asks_the_same_question(way, monkeypatch):
    people = party(nights=4)
    made, (_, room) = offered_space(), hall()
    stay = told(people, made, span=nights(0, 1))
    told_by = {"actor": COORDINATOR, "now": NOW}
    Space.objects.update(features="")
    Party.objects.update(needs="pets")
    with pytest.raises(CannotHoldError) as refusal:
        {
            "hold": lambda: services.hold_beds(**told_by, party=people, place=place(made, nights(1, 1))),
            "propose": lambda: services.propose_stay(
                **told_by, party=people, places=[place(made, nights(1, 1))]
            ),
            "walk in": lambda: services.walk_in(**told_by, party=people, place=place(room, nights(1, 1))),
            "import": lambda: services.import_stay(**told_by, party=people, place=place(made, nights(1, 1))),
            "extend": lambda: services.extend_stay(**told_by, stay=stay, end=nights(2).first),
            "move": lambda: services.move_party(**told_by, stay=stay, place=place(room, nights(0, 1))),
            "reserve": lambda: services.hold_beds(**told_by, party=people, place=place(room, nights(1, 1))),
        }[way]()
    assert refusal.value.obstacles == ("needs",)


def test_a_reserve_that_does_not_fit_is_not_kept():
    people = party(people=3)
    stay = proposed(people, offered_space(beds=3), offered_space(beds=2), offered_space(beds=4))
    services.refuse_for_host(actor=COORDINATOR, now=NOW, stay=stay, reason="busy")
    assert against(people, offered_space(beds=2)) == ["too_many", "overlap"]


def test_a_vetter_lifts_what_an_alarm_began():
    made = offered_space()
    stay = offered(party(), made)
    services.refuse_for_party(actor=COORDINATOR, now=NOW, stay=stay, reason="not_safe")
    other = party()
    assert against(other, made) == ["halted"]
    pause = Host.objects.get().pauses.get()
    hosting.lift_pause(actor=VETTER, now=NOW, pause=pause.id)
    assert against(other, made) == []


spans = st.builds(nights, st.integers(0, 30), st.integers(1, 30))


@given(spans, spans)
def test_spans_overlap_when_they_share_a_night(one, other):
    assert one.overlaps(other) == bool(set(one) & set(other)) == other.overlaps(one)
