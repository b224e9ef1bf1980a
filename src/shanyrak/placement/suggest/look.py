"""Loops that find the best chains of one part of a party in what a held plan has left.

The party is row 0 of the `Data` that they are given. Which party, and what is told of a chain, is for others.
"""

from typing import Any, NamedTuple

import numpy as np

from shanyrak.placement.kernels import inner_kernel
from shanyrak.placement.lodge import CLOSED, KEPT, Desk, find_chain, make_desk
from shanyrak.placement.objective import fill_worth
from shanyrak.placement.problem import Bools, Codes, Data, Floats, Ints
from shanyrak.placement.rules import FEMALE, MALE, SAME, admits

LARGE, ALLOWED = 3, 6  # looks that a space passes that is large enough, and one that its house rules allow


class Held(NamedTuple):
    """What a plan has left: m spaces, T nights.

    Beds that are free (of a private space all or none), women (above 0) or men (below 0) in a space that
    takes one sex a night, and prices as a certificate has them.
    """

    left: Codes  # (m, T)
    mix: Codes  # (m, T)
    price: Floats  # (m, T) float32


class Ask(NamedTuple):
    """What is looked for: beds for `people` together, in a private space paid by up to `payers`.

    Prices count `scale` times; `bonus` is added to what a night is worth; `keep` has the space that was
    promised for a night, or -1. With `whole` only chains that leave no night out are wanted. `alive` are the
    spaces to look at, rising: all that have a bed on some night.
    """

    people: int
    payers: int
    scale: float
    bonus: float
    whole: bool
    keep: Codes  # (n_nights,)
    alive: Codes


class Table(NamedTuple):
    """Scratch arrays: the desk of the search for a chain, and the columns of all that may be laid on it."""

    desk: Desk
    spaces: Codes
    worth: Floats
    gain: Floats
    top: Floats  # (n_nights,) the best gain of each night


def make_table(data: Data) -> Table:
    """Return scratch arrays that fit any party of a problem."""
    desk, m = make_desk(data), len(data.spaces)
    nights = max(data.open.shape[1], 1)
    return Table(desk, np.empty(m, np.int32), np.empty(m), np.empty(m * nights), np.empty(nights))


@inner_kernel
def still_free(left: Codes, blocks: Ints, first: int, end: int, found: Codes) -> int:
    """Write into `found` the spaces of the blocks with a bed on a night of ``[first, end)``; return how many.

    `blocks` holds the first row and the end of each block.
    """
    n = 0
    for b in range(0, len(blocks), 2):
        for s in range(blocks[b], blocks[b + 1]):
            for t in range(first, end):
                if left[s, t] > 0:
                    found[n] = s
                    n += 1
                    break
    return n


@inner_kernel
def find_chains(data: Data, held: Held, ask: Ask, table: Table, where: Codes, net: Floats) -> int:
    """Find the best chain, the best without the main space of the first, and so on; return how many.

    Row i of `where` gets the space of each night, -1 for none, and ``net[i]`` what the chain is worth to a
    person, prices and bonus counted. The main space is where most nights are spent, of those not promised.
    """
    nights, found = data.parties[0].nights, 0
    n = 0 if ask.whole and not _covers(data, held, ask) else _lay_out(data, held, ask, table)
    while found < len(where) and n > 0:
        kept = _lay_on_desk(data, table, n, nights)
        value, layer = find_chain(data, table.desk, 0, kept) if kept else (0.0, -1)
        if layer < 0:
            break
        _read_off(table.desk, nights, layer, where[found])
        net[found] = value
        main = _main_space(where[found], ask.keep)
        for k in range(n):
            if table.spaces[k] == main:
                table.spaces[k] = -1
        found += 1
        if main == -1:
            break
    return found


@inner_kernel
def _covers(data: Data, held: Held, ask: Ask) -> bool:
    """Say whether each night has a space that is free; if not, no chain has all nights."""
    party, spaces, alive, left, mix = data.parties[0], data.spaces, ask.alive, held.left, held.mix
    people, needs, nights, sex = ask.people, party.needs, party.nights, party.sex
    for night in range(party.first, party.first + nights):
        free = False
        for x in range(len(alive)):
            s = alive[x]
            if left[s, night] >= people and suits(spaces[s], people, needs, nights, sex):
                free = goes_with(spaces[s].sexes, mix[s, night], sex)
                if free:
                    break
        if not free:
            return False
    return True


@inner_kernel
def _lay_out(data: Data, held: Held, ask: Ask, table: Table) -> int:
    """Fill the columns of the spaces that suit and are free for as long as their house rules ask.

    What it reads is told apart first: to hand whole bundles of arrays to other loops is slow.
    """
    party, spaces, columns, worth, gain = data.parties[0], data.spaces, table.spaces, table.worth, table.gain
    left, mix, price, people, keep, alive = held.left, held.mix, held.price, ask.people, ask.keep, ask.alive
    first, nights, needs, sex = party.first, party.nights, party.needs, party.sex
    m = 0
    for x in range(len(alive)):
        if suits(spaces[alive[x]], people, needs, nights, sex):
            columns[m] = alive[x]
            m += 1
    fill_worth(data, 0, columns, m, worth)
    n = 0
    for k in range(m):
        s = columns[k]
        share, least = ask.scale, spaces[s].min_nights
        if spaces[s].private:
            share /= min(ask.payers, spaces[s].beds)
        run, long_enough = 0, False
        for t in range(nights):
            g = CLOSED
            if left[s, first + t] >= people and goes_with(spaces[s].sexes, mix[s, first + t], sex):
                g = worth[k] + ask.bonus - price[s, first + t] * share
            if keep[t] != -1:
                g = worth[k] + KEPT if keep[t] == s else CLOSED
            run = run + 1 if g > CLOSED else 0
            long_enough |= run >= least
            gain[n * nights + t] = g
        if long_enough:
            columns[n], worth[n] = s, worth[k]
            n += 1
    return n


@inner_kernel
def suits(space: Any, people: int, needs: int, nights: int, sex: int) -> bool:
    """Say whether a space is large enough, has the needs, and takes that sex for so few nights."""
    return (
        space.beds >= people
        and space.min_nights <= nights
        and not needs & ~space.features
        and admits(sex, space.sexes)
    )


@inner_kernel
def goes_with(sexes: int, mix: int, sex: int) -> bool:
    """Say whether a party of this sex may join those who are there, if the space takes one sex a night."""
    return sexes != SAME or not ((mix > 0 and sex == MALE) or (mix < 0 and sex == FEMALE))


@inner_kernel
def _lay_on_desk(data: Data, table: Table, n: int, nights: int) -> int:
    """Lay on the desk the columns that a best chain may need, without those struck out; return how many.

    One stay in the best space that is free on all nights sets the mark. Any other chain through a space is
    worth at most the best gain of every night, less what the space is worse by on its best night, and less a
    move or a lost night.
    """
    spaces, gain, top, desk = table.spaces, table.gain, table.top, table.desk
    mark, winner = _best_stay(data, table, n, nights)
    most, saved = 0.0, data.charges[0]
    for t in range(nights):
        most, saved = most + top[t], min(saved, top[t])
    kept = 0
    for k in range(n):
        if spaces[k] < 0:
            continue
        worse = top[0] - gain[k * nights]
        for t in range(1, nights):
            worse = min(worse, top[t] - gain[k * nights + t])
        if k == winner or most - worse - saved >= mark:
            desk.spaces[kept], desk.worth[kept] = spaces[k], table.worth[k]
            for t in range(nights):
                desk.gain[kept * nights + t] = gain[k * nights + t]
            kept += 1
    return kept


@inner_kernel
def _best_stay(data: Data, table: Table, n: int, nights: int) -> tuple[float, int]:
    """Return what the best stay on all nights brings, and its column, -1 if there is none; fill `top`."""
    rows, party, move = data.spaces, data.parties[0], data.charges[0]
    spaces, gain, top, current = table.spaces, table.gain, table.top, party.current
    top[:nights] = 0.0
    mark, winner = CLOSED, -1
    for k in range(n):
        s = spaces[k]
        if s < 0:
            continue
        away = current != -1 and current != s
        total, low = -move if away else 0.0, gain[k * nights]
        for t in range(nights):
            g = gain[k * nights + t]
            top[t], total, low = max(top[t], g), total + g, min(low, g)
        allowed = nights <= rows[s].max_nights and (party.max_moves > 0 or not away)
        if allowed and low > CLOSED and total > mark:
            mark, winner = total, k
    return mark, winner


@inner_kernel
def _read_off(desk: Desk, nights: int, layer: int, where: Codes) -> None:
    """Write the space of each night of the chain that was found."""
    where[:] = -1
    t, j, rank = nights, layer, 0
    while True:
        state = desk.states[rank, j, t]
        k, u, came, before = state.entry, state.begin, state.rank, state.layer
        if k == -1:
            t, rank = t - 1, came
            continue
        for x in range(u, t):
            where[x] = desk.spaces[k]
        if came == -1:
            return
        t, j, rank = u, before, came


@inner_kernel
def _main_space(where: Codes, keep: Codes) -> int:
    """Return the space in which most nights are spent, the first of several, none of them promised; or -1."""
    main, most = -1, 0
    for t in range(len(where)):
        nights = 0
        for u in range(len(where)):
            nights += 1 if where[u] == where[t] else 0
            if keep[u] != -1 and keep[u] == where[t]:
                nights = -len(where)
        if where[t] != -1 and nights > most:
            main, most = where[t], nights
    return main


@inner_kernel
def sift(data: Data, held: Held, ask: Ask, blocks: Ints, lacking: Codes, counts: Ints) -> int:
    """Count the spaces left after each look of a `Sieve`; return the needs that all large ones lack.

    ``lacking[t]`` is 1 on a night that lacks a bed. ``counts[0, :7]`` are the looks; ``counts[1, t]`` and
    ``counts[2, t]`` the spaces that suit and are open, and of them those not full, on night t.
    """
    party, spaces, open_, left, mix = data.parties[0], data.spaces, data.open, held.left, held.mix
    first, nights, needs, sex, people = party.first, party.nights, party.needs, party.sex, ask.people
    lacked = needs
    for b in range(0, len(blocks), 2):
        for s in range(blocks[b], blocks[b + 1]):
            looks = _looks(spaces[s], open_[s, first : first + nights], lacking, people, needs, sex)
            for look in range(looks):
                counts[0, look] += 1
            if looks >= LARGE:
                lacked &= needs & ~spaces[s].features
            if looks < ALLOWED:
                continue
            run, useful, free = 0, False, False
            for t in range(nights):
                room = left[s, first + t] >= people and goes_with(spaces[s].sexes, mix[s, first + t], sex)
                run = run + 1 if room else 0
                useful = run > 0 and (useful or lacking[t] == 1)
                free |= useful and run >= spaces[s].min_nights
                if lacking[t]:
                    counts[1, t] += open_[s, first + t]
                    counts[2, t] += room
            counts[0, ALLOWED] += free
    return lacked


@inner_kernel
def _looks(space: Any, open_: Bools, lacking: Codes, people: int, needs: int, sex: int) -> int:
    """Return how many looks of a `Sieve` a space passes, up to the house rules."""
    wanted, useful, run, allowed = False, False, 0, False
    for t in range(len(open_)):
        wanted |= open_[t] and lacking[t] == 1
        run = run + 1 if open_[t] else 0
        useful = run > 0 and (useful or lacking[t] == 1)
        allowed |= useful and run >= space.min_nights
    if not wanted:
        return 1
    if space.beds < people:
        return 2
    if needs & ~space.features:
        return LARGE
    if not admits(sex, space.sexes):
        return 4
    return ALLOWED if allowed else 5
