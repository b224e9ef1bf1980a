"""Stays of an earlier plan by slot, space and night of today. Whether they may still be is for `fates`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft, slots_of_parts
from shanyrak.placement.model import Previous, Stay
from shanyrak.placement.previous.fates import EARLIER, judge_stays
from shanyrak.placement.problem import NOBODY, Codes, Ints, Problem

LEAST_KEEP = 1e-6  # person-nights: where two stays are worth the same, the told one is kept


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of an earlier plan.

    ``records[i]`` is what ``stays[i]`` is today, a record of `EARLIER`; `wish` the space of each row of the
    draft's nights where it may still be, NOBODY elsewhere; `people` of each slot; `names` the part of each
    slot that has one; `left` the beds that promises leave.
    """

    stays: Sequence[Stay]
    records: NDArray[np.void]
    wish: Codes
    people: Ints
    names: dict[int, str]
    left: Codes


def recall(problem: Problem, previous: Previous, draft: Draft) -> Memory:
    """Find the stays of an earlier plan in today's problem, and write to an empty draft which were told.

    Stays of parties that are no longer there are left out. Of a party that may no longer be split the largest
    part is remembered.
    """
    number = {party.party_id: p for p, party in enumerate(problem.parties)}
    told, intended = (
        sorted((stay for stay in plan.stays if stay.party_id in number), key=lambda stay: -stay.people)
        for plan in (previous.plan, previous.intended)
    )
    stays = [*told, *intended]
    slots = slots_of_parts(problem, chain(problem.promised, stays))
    records = _records(problem, stays, slots, len(told))
    memory = Memory(
        stays,
        records,
        draft.promised.copy(),
        _people(problem, draft, records),
        {slot: part for (_, part), slot in slots.items()},
        draft.left.copy(),
    )
    of_told = records["slot"][records["told"] & (records["slot"] >= 0)]
    draft.slots["told"][of_told] = memory.people[of_told]
    draft.slots["keep"][of_told] = max(previous.told, LEAST_KEEP)
    data = problem.data
    of_place = np.repeat(np.arange(len(data.block) - 1), np.diff(data.block))
    judge_stays(data, draft, records, of_place, memory.wish)
    return memory


def _records(
    problem: Problem, stays: Sequence[Stay], slots: dict[tuple[str, str], int], n_told: int
) -> NDArray[np.void]:
    """Write each stay as numbers: slot and space NOBODY where there is none, nights counted as today."""
    space_no = {space.space_id: s for s, space in enumerate(problem.spaces)}
    records, zero = np.zeros(len(stays), EARLIER), problem.first_night.toordinal()
    records["slot"] = [slots.get((stay.party_id, stay.part), NOBODY) for stay in stays]
    records["space"] = [space_no.get(stay.space_id, NOBODY) for stay in stays]
    records["first"] = [stay.first_night.toordinal() - zero for stay in stays]
    records["end"] = [stay.end_night.toordinal() - zero for stay in stays]
    records["people"] = [stay.people for stay in stays]
    records["told"][:n_told] = True
    return records


def _people(problem: Problem, draft: Draft, records: NDArray[np.void]) -> Ints:
    """Return the people of each slot; a part for which its party has too few today loses its slot."""
    data, people = problem.data, draft.people.copy()
    pool = Counter[int]()
    for i in np.flatnonzero(data.split[draft.party[records["slot"]]]).tolist():
        slot = int(records["slot"][i])
        p = int(draft.party[slot])
        if slot == NOBODY or draft.bound[slot] or people[slot]:
            continue
        if pool[p] + int(records["people"][i]) <= int(draft.pool[p]):
            people[slot] = records["people"][i]
            pool[p] += int(records["people"][i])
    lost = (records["slot"] != NOBODY) & (people[records["slot"]] == 0)
    records["slot"][lost] = NOBODY
    return people
