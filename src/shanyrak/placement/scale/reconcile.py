"""What regions share: one price for a space that several see, and its beds dealt among them. Arrays only."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.problem import Bools, Data, Floats, Ints
from shanyrak.placement.rules import SAME
from shanyrak.placement.scale.regions import Region

LEAST = 1e-3  # of the use of a bed: a region that wants less has nearly no say in its price


class Joint(NamedTuple):
    """The joint spaces of a problem; k of them, T nights."""

    open: Bools  # (k, T)
    beds: Ints  # (k,)
    whole: Bools  # (k,) private, or of one sex a night: never two regions on one night
    seen: Bools  # (n_regions, k)


def joint_spaces(data: Data, regions: list[Region], count: int) -> Joint:
    """Return the joint spaces of a problem."""
    spaces, seen = np.zeros(count, np.int64), np.zeros((len(regions), count), bool)
    for i, region in enumerate(regions):
        spaces[region.number] = region.spaces[region.joint]
        seen[i, region.number] = True
    whole = data.private[spaces] | (data.spaces["sexes"][spaces] == SAME)
    return Joint(data.open[spaces], data.beds[spaces], whole, seen)


def first_want(regions: list[Region], count: int) -> Floats:
    """Return what regions want of each joint space before there are prices, (n_regions, k)."""
    want = np.zeros((len(regions), count))
    for i, region in enumerate(regions):
        data = region.problem.data
        last = len(data.block) - 2
        beds = np.add.reduceat(np.append(data.beds, 0), data.block[:-1]) * (np.diff(data.block) > 0)
        asked = np.bincount(data.place + 1, data.people * data.nights, last + 1)
        crowd = asked[1:] / np.maximum(beds[:-1] + beds[-1], 1)
        place = np.searchsorted(data.block, region.joint, side="right") - 1
        named = np.where(place < last, np.append(crowd, 0.0)[np.minimum(place, last)], crowd.sum())
        want[i, region.number] = named + asked[0] / max(int(beds.sum()), 1)
    return want


def portions(joint: Joint, use: Floats) -> Floats:
    """Return each region's share of the use of each bed, (n_regions, k, T); the shares of a bed sum to 1.

    Where nobody wants a bed, all who see it have an equal share.
    """
    use = np.maximum(use, 0.0) * joint.seen[:, :, None]
    total = use.sum(axis=0)
    equal = joint.seen[:, :, None] / np.maximum(joint.seen.sum(axis=0), 1)[None, :, None]
    mixed = use + LEAST * np.maximum(total, 1e-6) * equal
    return np.asarray(mixed / np.maximum(mixed.sum(axis=0), 1e-30))


def merged(portion: Floats, price: Floats) -> Floats:
    """Return one price of each bed: that of its regions, weighed by how much of it each wants."""
    return np.asarray((portion * price).sum(axis=0))


def deal_beds(joint: Joint, want: Floats, used: Ints, random: np.random.Generator) -> Ints:
    """Deal the beds that nobody has taken, by want, and return how many each region may use, shape as `used`.

    A bed that is taken stays with who has it. Spaces that two regions never may use on one night go to one of
    them, drawn by want, or on nights when somebody is there to that one; beds of others are dealt out.
    """
    want = (np.maximum(want, 0.0) * joint.seen[:, :, None]).sum(axis=2) + 1e-9 * joint.seen
    share = want / np.maximum(want.sum(axis=0), 1e-30)
    taken = used.sum(axis=0)
    free = np.where(joint.open, np.maximum(joint.beds[:, None] - taken, 0), 0)
    drawn = (np.cumsum(share, axis=0) <= random.random(share.shape[1])).sum(axis=0)
    drawn = np.minimum(drawn, len(share) - 1)
    holder = np.where(taken > 0, (used > 0).argmax(axis=0), drawn[:, None])
    mine = holder[None] == np.arange(len(share))[:, None, None]
    dealt = np.floor(share[:, :, None] * free[None]).astype(np.int64)
    dealt += (drawn[None, :] == np.arange(len(share))[:, None])[:, :, None] * (free - dealt.sum(axis=0))[None]
    return np.asarray(used + np.where(joint.whole[None, :, None], mine * free[None], dealt))
