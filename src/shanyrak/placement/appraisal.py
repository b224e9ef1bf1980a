"""What a draft comes to, recomputed from its nights alone: value, nights, moves, kilometres."""

import numpy as np

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import kernel
from shanyrak.placement.model import Figures
from shanyrak.placement.objective import chord2, fill_worth, kilometres
from shanyrak.placement.problem import NOBODY, Data, Floats, Ints, Problem


def figures(problem: Problem, draft: Draft) -> Figures:
    """Return the figures of a draft, exact to the rounding of doubles; O(nights housed)."""
    value, moves = np.zeros(len(draft.slots)), np.zeros(len(draft.slots), np.int64)
    km = np.full(len(draft.where), -1.0)
    _appraise(problem.data, draft, value, moves, km)
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
                moves[i] += 1 if stays or (data.parties[p].current != -1 and data.parties[p].current != s) else 0
                stays += 1
                space[0] = s
                fill_worth(data, p, space, 1, worth)
            value[i] += worth[0]
            last = s
            if data.parties[p].located and data.spaces[s].located:
                km[r] = kilometres(chord2(data, p, s))
        value[i] -= data.charges[0] * moves[i]
