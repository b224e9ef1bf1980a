"""Told stays that were lost are tried once more, one by one, against those who sleep there now."""

import numpy as np

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft
from shanyrak.placement.improve.exchange import MOST_REMOVED, PARTS, Field, refill
from shanyrak.placement.improve.journal import MOST, Journal, make_journal, remove, take_back
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.lodge import Desk
from shanyrak.placement.problem import Data, Ints
from shanyrak.placement.rules import FEMALE, SAME

LEAST = 1e-9  # person-nights that have to be won


@small_kernel
def _has_lost(draft: Draft, slot: int) -> bool:
    """Say whether a slot sleeps elsewhere on a night of a told stay that may still be."""
    for r in range(draft.slots[slot].row, draft.slots[slot].end):
        if draft.told[r] != -1 and draft.where[r] != draft.told[r]:
            return True
    return False


@kernel
def bring_back(data: Data, draft: Draft, desk: Desk, lists: Ranking, field: Field) -> int:
    """Give each slot its told stays again, and others new beds, where that is worth more; return how often.

    No stay is then lost that could be had back so.
    """
    journal, again, won = make_journal(data.open.shape[1]), np.empty(MOST, np.int64), 0
    for slot in range(len(draft.slots)):
        if draft.slots[slot].keep == 0.0 or not _has_lost(draft, slot):
            continue
        journal.size[0] = 0
        n, before = _leave(data, draft, journal, slot, again)
        for r in range(draft.slots[slot].row, draft.slots[slot].end):
            if draft.told[r] != -1 and draft.promised[r] == -1:
                n, value = _make_room(data, draft, field, journal, (slot, r), again, n)
                before += value
        after = 0.0
        for i in range(n):
            after += refill(data, draft, desk, lists, field, journal, again[i], 0.0)
        if after > before + LEAST:
            won += 1
        else:
            take_back(data, draft, journal)
    return won


@inner_kernel
def _leave(data: Data, draft: Draft, journal: Journal, slot: int, again: Ints) -> tuple[int, float]:
    """Remove a slot, and the other parts of a party that may be split, whose people it may need."""
    p = draft.slots[slot].party
    again[0], n, before = slot, 1, remove(data, draft, journal, slot)
    if data.parties[p].split and not draft.slots[slot].bound:
        for other in range(draft.slot[p], draft.slot[p + 1]):
            part = draft.slots[other]
            if part.people > 0 and not part.bound and other != slot and n < PARTS:
                before += remove(data, draft, journal, other)
                again[n] = other
                n += 1
    return n, before


@inner_kernel
def _make_room(
    data: Data, draft: Draft, field: Field, journal: Journal, where: tuple[int, int], again: Ints, n: int
) -> tuple[int, float]:
    """Remove others from the told space of a slot on the night of a row until there is room for it."""
    slot, row = where
    space, p = draft.told[row], draft.slots[slot].party
    night = data.parties[p].first + row - draft.slots[slot].row
    people = draft.slots[slot].told if data.parties[p].split else data.parties[p].people
    women, before = data.parties[p].sex == FEMALE, 0.0
    low, high = field.occupants.start[space], field.occupants.start[space + 1]
    for k in range(low, high + 1):
        mix = draft.mix[space, night]
        fits = data.spaces[space].sexes != SAME or (mix >= 0 if women else mix <= 0)
        if n == MOST_REMOVED or (draft.left[space, night] >= people and fits):
            break
        other = field.occupants.slot[k] if k < high else draft.latest[space, night]
        if other == -1 or other == slot or draft.slots[other].people == 0:
            continue
        at = draft.slots[other].row + night - data.parties[draft.slots[other].party].first
        inside = draft.slots[other].row <= at < draft.slots[other].end
        if inside and draft.where[at] == space and draft.promised[at] == -1:
            before += remove(data, draft, journal, other)
            again[n] = other
            n += 1
    return n, before
