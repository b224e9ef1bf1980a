"""Zones: each thread gets some spaces, and parties follow theirs, so that several may work on one draft."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import kernel
from shanyrak.placement.problem import NOBODY, Data, Floats, Ints

MOST_ZONES = 126  # what a byte can number, beside the two below and above
BOTH = 127  # a slot that sleeps in spaces of several zones: nobody moves it

MOST_WANDER = 0.2  # of parties or of spaces, who belong to no place, for zones to be dealt by place
MOST_LOAD = 1.5  # of one zone, over the mean

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
    """Deal spaces into zones, whole places at a time; there is one zone where places cannot part the parties.

    A slot is of the zone in which all its spaces are; where it sleeps nowhere, of its party's side, which is
    that of its place. Parties and spaces without a place are dealt by chance, and differently every time. A
    party that may be split is a whole: its parts outside its side stay where they are.
    """
    of_place = deal_places(data, n_zones, random.uniform(0.7, 1.3, len(data.block) - 1), loosely=True)
    if not len(of_place):
        return one_zone(data, draft)
    of_space = np.repeat(of_place, np.diff(data.block))
    low = data.block[-2]
    of_space[low:] = random.integers(0, n_zones, len(of_space) - low)
    by_chance = random.integers(0, n_zones, len(data.parties))
    side = np.where(data.place >= 0, of_place[data.place], by_chance).astype(np.int8)
    of_slot = np.empty(len(draft.slots), np.int8)
    _where_they_sleep(draft, of_space, of_slot)
    its_side = side[draft.party]
    of_slot = np.where(of_slot == NOBODY, its_side, of_slot)
    whole = data.split[draft.party] & ~draft.bound
    of_slot = np.where((whole & (of_slot != its_side)) | (of_slot == BOTH), NOBODY, of_slot).astype(np.int8)
    return Zones(of_space, of_slot, np.where(data.split, side, of_slot[draft.slot[:-1]]).astype(np.int8))


def one_zone(data: Data, draft: Draft) -> Zones:
    """Return a zone in which everything lies."""
    sizes = len(data.spaces), len(draft.slots), len(data.parties)
    return Zones(*(np.zeros(size, np.int8) for size in sizes))


def deal_places(data: Data, n_zones: int, liking: Floats | None = None, *, loosely: bool = False) -> Zone:
    """Deal whole places into zones, the one with most parties first, each to the zone that has fewest.

    The parties of a place count `liking` times. Nothing is dealt where places are few or, unless `loosely`,
    somebody may look beyond his own; loosely, where many may, or one zone would have most of the work.
    """
    sizes, wander = np.diff(data.block), float((data.place < 0).mean()) if len(data.place) else 0.0
    wander = max(wander, sizes[-1] / max(sizes.sum(), 1))
    if n_zones == 1 or len(sizes) <= 2 * n_zones or wander > (MOST_WANDER if loosely else 0.0):
        return np.zeros(0, np.int8)
    load, of_place = np.zeros(n_zones), np.zeros(len(sizes), np.int8)
    demand = np.bincount(data.place[data.place >= 0], minlength=len(sizes)).astype(float)
    if liking is not None:
        demand *= liking
    for place in np.argsort(-demand, kind="stable"):
        of_place[place] = load.argmin()
        load[of_place[place]] += demand[place]
    return np.zeros(0, np.int8) if loosely and load.max() > MOST_LOAD * load.mean() else of_place


@kernel
def _where_they_sleep(draft: Draft, of_space: Zone, of_slot: Zone) -> None:
    for i in range(len(of_slot)):
        of_slot[i] = -1
        for r in range(draft.slots[i].row, draft.slots[i].end):
            s = draft.where[r]
            if s >= 0:
                zone = of_space[s]
                of_slot[i] = zone if of_slot[i] == -1 or of_slot[i] == zone else BOTH
