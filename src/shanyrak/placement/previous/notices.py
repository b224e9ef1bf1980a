"""Which told stays a draft does not keep, and why: what a city has to tell people anew."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import kernel
from shanyrak.placement.model import Notice, Plan, Stay
from shanyrak.placement.previous.fates import (
    FATES,
    FULL,
    MOVES,
    NEED,
    OTHER_NIGHTS,
    WORTH,
    people_of,
    span_wanted,
)
from shanyrak.placement.previous.matching import Memory
from shanyrak.placement.previous.seeding import moves_of
from shanyrak.placement.problem import Bools, Codes, Data, Problem
from shanyrak.placement.rules import FEMALE, SAME

MOST_NAMED = 5  # parties that are told to sleep where another one was to


def told_stays(memory: Memory) -> Bools:
    """Say of each stay whether it counts: it was told, and not all its party has left early or come late.

    A stay none of whose nights is wanted any more counts only if that is so of all that the party was told.
    """
    records = memory.records
    wanted: Bools = records["told"] & (records["fate"] != OTHER_NIGHTS)
    still = {memory.stays[i].party_id for i in np.flatnonzero(wanted).tolist()}
    out = np.flatnonzero(records["told"] & (records["fate"] == OTHER_NIGHTS)).tolist()
    for i in out:
        wanted[i] = memory.stays[i].party_id not in still
    return wanted


def notices_of(problem: Problem, memory: Memory, draft: Draft, plan: Plan) -> tuple[Notice, ...]:
    """Return a notice for each told stay that a draft does not keep, in the order of a plan.

    The reasons that a stay cannot be, by itself, come first; then that those told of one space do not all fit
    in; else others are worth more.
    """
    data, records = problem.data, memory.records
    lost = told_stays(memory) & ~_kept(data, draft, records)
    fate = records["fate"].copy()
    _contest(data, draft, memory.left, records, fate)
    which = np.flatnonzero(lost).tolist()
    now = _stays_by_party(plan, {memory.stays[i].party_id for i in which})
    there = _sleepers(draft, {int(records["space"][i]) for i in which if fate[i] == WORTH})
    found = []
    for i in which:
        stay, kind, detail = memory.stays[i], int(fate[i]), ""
        if kind == NEED:
            p = draft.party[records["slot"][i]]
            lacked = problem.parties[p].needs - problem.spaces[records["space"][i]].features
            detail = "; ".join(sorted(lacked))
        elif kind == WORTH:
            detail = _who(problem, draft, records[i], there.get(int(records["space"][i]), []))
        found.append(Notice(stay, FATES[kind], detail, tuple(now[stay.party_id])))
    return tuple(sorted(found, key=lambda notice: notice.stay))


def _stays_by_party(plan: Plan, parties: set[str]) -> defaultdict[str, list[Stay]]:
    found: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in plan.stays:
        if stay.party_id in parties:
            found[stay.party_id].append(stay)
    return found


def _sleepers(draft: Draft, spaces: set[int]) -> dict[int, list[int]]:
    """Return the rows of the draft's nights that are slept in each of these spaces."""
    rows = np.flatnonzero(np.isin(draft.where, np.array(sorted(spaces), np.int32)))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row, s in zip(rows.tolist(), draft.where[rows].tolist(), strict=True):
        found[s].append(row)
    return found


def _who(problem: Problem, draft: Draft, record: np.void, rows: Iterable[int]) -> str:
    """Name the parties who sleep in a space on nights of a stay that was told to another."""
    data, slots = problem.data, draft.slots
    own, names = draft.party[record["slot"]], set()
    for row in rows:
        slot = slots[int(slots["row"].searchsorted(row, "right")) - 1]
        p = int(slot["party"])
        night = int(data.first[p]) + row - int(slot["row"])
        if p != own and record["first"] <= night < record["end"]:
            names.add(problem.parties[p].party_id)
    return "; ".join(sorted(names)[:MOST_NAMED])


def _kept(data: Data, draft: Draft, records: NDArray[np.void]) -> Bools:
    kept = np.zeros(len(records), bool)
    _mark_kept(data, draft, records, kept)
    return kept


@kernel
def _mark_kept(data: Data, draft: Draft, records: NDArray[np.void], kept: Bools) -> None:
    for i in range(len(records)):
        stay = records[i]
        if stay.slot < 0 or stay.space < 0:
            continue
        slot = draft.slots[stay.slot]
        low, high = span_wanted(data, draft, stay)
        kept[i] = low < high and slot.people == people_of(data, draft, stay)
        for night in range(low, high):
            if draft.where[slot.row + night - data.parties[slot.party].first] != stay.space:
                kept[i] = False


@kernel
def _contest(data: Data, draft: Draft, left: Codes, records: NDArray[np.void], fate: Codes) -> None:
    """Find among the stays that can be, each by itself, those that cannot all be together."""
    crowd, parts = np.zeros(left.shape, np.int32), np.zeros(left.shape, np.int32)
    women, men = np.zeros(left.shape, np.bool_), np.zeros(left.shape, np.bool_)
    told = np.where(draft.promised != -1, draft.promised, draft.told)
    for i in range(len(records)):
        stay = records[i]
        if stay.told and fate[i] == WORTH:
            party = data.parties[draft.slots[stay.slot].party]
            row = draft.slots[stay.slot].row - party.first
            low, high = span_wanted(data, draft, stay)
            for night in range(low, high):
                if draft.promised[row + night] == -1:
                    crowd[stay.space, night] += people_of(data, draft, stay)
                    parts[stay.space, night] += 1
                    women[stay.space, night] |= party.sex == FEMALE
                    men[stay.space, night] |= party.sex != FEMALE
    for i in range(len(records)):
        stay = records[i]
        if not stay.told or fate[i] != WORTH:
            continue
        party, space = data.parties[draft.slots[stay.slot].party], data.spaces[stay.space]
        low, high = span_wanted(data, draft, stay)
        for night in range(low, high):
            if (
                crowd[stay.space, night] > left[stay.space, night]
                or (space.private and parts[stay.space, night] > 1)
                or (space.sexes == SAME and women[stay.space, night] and men[stay.space, night])
            ):
                fate[i] = FULL
        if fate[i] == WORTH and moves_of(data, draft, stay.slot, told) > party.max_moves:
            fate[i] = MOVES
