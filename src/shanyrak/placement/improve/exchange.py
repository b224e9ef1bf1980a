"""Remove a few parties that compete for the same spaces and nights, put them back led by prices, keep it if it is not worse."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.scan import Shortlist
from shanyrak.placement.draft import Draft, clear, put
from shanyrak.placement.kernels import kernel
from shanyrak.placement.lodge import Desk, Offer, lodge, lodge_part, unused
from shanyrak.placement.problem import Data, Floats, Ints

MOST = 64  # slots that one try may touch


class Journal(NamedTuple):
    """What slots held before a try, so that it can be taken back."""

    slot: Ints
    people: Ints
    value: Floats
    row: Ints
    where: NDArray[np.int32]
    count: Ints  # (1,)


class Guests(NamedTuple):
    """Slots by space as a round began: of space s ``slot[start[s]:start[s + 1]]``; some may have left since."""

    start: Ints
    slot: Ints


class Field(NamedTuple):
    """What one thread works on in one round: its zone of spaces, its parties, the prices that lead it."""

    price: Floats
    zone: NDArray[np.int8]    # (m,)
    owner: NDArray[np.int8]   # (k,) zone in which a slot may be moved, -1: in none
    mine: int
    seeds: Ints               # parties of this zone
    wanting: Ints             # those of them that lack a night
    guests: Guests
    tries: int
    loss: float               # person-nights that a try may lose and still be kept


@kernel
def draw(state: NDArray[np.uint64], below: int) -> int:
    """Return a whole number in [0, below) and move the state on (xorshift64*)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return np.int64(((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)) % np.uint64(below))


@kernel
def _note(journal: Journal, draft: Draft, slot: int) -> None:
    """Write down a slot before it is changed; a slot that is already written down is left as it is."""
    n = journal.count[0]
    for i in range(n):
        if journal.slot[i] == slot:
            return
    low, high = draft.row[slot], draft.row[slot + 1]
    at = journal.row[n]
    journal.slot[n], journal.people[n], journal.value[n] = slot, draft.people[slot], draft.value[slot]
    for r in range(low, high):
        journal.where[at + r - low] = draft.where[r]
    journal.row[n + 1] = at + high - low
    journal.count[0] = n + 1


@kernel
def _take_back(data: Data, draft: Draft, journal: Journal) -> None:
    n = journal.count[0]
    for i in range(n):
        slot = journal.slot[i]
        if draft.people[slot] > 0:
            clear(data, draft, slot)
    for i in range(n):
        slot = journal.slot[i]
        p = draft.party[slot]
        if data.split[p]:
            draft.pool[p] += draft.people[slot] - journal.people[i]
        draft.people[slot], draft.value[slot] = journal.people[i], journal.value[i]
        for x in range(journal.row[i + 1] - journal.row[i]):
            s = journal.where[journal.row[i] + x]
            if s != -1 and draft.promised[draft.row[slot] + x] == -1:
                put(data, draft, slot, s, data.first[p] + x)


@kernel
def _remove(data: Data, draft: Draft, journal: Journal, slot: int) -> float:
    _note(journal, draft, slot)
    clear(data, draft, slot)
    value = draft.value[slot]
    draft.value[slot] = 0.0
    p = draft.party[slot]
    if data.split[p] and not draft.bound[slot]:
        draft.pool[p] += draft.people[slot]
        draft.people[slot] = 0
    return value


@kernel
def _guest_of(draft: Draft, guests: Guests, random: NDArray[np.uint64], data: Data, space: int, night: int) -> int:
    """Return a slot that sleeps in a space on a night, or NOBODY if none is found at once."""
    slot = draft.guest[space, night]
    low, high = guests.start[space], guests.start[space + 1]
    if slot != -1 and (data.private[space] or high == low or draw(random, 4) == 0):
        return slot
    if high == low:
        return -1
    slot = guests.slot[low + draw(random, high - low)]
    t = night - data.first[draft.party[slot]]
    if 0 <= t < draft.row[slot + 1] - draft.row[slot] and draft.where[draft.row[slot] + t] == space:
        return slot
    return -1


@kernel
def exchange(
    data: Data, draft: Draft, desk: Desk, lists: Shortlist, field: Field, random: NDArray[np.uint64]
) -> float:
    """Try `field.tries` exchanges in one zone; return the person-nights won."""
    longest = data.open.shape[1]
    journal = Journal(
        np.empty(MOST, np.int64), np.empty(MOST, np.int64), np.empty(MOST), np.zeros(MOST + 1, np.int64),
        np.empty(MOST * longest, np.int32), np.zeros(1, np.int64),
    )
    again = np.empty(MOST, np.int64)
    won = 0.0
    n_seeds, n_wanting = len(field.seeds), len(field.wanting)
    if n_seeds == 0:
        return 0.0
    for _ in range(field.tries):
        journal.count[0] = 0
        if n_wanting > 0 and draw(random, 2) == 0:
            seed = field.wanting[draw(random, n_wanting)]
        else:
            seed = field.seeds[draw(random, n_seeds)]
        if lists.count[seed] == 0:
            continue
        before = 0.0
        n = 0
        # The seed gives up its own chain first.
        slot = draft.slot[seed]
        if data.split[seed]:
            used = 0
            while slot + used < draft.slot[seed + 1] and draft.people[slot + used] > 0:
                used += 1
            if used > 0:
                slot += draw(random, used)
        if field.owner[slot] == field.mine:
            before += _remove(data, draft, journal, slot)
        again[0] = slot
        n = 1
        wanted = 3 + draw(random, 8)
        party = seed
        for _ in range(3 * wanted):
            if n >= wanted:
                break
            x = lists.start[party] + draw(random, lists.count[party])
            s = lists.space[x]
            if field.zone[s] != field.mine:
                continue
            night = data.first[party] + draw(random, data.nights[party])
            other = _guest_of(draft, field.guests, random, data, s, night)
            if other == -1 or field.owner[other] != field.mine or draft.value[other] <= 0.0:
                continue
            before += _remove(data, draft, journal, other)
            again[n] = other
            n += 1
            if lists.count[draft.party[other]] > 0 and draw(random, 4) == 0:
                party = draft.party[other]
        for i in range(n - 1, 0, -1):
            j = draw(random, i + 1)
            again[i], again[j] = again[j], again[i]
        scale = 0.2 + 0.9 * draw(random, 1024) / 1024
        after = 0.0
        for i in range(n):
            slot = again[i]
            p = draft.party[slot]
            low = lists.start[p]
            high = low + lists.count[p]
            offer = Offer(lists.space[low:high], lists.worth[low:high], field.price, scale, field.zone, field.mine)
            if data.split[p] and not draft.bound[slot]:
                part = 1.0
                while part > 0.0 and draft.pool[p] > 0 and journal.count[0] < MOST:
                    _note(journal, draft, unused(draft, p))
                    part = lodge_part(data, draft, desk, p, offer)
                    after += part
            elif field.owner[slot] == field.mine:
                after += lodge(data, draft, desk, slot, offer)
        if after < before - field.loss:
            _take_back(data, draft, journal)
        else:
            won += after - before
    return won
