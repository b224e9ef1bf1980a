"""How a slot, or a part of a party that may be split, gets the best chain that a draft has left for it."""

from shanyrak.placement.draft import Draft, clear, put
from shanyrak.placement.kernels import inner_kernel, small_kernel
from shanyrak.placement.lodge.chain import find_chain
from shanyrak.placement.lodge.desk import Desk
from shanyrak.placement.lodge.offer import Offer, fill_left, prune
from shanyrak.placement.lodge.own import told_inside
from shanyrak.placement.problem import Data


@inner_kernel
def lodge(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> float:
    """Give a slot that was cleared its best chain of the offer; return its value, 0 if it gets no bed."""
    people = draft.slots[slot].people
    draft.slots[slot].value, draft.slots[slot].kept = 0.0, 0.0
    n = fill_left(data, draft, desk, slot, (people, people), offer)
    if n == 0:
        return 0.0
    n = prune(data, desk, draft.slots[slot].party, n)
    _, layer = find_chain(data, desk, draft.slots[slot].party, n)
    return settle(data, draft, desk, slot, layer) if layer >= 0 else 0.0


@inner_kernel
def lodge_part(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> float:
    """Lodge as many people of a party that may be split as one chain takes; return the value won.

    A part that was told of stays comes first, if it can keep one.
    The first look lets one person find the best chain, who pays his share of a private space filled as far as
    the party fills it; the second gives a part of that size its best chain. 0: nobody is left, or no
    chain is worth anything.
    """
    if draft.pool[party] == 0:
        return 0.0
    value = _lodge_told(data, draft, desk, party, offer)
    if value != 0.0:
        return value
    slot = unused(draft, party)
    n = fill_left(data, draft, desk, slot, (1, draft.pool[party]), offer)
    if n == 0:
        return 0.0
    n = prune(data, desk, party, n)
    _, layer = find_chain(data, desk, party, n)
    if layer < 0:
        return 0.0
    size = _smallest(data, draft, desk, slot, layer)
    draft.slots[slot].people = size
    value = lodge(data, draft, desk, slot, offer)
    if value == 0.0:
        draft.slots[slot].people = 0
    else:
        draft.pool[party] -= size
    return value


@inner_kernel
def _lodge_told(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> float:
    """Lodge the first part of a party that was told of stays, is not lodged and can keep one; 0: none can."""
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        told = draft.slots[slot].told
        if told == 0 and not draft.slots[slot].bound:
            return 0.0  # such parts stand first
        if draft.slots[slot].people > 0 or told > draft.pool[party] or told == 0:
            continue
        draft.slots[slot].people = told
        value = lodge(data, draft, desk, slot, offer)
        if draft.slots[slot].kept > 0.0:
            draft.pool[party] -= told
            return value
        clear(data, draft, slot)
        draft.slots[slot].people, draft.slots[slot].value = 0, 0.0
    return 0.0


@small_kernel
def settle(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> float:
    """Put the chain that was found into the draft; return its value in person-nights, prices aside."""
    p, people = draft.slots[slot].party, draft.slots[slot].people
    nights, first, row = data.parties[p].nights, data.parties[p].first, draft.slots[slot].row
    value = 0.0
    moves = 0
    kept = 0
    t, j, rank = nights, layer, 0
    earliest = -1
    while True:
        state = desk.states[rank, j, t]
        k, u, came, before = state.entry, state.begin, state.rank, state.layer
        if k == -1:
            t, rank = t - 1, came
            continue
        s = desk.spaces[k]
        for x in range(u, t):
            if draft.promised[row + x] == -1:
                put(data, draft, slot, s, first + x)
        value += desk.worth[k] * (t - u)
        kept += told_inside(desk, nights, k, u, t)
        moves += 1
        earliest = s
        if came == -1:
            break
        t, j, rank = u, before, came
    moves -= 1
    if data.parties[p].current != -1 and data.parties[p].current != earliest:
        moves += 1
    draft.slots[slot].kept = people * kept * desk.keep[0]
    draft.slots[slot].value = people * (value - moves * data.charges[0]) + draft.slots[slot].kept
    return draft.slots[slot].value


@small_kernel
def unused(draft: Draft, party: int) -> int:
    """Return a slot of a party that is not in use; the caller knows that there is one.

    It is one whose people were told of nothing, where there is any.
    """
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        if draft.slots[slot].people == 0 and draft.slots[slot].told == 0:
            return slot
    slot = int(draft.slot[party])
    while draft.slots[slot].people > 0:
        slot += 1
    return slot


@small_kernel
def _smallest(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> int:
    """People of the pool whom every night of the chain on the desk can take."""
    p = draft.slots[slot].party
    size = int(draft.pool[p])
    t, j, rank = data.parties[p].nights, layer, 0
    while True:
        state = desk.states[rank, j, t]
        k, u, came, before = state.entry, state.begin, state.rank, state.layer
        if k == -1:
            t, rank = t - 1, came
            continue
        for x in range(u, t):
            size = min(size, draft.left[desk.spaces[k], data.parties[p].first + x])
        if came == -1:
            return size
        t, j, rank = u, before, came
