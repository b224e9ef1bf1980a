"""Which stays of an earlier plan may still be, each by itself, and if not, why. Nothing is chosen here."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.draft import Draft
from shanyrak.placement.kernels import inner_kernel, kernel, small_kernel
from shanyrak.placement.model import NOTICES
from shanyrak.placement.problem import Codes, Data, Ints
from shanyrak.placement.rules import FEMALE, MALE, SAME, admits

# A stay as it was: `told` or only intended, and its `fate`, an index of `FATES`.
EARLIER = np.dtype(
    [
        ("slot", "i8"), ("space", "i8"), ("first", "i8"), ("end", "i8"), ("people", "i8"), ("told", "?"),
        ("fate", "i8"),
    ],
    align=True,
)  # fmt: skip
FATES = tuple(NOTICES)
(
    OTHER_NIGHTS,
    FEWER_PEOPLE,
    SPACE_GONE,
    WITHDRAWN,
    PROMISED,
    TOO_SMALL,
    PLACE,
    NEED,
    SEXES,
    HOUSE_RULES,
    MOVES,
    FULL,
    WORTH,
) = range(len(FATES))


@small_kernel
def span_wanted(data: Data, draft: Draft, stay: Any) -> tuple[int, int]:
    """Return the nights of a stay that its party wants today, the first and the end."""
    party = data.parties[draft.slots[stay.slot].party]
    return max(stay.first, party.first), min(stay.end, party.first + party.nights)


@small_kernel
def people_of(data: Data, draft: Draft, stay: Any) -> int:
    """Return the people whom a stay is for today."""
    party = data.parties[draft.slots[stay.slot].party]
    people: int = stay.people if party.split else party.people
    return people


@kernel
def judge_stays(data: Data, draft: Draft, records: NDArray[np.void], of_place: Ints, wish: Codes) -> None:
    """Write the fate of each stay: the first reason why it cannot be as it was, `WORTH` if it can.

    The nights that may still be are written to `wish` and, where the stay was told, to the draft, which holds
    nothing but promised stays.
    """
    for i in range(len(records)):
        stay = records[i]
        if stay.slot < 0:
            stay.fate = FEWER_PEOPLE
            continue
        low, high = span_wanted(data, draft, stay)
        if low >= high:
            stay.fate = OTHER_NIGHTS
            continue
        stay.fate = SPACE_GONE if stay.space < 0 else _suits(data, draft, stay, of_place)
        if stay.fate != WORTH:
            continue
        p = draft.slots[stay.slot].party
        row = draft.slots[stay.slot].row - data.parties[p].first
        for night in range(low, high):
            fate = _night(data, draft, stay, row, night)
            if fate == WORTH:
                wish[row + night] = stay.space
                if stay.told:
                    draft.told[row + night] = stay.space
            elif stay.fate == WORTH:
                stay.fate = fate


@inner_kernel
def _suits(data: Data, draft: Draft, stay: Any, of_place: Ints) -> int:
    """Return what forbids a stay on whatever night, `WORTH` if nothing does."""
    low, high = span_wanted(data, draft, stay)
    party, space = data.parties[draft.slots[stay.slot].party], data.spaces[stay.space]
    place, nowhere = of_place[stay.space], len(data.block) - 2
    fate = WORTH
    if people_of(data, draft, stay) > space.beds:
        fate = TOO_SMALL
    elif party.place >= 0 and place != nowhere and place != party.place:
        fate = PLACE
    elif party.needs & ~space.features:
        fate = NEED
    elif not admits(party.sex, space.sexes):
        fate = SEXES
    elif party.current != -1 and party.current != stay.space and party.max_moves == 0:
        fate = MOVES
    if fate != WORTH:
        return fate
    first, end = low, high
    while first > party.first and data.open[stay.space, first - 1]:
        first -= 1
    while end < party.first + party.nights and data.open[stay.space, end]:
        end += 1
    return HOUSE_RULES if high - low > space.max_nights or end - first < space.min_nights else WORTH


@small_kernel
def _night(data: Data, draft: Draft, stay: Any, row: int, night: int) -> int:
    """Return what forbids a stay on a night, `WORTH` if nothing does."""
    promised = draft.promised[row + night]
    if promised == stay.space:
        return WORTH
    if promised != -1:
        return PROMISED
    if not data.open[stay.space, night]:
        return WITHDRAWN
    if draft.left[stay.space, night] < people_of(data, draft, stay):
        return PROMISED
    mix, sex = draft.mix[stay.space, night], data.parties[draft.slots[stay.slot].party].sex
    if data.spaces[stay.space].sexes == SAME and ((mix > 0 and sex == MALE) or (mix < 0 and sex == FEMALE)):
        return PROMISED
    return WORTH
