"""A draft in which everybody has what an earlier plan gave, as far as it fits together today."""

import numpy as np

from shanyrak.placement.draft import Draft, appraise, put
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.previous.matching import Memory
from shanyrak.placement.problem import NOBODY, Codes, Data, Ints, Problem
from shanyrak.placement.rules import FEMALE, MALE, SAME


def seed(problem: Problem, draft: Draft, memory: Memory) -> None:
    """Fill a draft that holds promised stays only: told stays first, the larger parts before the smaller.

    A stay that breaks a rule today, or does not fit beside those before it, is left out.
    """
    data = problem.data
    slots = np.unique(draft.slots["row"].searchsorted(np.flatnonzero(memory.wish != NOBODY), "right") - 1)
    is_told = draft.slots["told"][slots] > 0
    order = slots[np.lexsort((slots, -memory.people[slots], ~is_told))]
    _seed(data, draft, order, memory.wish.copy(), memory.people)
    appraise(data, draft)
    count_kept(data, draft)


@kernel
def count_kept(data: Data, draft: Draft) -> None:
    """Add to the value of each slot what the told stays are worth that it keeps."""
    for i in range(len(draft.slots)):
        slot = draft.slots[i]
        if slot.keep == 0.0 or (slot.people != slot.told and data.parties[slot.party].split):
            continue
        slot.kept = slot.people * slot.keep * _stays_kept(draft, i)
        slot.value += slot.kept


@small_kernel
def _stays_kept(draft: Draft, slot: int) -> int:
    low, high = draft.slots[slot].row, draft.slots[slot].end
    n, whole = 0, True
    for r in range(low, high):
        s = draft.told[r]
        whole = (whole or r == low or draft.told[r - 1] != s) and draft.where[r] == s
        if s != -1 and whole and (r + 1 == high or draft.told[r + 1] != s):
            n += 1
    return n


@kernel
def _seed(data: Data, draft: Draft, order: Ints, wish: Codes, people: Ints) -> None:
    for slot in order:
        p, row, end = draft.slots[slot].party, draft.slots[slot].row, draft.slots[slot].end
        apart = data.parties[p].split and not draft.slots[slot].bound
        if apart and draft.pool[p] < people[slot]:
            continue
        _drop(data, draft, slot, wish, people[slot])
        moves = moves_of(data, draft, slot, wish)
        if moves < 0 or moves > data.parties[p].max_moves:
            continue
        if apart:
            draft.slots[slot].people = people[slot]
            draft.pool[p] -= people[slot]
        for r in range(row, end):
            if wish[r] != -1 and draft.promised[r] == -1:
                put(data, draft, slot, wish[r], data.parties[p].first + r - row)


@inner_kernel
def _drop(data: Data, draft: Draft, slot: int, wish: Codes, people: int) -> None:
    """Forget the wishes of a slot that would break a rule, promised nights apart."""
    r, end = draft.slots[slot].row, draft.slots[slot].end
    while r < end:
        t = r + 1
        while t < end and wish[t] == wish[r]:
            t += 1
        if wish[r] != -1 and not _fits(data, draft, slot, wish[r], (r, t), people):
            for x in range(r, t):
                wish[x] = draft.promised[x]
        r = t


@inner_kernel
def moves_of(data: Data, draft: Draft, slot: int, wish: Codes) -> int:
    """Count the moves of a chain, -1 where it has no stay."""
    current, last, moves = data.parties[draft.slots[slot].party].current, -1, -1
    for r in range(draft.slots[slot].row, draft.slots[slot].end):
        if wish[r] != -1 and wish[r] != last:
            moves += 2 if moves == -1 and current != -1 and current != wish[r] else 1
        last = wish[r]
    return moves


@inner_kernel
def _fits(data: Data, draft: Draft, slot: int, space: int, rows: tuple[int, int], people: int) -> bool:
    """Say whether a stay on these rows keeps the rules beside those who sleep there already."""
    length = rows[1] - rows[0]
    if not data.spaces[space].min_nights <= length <= data.spaces[space].max_nights:
        return False
    p = draft.slots[slot].party
    shift, sex = data.parties[p].first - draft.slots[slot].row, data.parties[p].sex
    for r in range(rows[0], rows[1]):
        mix = draft.mix[space, r + shift]
        if draft.promised[r] == space:
            continue
        if draft.left[space, r + shift] < people:
            return False
        if data.spaces[space].sexes == SAME and ((mix > 0 and sex == MALE) or (mix < 0 and sex == FEMALE)):
            return False
    return True
