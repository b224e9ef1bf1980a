"""Rounds of exchanges: each thread has a zone of its own, and zones are dealt anew for every round."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft, lacking
from shanyrak.placement.improve.exchange import Field, Occupants, exchange
from shanyrak.placement.improve.zones import deal
from shanyrak.placement.lodge import Desk
from shanyrak.placement.problem import NOBODY, Data, Floats
from shanyrak.placement.team import Team


class Lead(NamedTuple):
    """What leads the exchange: prices, and lists ranked at some scales of them."""

    price: Floats
    scales: Floats
    lists: tuple[Ranking, ...]


def exchange_round(
    data: Data,
    draft: Draft,
    lead: Lead,
    *,
    tries: int,
    heat: float,
    desks: list[Desk],
    team: Team,
    random: np.random.Generator,
) -> None:
    """Let every thread try `tries` exchanges in its own zone."""
    zones = deal(data, draft, team.threads, random)
    wanting, occupants = lacking(data, draft), _occupants(draft, len(data.spaces))
    seeds = random.integers(1, 2**62, team.threads).astype(np.uint64)

    def work(mine: int) -> None:
        parties = zones.parties(mine)
        wants = parties[wanting[parties]]
        where = zones.of_space, zones.of_slot, mine
        field = Field(lead.price, lead.scales, *where, parties, wants, occupants, tries, heat)
        exchange(data, draft, desks[mine], lead.lists, field, seeds[mine : mine + 1].copy())

    team.each(work)


def _occupants(draft: Draft, n_spaces: int) -> Occupants:
    """List the slots of every space."""
    rows = np.flatnonzero(draft.where != NOBODY)
    slot = np.searchsorted(draft.slots["end"], rows, side="right")
    key = np.unique(draft.where[rows].astype(np.int64) * len(draft.slots) + slot)
    return Occupants(
        np.searchsorted(key, np.arange(n_spaces + 1) * len(draft.slots)), key % max(len(draft.slots), 1)
    )
