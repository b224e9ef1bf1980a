"""Who sleeps where, as it travels between workers, and drafts made of it again."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.draft import Draft, empty_draft, put
from shanyrak.placement.kernels import kernel
from shanyrak.placement.problem import NOBODY, Codes, Data, Ints, Problem
from shanyrak.placement.scale.regions import Region


class Sleepers(NamedTuple):
    """The space of each night of each slot, and the people of each slot."""

    where: Codes
    people: Codes


def sleepers_of(draft: Draft) -> Sleepers:
    """Return who sleeps where in a draft."""
    return Sleepers(draft.where.copy(), draft.people.astype(np.int32))


def housed_as(problem: Problem, draft: Draft, sleepers: Sleepers) -> Draft:
    """House a draft that has promised stays only as these sleep; return it."""
    slots, data = draft.slots, problem.data
    split = data.split[slots["party"]] & ~slots["bound"]
    slots["people"] = np.where(split, sleepers.people, slots["people"])
    grouped = np.bincount(slots["party"], slots["people"] * data.split[slots["party"]], len(data.parties))
    draft.pool[:] = np.where(data.split, data.people - grouped.astype(np.int64), 0)
    _put_all(data, draft, sleepers.where)
    return draft


def together(problem: Problem, regions: list[Region], sleepers: list[Sleepers]) -> Draft:
    """Return the draft of a whole problem in which everybody sleeps as in its region."""
    draft = empty_draft(problem)
    rows = np.append(draft.slots["row"], len(draft.where))
    where, people = np.full(len(draft.where), NOBODY, np.int32), np.zeros(len(draft.slots), np.int32)
    for region, own in zip(regions, sleepers, strict=True):
        slots = _spans(draft.slot[region.parties], draft.slot[region.parties + 1])
        nights = _spans(rows[draft.slot[region.parties]], rows[draft.slot[region.parties + 1]])
        people[slots] = own.people
        where[nights] = np.where(own.where == NOBODY, NOBODY, region.spaces[own.where])
    return housed_as(problem, draft, Sleepers(where, people))


def _spans(first: Ints, end: Ints) -> Ints:
    """Return the numbers from each first to before its end, one after the other."""
    length = end - first
    return np.repeat(first - np.concatenate([[0], np.cumsum(length)])[:-1], length) + np.arange(length.sum())


@kernel
def _put_all(data: Data, draft: Draft, where: Codes) -> None:
    for i in range(len(draft.slots)):
        p, row = draft.slots[i].party, draft.slots[i].row
        for r in range(row, draft.slots[i].end):
            if where[r] != -1 and draft.promised[r] == -1:
                put(data, draft, i, where[r], data.parties[p].first + r - row)
