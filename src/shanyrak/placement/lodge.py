"""The best chain of one part of a party in what a draft has left, with all rules, and how it gets there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.chains import gather
from shanyrak.placement.draft import Draft, put
from shanyrak.placement.kernels import kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Codes, Data, Floats
from shanyrak.placement.rules import FEMALE, MALE, SAME

CLOSED = -1e300
SHUT = -1e200
KEPT = 1e6  # what a promised night is worth more than any other chain


class Offer(NamedTuple):
    """What a party may choose from: spaces, the worth of a person's night there, and prices times `scale`.

    Only spaces whose ``zone`` is `mine` are looked at: several threads work on one draft, each in a zone of
    its own.
    """

    spaces: Codes
    worth: Floats
    price: Floats
    scale: float
    zone: Codes
    mine: int


STATE = np.dtype(
    [("value", "f8"), ("last", "i8"), ("entry", "i8"), ("begin", "i8"), ("rank", "i8"), ("layer", "i8")],
    align=True,
)


class Tariff(NamedTuple):
    """Prices as a certificate has them, and how much of them is asked: 0 is first come, first served."""

    price: Floats  # (n_spaces, n_nights)
    scale: float
    zone: Codes  # (n_spaces,) only those that are `mine` are let
    mine: int


class Desk(NamedTuple):
    """Scratch arrays of one thread.

    ``states[i, j, t]`` is a chain that made j moves before night t: of all the best (i = 0) and, so that no
    space is entered twice in a row, the best that ends in another space than that one does (i = 1). A record
    of `STATE`: value; `last`, the space of the stay that ends there, -1 if the night before was not slept;
    `entry`, the space's index on the desk, -1 if carried over from the night before; `begin` of the stay;
    `rank` and `layer` of the state before, rank -1 where there was none.
    """

    spaces: Codes
    worth: Floats
    gain: Floats  # (n_spaces * n_nights,)
    top: Floats  # (n_nights,) the best gain of each night
    states: NDArray[np.void]  # (2, n_layers, n_nights + 1)


def make_desk(data: Data) -> Desk:
    """Return scratch arrays that fit any party of a problem."""
    m, longest = max(len(data.spaces), 1), data.open.shape[1]
    states = np.zeros((2, longest + 2, longest + 1), STATE)
    return Desk(np.empty(m, np.int32), np.empty(m), np.empty(m * max(longest, 1)), np.empty(longest), states)


@kernel
def _offer(
    desk: Desk, j: int, t: int, value: float, last: int, entry: int, begin: int, rank: int, layer: int
) -> None:
    """Keep a state if it is among the best two of night t and layer j that end in different spaces."""
    first, second = desk.states[0, j, t], desk.states[1, j, t]
    if value > first.value:
        if last != first.last:
            desk.states[1, j, t] = desk.states[0, j, t]
        kept = first
    elif value > second.value and last != first.last:
        kept = second
    else:
        return
    kept.value, kept.last, kept.entry = value, last, entry
    kept.begin, kept.rank, kept.layer = begin, rank, layer


@kernel
def _forget(desk: Desk, j: int, t: int) -> None:
    for i in range(2):
        desk.states[i, j, t].value, desk.states[i, j, t].last = CLOSED, -2


@kernel
def fill_left(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> int:
    """Copy to the desk the spaces free for a slot on some night, and what nights bring; return how many."""
    p, people = draft.slots[slot].party, draft.slots[slot].people
    first, nights, sex = data.parties[p].first, data.parties[p].nights, data.parties[p].sex
    row = draft.slots[slot].row
    left, mix = draft.left, draft.mix
    promised, bound = draft.promised, draft.slots[slot].bound
    spaces, worth, price, zone = offer.spaces, offer.worth, offer.price, offer.zone
    n = 0
    for x in range(len(spaces)):
        s = spaces[x]
        if zone[s] != offer.mine:
            continue
        any_, sexes = False, data.spaces[s].sexes
        for t in range(nights):
            if left[s, first + t] >= people:
                any_ = True
                break
        if not any_ and not bound:
            continue
        share = offer.scale / people if data.spaces[s].private else offer.scale
        for t in range(nights):
            night = first + t
            g = CLOSED
            if left[s, night] >= people:
                g = worth[x] - price[s, night] * share
                if sexes == SAME and (
                    (mix[s, night] > 0 and sex == MALE) or (mix[s, night] < 0 and sex == FEMALE)
                ):
                    g = CLOSED
            if bound and promised[row + t] != -1:
                g = worth[x] + KEPT if promised[row + t] == s else CLOSED
            desk.gain[n * nights + t] = g
        desk.spaces[n], desk.worth[n] = s, worth[x]
        n += 1
    return n


@kernel
def prune(data: Data, desk: Desk, party: int, n: int) -> int:
    """Drop the spaces of the desk that no best chain needs; return how many are left.

    One stay in the best space that is free on all nights sets the mark. Any other chain through a space is
    worth at most the best gain of every night, less what the space is worse by on its best night, and less a
    move or a lost night.
    """
    nights, move, current = data.parties[party].nights, data.charges[0], data.parties[party].current
    top, may_move = desk.top, data.parties[party].max_moves > 0
    top[:nights] = 0.0
    mark, winner = CLOSED, -1
    for k in range(n):
        total, low = 0.0, desk.gain[k * nights]
        for t in range(nights):
            g = desk.gain[k * nights + t]
            top[t], total, low = max(top[t], g), total + g, min(low, g)
        space = data.spaces[desk.spaces[k]]
        away = current != -1 and current != desk.spaces[k]
        if low > SHUT and space.min_nights <= nights <= space.max_nights and (may_move or not away):
            total -= move if away else 0.0
            if total > mark:
                mark, winner = total, k
    if winner == -1:
        return n
    all_, saved = 0.0, move
    for t in range(nights):
        all_, saved = all_ + top[t], min(saved, top[t])
    kept = 0
    for k in range(n):
        worse = top[0] - desk.gain[k * nights]
        for t in range(1, nights):
            worse = min(worse, top[t] - desk.gain[k * nights + t])
        if k == winner or all_ - worse - saved >= mark:
            desk.spaces[kept], desk.worth[kept] = desk.spaces[k], desk.worth[k]
            for t in range(nights):
                desk.gain[kept * nights + t] = desk.gain[k * nights + t]
            kept += 1
    return kept


@kernel
def find_chain(data: Data, desk: Desk, party: int, n: int) -> tuple[float, int]:
    """Return the best chain's value per person over the `n` spaces on the desk, and its layer.

    The layer is -1 if no chain is worth more than 0.
    """
    nights, move, current = data.parties[party].nights, data.charges[0], data.parties[party].current
    limit = data.parties[party].max_moves
    counted = 1 if limit < nights + 1 else 0
    layers = limit + 1 if counted else 1
    for j in range(layers):
        _forget(desk, j, 0)
    for t in range(1, nights + 1):
        for j in range(layers):
            _forget(desk, j, t)
            _offer(desk, j, t, desk.states[0, j, t - 1].value, -1, -1, t - 1, 0, j)
        for k in range(n):
            s = desk.spaces[k]
            away = current != -1 and current != s
            total = 0.0
            lowest = max(0, t - data.spaces[s].max_nights)
            needed = t - data.spaces[s].min_nights
            for u in range(t - 1, lowest - 1, -1):
                g = desk.gain[k * nights + u]
                if g < SHUT:
                    break
                total += g
                if u > needed:
                    continue
                j = counted if away else 0
                if j < layers:
                    _offer(desk, j, t, total - (move if away else 0.0), s, k, u, -1, 0)
                for j in range(layers - counted):
                    rank = 1 if desk.states[0, j, u].last == s else 0
                    before = desk.states[rank, j, u].value
                    if before > SHUT:
                        _offer(desk, j + counted, t, before + total - move, s, k, u, rank, j)
    best, layer = 1e-9, -1
    for j in range(layers):
        if desk.states[0, j, nights].value > best:
            best, layer = desk.states[0, j, nights].value, j
    return best, layer


@kernel
def settle(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> float:
    """Put the chain that was found into the draft; return its value in person-nights, prices aside."""
    p, people = draft.slots[slot].party, draft.slots[slot].people
    nights, first, row = data.parties[p].nights, data.parties[p].first, draft.slots[slot].row
    value = 0.0
    moves = 0
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
        moves += 1
        earliest = s
        if came == -1:
            break
        t, j, rank = u, before, came
    moves -= 1
    if data.parties[p].current != -1 and data.parties[p].current != earliest:
        moves += 1
    draft.slots[slot].value = people * (value - moves * data.charges[0])
    return draft.slots[slot].value


@kernel
def lodge(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> float:
    """Give a slot that was cleared its best chain of the offer; return its value, 0 if it gets no bed."""
    draft.slots[slot].value = 0.0
    n = fill_left(data, draft, desk, slot, offer)
    if n == 0:
        return 0.0
    n = prune(data, desk, draft.slots[slot].party, n)
    _, layer = find_chain(data, desk, draft.slots[slot].party, n)
    return settle(data, draft, desk, slot, layer) if layer >= 0 else 0.0


@kernel
def lodge_part(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> float:
    """Lodge as many people of a party that may be split as one chain takes; return the value won.

    The first look lets one person find the best chain, who pays his share of a private space filled as far as
    the party fills it; the second gives a part of that size its best chain. 0: nobody is left, or no
    chain is worth anything.
    """
    if draft.pool[party] == 0:
        return 0.0
    slot = unused(draft, party)
    n = _fill_person(data, draft, desk, slot, offer)
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


@kernel
def unused(draft: Draft, party: int) -> int:
    """Return the first slot of a party that is not in use; the caller knows that there is one."""
    slot = draft.slot[party]
    while draft.slots[slot].people > 0:
        slot += 1
    return slot


@kernel
def _fill_person(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> int:
    """Fill the desk for one person, who shares a private space with as many of the pool as it takes."""
    p = draft.slots[slot].party
    first, nights, sex = data.parties[p].first, data.parties[p].nights, data.parties[p].sex
    pool = draft.pool[p]
    left, mix = draft.left, draft.mix
    spaces, worth, price, zone = offer.spaces, offer.worth, offer.price, offer.zone
    n = 0
    for x in range(len(spaces)):
        s = spaces[x]
        if zone[s] != offer.mine:
            continue
        any_, sexes = False, data.spaces[s].sexes
        share = offer.scale / min(pool, data.spaces[s].beds) if data.spaces[s].private else offer.scale
        for t in range(nights):
            night = first + t
            g = CLOSED
            if left[s, night] >= 1:
                any_ = True
                g = worth[x] - price[s, night] * share
                if sexes == SAME and (
                    (mix[s, night] > 0 and sex == MALE) or (mix[s, night] < 0 and sex == FEMALE)
                ):
                    g = CLOSED
            desk.gain[n * nights + t] = g
        if any_:
            desk.spaces[n], desk.worth[n] = s, worth[x]
            n += 1
    return n


@kernel
def _smallest(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> int:
    """People of the pool whom every night of the chain on the desk can take."""
    p = draft.slots[slot].party
    size = draft.pool[p]
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


@kernel
def look_everywhere(data: Data, party: int, spaces: Codes, worth: Floats) -> int:
    """Write every space that suits a party (a person, if it may be split) and its worth; return how many."""
    n = gather(data, party, 1 if data.parties[party].split else data.parties[party].people, spaces)
    fill_worth(data, party, spaces, n, worth)
    return n
