"""Remove a few parties that compete, put them back led by prices, keep it if the plan is not worse."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft
from shanyrak.placement.improve.journal import MOST, Journal, make_journal, note, remove, take_back
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.lodge import Desk, Offer, lodge, lodge_part, unused
from shanyrak.placement.objective import night_worth
from shanyrak.placement.problem import Codes, Data, Floats, Ints
from shanyrak.placement.rules import FEMALE, MALE, SAME

# A try opens a space for a party by removing those in its way there, then perhaps one for one of these, and
# so on: DEEPEST times at most. The space is the best at the prices of LOOKS that are drawn.
DEEPEST, LOOKS = 3, 6
PARTS = 32  # of a party that leave at once, at most
MOST_REMOVED = 40  # slots; each may return as parts, for which the journal must have room
FINE = 1 << 30  # steps of a number drawn from [0, 1)

Random = NDArray[np.uint64]


class Occupants(NamedTuple):
    """Slots that slept in space s as a round began: ``slot[start[s]:start[s + 1]]``; some may have left."""

    start: Ints
    slot: Ints


class Field(NamedTuple):
    """What one thread works on in one round: its zone of spaces, its parties, the prices that lead it."""

    price: Floats
    scales: Floats  # (n_leads,) of the prices, for which the lists are ranked
    zone: Codes  # (m,)
    owner: Codes  # (k,) zone in which a slot may be moved, -1: in none
    mine: int
    seeds: Ints  # parties of this zone
    wanting: Ints  # those of them that lack a night
    occupants: Occupants
    tries: int
    trades: int
    heat: float  # person-nights; a plan that is worse by as much is kept once in e times


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
def _own_slot(draft: Draft, party: int, random: Random) -> int:
    """Return a slot of a party that is in use, or its first if none is."""
    low, n = draft.slot[party], draft.slot[party + 1] - draft.slot[party]
    if n == 1:
        return low
    begin = draw(random, n)
    for k in range(n):
        slot = low + (begin + k) % n
        if draft.slots[slot].people > 0:
            return slot
    return low


@small_kernel
def target(
    data: Data, lists: Ranking, field: Field, random: Random, party: int, scale: float, looks: int
) -> int:
    """Return the best at the prices of some spaces of a party's list, -1 if none of those drawn is ours."""
    c, people = lists.of_party[party], data.parties[party].people
    first = data.parties[party].first
    best, target = -np.inf, -1
    for _ in range(looks):
        s = lists.space[lists.start[c] + draw(random, lists.length[c])]
        if field.zone[s] != field.mine:
            continue
        share = scale / min(people, data.spaces[s].beds) if data.spaces[s].private else scale
        value = night_worth(data, party, s) * data.parties[party].nights
        for night in range(first, first + data.parties[party].nights):
            value -= field.price[s, night] * share
        if value > best:
            best, target = value, s
    return target


@small_kernel
def is_in_the_way(data: Data, draft: Draft, slot: int, space: int, party: int) -> bool:
    """Say whether a slot sleeps in a space on a night on which the party would not get in."""
    p, people, sex = draft.slots[slot].party, data.parties[party].people, data.parties[party].sex
    people = 1 if data.parties[party].split else people
    own, first = data.parties[p].first, data.parties[party].first
    low, high = max(own, first), min(own + data.parties[p].nights, first + data.parties[party].nights)
    for night in range(low, high):
        if draft.where[draft.slots[slot].row + night - own] == space:
            if draft.left[space, night] < people:
                return True
            mix = draft.mix[space, night]
            if data.spaces[space].sexes == SAME and (
                (mix > 0 and sex == MALE) or (mix < 0 and sex == FEMALE)
            ):
                return True
    return False


@inner_kernel
def _open(
    data: Data,
    draft: Draft,
    field: Field,
    journal: Journal,
    space: int,
    party: int,
    again: Ints,
    n: int,
    random: Random,
) -> tuple[int, float]:
    """Remove who is in the way of a party in a space; return how many are out by now, and their value."""
    before = 0.0
    low, m = field.occupants.start[space], field.occupants.start[space + 1] - field.occupants.start[space]
    first, nights = data.parties[party].first, data.parties[party].nights
    begin = draw(random, m + nights)
    for x in range(m + nights):
        k = (begin + x) % (m + nights)
        slot = draft.latest[space, first + k - m] if k >= m else field.occupants.slot[low + k]
        if (
            n == MOST_REMOVED
            or slot == -1
            or field.owner[slot] != field.mine
            or draft.slots[slot].value <= 0.0
        ):
            continue
        if is_in_the_way(data, draft, slot, space, party):
            before += remove(data, draft, journal, slot)
            again[n] = slot
            n += 1
    return n, before


@inner_kernel
def _empty(
    data: Data,
    draft: Draft,
    lists: Ranking,
    field: Field,
    journal: Journal,
    random: Random,
    seed: int,
    again: Ints,
    scale: float,
) -> tuple[int, float]:
    """Remove a party and those in its way where it would go.

    Writes their slots to `again`; returns how many there are and what they were worth.
    """
    slot = _own_slot(draft, seed, random)
    before = remove(data, draft, journal, slot) if field.owner[slot] == field.mine else 0.0
    again[0] = slot
    n, party = 1, seed
    for _ in range(draw(random, PARTS) if data.parties[seed].split else 0):
        slot = _own_slot(draft, seed, random)  # parts that leave together may return as others
        if field.owner[slot] == field.mine and draft.slots[slot].value > 0.0:
            before += remove(data, draft, journal, slot)
            again[n] = slot
            n += 1
    for _ in range(1 + draw(random, DEEPEST)):
        space = target(data, lists, field, random, party, scale, LOOKS)
        if space == -1:
            continue
        n, value = _open(data, draft, field, journal, space, party, again, n, random)
        before += value
        other = draft.slots[again[draw(random, n)]].party
        if lists.length[lists.of_party[other]] > 0:
            party = other
    return n, before


@small_kernel
def _note_told(draft: Draft, journal: Journal, party: int) -> bool:
    """Write down the parts of a party that were told of stays and may return; say whether there was room."""
    for slot in range(draft.slot[party], draft.slot[party + 1]):
        if draft.slots[slot].told == 0 and not draft.slots[slot].bound:
            return True
        if draft.slots[slot].people == 0:
            if journal.size[0] == MOST:
                return False
            note(journal, draft, slot)
    return True


@inner_kernel
def refill(
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
    low, high = lists.start[c], lists.start[c] + lists.length[c]
    offer = Offer(
        lists.space[low:high],
        lists.slack[low:high],
        lists.best[c],
        lists.top[lists.row[c] : lists.row[c + 1]],
        field.price,
        scale,
        field.zone,
        field.mine,
    )
    if not data.parties[p].split or draft.slots[slot].bound:
        return lodge(data, draft, desk, slot, offer) if field.owner[slot] == field.mine else 0.0
    won, part = 0.0, 1.0 if _note_told(draft, journal, p) else 0.0
    while part > 0.0 and draft.pool[p] > 0 and journal.size[0] < MOST:
        note(journal, draft, unused(draft, p))
        part = lodge_part(data, draft, desk, p, offer)
        won += part
    return won


@kernel
def exchange(
    data: Data, draft: Draft, desk: Desk, leads: tuple[Ranking, ...], field: Field, random: Random
) -> None:
    """Try `field.tries` exchanges in one zone."""
    journal, again = make_journal(data.open.shape[1]), np.empty(MOST, np.int64)
    for _ in range(field.tries if len(field.seeds) else 0):
        journal.size[0] = 0
        pick = field.wanting if len(field.wanting) and draw(random, 2) == 0 else field.seeds
        seed = pick[draw(random, len(pick))]
        x = draw(random, len(leads))
        lists, scale = leads[x], field.scales[x]
        if lists.length[lists.of_party[seed]] == 0:
            continue
        n, before = _empty(data, draft, lists, field, journal, random, seed, again, scale)
        after = 0.0
        for i in range(n - 1, -1, -1):
            j = draw(random, i + 1)
            again[i], again[j] = again[j], again[i]
            after += refill(data, draft, desk, lists, field, journal, again[i], scale)
        if after < before - 1e-9 + field.heat * math.log((draw(random, FINE) + 1) / FINE):
            take_back(data, draft, journal)
