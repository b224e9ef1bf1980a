"""What a party may choose from: the spaces that a draft has left free, and what their nights bring."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import WORD, Draft
from shanyrak.placement.kernels import inner_kernel, small_kernel
from shanyrak.placement.lodge.desk import CLOSED, KEPT, SHUT, Desk
from shanyrak.placement.lodge.own import is_own, lay_own, told_inside
from shanyrak.placement.objective import night_worth
from shanyrak.placement.problem import Codes, Data, Floats
from shanyrak.placement.rules import FEMALE, MALE, SAME


class Offer(NamedTuple):
    """What a party may choose from: spaces, and prices times `scale`.

    No chain through ``spaces[x]`` or one after it is worth more to a person than ``best - slack[x]``, and no
    night t more than ``top[t]``, at these prices. Only spaces whose ``zone`` is `mine` are looked at: several
    threads work on one draft, each in a zone of its own.
    """

    spaces: Codes
    slack: NDArray[np.float32]
    best: float
    top: Floats
    price: Floats
    scale: float
    zone: Codes
    mine: int


@inner_kernel
def fill_left(data: Data, draft: Draft, desk: Desk, slot: int, who: tuple[int, int], offer: Offer) -> int:
    """Copy to the desk the spaces of the offer that are free, and what nights bring; return how many.

    `who` says how many people must fit, and how many share the price of a private space. What follows in the
    offer is left out where one stay on all nights is worth more than any chain through it.
    """
    p, bound = draft.slots[slot].party, draft.slots[slot].bound
    nights, first, mark = data.parties[p].nights, data.parties[p].first, CLOSED
    lay_own(data, draft, desk, slot, offer.zone, offer.mine)
    n, spare = desk.own[0], desk.keep[1]
    for k in range(n):
        desk.worth[k] = night_worth(data, p, desk.spaces[k])
        _fill_nights(data, draft, desk, k, slot, who, offer)
        mark = max(mark, _whole_stay(data, desk, p, k))
    moved = offer.top.sum() - data.charges[0] + spare
    word, bits = first // WORD, 0
    if (first + nights - 1) // WORD == word and not bound:
        bits = ((1 << nights) - 1) << first % WORD
    for x in range(len(offer.spaces)):
        if not bound and offer.best - offer.slack[x] + spare < mark:
            break
        s = offer.spaces[x]
        if bits:
            free = draft.free[s, word] & bits
            if not free or (free != bits and moved < mark and _most(offer.top, free >> first % WORD) < mark):
                continue
        if offer.zone[s] != offer.mine or not (bound or _is_free(data, draft, p, s, who[0])):
            continue
        if is_own(desk, s):
            continue
        worth = night_worth(data, p, s)
        if not bound and worth * nights < mark and moved < mark:
            continue
        desk.spaces[n], desk.worth[n] = s, worth
        _fill_nights(data, draft, desk, n, slot, who, offer)
        mark = max(mark, _whole_stay(data, desk, p, n))
        n += 1
    return n


@small_kernel
def _most(top: Floats, free: int) -> float:
    """Most that one stay on nights with these bits is worth to a person."""
    most = 0.0
    for t in range(len(top)):
        if free >> t & 1:
            most += top[t]
    return most


@small_kernel
def _is_free(data: Data, draft: Draft, party: int, space: int, people: int) -> bool:
    """Say whether so many people could sleep in a space on one of the party's nights."""
    first = data.parties[party].first
    for night in range(first, first + data.parties[party].nights):
        if draft.left[space, night] >= people:
            return True
    return False


@small_kernel
def _fill_nights(
    data: Data, draft: Draft, desk: Desk, k: int, slot: int, who: tuple[int, int], offer: Offer
) -> None:
    """Write what each night in space k of the desk brings to a person, `CLOSED` where it is not to be had.

    Promised nights bring more than all others.
    """
    party, row, bound = draft.slots[slot].party, draft.slots[slot].row, draft.slots[slot].bound
    s, first, nights = desk.spaces[k], data.parties[party].first, data.parties[party].nights
    sexes, sex = data.spaces[s].sexes, data.parties[party].sex
    share = offer.scale / min(who[1], data.spaces[s].beds) if data.spaces[s].private else offer.scale
    for t in range(nights):
        g = CLOSED
        if draft.left[s, first + t] >= who[0]:
            g = desk.worth[k] - offer.price[s, first + t] * share
            mix = draft.mix[s, first + t]
            if sexes == SAME and ((mix > 0 and sex == MALE) or (mix < 0 and sex == FEMALE)):
                g = CLOSED
        if bound and draft.promised[row + t] != -1:
            g = desk.worth[k] + KEPT if draft.promised[row + t] == s else CLOSED
        desk.gain[k * nights + t] = g


@small_kernel
def _whole_stay(data: Data, desk: Desk, party: int, k: int) -> float:
    """Return what one stay on all nights in space k of the desk brings, `CLOSED` if there is none."""
    nights, current = data.parties[party].nights, data.parties[party].current
    total, low = 0.0, desk.gain[k * nights]
    for t in range(nights):
        total, low = total + desk.gain[k * nights + t], min(low, desk.gain[k * nights + t])
    total += desk.keep[0] * told_inside(desk, nights, k, 0, nights)
    space = data.spaces[desk.spaces[k]]
    away = current != -1 and current != desk.spaces[k]
    if low > SHUT and space.min_nights <= nights <= space.max_nights:
        if not away:
            return total
        if data.parties[party].max_moves > 0:
            return total - data.charges[0]
    return CLOSED


@small_kernel
def prune(data: Data, desk: Desk, party: int, n: int) -> int:
    """Drop the spaces of the desk that no best chain needs; return how many are left.

    One stay in the best space that is free on all nights sets the mark. Any other chain through a space is
    worth at most the best gain of every night, less what the space is worse by on its best night, and less a
    move or a lost night; and what told stays it can keep. Own spaces stay.
    """
    nights, top, saved, all_ = data.parties[party].nights, desk.top, data.charges[0], desk.keep[1]
    mark, winner = CLOSED, -1
    top[:nights] = 0.0
    for k in range(n):
        total = _whole_stay(data, desk, party, k)
        if total > mark:
            mark, winner = total, k
        for t in range(nights):
            top[t] = max(top[t], desk.gain[k * nights + t])
    if winner == -1:
        return n
    for t in range(nights):
        all_, saved = all_ + top[t], min(saved, top[t])
    kept = 0
    for k in range(n):
        worse = top[0] - desk.gain[k * nights]
        for t in range(1, nights):
            worse = min(worse, top[t] - desk.gain[k * nights + t])
        if k < desk.own[0] or k == winner or all_ - worse - saved >= mark:
            desk.spaces[kept], desk.worth[kept] = desk.spaces[k], desk.worth[k]
            for t in range(nights):
                desk.gain[kept * nights + t] = desk.gain[k * nights + t]
            kept += 1
    return kept
