"""Zones: no thread touches what another one may, and where places part the parties, so do zones."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement import Problem
from shanyrak.placement.draft import empty_draft
from shanyrak.placement.improve.zones import deal, deal_places
from shanyrak.placement.testing import random_case
from shanyrak.placement.waves import wave

DRAWN = wave(people=200, nights=6, seed=2, places=6)
WAVE = Problem.of(replace(DRAWN, parties=tuple(party for party in DRAWN.parties if party.place)))


@given(seed=st.integers(0, 2**32 - 1), n_zones=st.integers(1, 4))
def test_every_party_and_space_has_a_zone(seed, n_zones):
    rng = np.random.default_rng(seed)
    problem = Problem.of(random_case(rng))
    zones = deal(problem.data, empty_draft(problem), n_zones, rng)
    assert set(zones.of_space) <= set(range(n_zones))
    assert set(zones.of_party) <= {-1, *range(n_zones)}


def test_there_is_one_zone_where_places_are_few_or_one_has_most_of_the_parties():
    rng = np.random.default_rng(0)
    crowded = WAVE.data.parties.copy()
    crowded["place"][:] = 0
    for data, n_zones in (WAVE.data, 4), (WAVE.data._replace(parties=crowded), 2):
        zones = deal(data, empty_draft(WAVE), n_zones, rng)
        assert not zones.of_space.any()
        assert not zones.of_slot.any()
        assert not zones.of_party.any()


def test_who_has_no_place_is_dealt_by_chance_among_those_who_have():
    rng = np.random.default_rng(0)
    wandering = WAVE.data.parties.copy()
    wandering["place"][:5] = -1
    data = WAVE.data._replace(parties=wandering)
    seen = {tuple(deal(data, empty_draft(WAVE), 2, rng).of_party[:5]) for _ in range(20)}
    assert len(seen) > 1
    wandering["place"][: len(wandering) // 2] = -1
    assert not len(deal_places(WAVE.data._replace(parties=wandering), 2, loosely=True))


def test_a_party_is_in_the_zone_of_its_place():
    data, rng = WAVE.data, np.random.default_rng(0)
    assert (data.place >= 0).all()
    zones = deal(data, empty_draft(WAVE), 2, rng)
    of_place = {p: set(zones.of_space[data.block[p] : data.block[p + 1]]) for p in range(6)}
    assert all(len(found) == 1 for found in of_place.values())
    assert all({zones.of_party[p]} == of_place[place] for p, place in enumerate(data.place))


def test_places_are_not_dealt_where_somebody_may_look_beyond_his_own():
    free = WAVE.data.parties.copy()
    free["place"][0] = -1
    assert len(deal_places(WAVE.data, 2))
    assert not len(deal_places(WAVE.data._replace(parties=free), 2))
    assert not len(deal_places(WAVE.data, 4))
