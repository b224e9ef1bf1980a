"""A plan under work, in arrays: who sleeps where on each night and which beds are left. No choice is made here.

A slot is one part of a party: a party that may not be split has one, another as many as it has people.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.kernels import kernel
from shanyrak.placement.model import Plan, Stay
from shanyrak.placement.problem import NOBODY, Data, Floats, Ints, Problem

Codes = NDArray[np.int32]


class Draft(NamedTuple):
    """Arrays of a plan under work; k slots, m spaces, T nights. Nights of slot i are rows ``row[i]`` to ``row[i + 1]``."""

    party: Ints  # (k,) whose part it is; slots of a party stand together
    slot: Ints  # (n + 1,) the first slot of each party
    row: Ints  # (k + 1,)
    people: Ints  # (k,) 0: not in use
    where: Codes  # (rows,) space of the night, or NOBODY
    promised: Codes  # (rows,) the same for nights that were promised; never changed
    bound: NDArray[np.bool_]  # (k,) some night of it is promised
    value: Floats  # (k,) person-nights
    pool: Ints  # (n,) people of a party that may be split who are in no part
    left: Codes  # (m, T) beds that are free: of a private space all or none
    mix: Codes  # (m, T) women (above 0) or men (below 0) in a space that takes one sex a night
    guest: Codes  # (m, T) the slot that came last, or NOBODY


def empty_draft(problem: Problem) -> Draft:
    """Return a draft that holds the promised stays and nothing else."""
    data = problem.data
    n = len(data.people)
    slots = np.where(data.split, data.people, 1)
    first_slot = np.concatenate([[0], np.cumsum(slots)])
    party = np.repeat(np.arange(n), slots)
    row = np.concatenate([[0], np.cumsum(data.nights[party])])
    beds = np.broadcast_to(data.beds[:, None], data.open.shape)
    draft = Draft(
        party=party,
        slot=first_slot,
        row=row,
        people=np.where(data.split, 0, data.people)[party],
        where=np.full(row[-1], NOBODY, np.int32),
        promised=np.full(row[-1], NOBODY, np.int32),
        bound=np.zeros(len(party), bool),
        value=np.zeros(len(party)),
        pool=np.where(data.split, data.people, 0),
        left=np.where(data.open, beds, 0).astype(np.int32),
        mix=np.zeros(data.open.shape, np.int32),
        guest=np.full(data.open.shape, NOBODY, np.int32),
    )
    _promise(problem, draft)
    return draft


def slots_of_promises(problem: Problem) -> dict[tuple[str, str], int]:
    """Return the slot of each (party_id, part) that has a promised stay."""
    data, number = problem.data, {p.party_id: i for i, p in enumerate(problem.parties)}
    first_slot = np.concatenate([[0], np.cumsum(np.where(data.split, data.people, 1))])
    found: dict[tuple[str, str], int] = {}
    used: dict[int, int] = {}
    for stay in problem.promised:
        key, p = (stay.party_id, stay.part), number[stay.party_id]
        if key not in found:
            found[key] = int(first_slot[p]) + used.get(p, 0)
            used[p] = used.get(p, 0) + 1
    return found


def _promise(problem: Problem, draft: Draft) -> None:
    data, slots = problem.data, slots_of_promises(problem)
    space_no = {s.space_id: i for i, s in enumerate(problem.spaces)}
    for stay in problem.promised:
        i, s = slots[stay.party_id, stay.part], space_no[stay.space_id]
        p = draft.party[i]
        if not draft.bound[i] and data.split[p]:
            draft.pool[p] -= stay.people
        draft.people[i], draft.bound[i] = stay.people, True
        for night in range(
            (stay.first_night - problem.first_night).days, (stay.end_night - problem.first_night).days
        ):
            r = draft.row[i] + night - data.first[p]
            if draft.promised[r] == NOBODY:
                put(data, draft, i, s, night)
                draft.promised[r] = s


@kernel
def put(data: Data, draft: Draft, slot: int, space: int, night: int) -> None:
    """Let a slot sleep in a space on a night; the caller knows that it may."""
    p, people = draft.party[slot], draft.people[slot]
    draft.where[draft.row[slot] + night - data.first[p]] = space
    draft.left[space, night] -= data.beds[space] if data.private[space] else people
    draft.guest[space, night] = slot
    if data.sexes[space] == 3:
        draft.mix[space, night] += people if data.sex[p] == 1 else -people


@kernel
def clear(data: Data, draft: Draft, slot: int) -> None:
    """Take a slot out of all nights but the promised ones; its people stay with it."""
    p, people = draft.party[slot], draft.people[slot]
    low = draft.row[slot]
    for r in range(low, draft.row[slot + 1]):
        s = draft.where[r]
        if s == NOBODY or draft.promised[r] != NOBODY:
            continue
        night = data.first[p] + r - low
        draft.where[r] = NOBODY
        draft.left[s, night] += data.beds[s] if data.private[s] else people
        if draft.guest[s, night] == slot:
            draft.guest[s, night] = NOBODY
        if data.sexes[s] == 3:
            draft.mix[s, night] -= people if data.sex[p] == 1 else -people


def to_plan(problem: Problem, draft: Draft) -> Plan:
    """Return the draft as stays with dates; parts that were not promised are named by numbers not yet taken."""
    data = problem.data
    names = {slot: part for (_, part), slot in slots_of_promises(problem).items()}
    stays: list[Stay] = []
    for p, party in enumerate(problem.parties):
        low, high = int(draft.slot[p]), int(draft.slot[p + 1])
        taken = {names[i] for i in range(low, high) if i in names} if names else set()
        number = 0
        for i in range(low, high):
            nights = draft.where[draft.row[i] : draft.row[i + 1]]
            if draft.people[i] == 0 or not (nights != NOBODY).any():
                continue
            part = names.get(i)
            while part is None or (i not in names and part in taken):
                number += 1
                part = str(number)
            edges = np.flatnonzero(np.diff(nights, prepend=-9, append=-9))
            for u, t in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
                if nights[u] != NOBODY:
                    first, end = problem.night(data.first[p] + u), problem.night(data.first[p] + t)
                    stays.append(
                        Stay(
                            party.party_id,
                            part,
                            int(draft.people[i]),
                            problem.spaces[nights[u]].space_id,
                            first,
                            end,
                        )
                    )
    return Plan.of(stays)
