"""The spaces that a slot was promised or told of: they come first on the desk, wherever lists have them.

A told stay that is kept is worth something to each person, as if it were a part of the value.
"""

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import inner_kernel, small_kernel
from shanyrak.placement.lodge.desk import Desk
from shanyrak.placement.problem import Codes, Data


@small_kernel
def keep_of(data: Data, draft: Draft, slot: int) -> float:
    """Return what a told stay is worth to each person of a slot, 0 where these people were told of none."""
    if draft.slots[slot].people == draft.slots[slot].told or not data.parties[draft.slots[slot].party].split:
        return draft.slots[slot].keep
    return 0.0


@small_kernel
def _where(desk: Desk, space: int) -> int:
    """Return which own space on the desk this is, their number if it is none."""
    k = 0
    while k < desk.own[0] and desk.spaces[k] != space:
        k += 1
    return k


@small_kernel
def is_own(desk: Desk, space: int) -> bool:
    """Say whether a space is among the first on the desk."""
    return _where(desk, space) < desk.own[0]


@small_kernel
def told_inside(desk: Desk, nights: int, k: int, u: int, t: int) -> int:
    """Count the told stays that a stay on [u, t) in space k of the desk keeps."""
    n = 0
    if k < desk.own[0]:
        for x in range(u, t):
            if 0 < desk.told[k * nights + x] <= t:
                n += 1
    return n


@small_kernel
def _take(desk: Desk, space: int, nights: int) -> int:
    """Return which own space on the desk this is, the next one if it was not there."""
    k = _where(desk, space)
    if k == desk.own[0]:
        desk.spaces[k] = space
        for x in range(k * nights, (k + 1) * nights):
            desk.told[x] = 0
        desk.own[0] = k + 1
    return k


@inner_kernel
def lay_own(data: Data, draft: Draft, desk: Desk, slot: int, zone: Codes, mine: int) -> None:
    """Write to the desk the own spaces of a slot that are in its zone, and what keeping a stay is worth."""
    row, nights = draft.slots[slot].row, data.parties[draft.slots[slot].party].nights
    pay, stays, told_nights = keep_of(data, draft, slot), 0, 0
    desk.own[0], desk.keep[0], desk.keep[1] = 0, pay, 0.0
    if draft.slots[slot].bound:
        for t in range(nights):
            s = draft.promised[row + t]
            if s != -1 and zone[s] == mine:
                _take(desk, s, nights)
    if pay == 0.0:
        return
    for u in range(nights):
        s = draft.told[row + u]
        if s == -1:
            continue
        told_nights += 1
        if u > 0 and draft.told[row + u - 1] == s:
            continue
        stays += 1
        if zone[s] == mine:
            t = u + 1
            while t < nights and draft.told[row + t] == s:
                t += 1
            desk.told[_take(desk, s, nights) * nights + u] = t
    desk.keep[1] = pay * (stays - 1 if told_nights == nights else stays)
