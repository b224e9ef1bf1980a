"""Zones: each thread gets some spaces, and parties follow theirs, so that several may work on one draft."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import kernel
from shanyrak.placement.problem import NOBODY, Data, Floats, Ints

MOST_ZONES = 126  # what a byte can number, beside the two below and above
BOTH = 127  # a slot that sleeps in spaces of several zones: nobody moves it

Zone = NDArray[np.int8]


class Zones(NamedTuple):
    """Which thread may use which space, and move which slot and party; -1: none may."""

    of_space: Zone  # (m,)
    of_slot: Zone  # (k,)
    of_party: Zone  # (n,)

    def parties(self, mine: int) -> Ints:
        """Return the parties of one zone."""
        return np.flatnonzero(self.of_party == mine)


def deal(data: Data, draft: Draft, n_zones: int, random: np.random.Generator) -> Zones:
    """Deal spaces into zones at random: place by place where nobody may look beyond his own.

    A slot is of the zone in which all its spaces are; where it sleeps nowhere, of its party's side, which is
    that of its place, or by chance. A party that may be split is a whole: its parts outside its side stay
    where they are.
    """
    of_place = deal_places(data, n_zones, random.uniform(0.7, 1.3, len(data.block) - 1))
    of_space = random.permutation(np.arange(len(data.spaces)) % n_zones).astype(np.int8)
    if len(of_place):
        of_space = np.repeat(of_place, np.diff(data.block))
    side = random.integers(0, n_zones, len(data.parties)).astype(np.int8)
    if len(of_place):
        side = of_place[data.place]
    of_slot = np.empty(len(draft.slots), np.int8)
    _where_they_sleep(draft, of_space, of_slot)
    its_side = side[draft.party]
    of_slot = np.where(of_slot == NOBODY, its_side, of_slot)
    whole = data.split[draft.party] & ~draft.bound
    of_slot = np.where((whole & (of_slot != its_side)) | (of_slot == BOTH), NOBODY, of_slot).astype(np.int8)
    return Zones(of_space, of_slot, np.where(data.split, side, of_slot[draft.slot[:-1]]).astype(np.int8))


def deal_places(data: Data, n_zones: int, liking: Floats | None = None) -> Zone:
    """Deal whole places into zones, the one with most parties first, each to the zone that has fewest.

    The parties of a place count `liking` times. Nothing is dealt where places are few, or somebody may look
    beyond his own.
    """
    sizes = np.diff(data.block)
    if n_zones == 1 or len(sizes) <= 2 * n_zones or sizes[-1] or (data.place < 0).any():
        return np.zeros(0, np.int8)
    load, of_place = np.zeros(n_zones), np.zeros(len(sizes), np.int8)
    demand = np.bincount(data.place, minlength=len(sizes)) * (1.0 if liking is None else liking)
    for place in np.argsort(-demand, kind="stable"):
        of_place[place] = load.argmin()
        load[of_place[place]] += demand[place]
    return of_place


@kernel
def _where_they_sleep(draft: Draft, of_space: Zone, of_slot: Zone) -> None:
    for i in range(len(of_slot)):
        of_slot[i] = -1
        for r in range(draft.slots[i].row, draft.slots[i].end):
            s = draft.where[r]
            if s >= 0:
                zone = of_space[s]
                of_slot[i] = zone if of_slot[i] == -1 or of_slot[i] == zone else BOTH
