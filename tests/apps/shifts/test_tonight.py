"""The list of tonight: what it holds, in which order, and that its cost does not grow."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shanyrak.apps.shifts import queries, services
from shanyrak.apps.shifts.queries import Chosen
from shanyrak.apps.shifts.queries.tonight import ORDERS
from shanyrak.apps.stays import services as stays
from shanyrak.base.errors import NotAllowedError
from tests.apps.stays.conftest import moved_in, offered, party, place, proposed, told
from tests.factories import NOW, TONIGHT, cast_team, enrolled_member, hall, nights, offered_space, party_of
from tests.people import ALMATY, CLERK, COORDINATOR, COORDINATOR_ELSEWHERE

pytestmark = pytest.mark.django_db
TOMORROW = TONIGHT + timedelta(days=1)


def listed(actor=COORDINATOR, night=TONIGHT, **chosen):
    return queries.list_tonight(actor=actor, now=NOW, night=night, chosen=Chosen(**chosen))


def ids(**chosen):
    return [row.id for row in listed(**chosen).rows]


def test_each_way_a_request_can_stand_has_its_word():
    _, room = hall()
    waiting = party()
    later = party(first_night=TOMORROW)
    asked, agreed, inside = party(), party(), party()
    proposed(asked, offered_space())
    told(agreed, offered_space())
    moved_in(inside, offered_space())
    at_site = party()
    stays.propose_stay(actor=COORDINATOR, now=NOW, party=at_site, places=[place(room)])
    status = {row.id: row.status for row in listed().rows}
    assert status == {
        waiting: "none", later: "later", asked: "held", agreed: "told", inside: "in", at_site: "host_yes",
    }  # fmt: skip
    for word in queries.STATUSES:
        assert {row.status for row in listed(status=word).rows} <= {word}
    assert ids(status="none") == [waiting]
    assert ids(status="later") == [later]


def test_who_has_no_bed_stands_first_then_who_waits_longest_then_the_protected():
    cast_team()
    bed = party()
    offered(bed, offered_space())
    protected, plain, later = party(is_protected=True), party(), party(first_night=TOMORROW)
    yesterday = timedelta(days=1)
    long_without = party_of(ALMATY, now=NOW - yesterday, first_night=TONIGHT - yesterday, nights=3)
    assert ids() == [long_without, protected, plain, bed, later]
    assert [row.nights_without for row in listed().rows] == [1, 0, 0, 0, 0]


def test_each_column_filters():
    family = party(people=5, nights=4, needs=frozenset({"children", "pets"}))
    alone = party(people=1, first_night=TOMORROW, nights=1)
    code = listed(people=5).rows[0].code
    assert ids(code=code.lower()) == ids(people=2) == ids(nights=3) == ids(need="pets") == [family]
    assert ids(first_night=TOMORROW) == [alone]
    assert ids(district="Medeu") == []
    assert set(ids(need="", people=None)) == {family, alone}


def test_owner_and_note_filter():
    cast_team()
    member = enrolled_member("coordinator").actor
    taken, free = party(), party()
    services.claim_rows(actor=member, now=NOW, parties=[taken])
    services.note_rows(actor=member, now=NOW, parties=[taken], code="on_the_way")
    assert [row.id for row in listed(member, owner="mine").rows] == [taken]
    assert ids(owner="mine") == []
    assert ids(owner="nobody") == [free]
    assert ids(owner="others") == ids(note="on_the_way") == [taken]


@pytest.mark.parametrize("sort", [*ORDERS, "nonsense"])
def test_each_column_orders_both_ways(sort):
    for people in (1, 2, 3):
        party(people=people, nights=people)
    up, down = ids(sort=sort), ids(sort=f"-{sort}")
    assert set(up) == set(down)
    if sort in {"people", "nights"}:
        assert [row.people for row in listed(sort=sort).rows] == [1, 2, 3]
        assert down == up[::-1]


def test_a_page_too_far_is_the_last_one(monkeypatch):
    made = {party() for _ in range(3)}
    monkeypatch.setattr("shanyrak.apps.shifts.queries.tonight.PAGE_ROWS", 2)
    first, last = listed(), listed(page=99)
    assert (len(first.rows), len(last.rows), last.number, last.n_rows) == (2, 1, 2, 3)
    assert {row.id for row in (*first.rows, *last.rows)} == made


def test_the_four_numbers():
    party()
    proposed(party(), offered_space(beds=3))
    told(party(), offered_space())
    moved_in(party(), offered_space())
    party(first_night=TOMORROW)
    counts = queries.count_tonight(actor=COORDINATOR, night=TONIGHT)
    assert (counts.without, counts.waiting, counts.not_in, counts.free) == (1, 1, 1, 0)
    hall(beds=7)
    assert queries.count_tonight(actor=COORDINATOR, night=TONIGHT) == replace(counts, free=7)


def test_another_city_sees_none_of_it_and_a_clerk_nothing():
    party()
    assert listed(COORDINATOR_ELSEWHERE).rows == []
    with pytest.raises(NotAllowedError):
        listed(CLERK)
    with pytest.raises(NotAllowedError):
        queries.count_tonight(actor=CLERK, night=TONIGHT)


def test_tonight_is_that_of_the_city():
    cast_team()
    past_midnight = NOW + timedelta(hours=5)
    assert queries.get_night(actor=COORDINATOR, now=NOW) == TONIGHT
    assert queries.get_night(actor=COORDINATOR, now=past_midnight) == TONIGHT


def test_a_page_costs_the_same_for_one_and_for_thirty(django_assert_num_queries):
    offered(party(), offered_space())
    with django_assert_num_queries(5):
        listed(status="host_yes", sort="status")
    for _ in range(30):
        party(nights=3)
    offered(party(), offered_space(span=nights(0, 4)))
    with django_assert_num_queries(5):
        listed(sort="status")
    with django_assert_num_queries(6):
        queries.count_tonight(actor=COORDINATOR, night=TONIGHT)
