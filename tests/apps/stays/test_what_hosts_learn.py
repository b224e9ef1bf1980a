"""Whatever happens in whatever order, a host learns of its own questions five facts, and nothing else."""

from contextlib import suppress
from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.queries import AskView
from shanyrak.apps.stays.services import Place
from shanyrak.apps.stays.states import PROMISED
from shanyrak.base.errors import ShanyrakError
from tests.apps.stays.conftest import itself, oneself
from tests.factories import NOW, cast_team, nights, offered_space, party_of
from tests.people import ALMATY, COORDINATOR, SYSTEM

pytestmark = pytest.mark.django_db
HOSTS, PARTIES = 3, 4
WHICH, WHO = st.integers(0, HOSTS - 1), st.integers(0, PARTIES - 1)
# Of the people: how many, which nights, three of the needs, the language. The rest is of the question itself.
FIVE = {"people", "span", "needs", "language"}
OF_THE_QUESTION = {"stay", "host", "house_rules", "answer_by", "state"}


class Knowledge(RuleBasedStateMachine):
    """Stays that go through all that may become of them, and what each host can find out after each step."""

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.now = NOW
        cast_team()
        self.spaces = [offered_space(beds=9, level=3) for _ in range(HOSTS)]
        told = {"needs": frozenset({"children", "women_only", "cot"}), "sex": "f", "is_protected": False}
        self.parties = [party_of(ALMATY, people=n + 1, **told) for n in range(PARTIES)]
        self.codes = dict(Party.objects.values_list("id", "code"))
        self.asked = {space.host: set() for space in self.spaces}
        self.stays = set()

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def attempt(self, act, **told):
        with suppress(ShanyrakError), transaction.atomic():
            return act(now=self.now, **told)

    def some_stay(self, number):
        known = sorted(self.stays)
        return known[number % len(known)] if known else None

    @rule(who=WHO, first=WHICH, second=WHICH)
    def propose(self, who, first, second):
        spaces = list(dict.fromkeys([self.spaces[first], self.spaces[second]]))
        places = [Place(space.space, nights(0, 2)) for space in spaces]
        party = self.parties[who]
        if self.attempt(services.propose_stay, actor=COORDINATOR, party=party, places=places):
            for space in spaces:
                self.asked[space.host].add(party)

    @rule(number=st.integers(0, 99), act=st.sampled_from(["accept_for_host", "accept_for_party", "check_in"]))
    def go_on(self, number, act):
        if stay := self.some_stay(number):
            self.attempt(getattr(services, act), actor=COORDINATOR, stay=stay)

    @rule(
        number=st.integers(0, 99), act=st.sampled_from(["refuse_for_host", "refuse_for_party", "cancel_stay"])
    )
    def say_no(self, number, act):
        if stay := self.some_stay(number):
            self.attempt(getattr(services, act), actor=COORDINATOR, stay=stay, reason="other")

    @rule(number=st.integers(0, 99))
    def leave(self, number):
        if stay := self.some_stay(number):
            self.attempt(services.check_out, actor=COORDINATOR, stay=stay)

    @rule(who=WHO)
    def erase(self, who):
        self.attempt(services.erase_party, actor=itself(self.parties[who]))

    @rule(minutes=st.sampled_from([10, 60, 300]))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.attempt(services.expire_holds, actor=SYSTEM)

    @invariant()
    def a_host_knows_its_own_questions_alone(self):
        self.stays = set(Stay.objects.values_list("id", flat=True))
        for space in self.spaces:
            host = oneself(space.host)
            self.look(host, [self.seen(host, stay) for stay in self.stays])

    def seen(self, host, stay):
        with suppress(StayNotFoundError):
            return queries.get_stay(actor=host, stay=stay)

    def look(self, host, views):
        views = [view for view in views if view]
        views += queries.list_with_host(actor=host, host=host.id)
        views += [view for party in self.parties for view in queries.list_chain(actor=host, party=party)]
        for view in views:
            assert view.host == host.id
            assert view.party in self.asked[host.id]
            assert view.state != "proposed"
            if view.state not in PROMISED:
                assert (view.party_code, view.door_words) == ("", "")
            assert queries.find_way_of(actor=host, stay=view.id) is None
        for ask in queries.list_asks(actor=host):
            self.look_at_question(host, ask)
        self.look_at_parties(host)

    def look_at_question(self, host, ask):
        party = Stay.objects.get(id=ask.stay).party
        assert ask.host == host.id
        assert party.id in self.asked[host.id]
        assert (ask.people, ask.span, ask.language) == (party.people, nights(0, 2), party.language)
        assert set(ask.needs) == {"children"}

    def look_at_parties(self, host):
        assert queries.list_one_more(actor=host) in ((), set()) or self.asked[host.id]
        assert intake.list_parties(actor=host, parties=self.parties) == []
        for party in self.parties:
            assert intake.find_party_by_code(actor=host, code=self.codes[party]) is None
            with pytest.raises(PartyNotFoundError):
                intake.get_party(actor=host, party=party)
            with pytest.raises(PartyNotFoundError):
                intake.get_public_key(actor=host, party=party)


def test_a_host_learns_nothing_beyond_its_own_questions():
    n_lives = max(settings().max_examples // 10, 4)
    steps = settings(settings(), max_examples=n_lives, stateful_step_count=8 if n_lives < 10 else 25)
    run_state_machine_as_test(Knowledge, settings=steps)


def test_a_question_has_five_facts_of_the_people_and_what_is_of_the_question_itself():
    assert {field.name for field in fields(AskView)} == FIVE | OF_THE_QUESTION
