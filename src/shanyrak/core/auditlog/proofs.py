"""Checks of proofs, for who has heads and no leaves (RFC 9162, 2.1.3.2 and 2.1.4.2). Makes none."""

from collections.abc import Sequence

from shanyrak.core.auditlog.tree import node_hash


def is_included(leaf: bytes, place: tuple[int, int], proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether a proof shows that a leaf is in a tree.

    Parameters
    ----------
    leaf
        Its hash.
    place
        Its index, from 0, and the size of the tree.
    proof
        As `Tree.inclusion` makes it.
    root
        Of the tree, from a head that is believed.
    """
    here, last = place[0], place[1] - 1
    if not 0 <= here <= last:
        return False
    told = leaf
    for other in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            told = node_hash(other, told)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            told = node_hash(told, other)
        here, last = here >> 1, last >> 1
    return last == 0 and told == root


def is_consistent(earlier: tuple[int, bytes], later: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Return whether a proof shows that a later tree only added leaves to an earlier one.

    Parameters
    ----------
    earlier, later
        Size and root of each.
    proof
        As `Tree.consistency` makes it; empty if nothing was there before, or nothing came.
    """
    (first, root_before), (second, root_now) = earlier, later
    if first in {0, second}:
        return first <= second and not proof and (first != second or root_before == root_now)
    if first > second or not proof:
        return False
    path = list(proof) if first & (first - 1) else [root_before, *proof]
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = now = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, now = node_hash(other, before), node_hash(other, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = node_hash(now, other)
        here, last = here >> 1, last >> 1
    return last == 0 and before == root_before and now == root_now
