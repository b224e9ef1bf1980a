"""Rounds of exchanges: spaces are dealt into zones, one a thread; parties follow their spaces, and zones change every round."""

import numpy as np

from shanyrak.placement.bound.shortlist import Shortlist
from shanyrak.placement.draft import Draft, lacking
from shanyrak.placement.improve.exchange import Field, Guests, exchange
from shanyrak.placement.kernels import kernel
from shanyrak.placement.lodge import Desk
from shanyrak.placement.problem import NOBODY, Codes, Data, Floats
from shanyrak.placement.team import Team

BOTH = 127  # a slot that sleeps in spaces of several zones: nobody moves it this round


def exchange_round(
    data: Data, draft: Draft, lists: Shortlist, price: Floats, *, tries: int, team: Team, desks: list[Desk], random: np.random.Generator
) -> float:
    """Let every thread try `tries` exchanges in its own zone; return the person-nights won, the same for the same seed."""
    zone = random.permutation(np.arange(len(data.spaces)) % team.threads).astype(np.int8)
    side = random.integers(0, team.threads, len(data.parties)).astype(np.int8)
    owner = _owners(data, draft, zone, side)
    of_party = np.where(data.split, side, owner[draft.slot[:-1]])
    wanting, guests = lacking(data, draft), _guests(draft, len(data.spaces))
    seeds = random.integers(1, 2**62, team.threads).astype(np.uint64)

    def work(mine: int) -> float:
        parties, wants = np.flatnonzero(of_party == mine), np.flatnonzero((of_party == mine) & wanting)
        field = Field(price, zone, owner, mine, parties, wants, guests, tries)
        return exchange(data, draft, desks[mine], lists, field, seeds[mine : mine + 1].copy())

    return sum(team.each(work))


def _owners(data: Data, draft: Draft, zone: Codes, side: Codes) -> Codes:
    """Say in which zone each slot may be moved: that of its spaces, or its party's side where it sleeps nowhere.

    A party that may be split is a whole: its parts outside its side stay where they are.
    """
    owner = np.empty(len(draft.slots), np.int8)
    _zone_of_slots(draft, zone, owner)
    side = side[draft.party]
    owner = np.where(owner == NOBODY, side, owner)
    whole = data.split[draft.party] & ~draft.bound
    return np.where((whole & (owner != side)) | (owner == BOTH), NOBODY, owner).astype(np.int8)


@kernel
def _zone_of_slots(draft: Draft, zone: Codes, owner: Codes) -> None:
    for i in range(len(owner)):
        owner[i] = -1
        for r in range(draft.slots[i].row, draft.slots[i].end):
            s = draft.where[r]
            if s >= 0:
                owner[i] = zone[s] if owner[i] == -1 or owner[i] == zone[s] else BOTH  # noqa: PLR1714


def _guests(draft: Draft, n_spaces: int) -> Guests:
    """List the slots of every space."""
    rows = np.flatnonzero(draft.where != NOBODY)
    slot = np.searchsorted(draft.slots["end"], rows, side="right")
    key = np.unique(draft.where[rows].astype(np.int64) * len(draft.slots) + slot)
    return Guests(np.searchsorted(key, np.arange(n_spaces + 1) * len(draft.slots)), key % max(len(draft.slots), 1))

