"""A plan under work, in arrays: who sleeps where and which beds are left. No choice is made here.

A slot is one part of a party: a party that may not be split has one, another as many as it has people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.kernels import kernel, small_kernel
from shanyrak.placement.model import Figures, Plan, Stay
from shanyrak.placement.objective import chord2, fill_worth, kilometres
from shanyrak.placement.problem import NOBODY, Bools, Codes, Data, Floats, Ints, Problem
from shanyrak.placement.rules import FEMALE, SAME

WORD = 62  # nights whose bits lie in one number
SLOT = np.dtype(
    [
        ("party", "i8"), ("row", "i8"), ("end", "i8"), ("people", "i8"), ("value", "f8"), ("bound", "?"),
        ("told", "i8"), ("keep", "f8"), ("kept", "f8"),
    ],
    align=True,
)  # fmt: skip


class Draft(NamedTuple):
    """Arrays of a plan under work; k slots, m spaces, T nights.

    A slot is a record: its party, the `row` and `end` of its nights in `where`, its people (0: not in use),
    its value in person-nights, and whether some night of it is `bound` by a promise. Where people were told
    of stays, `told` is how many they are, `keep` what one of their stays is worth to each if it is kept, and
    `kept` the part of the value that this makes. Slots of a party stand together.
    """

    slots: NDArray[np.void]  # (k,) records of `SLOT`
    slot: Ints  # (n + 1,) the first slot of each party
    where: Codes  # (rows,) space of the night, or NOBODY
    promised: Codes  # (rows,) the same for nights that were promised; never changed
    told: Codes  # (rows,) the same for nights of told stays that may still be; never changed
    pool: Ints  # (n,) people of a party that may be split who are in no part
    left: Codes  # (m, T) beds that are free: of a private space all or none
    mix: Codes  # (m, T) women (above 0) or men (below 0) in a space that takes one sex a night
    latest: Codes  # (m, T) the slot that came last, or NOBODY
    free: Ints  # (m, T // WORD + 1) a bit for each night, 1 where a bed is free, night 0 the last of word 0

    @property
    def party(self) -> Ints:
        """Party of each slot."""
        return self.slots["party"]

    @property
    def people(self) -> Ints:
        """People of each slot."""
        return self.slots["people"]

    @property
    def bound(self) -> Bools:
        """Whether a night of each slot was promised."""
        return self.slots["bound"]


def empty_draft(problem: Problem) -> Draft:
    """Return a draft that holds the promised stays and nothing else."""
    data = problem.data
    n_slots = np.where(data.split, data.people, 1)
    party = np.repeat(np.arange(len(n_slots)), n_slots)
    slots = np.zeros(len(party), SLOT)
    slots["party"] = party
    slots["end"] = np.cumsum(data.nights[party])
    slots["row"] = slots["end"] - data.nights[party]
    slots["people"] = np.where(data.split, 0, data.people)[party]
    n_rows = int(data.nights[party].sum())
    draft = Draft(
        slots=slots,
        slot=np.concatenate([[0], np.cumsum(n_slots)]),
        where=np.full(n_rows, NOBODY, np.int32),
        promised=np.full(n_rows, NOBODY, np.int32),
        told=np.full(n_rows, NOBODY, np.int32),
        pool=np.where(data.split, data.people, 0),
        left=np.where(data.open, data.beds[:, None], 0).astype(np.int32),
        mix=np.zeros(data.open.shape, np.int32),
        latest=np.full(data.open.shape, NOBODY, np.int32),
        free=_free_bits(data.open & (data.beds[:, None] > 0)),
    )
    _promise(problem, draft)
    appraise(data, draft)
    return draft


def appraise(data: Data, draft: Draft) -> None:
    """Write what each slot is worth, told stays apart."""
    value, _, _ = _appraisal(data, draft)
    draft.slots["value"] = value * draft.people


def value_of(draft: Draft) -> float:
    """Return the value of a draft, in person-nights."""
    return aim_of(draft) - float(draft.slots["kept"].sum())


def aim_of(draft: Draft) -> float:
    """Return what a search wants most of: the value, and what the told stays that are kept are worth."""
    return float(draft.slots["value"].sum())


def _free_bits(free: Bools) -> Ints:
    """Return the bits of nights on which a space is free, shape (n_spaces, n_words)."""
    words = np.zeros((len(free), free.shape[1] // WORD + 1), np.int64)
    for t in range(free.shape[1]):
        words[:, t // WORD] |= free[:, t].astype(np.int64) << (t % WORD)
    return words


def leave(draft: Draft, spaces: Ints, left: Codes) -> None:
    """Let so many beds be free in these spaces, shape (n_spaces, n_nights), whoever has the others."""
    draft.left[spaces] = left
    draft.free[spaces] = _free_bits(left > 0)


def slots_of_parts(problem: Problem, stays: Iterable[Stay]) -> dict[tuple[str, str], int]:
    """Return the slot of each (party_id, part) that has a stay: each part that comes gets the party's next.

    Parts beyond the last slot of their party, and of parties that the case does not have, are left out.
    """
    data, number = problem.data, {p.party_id: i for i, p in enumerate(problem.parties)}
    first_slot = np.concatenate([[0], np.cumsum(np.where(data.split, data.people, 1))]).tolist()
    found: dict[tuple[str, str], int] = {}
    used: dict[int, int] = {}
    for stay in stays:
        key = (stay.party_id, stay.part)
        if key in found or (p := number.get(stay.party_id)) is None:
            continue
        if (slot := first_slot[p] + used.get(p, 0)) < first_slot[p + 1]:
            found[key] = slot
            used[p] = used.get(p, 0) + 1
    return found


def _promise(problem: Problem, draft: Draft) -> None:
    data, slots = problem.data, slots_of_parts(problem, problem.promised)
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
            r = int(draft.slots["row"][i]) + night - int(data.first[p])
            if draft.promised[r] == NOBODY:
                put(data, draft, i, s, night)
                draft.promised[r] = s


@small_kernel
def put(data: Data, draft: Draft, slot: int, space: int, night: int) -> None:
    """Let a slot sleep in a space on a night; the caller knows that it may."""
    p, people = draft.slots[slot].party, draft.slots[slot].people
    draft.where[draft.slots[slot].row + night - data.parties[p].first] = space
    draft.left[space, night] -= data.spaces[space].beds if data.spaces[space].private else people
    if draft.left[space, night] <= 0:
        draft.free[space, night // WORD] &= ~(1 << night % WORD)
    draft.latest[space, night] = slot
    if data.spaces[space].sexes == SAME:
        draft.mix[space, night] += people if data.parties[p].sex == FEMALE else -people


@small_kernel
def clear(data: Data, draft: Draft, slot: int) -> None:
    """Take a slot out of all nights but the promised ones; its people stay with it."""
    p, people = draft.slots[slot].party, draft.slots[slot].people
    low = draft.slots[slot].row
    for r in range(low, draft.slots[slot].end):
        s = draft.where[r]
        if s == NOBODY or draft.promised[r] != NOBODY:
            continue
        night = data.parties[p].first + r - low
        draft.where[r] = NOBODY
        draft.left[s, night] += data.spaces[s].beds if data.spaces[s].private else people
        draft.free[s, night // WORD] |= 1 << night % WORD
        if draft.latest[s, night] == slot:
            draft.latest[s, night] = NOBODY
        if data.spaces[s].sexes == SAME:
            draft.mix[s, night] -= people if data.parties[p].sex == FEMALE else -people


def to_plan(problem: Problem, draft: Draft, names: Mapping[int, str] | None = None) -> Plan:
    """Return the draft as stays with dates.

    `names` are the parts of slots that have one, by default of those that were promised; others get the next
    free numbers.
    """
    data, where, slots = problem.data, draft.where, draft.slots
    of_row = np.repeat(np.arange(len(slots)), slots["end"] - slots["row"])
    used = (where != NOBODY) & (slots["people"][of_row] > 0)
    begins, ends = used.copy(), used.copy()
    same = (of_row[1:] == of_row[:-1]) & (where[1:] == where[:-1]) & used[1:] & used[:-1]
    begins[1:] &= ~same
    ends[:-1] &= ~same
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    slot = of_row[first]
    party = slots["party"][slot]
    shift = data.first[party] - slots["row"][slot]
    if names is None:
        names = {number: part for (_, part), number in slots_of_parts(problem, problem.promised).items()}
    parts = _parts(slot, party, names)
    nights = [problem.night(t) for t in range(data.open.shape[1] + 1)]
    spaces, ids = problem.spaces, problem.parties
    return Plan.of(
        Stay(ids[p].party_id, part, people, spaces[s].space_id, nights[u], nights[t])
        for p, part, people, s, u, t in zip(
            party.tolist(),
            parts,
            slots["people"][slot].tolist(),
            where[first].tolist(),
            (first + shift).tolist(),
            (last + 1 + shift).tolist(),
            strict=True,
        )
    )


def _parts(slot: Ints, party: Ints, names: Mapping[int, str]) -> list[str]:
    """Return the part of each stay, whose slots rise: its name, or the next number that is free."""
    slots = slot.tolist()
    new = [n for n, i in enumerate(slots) if i not in names]
    found, given = dict(names), defaultdict[int, int](int)
    taken: dict[int, set[str]] = {p: set() for p in party[new].tolist()}
    for n in np.flatnonzero(np.isin(party, np.array(list(taken), np.int64))).tolist() if names else ():
        if slots[n] in names:
            taken[int(party[n])].add(names[slots[n]])
    for n in new:
        i, p = slots[n], int(party[n])
        while i not in found:
            given[p] += 1
            if str(given[p]) not in taken[p]:
                found[i] = str(given[p])
    return [found[i] for i in slots]


def housed_person_nights(data: Data, draft: Draft) -> Ints:
    """Person-nights that each party is housed, shape (n_parties,)."""
    reach = np.concatenate([[0], np.cumsum(draft.where != NOBODY)])
    nights = reach[draft.slots["end"]] - reach[draft.slots["row"]]
    return np.bincount(draft.party, draft.people * nights, len(data.parties)).astype(np.int64)


def lacking(data: Data, draft: Draft) -> Bools:
    """Say of each party whether one of its people lacks a bed on one of its nights."""
    return housed_person_nights(data, draft) < data.people * data.nights


def figures(problem: Problem, draft: Draft) -> Figures:
    """Return the figures of a draft, exact to the rounding of doubles; O(nights housed)."""
    value, moves, km = _appraisal(problem.data, draft)
    people = np.repeat(draft.people, draft.slots["end"] - draft.slots["row"])
    return Figures(
        asked_person_nights=problem.asked_person_nights,
        housed_person_nights=int(people[draft.where != NOBODY].sum()),
        person_moves=int((moves * draft.people).sum()),
        value=float((value * draft.people).sum()),
        median_km=_median(km[km >= 0], people[km >= 0]),
    )


def _median(km: Floats, people: Ints) -> float | None:
    """Median over person-nights of those whose distance is known."""
    if not len(km):
        return None
    order = np.argsort(km, kind="stable")
    reach = np.cumsum(people[order])
    return float(km[order[np.searchsorted(reach, reach[-1] / 2)]])


def _appraisal(data: Data, draft: Draft) -> tuple[Floats, Ints, Floats]:
    """Return value and moves of a person of each slot, and the kilometres of each night, -1 if not known."""
    value, moves = np.zeros(len(draft.slots)), np.zeros(len(draft.slots), np.int64)
    km = np.full(len(draft.where), -1.0)
    _appraise(data, draft, value, moves, km)
    return value, moves, km


def copy_of(draft: Draft) -> Draft:
    """Return a draft that may be changed apart from this one; what never changes is shared."""
    return draft._replace(
        slots=draft.slots.copy(),
        where=draft.where.copy(),
        pool=draft.pool.copy(),
        left=draft.left.copy(),
        mix=draft.mix.copy(),
        latest=draft.latest.copy(),
        free=draft.free.copy(),
    )


@kernel
def _appraise(data: Data, draft: Draft, value: Floats, moves: Ints, km: Floats) -> None:
    space, worth = np.empty(1, np.int32), np.empty(1)
    for i in range(len(draft.slots)):
        p, last, stays = draft.slots[i].party, -1, 0
        for r in range(draft.slots[i].row, draft.slots[i].end):
            s = draft.where[r]
            if s == -1 or draft.slots[i].people == 0:
                last = -1
                continue
            if s != last:
                moves[i] += (
                    1 if stays or (data.parties[p].current != -1 and data.parties[p].current != s) else 0
                )
                stays += 1
                space[0] = s
                fill_worth(data, p, space, 1, worth)
            value[i] += worth[0]
            last = s
            if data.parties[p].located and data.spaces[s].located:
                km[r] = kilometres(chord2(data, p, s))
        value[i] -= data.charges[0] * moves[i]
