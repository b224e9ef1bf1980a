"""Every party in turn takes its best chain of what is left; without prices this is first come, first served."""

import numpy as np

from shanyrak.placement.bound.shortlist import Shortlist
from shanyrak.placement.draft import Draft, clear
from shanyrak.placement.kernels import kernel
from shanyrak.placement.lodge import Desk, Offer, lodge, lodge_part, look_everywhere
from shanyrak.placement.problem import Data, Floats, Ints


@kernel
def house_in_turn(data: Data, draft: Draft, desk: Desk, order: Ints, price: Floats, scale: float) -> float:
    """Give every party of `order` its best chain among all spaces at `scale` times the prices; return the value won.

    A party that has a chain gives it up first and looks again; people of a party that may be split who sleep somewhere
    stay where they are.
    """
    m = len(data.spaces)
    spaces, worth, zone = np.empty(m, np.int32), np.empty(m), np.zeros(m, np.int8)
    won = 0.0
    for p in order:
        n = look_everywhere(data, p, spaces, worth)
        won += _house(data, draft, desk, p, Offer(spaces[:n], worth[:n], price, scale, zone, 0))
    return won


@kernel
def _house(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> float:
    won = 0.0
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        if draft.slots[slot].bound or not data.parties[party].split:
            won -= draft.slots[slot].value
            clear(data, draft, slot)
            won += lodge(data, draft, desk, slot, offer)
    part = 1.0
    while data.parties[party].split and part > 0.0:
        part = lodge_part(data, draft, desk, party, offer)
        won += part
    return won


@kernel
def house_listed(
    data: Data, draft: Draft, desk: Desk, lists: Shortlist, order: Ints, price: Floats, scale: float
) -> float:
    """Do as `house_in_turn`, but let every party look at its short list only."""
    zone = np.zeros(len(data.spaces), np.int8)
    won = 0.0
    for p in order:
        low, high = lists.start[p], lists.start[p] + lists.count[p]
        won += _house(data, draft, desk, p, Offer(lists.space[low:high], lists.worth[low:high], price, scale, zone, 0))
    return won
