"""The best chain of one party at given prices, and which spaces suit it.

Values are per person. Who else sleeps there is told by prices; no plan is known here. Loops run over spaces
innermost, so that a processor takes several at once; a closed night is a large loss, not an infinity.
"""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.kernels import rough_inner_kernel, rough_kernel
from shanyrak.placement.problem import Codes, Data, Floats
from shanyrak.placement.rules import admits

NEVER = -1e9  # below every value that a chain can have
EVERY = 1e9  # a reach within which every chain lies
ROUNDING = 1e-6  # of a value: what single precision may hide
SHUT = 1e12  # price of a closed night


def nights_first(data: Data, price: Floats) -> Floats:
    """Return prices as loops over spaces read them: shape (n_nights, n_spaces), `SHUT` on closed nights."""
    return np.ascontiguousarray(np.where(data.open, price, SHUT).T)


class Ladder(NamedTuple):
    """Scratch arrays for the programme over the nights of one party, whose candidate spaces are its columns.

    ``sums[t, k]`` is what nights before t bring in space k, so that a stay on [u, t) brings
    ``sums[t, k] - sums[u, k]``, and ``stay[u, t]`` the most that one space brings. ``hard[t]`` is the best of
    the chains that have slept before night t, ``enter[u]`` that of all who may enter a space at night u,
    ``after[t]`` the most that a housed party can still win. ``top[t]`` is what nights before t would bring if
    each were slept where it brings most.
    """

    sums: Floats  # (n_nights + 1, n_spaces)
    least: Floats  # (n_spaces,) nights of a stay
    most: Floats
    share: Floats  # (n_spaces,) part of a space's price that one person pays
    rules: Floats  # (3, all spaces) least, most, and the beds of a private space or 0, side by side
    hard: Floats  # (n_nights + 1,)
    enter: Floats
    after: Floats
    stay: Floats  # (n_nights + 1, n_nights + 1)
    top: Floats  # (n_nights + 1,)


@rough_kernel
def make_ladder(data: Data, nights: int, width: int, like: Floats) -> Ladder:
    """Return scratch arrays for up to `width` spaces and `nights` nights, as precise as `like`."""
    kind, m = like.dtype, len(data.spaces)
    rules = np.empty((3, m), kind)
    for s in range(m):
        rules[0, s], rules[1, s] = data.spaces[s].min_nights, data.spaces[s].max_nights
        rules[2, s] = data.spaces[s].beds if data.spaces[s].private else 0
    return Ladder(
        np.empty((nights + 1, width), kind),
        np.empty(width, kind), np.empty(width, kind), np.empty(width, kind), rules,
        np.empty(nights + 1), np.empty(nights + 1), np.empty(nights + 1),
        np.empty((nights + 1, nights + 1)), np.empty(nights + 1),
    )  # fmt: skip


@rough_inner_kernel
def gather(data: Data, party: int, found: Codes) -> int:
    """Write into `found` the spaces that suit a party (a person, if it may be split) on some night.

    Returns how many there are.
    """
    free, people = data.open, 1 if data.parties[party].split else data.parties[party].people
    place, needs, sex = data.parties[party].place, data.parties[party].needs, data.parties[party].sex
    first, nights = data.parties[party].first, data.parties[party].nights
    last = len(data.block) - 2
    n = 0
    for turn in range(2):
        low, high = data.block[last], data.block[last + 1]
        if place < 0:
            low, high = 0, (len(data.spaces) if turn == 0 else 0)
        elif turn == 0:
            low, high = data.block[place], data.block[place + 1]
        for s in range(low, high):
            space = data.spaces[s]
            if (
                space.beds < people
                or space.min_nights > nights
                or needs & ~space.features
                or not admits(sex, space.sexes)
            ):
                continue
            run = 0
            for t in range(first, first + nights):
                run = run + 1 if free[s, t] else 0
                if run >= space.min_nights:
                    found[n] = s
                    n += 1
                    break
    return n


@rough_inner_kernel
def climb(data: Data, price: Floats, party: int, spaces: Codes, worth: Floats, ladder: Ladder) -> None:
    """Fill ``ladder.sums`` and ``top`` for the party's `spaces`.

    A person's night brings `worth` less the price. In a private space a person pays the part of the price
    that falls on him when as many of his party as fit are there. ``price[t, s]``, nights first, is `SHUT` on
    closed nights.
    """
    first, nights, n = data.parties[party].first, data.parties[party].nights, len(spaces)
    sums, share, rules = ladder.sums, ladder.share, ladder.rules
    kind = share.dtype.type
    one, zero, people = kind(1.0), kind(0.0), kind(data.parties[party].people)
    best = zero
    for k in range(n):
        s = spaces[k]
        ladder.least[k], ladder.most[k], beds = rules[0, s], rules[1, s], rules[2, s]
        share[k] = one / min(people, beds) if beds > zero else one
        best = max(best, worth[k])
        sums[0, k] = zero
    never = kind(-64.0 - 2.0 * best * nights)  # such a night is worse than to give up all the others
    ladder.top[0] = 0.0
    for t in range(nights):
        before, after, row = sums[t], sums[t + 1], price[first + t]
        most = zero
        for k in range(n):
            night = max(worth[k] - row[spaces[k]] * share[k], never)
            most = max(most, night)
            after[k] = before[k] + night
        ladder.top[t + 1] = ladder.top[t] + float(most)


@rough_inner_kernel
def best_stay(ladder: Ladder, u: int, t: int, n: int) -> float:
    """Most that one of the first n spaces brings on nights [u, t), by its rules on the length of a stay."""
    start, end, least, most = ladder.sums[u], ladder.sums[t], ladder.least, ladder.most
    kind = least.dtype.type
    length, never = kind(t - u), kind(NEVER)
    best = never
    for k in range(n):
        value = end[k] - start[k]
        value = value if least[k] <= length and length <= most[k] else never
        best = max(best, value)
    return float(best)


@rough_inner_kernel
def entry(data: Data, party: int, housed: float) -> float:
    """Value of those who may enter a space: never housed so far, or housed for `housed` and moving."""
    fresh = -data.charges[0] if data.parties[party].current != -1 else 0.0
    return max(fresh, housed - data.charges[0])


@rough_inner_kernel
def home_of(data: Data, party: int, spaces: Codes) -> int:
    """Return the column of the space where the party slept before, -1 if it is none of them."""
    current = data.parties[party].current
    if current >= 0:
        for k in range(len(spaces)):
            if spaces[k] == current:
                return k
    return -1


@rough_inner_kernel
def home_stay(ladder: Ladder, k: int, u: int, t: int) -> float:
    """Return what a stay on [u, t) brings in column k, `NEVER` if its rules refuse the length."""
    return ladder.sums[t, k] - ladder.sums[u, k] if ladder.least[k] <= t - u <= ladder.most[k] else NEVER


@rough_inner_kernel
def _may_count(ladder: Ladder, u: int, t: int, nights: int, move: float) -> float:
    """Most that a chain with a stay on [u, t) can bring: other nights cost it a move on either side."""
    top = ladder.top
    return top[t] - top[u] + max(0.0, top[u] - move) + max(0.0, top[nights] - top[t] - move)


@rough_inner_kernel
def best_chain(data: Data, party: int, spaces: Codes, ladder: Ladder, reach: float) -> float:
    """Value per person of the best chain over the columns of the ladder; fills its `hard` and `enter`.

    Stays that are on no chain within `reach` of the best are left out: most are, where a move costs more
    than a better space brings.

    Notes
    -----
    O(nights^2 * spaces). Limits on moves are relaxed, and the same space twice in a row counts as two stays:
    both only ever overstate the value, so the bound may use it; the search uses `lodge`.
    """
    n, move, nights = len(spaces), data.charges[0], data.parties[party].nights
    home = home_of(data, party, spaces)
    hard, enter = ladder.hard, ladder.enter
    hard[0] = NEVER
    enter[0] = entry(data, party, NEVER)
    whole = best_stay(ladder, 0, nights, n)
    least = max(0.0, enter[0] + whole) - reach - ROUNDING * max(1.0, ladder.top[nights])
    for t in range(1, nights + 1):
        best = hard[t - 1]
        for u in range(t):
            if t - u == nights:
                ladder.stay[u, t] = whole
            elif home < 0 and _may_count(ladder, u, t, nights, move) < least:
                ladder.stay[u, t] = NEVER
                continue
            else:
                ladder.stay[u, t] = best_stay(ladder, u, t, n)
            best = max(best, enter[u] + ladder.stay[u, t])
            if home >= 0:  # who stays where he slept before does not move
                best = max(best, max(0.0, hard[u] - move) + home_stay(ladder, home, u, t))
        hard[t] = best
        enter[t] = entry(data, party, best)
    return max(0.0, hard[nights])


@rough_inner_kernel
def look_ahead(data: Data, party: int, ladder: Ladder) -> None:
    """Fill ``ladder.after``; `best_chain` went before."""
    nights, after = data.parties[party].nights, ladder.after
    after[nights] = 0.0
    for u in range(nights - 1, -1, -1):
        best = after[u + 1]
        for t in range(u + 1, nights + 1):
            best = max(best, ladder.stay[u, t] - data.charges[0] + after[t])
        after[u] = best


@rough_inner_kernel
def slack_of_spaces(data: Data, party: int, spaces: Codes, ladder: Ladder, slack: Floats) -> None:
    """Write how much less than the best chain the best chain through each of its `spaces` is worth, at least.

    `best_chain` and `look_ahead` went before; what lies beyond their reach is far off. The space where a
    party slept before has none: to stay there is no move, which the sums do not know.
    """
    nights, after, n = data.parties[party].nights, ladder.after, len(spaces)
    for k in range(n):
        slack[k] = NEVER
    for u in range(nights):
        start = ladder.sums[u]
        for t in range(u + 1, nights + 1):
            if ladder.stay[u, t] <= NEVER:
                continue
            end, length, rest = ladder.sums[t], float(t - u), ladder.enter[u] + after[t]
            for k in range(n):
                value = end[k] - start[k] + rest
                value = value if ladder.least[k] <= length and length <= ladder.most[k] else NEVER
                slack[k] = max(slack[k], value)
    best = max(0.0, ladder.hard[nights])
    for k in range(n):
        slack[k] = best - slack[k]
    home = home_of(data, party, spaces)
    if home >= 0:
        slack[home] = 0.0
