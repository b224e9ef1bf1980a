"""What a try changes, written down before it is changed, so that it can be taken back."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.draft import Draft, clear, put
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.problem import Codes, Data, Floats, Ints

MOST = 64  # slots that one try may touch


class Journal(NamedTuple):
    """What slots held before a try, so that it can be taken back."""

    slot: Ints
    people: Ints
    value: Floats
    kept: Floats
    row: Ints
    where: Codes
    size: Ints  # (1,)


@kernel
def make_journal(longest: int) -> Journal:
    """Return an empty journal for parties of up to `longest` nights."""
    return Journal(
        np.empty(MOST, np.int64), np.empty(MOST, np.int64), np.empty(MOST), np.empty(MOST),
        np.zeros(MOST + 1, np.int64), np.empty(MOST * longest, np.int32), np.zeros(1, np.int64),
    )  # fmt: skip


@small_kernel
def note(journal: Journal, draft: Draft, slot: int) -> None:
    """Write down a slot before it is changed; a slot that is already written down is left as it is."""
    n = journal.size[0]
    for i in range(n):
        if journal.slot[i] == slot:
            return
    low, high = draft.slots[slot].row, draft.slots[slot].end
    at = journal.row[n]
    journal.slot[n] = slot
    journal.people[n], journal.value[n] = draft.slots[slot].people, draft.slots[slot].value
    journal.kept[n] = draft.slots[slot].kept
    for r in range(low, high):
        journal.where[at + r - low] = draft.where[r]
    journal.row[n + 1] = at + high - low
    journal.size[0] = n + 1


@inner_kernel
def take_back(data: Data, draft: Draft, journal: Journal) -> None:
    """Make every slot of the journal what it was; all are cleared before the first is put back."""
    n = journal.size[0]
    for i in range(n):
        slot = journal.slot[i]
        if draft.slots[slot].people > 0:
            clear(data, draft, slot)
    for i in range(n):
        slot = journal.slot[i]
        p = draft.slots[slot].party
        if data.parties[p].split and not draft.slots[slot].bound:
            draft.pool[p] += draft.slots[slot].people - journal.people[i]
        draft.slots[slot].people, draft.slots[slot].value = journal.people[i], journal.value[i]
        draft.slots[slot].kept = journal.kept[i]
        for x in range(journal.row[i + 1] - journal.row[i]):
            s = journal.where[journal.row[i] + x]
            if s != -1 and draft.promised[draft.slots[slot].row + x] == -1:
                put(data, draft, slot, s, data.parties[p].first + x)


@small_kernel
def remove(data: Data, draft: Draft, journal: Journal, slot: int) -> float:
    """Write down a slot and take it out, a part that is not promised back into its pool; return its value."""
    note(journal, draft, slot)
    clear(data, draft, slot)
    value = draft.slots[slot].value
    draft.slots[slot].value, draft.slots[slot].kept = 0.0, 0.0
    p = draft.slots[slot].party
    if data.parties[p].split and not draft.slots[slot].bound:
        draft.pool[p] += draft.slots[slot].people
        draft.slots[slot].people = 0
    return value
