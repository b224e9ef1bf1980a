"""Zones: each thread gets some spaces, and parties follow theirs, so that several may work on one draft."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import kernel
from shanyrak.placement.problem import NOBODY, Data, Ints

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
    """Deal spaces into zones at random.

    A slot is of the zone in which all its spaces are, or of its party's side where it sleeps nowhere. A party
    that may be split is a whole: its parts outside its side stay where they are.
    """
    of_space = random.permutation(np.arange(len(data.spaces)) % n_zones).astype(np.int8)
    side = random.integers(0, n_zones, len(data.parties)).astype(np.int8)
    of_slot = np.empty(len(draft.slots), np.int8)
    _where_they_sleep(draft, of_space, of_slot)
    its_side = side[draft.party]
    of_slot = np.where(of_slot == NOBODY, its_side, of_slot)
    whole = data.split[draft.party] & ~draft.bound
    of_slot = np.where((whole & (of_slot != its_side)) | (of_slot == BOTH), NOBODY, of_slot).astype(np.int8)
    return Zones(of_space, of_slot, np.where(data.split, side, of_slot[draft.slot[:-1]]).astype(np.int8))


@kernel
def _where_they_sleep(draft: Draft, of_space: Zone, of_slot: Zone) -> None:
    for i in range(len(of_slot)):
        of_slot[i] = -1
        for r in range(draft.slots[i].row, draft.slots[i].end):
            s = draft.where[r]
            if s >= 0:
                zone = of_space[s]
                of_slot[i] = zone if of_slot[i] == -1 or of_slot[i] == zone else BOTH
