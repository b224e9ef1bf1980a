"""Prices by smoothing: every party spreads itself over all its chains, softly, and prices move until no bed is wanted twice.

Only short lists are looked at here; what the prices prove is decided by a pass over everything (`bound.scan`).
"""

import numpy as np

from shanyrak.placement.bound.scan import Shortlist
from shanyrak.placement.kernels import rough_kernel
from shanyrak.placement.problem import Data, Floats, Ints

NEGLIGIBLE = 8.0  # exp(-12) of a person is nobody: such chains cost no work
NEVER = np.float32(-1e9)


@rough_kernel
def _exp(x: float) -> float:
    y = max(1.0 + x * (1.0 / NEGLIGIBLE), 0.0)
    y *= y
    y *= y
    return y * y


@rough_kernel
def _best_entry(sums, t, u, n, least, most):
    """Best of ``sums[t, k] - sums[u, k]`` over the spaces that take a stay of t - u nights."""
    length = np.float32(t - u)
    best = NEVER
    a, b = sums[t], sums[u]
    for k in range(n):
        v = a[k] - b[k]
        v = v if least[k] <= length and length <= most[k] else NEVER
        best = max(best, v)
    return best


@rough_kernel
def _fill(data, price, party, spaces, worth, n, sums, least, most):
    first, nights, people = data.first[party], data.nights[party], data.people[party]
    never = np.float32(-64.0 - 2.0 * data.weight[party] * nights)
    one = np.float32(1.0)
    share = np.empty(n, np.float32)
    for k in range(n):
        s = spaces[k]
        share[k] = one / np.float32(min(people, data.beds[s])) if data.private[s] else one
        least[k], most[k] = data.min_nights[s], data.max_nights[s]
        sums[0, k] = 0.0
    for t in range(nights):
        a, b = sums[t], sums[t + 1]
        for k in range(n):
            b[k] = a[k] + max(worth[k] - price[spaces[k], first + t] * share[k], never)


@rough_kernel
def soft_use(
    data: Data, lists: Shortlist, price, tau: float, low: int, high: int, step: int, use: Floats
) -> float:
    """Add to ``use[s, t]`` what parties low..high want of each space's night at temperature tau; return their soft value.

    Shape of `use` is (n_spaces, n_nights + 1); it receives differences along the nights, to be summed up at the end.
    """
    width = 1
    longest = 1
    for p in range(low, high, step):
        width = max(width, lists.count[p])
        longest = max(longest, data.nights[p])
    sums = np.empty((longest + 1, width), np.float32)
    least, most = np.empty(width, np.float32), np.empty(width, np.float32)
    size = width * longest * (longest + 1) // 2
    edge_k, edge_u = np.empty(size, np.int32), np.empty(size, np.int32)
    edge = np.empty(size)
    tops = np.empty(longest + 1)
    start = np.empty(longest + 2, np.int64)
    hard, soft, back = np.empty(longest + 1), np.empty(longest + 1), np.empty(longest + 1)
    enter, enter_soft, moved = np.empty(longest + 1), np.empty(longest + 1), np.empty(longest + 1)
    total_value = 0.0
    move = data.charges[0]
    for p in range(low, high, step):
        n, nights, first = lists.count[p], data.nights[p], data.first[p]
        if n == 0 or nights == 0:
            continue
        at = lists.start[p]
        spaces, worth = lists.space[at : at + n], lists.worth[at : at + n]
        _fill(data, price, p, spaces, worth, n, sums, least, most)
        people = data.people[p]
        fresh = -move if data.current[p] != -1 else 0.0
        # Hard values first: they are the zero of the exponents, so that nothing overflows.
        hard[0], enter[0] = NEVER, fresh
        soft[0], enter_soft[0], moved[0] = 0.0, 1.0, 0.0
        e = 0
        start[1] = 0
        reach = NEGLIGIBLE * tau
        cold = 1.0 / tau
        for t in range(1, nights + 1):
            best = hard[t - 1]
            for u in range(t):
                tops[u] = enter[u] + _best_entry(sums, t, u, n, least, most)
                best = max(best, tops[u])
            hard[t] = best
            total = soft[t - 1] * _exp((hard[t - 1] - best) / tau)
            for u in range(t):
                if tops[u] < best - reach:
                    continue
                a, b, length, weight = sums[t], sums[u], t - u, enter_soft[u]
                base = enter[u] - best
                for k in range(n):
                    d = base + (a[k] - b[k])
                    if d > -reach and least[k] <= length and length <= most[k]:
                        w = _exp(d * cold)
                        edge_k[e], edge_u[e], edge[e] = k, u, w
                        e += 1
                        total += w * weight
            soft[t] = total
            start[t + 1] = e
            enter[t] = max(fresh, best - move)
            moved[t] = _exp((best - move - enter[t]) / tau)
            enter_soft[t] = _exp((fresh - enter[t]) / tau) + total * moved[t]
        top = max(0.0, hard[nights])
        z = _exp(-top / tau) + soft[nights] * _exp((hard[nights] - top) / tau)
        total_value += people * (top + tau * np.log(z))
        # How likely each stay is, from the last night back.
        for t in range(nights):
            back[t] = 0.0
        back[nights] = _exp((hard[nights] - top) / tau) / z
        for t in range(nights, 0, -1):
            b_ = back[t]
            if b_ <= 1e-9:
                continue
            back[t - 1] += b_ * _exp((hard[t - 1] - hard[t]) / tau)
            for x in range(start[t], start[t + 1]):
                u, s = edge_u[x], spaces[edge_k[x]]
                flow = b_ * edge[x]
                back[u] += flow * moved[u]
                amount = flow * enter_soft[u] * people
                if data.private[s]:
                    amount /= min(people, data.beds[s])
                use[s, first + u] += amount
                use[s, first + t] -= amount
    return total_value
