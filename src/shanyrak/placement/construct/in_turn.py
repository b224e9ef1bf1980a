"""Every party in turn takes its best chain of what is left: first come, first served, or led by prices."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.chains import gather
from shanyrak.placement.draft import Draft, clear
from shanyrak.placement.kernels import inner_kernel, kernel
from shanyrak.placement.lodge import Desk, Offer, lodge, lodge_part
from shanyrak.placement.problem import Codes, Data, Floats, Ints


class Tariff(NamedTuple):
    """Prices as a certificate has them, and how much of them is asked: 0 is first come, first served."""

    price: Floats  # (n_spaces, n_nights)
    scale: float
    zone: Codes  # (n_spaces,) only those that are `mine` are let
    mine: int


@kernel
def house(data: Data, draft: Draft, desk: Desk, lists: Ranking, order: Ints, tariff: Tariff) -> None:
    """Give every party of `order` its best chain of what is left at the tariff, for which `lists` are ranked.

    A party looks down its list until nothing better can follow, or at every space where the list does not
    name all. One that has a
    chain gives it up first and looks again; people of a party that may be split who sleep somewhere stay
    where they are.
    """
    spaces, slack = np.empty(len(data.spaces), np.int32), np.zeros(len(data.spaces), np.float32)
    for p in order:
        c = lists.of_party[p]
        low, high = lists.start[c], lists.start[c] + lists.length[c]
        found, worse = lists.space[low:high], lists.slack[low:high]
        best, top = lists.best[c], lists.top[lists.row[c] : lists.row[c + 1]]
        if not lists.whole[c]:
            n = gather(data, p, spaces)
            found, worse, best = spaces[:n], slack[:n], np.inf
        offer = Offer(found, worse, best, top, tariff.price, tariff.scale, tariff.zone, tariff.mine)
        _house(data, draft, desk, p, offer)


@inner_kernel
def _house(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> None:
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        whole = draft.slots[slot].bound or not data.parties[party].split
        if whole and _sleeps_in(draft, slot, offer):
            clear(data, draft, slot)
            lodge(data, draft, desk, slot, offer)
    part = 1.0
    while data.parties[party].split and part > 0.0:
        part = lodge_part(data, draft, desk, party, offer)


@inner_kernel
def _sleeps_in(draft: Draft, slot: int, offer: Offer) -> bool:
    """Say whether a slot sleeps nowhere but in the offer's zone: another thread may be at work elsewhere."""
    for r in range(draft.slots[slot].row, draft.slots[slot].end):
        s = draft.where[r]
        if s != -1 and offer.zone[s] != offer.mine:
            return False
    return True
