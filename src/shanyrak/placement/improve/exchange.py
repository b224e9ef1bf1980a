"""Remove a few parties that compete, put them back led by prices, keep it if the plan is not worse."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft
from shanyrak.placement.improve.journal import MOST, Journal, make_journal, note, remove, take_back
from shanyrak.placement.kernels import kernel, small_kernel
from shanyrak.placement.lodge import Desk, Offer, lodge, lodge_part, unused
from shanyrak.placement.problem import Codes, Data, Floats, Ints

# A try removes FEWEST parties, and by chance up to MORE - 1 besides: more come back better, but
# more seldom and dearer.
FEWEST, MORE = 2, 6
LOOKS = 3  # at spaces and nights for each party to be removed
# Prices lead at LOWEST of their height, or up to SPREAD more: low ones fill beds, high
# ones keep them for others.
LOWEST, SPREAD = 0.2, 0.9

Random = NDArray[np.uint64]


class Occupants(NamedTuple):
    """Slots that slept in space s as a round began: ``slot[start[s]:start[s + 1]]``; some may have left."""

    start: Ints
    slot: Ints


class Field(NamedTuple):
    """What one thread works on in one round: its zone of spaces, its parties, the prices that lead it."""

    price: Floats
    zone: Codes  # (m,)
    owner: Codes  # (k,) zone in which a slot may be moved, -1: in none
    mine: int
    seeds: Ints  # parties of this zone
    wanting: Ints  # those of them that lack a night
    occupants: Occupants
    width: int  # spaces at which a party looks: the first of its list
    tries: int


@small_kernel
def draw(state: Random, below: int) -> np.int64:
    """Return a whole number in [0, below) and move the state on (xorshift64*)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return np.int64(((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)) % np.uint64(below))


@small_kernel
def _occupant_of(
    data: Data, draft: Draft, occupants: Occupants, random: Random, space: int, night: int
) -> int:
    """Return a slot that sleeps in a space on a night, or NOBODY if none is found at once."""
    slot = draft.latest[space, night]
    low, high = occupants.start[space], occupants.start[space + 1]
    if slot != -1 and (data.spaces[space].private or high == low or draw(random, 4) == 0):
        return slot
    if high == low:
        return -1
    slot = occupants.slot[low + draw(random, high - low)]
    t = night - data.parties[draft.slots[slot].party].first
    if (
        0 <= t < draft.slots[slot].end - draft.slots[slot].row
        and draft.where[draft.slots[slot].row + t] == space
    ):
        return slot
    return -1


@small_kernel
def _own_slot(data: Data, draft: Draft, party: int, random: Random) -> int:
    """Return the slot of a party, one of those in use where it may be split."""
    slot = draft.slot[party]
    if data.parties[party].split:
        used = 0
        while slot + used < draft.slot[party + 1] and draft.slots[slot + used].people > 0:
            used += 1
        if used > 0:
            slot += draw(random, used)
    return slot


@kernel
def _empty(
    data: Data,
    draft: Draft,
    lists: Ranking,
    field: Field,
    journal: Journal,
    random: Random,
    seed: int,
    again: Ints,
) -> tuple[int, float]:
    """Remove a party and some that sleep where it could.

    Writes their slots to `again`; returns how many there are and what they were worth.
    """
    slot = _own_slot(data, draft, seed, random)
    before = remove(data, draft, journal, slot) if field.owner[slot] == field.mine else 0.0
    again[0] = slot
    n, party, wanted = 1, seed, FEWEST + draw(random, MORE)
    for _ in range(LOOKS * wanted):
        if n == wanted:
            break
        c = lists.of_party[party]
        s = lists.space[lists.start[c] + draw(random, min(lists.length[c], field.width))]
        if field.zone[s] != field.mine:
            continue
        night = data.parties[party].first + draw(random, data.parties[party].nights)
        other = _occupant_of(data, draft, field.occupants, random, s, night)
        if other == -1 or field.owner[other] != field.mine or draft.slots[other].value <= 0.0:
            continue
        before += remove(data, draft, journal, other)
        again[n] = other
        n += 1
        if lists.length[lists.of_party[draft.slots[other].party]] > 0 and draw(random, 4) == 0:
            party = draft.slots[other].party
    return n, before


@kernel
def _refill(
    data: Data,
    draft: Draft,
    desk: Desk,
    lists: Ranking,
    field: Field,
    journal: Journal,
    slot: int,
    scale: float,
) -> float:
    """Give a removed slot, or the people of its party who are in no part, the best chain that is left.

    Returns the value of what was put back.
    """
    p = draft.slots[slot].party
    c = lists.of_party[p]
    low, high = lists.start[c], lists.start[c] + min(lists.length[c], field.width)
    offer = Offer(
        lists.space[low:high], lists.slack[low:high], np.inf, field.price, scale, field.zone, field.mine
    )
    if not data.parties[p].split or draft.slots[slot].bound:
        return lodge(data, draft, desk, slot, offer) if field.owner[slot] == field.mine else 0.0
    won, part = 0.0, 1.0
    while part > 0.0 and draft.pool[p] > 0 and journal.size[0] < MOST:
        note(journal, draft, unused(draft, p))
        part = lodge_part(data, draft, desk, p, offer)
        won += part
    return won


@kernel
def exchange(data: Data, draft: Draft, desk: Desk, lists: Ranking, field: Field, random: Random) -> float:
    """Try `field.tries` exchanges in one zone; return the person-nights won."""
    journal, again = make_journal(data.open.shape[1]), np.empty(MOST, np.int64)
    won = 0.0
    for _ in range(field.tries if len(field.seeds) else 0):
        journal.size[0] = 0
        pick = field.wanting if len(field.wanting) and draw(random, 2) == 0 else field.seeds
        seed = pick[draw(random, len(pick))]
        if lists.length[lists.of_party[seed]] == 0:
            continue
        n, before = _empty(data, draft, lists, field, journal, random, seed, again)
        scale = LOWEST + SPREAD * draw(random, 1024) / 1024
        after = 0.0
        for i in range(n - 1, -1, -1):
            j = draw(random, i + 1)
            again[i], again[j] = again[j], again[i]
            after += _refill(data, draft, desk, lists, field, journal, again[i], scale)
        if after < before - 1e-9:
            take_back(data, draft, journal)
        else:
            won += after - before
    return won
