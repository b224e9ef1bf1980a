"""Suggestions are the best chains there are, by trying all, and the check accepts each of them."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Problem, Suggester, check
from shanyrak.placement.check.figures import kilometres
from shanyrak.placement.check.stays import takes
from shanyrak.placement.params import KM_CAP, Worth
from shanyrak.placement.testing import Sizes, random_case, random_certificate, random_plan

SEEDS = st.integers(0, 2**32 - 1)
TINY = Sizes(parties=6, spaces=4, nights=4, people=3)
WORTH = Worth()


class ByHand:
    """Every chain of one part of a party in what a plan leaves, tried one by one."""

    def __init__(self, case, stays, certificate, party):
        self.case, self.party, self.spaces = case, party, {s.space_id: s for s in case.spaces}
        self.sex = {p.party_id: p.sex for p in case.parties}
        self.stays = [stay for stay in stays if stay.party_id != party.party_id]
        self.certificate = certificate
        self.nights = [party.arrival + timedelta(t) for t in range(party.n_nights)]

    def free(self, space, night):
        """Say whether a space has room for the party."""
        windows = [w for w in self.case.windows if w.space_id == space.space_id]
        inside = [
            s for s in self.stays if s.space_id == space.space_id and s.first_night <= night < s.end_night
        ]
        mixed = space.sexes == "same" and any(self.sex[s.party_id] != self.party.sex for s in inside)
        crowd = sum(s.people for s in inside) + self.party.people
        return (
            any(w.first_night <= night < w.end_night for w in windows)
            and crowd <= space.beds
            and not mixed
            and not (space.private and inside)
        )

    def price(self, space, night):
        """Return what the party pays for a night."""
        if space.space_id not in self.certificate.space_id:
            return 0.0
        row = self.certificate.price[self.certificate.space_id.index(space.space_id)]
        t = (night - self.certificate.first_night).days
        people = 1 if space.private else self.party.people
        return float(row[t]) * people if 0 <= t < len(row) else 0.0

    def suits(self, space):
        """Say whether a space suits, nights and others aside."""
        party = self.party
        elsewhere = party.place and space.place and party.place != space.place
        return not elsewhere and party.needs <= space.features and takes(space.sexes, party.sex)

    def worth(self, space):
        """Return what a night of one person is worth."""
        party = self.party
        pair = party.party_id, space.space_id
        cost = sum(c.cost for c in self.case.costs if (c.party_id, c.space_id) == pair)
        missing = len(party.wants - space.features) / max(len(party.wants), 1)
        km = min(kilometres(party, space) or 0.0, KM_CAP)
        return party.weight - WORTH.km * km - WORTH.want * missing - cost

    def value(self, chain):
        """Return value and price of a chain, None where it breaks a rule of its own."""
        runs = [(space, len(list(nights))) for space, nights in groupby(chain) if space]
        before, limit = self.party.current_space, self.party.max_moves
        moves = len(runs) - 1 + bool(runs and before and before != runs[0][0].space_id)
        if not runs or (limit is not None and moves > limit):
            return None
        if any(not space.min_nights <= n <= (space.max_nights or n) for space, n in runs):
            return None
        value = sum(n * self.worth(space) for space, n in runs) - WORTH.move * moves
        paid = sum(self.price(space, night) for space, night in zip(chain, self.nights, strict=True) if space)
        return value * self.party.people, paid

    def chains(self, without=frozenset()):
        """Yield value, price and nights of every chain."""
        open_ = [s for s in self.case.spaces if self.suits(s) and s.space_id not in without]
        options = [[None, *(s for s in open_ if self.free(s, night))] for night in self.nights]
        for chain in product(*options):
            told = self.value(chain)
            if told is not None:
                yield (*told, sum(space is not None for space in chain))


def drawn(seed, sizes=TINY):
    """Draw a case without promises, a plan of it, prices, and one of its parties that asks for some night."""
    rng = np.random.default_rng(seed)
    case = replace(random_case(rng, sizes), stays=())
    parties = [party for party in case.parties if party.n_nights]
    if not parties:
        return None
    return case, random_plan(rng, case), random_certificate(rng, case), parties[rng.integers(len(parties))]


def main_space(suggestion):
    nights = {}
    for stay in suggestion.stays:
        length = (stay.end_night - stay.first_night).days
        nights[stay.space_id] = nights.get(stay.space_id, 0) + length
    return max(nights, key=nights.get)


@given(seed=SEEDS, scale=st.sampled_from([0.0, 0.5, 1.0]))
def test_each_suggestion_is_the_best_without_those_before_it(seed, scale):
    if (made := drawn(seed)) is None:
        return
    case, plan, certificate, party = made
    party = replace(party, may_split=False)
    answer = Suggester(case, plan, certificate).suggest(party, most=3, scale=scale)
    by_hand, without = ByHand(case, plan.stays, certificate, party), frozenset()
    longest = max((nights for _, _, nights in by_hand.chains()), default=0)
    ranked = [s.value - scale * s.displaced for s in answer.suggestions]
    assert ranked == sorted(ranked, reverse=True)
    assert longest == max((s.housed_person_nights // party.people for s in answer.suggestions), default=0)
    assert (answer.why_not is None) == (longest == party.n_nights)
    for told in answer.suggestions:
        best = max((value - scale * paid for value, paid, _ in by_hand.chains(without)), default=0.0)
        if best <= 1e-9:  # what follows is there for its nights, not for what it is worth
            break
        if told.value - scale * told.displaced != pytest.approx(best, abs=1e-5):
            assert told.housed_person_nights == longest * party.people
            continue  # the one with the most nights stands among the others, wherever it sleeps
        without |= {main_space(told)}
    if answer.suggestions:
        best = max(value - scale * paid for value, paid, _ in by_hand.chains())
        assert best <= 1e-9 or ranked[0] == pytest.approx(best, abs=1e-5)


@given(seed=SEEDS)
def test_the_check_accepts_whatever_is_applied_and_values_it_alike(seed):
    if (made := drawn(seed)) is None:
        return
    case, plan, certificate, party = made
    problem = Problem.of(case)
    for told in Suggester(problem, plan, certificate).suggest(party).suggestions:
        suggester = Suggester(problem, plan, certificate)
        before = check(case, replace(plan, stays=_others(plan, party))).figures
        suggester.apply(told)
        verdict = check(case, suggester.plan)
        assert verdict.violations == ()
        assert verdict.figures.value - before.value == pytest.approx(told.value)
        assert verdict.figures.housed_person_nights - before.housed_person_nights == told.housed_person_nights
        assert verdict.figures.person_moves - before.person_moves == told.moves


@given(seed=SEEDS)
def test_the_check_accepts_every_relaxation_for_the_party_as_changed(seed):
    if (made := drawn(seed)) is None:
        return
    case, plan, certificate, party = made
    problem = Problem.of(case)
    why = Suggester(problem, plan, certificate).suggest(party).why_not
    for change in why.relaxations if why else ():
        verdict = applied(case, plan, change)
        rules = {violation.rule for violation in verdict.violations}
        assert rules == ({4} if change.kind == "house_rule" else set())
        assert change.suggestion.is_whole


@given(seed=SEEDS)
def test_promised_stays_are_kept_and_all_else_of_the_party_is_on_offer(seed):
    rng = np.random.default_rng(seed)
    case = random_case(rng, TINY)
    plan, certificate = random_plan(rng, case), random_certificate(rng, case)
    problem = Problem.of(case)
    for party_id in sorted({stay.party_id for stay in case.stays}):
        suggester = Suggester(problem, plan, certificate)
        answer = suggester.suggest(party_id)
        for told in answer.suggestions:
            suggester.apply(told)
            assert check(case, suggester.plan).violations == ()
        for change in answer.why_not.relaxations if answer.why_not else ():
            rules = {one.rule for one in applied(case, plan, change).violations}
            assert rules == ({4} if change.kind == "house_rule" else set())


@given(seed=SEEDS)
def test_asking_changes_nothing_and_cancelling_takes_back_what_was_applied(seed):
    if (made := drawn(seed)) is None:
        return
    case, plan, certificate, party = made
    suggester = Suggester(case, plan, certificate)
    suggester.cancel(party.party_id)
    held, left = suggester.plan, suggester._holding.held.left.copy()
    answer = suggester.suggest(party)
    assert suggester.plan == held
    for told in answer.suggestions:
        suggester.apply(told)
        assert sorted(suggester.cancel(party.party_id)) == sorted(told.stays)
    assert suggester.plan == held
    assert (suggester._holding.held.left == left).all()
    assert suggester.suggest(party) == answer


def applied(case, plan, change):
    """Check a plan in which a party has what a change makes possible, and asks for it."""
    asked = change.suggestion.party
    if change.kind == "split":
        asked = replace(asked, may_split=True)
    parties = tuple(asked if p.party_id == asked.party_id else p for p in case.parties)
    stays = (*_others(plan, asked), *change.suggestion.stays)
    return check(replace(case, parties=parties), replace(plan, stays=tuple(sorted(stays))))


def _others(plan, party):
    return tuple(stay for stay in plan.stays if stay.party_id != party.party_id)
