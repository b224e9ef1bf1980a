"""Every party in turn takes its best chain of what is left: first come, first served, or led by prices."""

import numpy as np

from shanyrak.placement.bound.shortlist import Shortlist
from shanyrak.placement.draft import Draft, clear
from shanyrak.placement.kernels import kernel
from shanyrak.placement.lodge import Desk, Offer, Tariff, lodge, lodge_part, look_everywhere
from shanyrak.placement.problem import Data, Ints


@kernel
def house(data: Data, draft: Draft, desk: Desk, lists: Shortlist, order: Ints, tariff: Tariff) -> None:
    """Give every party of `order` its best chain of what is left at the tariff.

    A party looks at its short list, or at every space where the lists have no room for it. One that has a
    chain gives it up first and looks again; people of a party that may be split who sleep somewhere stay
    where they are.
    """
    m = len(data.spaces)
    spaces, worth = np.empty(m, np.int32), np.empty(m, np.float32)
    for p in order:
        low, high = lists.start[p], lists.start[p] + lists.length[p]
        offer = Offer(
            lists.space[low:high], lists.worth[low:high], tariff.price, tariff.scale, tariff.zone, tariff.mine
        )
        if lists.start[p + 1] == low:
            n = look_everywhere(data, p, spaces, worth)
            offer = Offer(spaces[:n], worth[:n], tariff.price, tariff.scale, tariff.zone, tariff.mine)
        _house(data, draft, desk, p, offer)


@kernel
def _house(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> None:
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        whole = draft.slots[slot].bound or not data.parties[party].split
        if whole and _sleeps_in(draft, slot, offer):
            clear(data, draft, slot)
            lodge(data, draft, desk, slot, offer)
    part = 1.0
    while data.parties[party].split and part > 0.0:
        part = lodge_part(data, draft, desk, party, offer)


@kernel
def _sleeps_in(draft: Draft, slot: int, offer: Offer) -> bool:
    """Say whether a slot sleeps nowhere but in the offer's zone: another thread may be at work elsewhere."""
    for r in range(draft.slots[slot].row, draft.slots[slot].end):
        s = draft.where[r]
        if s != -1 and offer.zone[s] != offer.mine:
            return False
    return True
