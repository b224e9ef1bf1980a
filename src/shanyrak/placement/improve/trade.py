"""Let a party go to another space, and those in its way there come to where it slept.

Only who sleeps in one space on all nights trades, and no chain is looked for: a trade costs a tenth of an
exchange, which finds what this cannot.
"""

import math

import numpy as np

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft, clear, put
from shanyrak.placement.improve.exchange import FINE, Field, Random, draw, is_in_the_way, target
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.objective import night_worth
from shanyrak.placement.problem import Data, Ints
from shanyrak.placement.rules import FEMALE, MALE, SAME, admits

MOST_TRADED = 4  # slots
LEAST = 1e-9  # person-nights: a plan that is worse by less is no worse
LOOKS = 3  # spaces of which the best at the prices is aimed at: so many, or fewer


@kernel
def trade(data: Data, draft: Draft, leads: tuple[Ranking, ...], field: Field, random: Random) -> int:
    """Try `field.trades` trades in one zone; return how many were made that the plan is worse by."""
    slots, worse = np.empty(MOST_TRADED, np.int64), 0
    for _ in range(field.trades if len(field.seeds) else 0):
        seed, x = field.seeds[draw(random, len(field.seeds))], draw(random, len(leads))
        lists, slots[0] = leads[x], draft.slot[seed]
        home = _home(data, draft, field, slots[0])
        if home == -1 or lists.length[lists.of_party[seed]] == 0:
            continue
        space = target(data, lists, field, random, seed, field.scales[x], 1 + int(draw(random, LOOKS)))
        if space == -1 or space == home or not _suits(data, seed, space):
            continue
        least = field.heat * math.log((draw(random, FINE) + 1) / FINE)
        gain = _worth(data, seed, space) - draft.slots[slots[0]].value
        if gain < least and _fits(data, draft, seed, space):
            continue
        clear(data, draft, slots[0])
        n = _clear_way(data, draft, field, random, space, slots)
        for i in range(1, n):
            gain += _worth(data, draft.slots[slots[i]].party, home) - draft.slots[slots[i]].value
        if gain >= least and _swap(data, draft, slots[:n], space, home):
            worse += 1 if gain < -LEAST else 0
        else:
            for i in range(n):
                _settle(data, draft, slots[i], home if i == 0 else space)
    return worse


@small_kernel
def _home(data: Data, draft: Draft, field: Field, slot: int) -> int:
    """Return the one space in which a slot sleeps on all nights, -1 if there is none or it may not trade."""
    row = draft.slots[slot]
    if field.owner[slot] != field.mine or row.bound or row.keep > 0.0 or data.parties[row.party].split:
        return -1
    s = draft.where[row.row]
    for r in range(row.row + 1, row.end):
        if draft.where[r] != s:
            return -1
    return s


@small_kernel
def _suits(data: Data, party: int, space: int) -> bool:
    """Say whether a party that is not split may be in a space on all its nights, if it is free."""
    p, s, block = data.parties[party], data.spaces[space], data.block
    return (
        s.beds >= p.people
        and s.min_nights <= p.nights <= s.max_nights
        and not p.needs & ~s.features
        and admits(p.sex, s.sexes)
        and (p.max_moves > 0 or p.current == -1 or p.current == space)
        and (p.place < 0 or block[p.place] <= space < block[p.place + 1] or space >= block[len(block) - 2])
    )


@small_kernel
def _worth(data: Data, party: int, space: int) -> float:
    """Return what all nights of a party in one space are worth, -inf if it may not be there."""
    p = data.parties[party]
    if not _suits(data, party, space):
        return -np.inf
    move = data.charges[0] if p.current != -1 and p.current != space else 0.0
    return p.people * (night_worth(data, party, space) * p.nights - move)


@small_kernel
def _fits(data: Data, draft: Draft, party: int, space: int) -> bool:
    """Say whether a space is free for a party on all its nights."""
    p, same = data.parties[party], data.spaces[space].sexes == SAME
    for night in range(p.first, p.first + p.nights):
        if draft.left[space, night] < p.people:
            return False
        mix = draft.mix[space, night] if same else 0
        if (mix > 0 and p.sex == MALE) or (mix < 0 and p.sex == FEMALE):
            return False
    return True


@inner_kernel
def _clear_way(data: Data, draft: Draft, field: Field, random: Random, space: int, slots: Ints) -> int:
    """Take out of a space those who are in the way of the first of `slots`; return how many these are now.

    Who may not trade stays, and the first slot will find no room.
    """
    party = draft.slots[slots[0]].party
    low, m = field.occupants.start[space], field.occupants.start[space + 1] - field.occupants.start[space]
    first, n_nights = data.parties[party].first, data.parties[party].nights
    n, begin = 1, draw(random, m + n_nights)
    for x in range(m + n_nights):
        k = (begin + x) % (m + n_nights)
        slot = draft.latest[space, first + k - m] if k >= m else field.occupants.slot[low + k]
        if slot == -1 or not is_in_the_way(data, draft, slot, space, party):
            continue
        if n == MOST_TRADED or _home(data, draft, field, slot) != space:
            break
        clear(data, draft, slot)
        slots[n] = slot
        n += 1
    return n


@inner_kernel
def _swap(data: Data, draft: Draft, slots: Ints, space: int, home: int) -> bool:
    """Put the first slot into a space and the others where it was; if one does not fit, put in none."""
    for i in range(len(slots)):
        to = space if i == 0 else home
        if not _fits(data, draft, draft.slots[slots[i]].party, to):
            for j in range(i):
                clear(data, draft, slots[j])
            return False
        _settle(data, draft, slots[i], to)
    for i in range(len(slots)):
        slot = draft.slots[slots[i]]
        slot.value = _worth(data, slot.party, space if i == 0 else home)
    return True


@small_kernel
def _settle(data: Data, draft: Draft, slot: int, space: int) -> None:
    """Let a slot sleep in one space on all its nights."""
    p = data.parties[draft.slots[slot].party]
    for night in range(p.first, p.first + p.nights):
        put(data, draft, slot, space, night)
