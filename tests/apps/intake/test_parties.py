"""Who may change a party, what a closed one still does, and when its rows go."""

from datetime import timedelta

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake import queries, services
from shanyrak.apps.intake.errors import (
    NightCountError,
    PartyGoneError,
    PartyNotFoundError,
    UnknownPlaceError,
)
from shanyrak.apps.intake.models import Party, SignIn, SpentProof
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM
from tests.factories import NOW, TONIGHT, asked_party, facts_of, party_of, team_of
from tests.people import COORDINATOR_ELSEWHERE, STRANGER, member_of, one_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return asked_party(nights=2)


@pytest.fixture
def coordinator():
    return member_of(team_of(), "coordinator")


def test_a_party_asks_for_one_more_night(party):
    span = services.extend_party(actor=party.actor, now=NOW, party=party.id)
    assert len(span) == Party.objects.get().nights == 3


def test_a_season_is_the_most(party):
    with pytest.raises(NightCountError):
        services.extend_party(actor=party.actor, now=NOW, party=party.id, nights=89)


@pytest.mark.parametrize("close", [services.leave_party, services.withdraw_party])
def test_who_left_asks_for_nothing_more_and_leaving_twice_is_harmless(party, close, coordinator):
    close(actor=party.actor, now=NOW, party=party.id)
    state = Party.objects.get().state
    services.leave_party(actor=party.actor, now=NOW + timedelta(days=1), party=party.id)
    assert (Party.objects.get().state, Party.objects.get().closed_on) == (state, TONIGHT)
    assert queries.list_open_parties(actor=coordinator, night=TONIGHT) == []
    with pytest.raises(PartyGoneError):
        services.extend_party(actor=party.actor, now=NOW, party=party.id)


def test_facts_may_change_and_a_night_that_has_passed_may_stay(party):
    later = NOW + timedelta(days=1)
    facts = facts_of(people=5, nights=3)
    services.change_party(actor=party.actor, now=later, party=party.id, facts=facts)
    assert queries.get_party(actor=party.actor, party=party.id).to_facts() == facts


def test_a_request_stays_in_its_city(party):
    with pytest.raises(UnknownPlaceError):
        services.change_party(
            actor=party.actor, now=NOW, party=party.id, facts=facts_of(team=team_of("Oral"))
        )


def call(act, actor, party):
    told = {"facts": facts_of()} if act is services.change_party else {}
    time = {} if act is queries.get_party else {"now": NOW}
    return act(actor=actor, party=party, **time, **told)


ACTS = [
    services.extend_party,
    services.leave_party,
    services.withdraw_party,
    services.keep_party,
    services.change_party,
    queries.get_party,
]
OTHERS = {
    "stranger": STRANGER,
    "another party": one_of("arrival"),
    "host": one_of("host"),
    "other city": COORDINATOR_ELSEWHERE,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", OTHERS)
def test_for_others_the_party_does_not_exist(party, who, act):
    with pytest.raises(PartyNotFoundError):
        call(act, OTHERS[who], party.id)


@pytest.mark.parametrize("act", ACTS)
def test_the_party_itself_and_its_coordinator_may(party, coordinator, act):
    call(act, party.actor, party.id)
    call(act, coordinator, asked_party().id)


def test_acts_of_members_leave_an_entry(party, coordinator):
    services.leave_party(actor=coordinator, now=NOW, party=party.id)
    assert Entry.objects.get(action="intake.leave_party").actor == coordinator.ref


def test_a_clerk_vouches_for_who_stands_at_the_desk(party):
    clerk = member_of(team_of(), "clerk")
    services.vouch_party(actor=clerk, now=NOW, party=party.id)
    row = Party.objects.get()
    assert (row.is_vouched, row.state) == (True, "open")
    with pytest.raises(NotAllowedError):
        services.vouch_party(actor=party.actor, now=NOW, party=party.id)


def test_a_party_is_found_by_its_code_in_either_script(party, coordinator):
    code = Party.objects.get().code
    cyrillic = code.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ"))
    for typed in (code, cyrillic.lower(), f"{code[:2]} {code[2:]}", f"{code[:2]}-{code[2:]}"):
        assert queries.find_party_by_code(actor=coordinator, code=typed).id == party.id
    assert queries.find_party_by_code(actor=COORDINATOR_ELSEWHERE, code=code) is None


def test_open_parties_are_those_of_the_team_that_still_want_this_night(coordinator):
    first = party_of(nights=1)
    second = party_of(nights=5)
    party_of(team=team_of("Oral"))
    assert {p.id for p in queries.list_open_parties(actor=coordinator, night=TONIGHT)} == {first, second}
    tomorrow = TONIGHT + timedelta(days=1)
    assert [p.id for p in queries.list_open_parties(actor=coordinator, night=tomorrow)] == [second]
    assert queries.count_open_parties(actor=coordinator, night=TONIGHT) == 2
    assert {p.id for p in queries.list_parties(actor=coordinator, parties=[first])} == {first}
    with pytest.raises(NotAllowedError):
        queries.list_open_parties(actor=one_of("arrival"), night=TONIGHT)


def test_listing_costs_one_statement_for_one_and_for_thirty(coordinator, django_assert_num_queries):
    for n in (1, 29):
        for _ in range(n):
            party_of()
        with django_assert_num_queries(1):
            queries.list_open_parties(actor=coordinator, night=TONIGHT)


def test_locking_leaves_out_who_is_being_erased(party):
    other = party_of()
    services.erase_party(actor=party.actor, now=NOW)
    assert list(queries.lock_parties(parties=[party.id, other])) == [other]
    with pytest.raises(PartyNotFoundError):
        queries.lock_party(party=party.id)


def test_erase_me_ends_everything_at_once(party):
    services.erase_party(actor=party.actor, now=NOW)
    assert queries.find_signed_in(token=party.token, now=NOW) is None
    assert list(queries.list_erased()) == [party.id]
    services.sweep_parties(actor=SYSTEM, now=NOW)
    assert (Party.objects.count(), SignIn.objects.count()) == (0, 0)
    with pytest.raises(NotAllowedError):
        services.erase_party(actor=STRANGER, now=NOW)


@pytest.mark.parametrize(
    ("days", "is_there"),
    [(8, True), (9, False)],  # two nights, then seven days
)
def test_a_week_after_the_last_night_a_request_goes(party, days, is_there):
    services.keep_party(actor=party.actor, now=NOW, party=party.id)
    services.sweep_parties(actor=SYSTEM, now=NOW + timedelta(days=days))
    assert Party.objects.exists() == is_there


def test_a_week_after_leaving_a_request_goes():
    party = asked_party(nights=60)
    services.leave_party(actor=party.actor, now=NOW, party=party.id)
    services.sweep_parties(actor=SYSTEM, now=NOW + timedelta(days=6))
    assert Party.objects.exists()
    services.sweep_parties(actor=SYSTEM, now=NOW + timedelta(days=7))
    assert not Party.objects.exists()
    assert Entry.objects.get(action="intake.begin_erasing").detail == "parties:1"


@pytest.mark.parametrize(("returned", "is_there"), [(False, False), (True, True)])
def test_a_request_that_nobody_came_back_to_goes_after_a_fortnight(returned, is_there):
    party = asked_party(nights=60)
    if returned:
        services.sign_in_by_key(actor=STRANGER, now=NOW, auth=party.keys.own)
    services.sweep_parties(actor=SYSTEM, now=NOW + timedelta(days=14))
    assert Party.objects.exists() == is_there


def test_ended_sign_ins_and_used_proofs_go(party):
    services.sweep_parties(actor=SYSTEM, now=NOW)
    assert (SignIn.objects.count(), SpentProof.objects.count()) == (1, 1)
    services.sweep_parties(actor=SYSTEM, now=NOW + timedelta(hours=2))
    assert (SignIn.objects.count(), SpentProof.objects.count()) == (0, 0)
    assert Party.objects.count() == 1
