"""Why a party has no bed on some of its nights, from the data, in the order in which a person would look."""

import numpy as np

from shanyrak.placement.chains import gather
from shanyrak.placement.draft import Draft, housed_person_nights
from shanyrak.placement.kernels import inner_kernel, kernel
from shanyrak.placement.model import Reason
from shanyrak.placement.problem import ENDLESS, Bools, Data, Ints, Problem
from shanyrak.placement.rules import admits

KINDS = ("no_nights", "no_free_night", "too_large", "need", "sexes", "house_rules", "moves", "taken")
NO_NIGHTS, NO_FREE_NIGHT, TOO_LARGE, NEED, SEXES, HOUSE_RULES, MOVES, TAKEN = range(8)


def reasons(problem: Problem, draft: Draft) -> tuple[Reason, ...]:
    """Return a reason for every party that lacks a bed on one of its nights, in the order of arrival.

    The first of these that holds: its stay ends before it starts; no space of its place is open on a night it
    lacks; none of those is large enough; none of those offers what it needs; none takes its sex; none allows
    so short or long a stay; more moves than it can make; else beds that suit went to parties that needed them
    more, or were not worth the distance or the move.
    """
    data = problem.data
    housed = housed_person_nights(data, draft)
    asked = data.people * data.nights
    kind, words = np.zeros(len(asked), np.int64), np.zeros(len(asked), np.int64)
    short = np.flatnonzero((housed < asked) | (data.nights == 0))
    _explain(data, draft, short, kind, words)
    limited = np.flatnonzero((kind == TAKEN) & (data.max_moves < data.nights))
    moves = np.zeros(len(limited), np.int64)
    _fewest_moves(data, limited, moves)
    kind[limited[(moves > data.max_moves[limited]) & (moves < ENDLESS - 1)]] = MOVES
    names = _names(problem)
    return tuple(
        Reason(
            problem.parties[p].party_id,
            int(data.people[p]),
            int(asked[p]),
            int(asked[p] - housed[p]),
            KINDS[kind[p]],
            "; ".join(name for bit, name in names if words[p] >> bit & 1),
        )
        for p in short.tolist()
    )


def _names(problem: Problem) -> list[tuple[int, str]]:
    """Return the bit and the name of every word."""
    lists = (
        {p.needs for p in problem.parties}
        | {p.wants for p in problem.parties}
        | {s.features for s in problem.spaces}
    )
    return list(enumerate(sorted(set().union(*lists))))


@kernel
def _explain(data: Data, draft: Draft, order: Ints, kind: Ints, words: Ints) -> None:
    missing = np.empty(data.open.shape[1], np.bool_)
    for p in order:
        if data.parties[p].nights == 0:
            kind[p] = NO_NIGHTS
            continue
        _missing_nights(data, draft, p, missing)
        best, lacked = NO_FREE_NIGHT, data.parties[p].needs
        for turn in range(2):
            low, high = _in_reach(data, data.parties[p].place, turn)
            for s in range(low, high):
                if best == TAKEN:
                    break  # the last of the reasons
                step, lacks = _how_far(data, p, s, missing)
                best = max(best, step)
                if step >= NEED:
                    lacked &= lacks
        kind[p] = best
        if best == NEED:  # words that each are offered, but never together, are all named
            words[p] = lacked or data.parties[p].needs


@inner_kernel
def _missing_nights(data: Data, draft: Draft, p: int, missing: Bools) -> None:
    """Mark the nights of a party on which not all its people sleep somewhere."""
    for t in range(data.parties[p].nights):
        there = 0
        for slot in range(draft.slot[p], draft.slot[p + 1]):
            if draft.where[draft.slots[slot].row + t] != -1:
                there += draft.slots[slot].people
        missing[t] = there < data.parties[p].people


@inner_kernel
def _in_reach(data: Data, place: int, turn: int) -> tuple[int, int]:
    """Return the spaces of a place, and at a second turn those of none; all at once for who names none."""
    last = len(data.block) - 2
    if place < 0:
        return 0, len(data.spaces) if turn == 0 else 0
    if turn == 0:
        return data.block[place], data.block[place + 1]
    return data.block[last], data.block[last + 1]


@inner_kernel
def _how_far(data: Data, p: int, s: int, missing: Bools) -> tuple[int, int]:
    """Return the first step at which a space fails a party, and the needs that it lacks."""
    first, nights = data.parties[p].first, data.parties[p].nights
    lacks = data.parties[p].needs & ~data.spaces[s].features
    open_ = False
    for t in range(nights):
        open_ |= missing[t] and data.open[s, first + t]
    if not open_:
        return NO_FREE_NIGHT, lacks
    if data.spaces[s].beds < (1 if data.parties[p].split else data.parties[p].people):
        return TOO_LARGE, lacks
    if lacks:
        return NEED, lacks
    if not admits(data.parties[p].sex, data.spaces[s].sexes):
        return SEXES, lacks
    run, useful = 0, False
    for t in range(nights):
        run = run + 1 if data.open[s, first + t] else 0
        useful = run > 0 and (useful or missing[t])
        if run >= data.spaces[s].min_nights and useful:
            return TAKEN, lacks
    return HOUSE_RULES, lacks


@kernel
def _fewest_moves(data: Data, order: Ints, moves: Ints) -> None:
    """Write the fewest moves with which each party could sleep on all its nights, were all spaces its own."""
    m = len(data.spaces)
    spaces = np.empty(m, np.int32)
    stays = np.empty(data.open.shape[1] + 1, np.int64)
    for x in range(len(order)):
        p = order[x]
        n = gather(data, p, spaces)
        stays[0] = 0
        for t in range(1, data.parties[p].nights + 1):
            stays[t] = ENDLESS
            for k in range(n):
                space = data.spaces[spaces[k]]
                for u in range(t - 1, max(-1, t - 1 - space.max_nights), -1):
                    if not data.open[spaces[k], data.parties[p].first + u]:
                        break
                    if t - u >= space.min_nights:
                        current = data.parties[p].current
                        away = u == 0 and current != -1 and current != spaces[k]
                        stays[t] = min(stays[t], stays[u] + 1 + (1 if away else 0))
        moves[x] = stays[data.parties[p].nights] - 1
