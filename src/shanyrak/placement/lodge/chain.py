"""The best chain over the spaces on the desk, with all rules on moves and on the length of a stay."""

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.kernels import inner_kernel, small_kernel
from shanyrak.placement.lodge.desk import CLOSED, LEAST, SHUT, Desk
from shanyrak.placement.problem import Data


@inner_kernel
def find_chain(data: Data, desk: Desk, party: int, n: int) -> tuple[float, int]:
    """Return the best chain's value per person over the `n` spaces on the desk, and its layer.

    The layer is -1 if no chain is worth more than 0.
    """
    if data.parties[party].max_moves >= data.parties[party].nights + 1:
        best, sound = _find_any(data, desk, party, n)
        if sound:
            return best, (0 if best > LEAST else -1)
    return _find_exact(data, desk, party, n)


@small_kernel
def _find_any(data: Data, desk: Desk, party: int, n: int) -> tuple[float, bool]:
    """Find the best chain where moves are not limited; say whether it enters no space twice in a row.

    A space is entered twice in a row only where one stay would be too long for it.
    """
    nights, move, current = data.parties[party].nights, data.charges[0], data.parties[party].current
    own = desk.own[0]
    chain = desk.states[0, 0]
    chain[0].value, chain[0].last = CLOSED, -2
    for t in range(1, nights + 1):
        best, entry, begin, came = chain[t - 1].value, -1, t - 1, 0
        for k in range(n):
            if desk.gain[k * nights + t - 1] < SHUT:
                continue
            space, total = data.spaces[desk.spaces[k]], 0.0
            fresh = -move if current != -1 and current != desk.spaces[k] else 0.0
            needed = t - space.min_nights
            for u in range(t - 1, max(0, t - space.max_nights) - 1, -1):
                g = desk.gain[k * nights + u]
                if g < SHUT:
                    break
                total += g + (desk.keep[0] if k < own and 0 < desk.told[k * nights + u] <= t else 0.0)
                if u > needed:
                    continue
                housed = chain[u].value - move
                value = total + max(fresh, housed)
                if value > best:
                    best, entry, begin, came = value, k, u, (0 if housed > fresh else -1)
        now = chain[t]
        now.value, now.entry, now.begin, now.rank, now.layer = best, entry, begin, came, 0
        now.last = -1 if entry == -1 else desk.spaces[entry]
    return chain[nights].value, _is_sound(chain, nights)


@small_kernel
def _is_sound(chain: NDArray[np.void], nights: int) -> bool:
    """Say whether no stay of the chain that ends at `nights` follows another in the same space."""
    t, after = nights, -2
    while t > 0:
        state = chain[t]
        if state.entry == -1:
            t, after = t - 1, -2
            if state.value < SHUT:
                return True
            continue
        if state.last == after:
            return False
        if state.rank == -1:
            return True
        t, after = state.begin, state.last
    return True


@inner_kernel
def _find_exact(data: Data, desk: Desk, party: int, n: int) -> tuple[float, int]:
    """Do what `find_chain` does, whatever the limits on moves and stays."""
    nights, move, current = data.parties[party].nights, data.charges[0], data.parties[party].current
    limit, own = data.parties[party].max_moves, desk.own[0]
    counted = 1 if limit < nights + 1 else 0
    layers = limit + 1 if counted else 1
    for j in range(layers):
        _forget(desk, j, 0)
    for t in range(1, nights + 1):
        for j in range(layers):
            _forget(desk, j, t)
            _offer(desk, j, t, desk.states[0, j, t - 1].value, -1, -1, t - 1, 0, j)
        for k in range(n):
            s = desk.spaces[k]
            away = current != -1 and current != s
            total = 0.0
            lowest = max(0, t - data.spaces[s].max_nights)
            needed = t - data.spaces[s].min_nights
            for u in range(t - 1, lowest - 1, -1):
                g = desk.gain[k * nights + u]
                if g < SHUT:
                    break
                total += g + (desk.keep[0] if k < own and 0 < desk.told[k * nights + u] <= t else 0.0)
                if u > needed:
                    continue
                j = counted if away else 0
                if j < layers:
                    _offer(desk, j, t, total - (move if away else 0.0), s, k, u, -1, 0)
                for j in range(layers - counted):
                    rank = 1 if desk.states[0, j, u].last == s else 0
                    before = desk.states[rank, j, u].value
                    if before > SHUT:
                        _offer(desk, j + counted, t, before + total - move, s, k, u, rank, j)
    best, layer = LEAST, -1
    for j in range(layers):
        if desk.states[0, j, nights].value > best:
            best, layer = desk.states[0, j, nights].value, j
    return best, layer


@small_kernel
def _offer(
    desk: Desk, j: int, t: int, value: float, last: int, entry: int, begin: int, rank: int, layer: int
) -> None:
    """Keep a state if it is among the best two of night t and layer j that end in different spaces."""
    first, second = desk.states[0, j, t], desk.states[1, j, t]
    if value > first.value:
        if last != first.last:
            desk.states[1, j, t] = desk.states[0, j, t]
        kept = first
    elif value > second.value and last != first.last:
        kept = second
    else:
        return
    kept.value, kept.last, kept.entry = value, last, entry
    kept.begin, kept.rank, kept.layer = begin, rank, layer


@inner_kernel
def _forget(desk: Desk, j: int, t: int) -> None:
    for i in range(2):
        desk.states[i, j, t].value, desk.states[i, j, t].last = CLOSED, -2
