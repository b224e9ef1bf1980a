"""The best chain of one party at given prices: which spaces suit it, what their nights bring, and the programme over nights.

Values are per person. A night of a space is closed where its gain is `CLOSED`. Who else sleeps there is told by prices
or by the caller's own gains; no plan is known here.
"""

from shanyrak.placement.kernels import kernel
from shanyrak.placement.problem import Data, Floats, Ints
from shanyrak.placement.rules import admits

CLOSED = -1e300
SHUT = -1e200  # what is below this holds a closed night


@kernel
def gather(data: Data, party: int, people: int, found: Ints) -> int:
    """Write into `found` the spaces that suit this many people of a party on some night; return how many."""
    beds, min_nights, features, sexes, free = data.beds, data.min_nights, data.features, data.sexes, data.open
    place, needs, sex = data.place[party], data.needs[party], data.sex[party]
    first, nights = data.first[party], data.nights[party]
    last = len(data.block) - 2
    n = 0
    for turn in range(2):
        low, high = data.block[last], data.block[last + 1]
        if place < 0:
            low, high = 0, (len(beds) if turn == 0 else 0)
        elif turn == 0:
            low, high = data.block[place], data.block[place + 1]
        for s in range(low, high):
            if (
                beds[s] < people
                or min_nights[s] > nights
                or needs & ~features[s]
                or not admits(sex, sexes[s])
            ):
                continue
            run = 0
            for t in range(first, first + nights):
                run = run + 1 if free[s, t] else 0
                if run >= min_nights[s]:
                    found[n] = s
                    n += 1
                    break
    return n


@kernel
def fill_gains(
    data: Data, price: Floats, party: int, spaces: Ints, worth: Floats, n: int, gain: Floats
) -> None:
    """Write ``gain[k * nights + t]``: what a person's night brings in ``spaces[k]`` when everybody pays the prices.

    In a private space a person pays the part of the price that falls on him when as many of his party as fit are there.
    """
    first, nights, people = data.first[party], data.nights[party], data.people[party]
    free, beds, private = data.open, data.beds, data.private
    for k in range(n):
        s = spaces[k]
        share = 1.0 / min(people, beds[s]) if private[s] else 1.0
        for t in range(nights):
            gain[k * nights + t] = worth[k] - price[s, first + t] * share if free[s, first + t] else CLOSED


@kernel
def forward(data: Data, party: int, spaces: Ints, n: int, gain: Floats, housed: Floats) -> float:
    """Value of the best chain, limits on moves aside; ``housed[t]`` receives the best that has slept before night t.

    Notes
    -----
    O(nights * sum of open runs). The same space twice in a row counts as two stays, which only ever overstates the
    value where `max_nights` binds; the bound may, and search uses `trace`.
    """
    nights, move, current = data.nights[party], data.charges[0], data.current[party]
    min_nights, max_nights = data.min_nights, data.max_nights
    housed[0] = CLOSED
    for t in range(1, nights + 1):
        best = housed[t - 1]
        for k in range(n):
            s = spaces[k]
            fresh = -move if current != -1 and current != s else 0.0
            total = 0.0
            u = t - 1
            lowest = max(0, t - max_nights[s])
            needed = t - min_nights[s]
            while u >= lowest:
                g = gain[k * nights + u]
                if g < SHUT:
                    break
                total += g
                if u <= needed:
                    value = total + max(fresh, housed[u] - move)
                    best = max(best, value)
                u -= 1
        housed[t] = best
    return max(0.0, housed[nights])
