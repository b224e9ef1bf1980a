"""First come, first served, against a plain computation that tries every chain of each party in turn."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby, product

import numpy as np
import pytest

from shanyrak.placement import Cost, Problem, Stop, solve
from shanyrak.placement.check.figures import kilometres
from shanyrak.placement.testing import Sizes, random_case

pytestmark = pytest.mark.usefixtures("warm_loops")

SIZES = Sizes(parties=8, spaces=4, nights=4, people=4, convoy=6)
BOTH = {"f", "m"}


def whole_case(seed):
    """Make a case without parts or promises; every pair has a cost of its own, so that ties are rare."""
    rng = np.random.default_rng(seed)
    case = random_case(rng, SIZES)
    parties = tuple(replace(party, may_split=False) for party in case.parties)
    pairs = ((party.party_id, space.space_id) for party in parties for space in case.spaces)
    costs = tuple(Cost(*pair, cost=float(rng.normal(0.1, 0.3))) for pair in pairs)
    return replace(case, parties=parties, costs=costs, stays=())


class Town:
    """Who sleeps where so far; each party that comes takes the chain that is worth most to it."""

    def __init__(self, case):
        self.case, self.guests = case, {}
        self.costs = {(cost.party_id, cost.space_id): cost.cost for cost in case.costs}
        self.value, self.housed, self.moves, self.has_ties = 0.0, 0, 0, False

    def house(self, party):
        """Let a party take its best chain."""
        nights = [party.arrival + timedelta(day) for day in range(party.n_nights)]
        options = [[None, *(s for s in self.case.spaces if self.takes(party, s, night))] for night in nights]
        chains = [
            (self.worth(party, chain), chain) for chain in product(*options) if self.allowed(party, chain)
        ]
        chains = sorted((one for one in chains if one[0] > 0), key=lambda one: -one[0])
        self.has_ties |= len(chains) > 1 and chains[0][0] - chains[1][0] < 1e-9
        for worth, chain in chains[:1]:
            self.value += party.people * worth
            self.housed += party.people * sum(space is not None for space in chain)
            self.moves += party.people * moves(party, chain)
            for night, space in zip(nights, chain, strict=True):
                if space:
                    self.guests.setdefault((space.space_id, night), []).append(party)

    def takes(self, party, space, night):
        """Say whether a party may sleep in a space on a night, as things stand."""
        there = self.guests.get((space.space_id, night), [])
        crowd = party.people + sum(guest.people for guest in there)
        sexes = {party.sex, *(guest.sex for guest in there)}
        return (
            any(
                w.space_id == space.space_id and w.first_night <= night < w.end_night
                for w in self.case.windows
            )
            and crowd <= space.beds
            and not (space.private and there)
            and party.needs <= space.features
            and (not party.place or not space.place or party.place == space.place)
            and (
                space.sexes == "any"
                or (space.sexes == "same" and len(sexes) == 1 and sexes <= BOTH)
                or space.sexes == party.sex
            )
        )

    def allowed(self, party, chain):
        """Say whether a chain keeps the rules on moves and on the length of a stay."""
        runs = [(space, len(list(run))) for space, run in groupby(chain) if space]
        return (party.max_moves is None or moves(party, chain) <= party.max_moves) and all(
            space.min_nights <= nights <= (space.max_nights or nights) for space, nights in runs
        )

    def worth(self, party, chain):
        """Return what a chain is worth to one person."""
        total = -0.5 * moves(party, chain)
        for space in filter(None, chain):
            missing = len(party.wants - space.features) / len(party.wants) if party.wants else 0.0
            near = 0.002 * min(kilometres(party, space) or 0.0, 100.0)
            total += party.weight - near - 0.1 * missing - self.costs[party.party_id, space.space_id]
        return total


def moves(party, chain):
    spaces = [space.space_id for space, _ in groupby(chain) if space]
    return max(0, len(spaces) - 1 + (bool(spaces) and party.current_space not in {None, spaces[0]}))


def test_first_come_first_served_is_what_a_plain_computation_says():
    compared = 0
    for seed in range(60):
        case = whole_case(seed)
        town = Town(case)
        for party in sorted(case.parties, key=lambda party: (party.arrival, party.party_id)):
            town.house(party)
        told = solve(Problem.of(case), stop=Stop(300, gap=0.99, rounds=1), threads=1).first_come
        if not town.has_ties:
            compared += 1
            assert told.value == pytest.approx(town.value, abs=1e-6), seed
            assert (told.housed_person_nights, told.person_moves) == (town.housed, town.moves), seed
    assert compared >= 40
