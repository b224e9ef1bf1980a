"""The best chain of one part of a party in what a draft has left, with all its rules, and how it is put there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.chains import gather
from shanyrak.placement.draft import Draft, put
from shanyrak.placement.kernels import kernel
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import ENDLESS, Data, Floats, Ints

CLOSED = -1e300
SHUT = -1e200
KEPT = 1e6  # what a promised night is worth more than any other chain


class Offer(NamedTuple):
    """What a party may choose from: spaces with the worth of a person's night there, at `scale` times the prices.

    Only spaces whose ``zone`` is `mine` are looked at: several threads work on one draft, each in a zone of its own.
    """

    spaces: NDArray[np.int32]
    worth: NDArray[np.float32]
    price: Floats
    scale: float
    zone: NDArray[np.int8]
    mine: int


class Desk(NamedTuple):
    """Scratch arrays of one thread. States of the programme are (moves made, night): the best and, for the rule that a
    space is not entered twice in a row, the best that ends in another space than the best does."""

    spaces: NDArray[np.int32]
    worth: NDArray[np.float32]
    gain: Floats  # (n_spaces * n_nights,)
    value: Floats  # (2, n_layers, n_nights + 1)
    last: Ints  # the same shape: space of the stay that ends there, -1 where that night was not slept
    entry: Ints  # index of the space in `spaces`, -1: carried over from the night before
    begin: Ints  # first night of the stay
    rank: Ints  # 0 or 1: which of the two it came from
    layer: Ints  # number of moves before


def make_desk(data: Data) -> Desk:
    """Return scratch arrays that fit any party of a problem."""
    m, longest = max(len(data.beds), 1), data.open.shape[1]
    shape = (2, longest + 2, longest + 1)
    return Desk(
        np.empty(m, np.int32),
        np.empty(m, np.float32),
        np.empty(m * max(longest, 1)),
        np.empty(shape),
        *(np.empty(shape, np.int64) for _ in range(5)),
    )


@kernel
def _offer(
    desk: Desk, j: int, t: int, value: float, last: int, entry: int, begin: int, rank: int, layer: int
) -> None:
    """Keep a state if it is among the best two of night t and layer j that end in different spaces."""
    if value > desk.value[0, j, t]:
        if last != desk.last[0, j, t]:
            desk.value[1, j, t], desk.last[1, j, t] = desk.value[0, j, t], desk.last[0, j, t]
            desk.entry[1, j, t], desk.begin[1, j, t] = desk.entry[0, j, t], desk.begin[0, j, t]
            desk.rank[1, j, t], desk.layer[1, j, t] = desk.rank[0, j, t], desk.layer[0, j, t]
        at = 0
    elif value > desk.value[1, j, t] and last != desk.last[0, j, t]:
        at = 1
    else:
        return
    desk.value[at, j, t], desk.last[at, j, t] = value, last
    desk.entry[at, j, t], desk.begin[at, j, t] = entry, begin
    desk.rank[at, j, t], desk.layer[at, j, t] = rank, layer


@kernel
def fill_left(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> int:
    """Copy to the desk the spaces that have a free night for a slot, and what its nights bring at prices; return how many."""
    p, people = draft.party[slot], draft.people[slot]
    first, nights, row, sex = data.first[p], data.nights[p], draft.row[slot], data.sex[p]
    left, mix, private, sexes = draft.left, draft.mix, data.private, data.sexes
    promised, bound = draft.promised, draft.bound[slot]
    spaces, worth, price, zone = offer.spaces, offer.worth, offer.price, offer.zone
    n = 0
    for x in range(len(spaces)):
        s = spaces[x]
        if zone[s] != offer.mine:
            continue
        any_ = False
        for t in range(nights):
            if left[s, first + t] >= people:
                any_ = True
                break
        if not any_ and not bound:
            continue
        share = offer.scale / people if private[s] else offer.scale
        for t in range(nights):
            night = first + t
            g = CLOSED
            if left[s, night] >= people:
                g = worth[x] - price[s, night] * share
                if sexes[s] == 3 and ((mix[s, night] > 0 and sex == 2) or (mix[s, night] < 0 and sex == 1)):
                    g = CLOSED
            if bound and promised[row + t] != -1:
                g = worth[x] + KEPT if promised[row + t] == s else CLOSED
            desk.gain[n * nights + t] = g
        desk.spaces[n], desk.worth[n] = s, worth[x]
        n += 1
    return n


@kernel
def find_chain(data: Data, desk: Desk, party: int, n: int) -> tuple[float, int]:
    """Value of the best chain per person over the `n` spaces on the desk, and its layer, -1 if no chain is worth more than 0."""
    nights, move, current = data.nights[party], data.charges[0], data.current[party]
    limit = data.max_moves[party]
    counted = 1 if limit < nights + 1 else 0
    layers = limit + 1 if counted else 1
    for j in range(layers):
        desk.value[0, j, 0], desk.value[1, j, 0], desk.last[0, j, 0] = CLOSED, CLOSED, -2
    for t in range(1, nights + 1):
        for j in range(layers):
            desk.value[1, j, t], desk.last[1, j, t] = CLOSED, -2
            desk.value[0, j, t], desk.last[0, j, t] = desk.value[0, j, t - 1], -1
            desk.entry[0, j, t], desk.rank[0, j, t], desk.layer[0, j, t] = -1, 0, j
        for k in range(n):
            s = desk.spaces[k]
            away = current != -1 and current != s
            total = 0.0
            lowest = max(0, t - data.max_nights[s])
            needed = t - data.min_nights[s]
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
                    rank = 1 if desk.last[0, j, u] == s and u > 0 else 0
                    before = desk.value[rank, j, u]
                    if before > SHUT:
                        _offer(desk, j + counted, t, before + total - move, s, k, u, rank, j)
    best, layer = 1e-9, -1
    for j in range(layers):
        if desk.value[0, j, nights] > best:
            best, layer = desk.value[0, j, nights], j
    return best, layer


@kernel
def settle(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> float:
    """Put the chain that was found into the draft; return its value in person-nights, prices aside."""
    p, people = draft.party[slot], draft.people[slot]
    nights, first, row = data.nights[p], data.first[p], draft.row[slot]
    value = 0.0
    moves = 0
    t, j, rank = nights, layer, 0
    earliest = -1
    while True:
        k, u = desk.entry[rank, j, t], desk.begin[rank, j, t]
        came, before = desk.rank[rank, j, t], desk.layer[rank, j, t]
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
    if data.current[p] != -1 and data.current[p] != earliest:
        moves += 1
    draft.value[slot] = people * (value - moves * data.charges[0])
    return draft.value[slot]


@kernel
def lodge(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> float:
    """Give a slot that was cleared its best chain of the offer; return its value, 0 if it stays without a bed."""
    draft.value[slot] = 0.0
    n = fill_left(data, draft, desk, slot, offer)
    if n == 0:
        return 0.0
    _, layer = find_chain(data, desk, draft.party[slot], n)
    return settle(data, draft, desk, slot, layer) if layer >= 0 else 0.0


@kernel
def lodge_part(data: Data, draft: Draft, desk: Desk, party: int, offer: Offer) -> float:
    """Lodge some people of a party that may be split, as many as their chain's smallest space takes; return the value won.

    The first look lets one person find the best chain, who pays his share of a private space filled as far as the party
    fills it; the second gives a part of that size its best chain. 0: nobody is left or no chain is worth anything.
    """
    if draft.pool[party] == 0:
        return 0.0
    slot = unused(draft, party)
    n = _fill_person(data, draft, desk, slot, offer)
    if n == 0:
        return 0.0
    _, layer = find_chain(data, desk, party, n)
    if layer < 0:
        return 0.0
    size = _smallest(data, draft, desk, slot, layer)
    draft.people[slot] = size
    value = lodge(data, draft, desk, slot, offer)
    if value == 0.0:
        draft.people[slot] = 0
    else:
        draft.pool[party] -= size
    return value


@kernel
def unused(draft: Draft, party: int) -> int:
    slot = draft.slot[party]
    while draft.people[slot] > 0:
        slot += 1
    return slot


@kernel
def _fill_person(data: Data, draft: Draft, desk: Desk, slot: int, offer: Offer) -> int:
    """Like `fill_left` for one person of the pool, who shares a private space with as many of the pool as it takes."""
    p = draft.party[slot]
    first, nights, sex, pool = data.first[p], data.nights[p], data.sex[p], draft.pool[p]
    left, mix, private, sexes = draft.left, draft.mix, data.private, data.sexes
    spaces, worth, price, zone = offer.spaces, offer.worth, offer.price, offer.zone
    n = 0
    for x in range(len(spaces)):
        s = spaces[x]
        if zone[s] != offer.mine:
            continue
        any_ = False
        share = offer.scale / min(pool, data.beds[s]) if private[s] else offer.scale
        for t in range(nights):
            night = first + t
            g = CLOSED
            if left[s, night] >= 1:
                any_ = True
                g = worth[x] - price[s, night] * share
                if sexes[s] == 3 and ((mix[s, night] > 0 and sex == 2) or (mix[s, night] < 0 and sex == 1)):
                    g = CLOSED
            desk.gain[n * nights + t] = g
        if any_:
            desk.spaces[n], desk.worth[n] = s, worth[x]
            n += 1
    return n


@kernel
def _smallest(data: Data, draft: Draft, desk: Desk, slot: int, layer: int) -> int:
    """People of the pool whom every night of the chain on the desk can take."""
    p = draft.party[slot]
    size = draft.pool[p]
    t, j, rank = data.nights[p], layer, 0
    while True:
        k, u = desk.entry[rank, j, t], desk.begin[rank, j, t]
        came, before = desk.rank[rank, j, t], desk.layer[rank, j, t]
        if k == -1:
            t, rank = t - 1, came
            continue
        for x in range(u, t):
            size = min(size, draft.left[desk.spaces[k], data.first[p] + x])
        if came == -1:
            return size
        t, j, rank = u, before, came


@kernel
def look_everywhere(
    data: Data,
    party: int,
    people: int,
    found: Ints,
    exact: Floats,
    spaces: NDArray[np.int32],
    worth: NDArray[np.float32],
) -> int:
    """Write every space that suits and what a night of a person is worth there; return how many."""
    n = gather(data, party, people, found)
    fill_worth(data, party, found, n, exact)
    for k in range(n):
        spaces[k], worth[k] = found[k], exact[k]
    return n
