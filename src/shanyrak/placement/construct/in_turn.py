"""Every party in turn takes its best chain of what is left; without prices this is first come, first served."""

import numpy as np

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
    m = len(data.beds)
    found, exact = np.empty(m, np.int64), np.empty(m)
    spaces, worth, zone = np.empty(m, np.int32), np.empty(m, np.float32), np.zeros(m, np.int8)
    won = 0.0
    for p in order:
        n = look_everywhere(data, p, 1 if data.split[p] else data.people[p], found, exact, spaces, worth)
        offer = Offer(spaces[:n], worth[:n], price, scale, zone, 0)
        for slot in range(draft.slot[p], draft.slot[p + 1]):
            if draft.bound[slot] or not data.split[p]:
                won -= draft.value[slot]
                clear(data, draft, slot)
                won += lodge(data, draft, desk, slot, offer)
        part = 1.0
        while data.split[p] and part > 0.0:
            part = lodge_part(data, draft, desk, p, offer)
            won += part
    return won
