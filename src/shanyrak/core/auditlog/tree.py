"""The tree of hashes over the leaves, as RFC 6962 defines it; whole, or only the peaks that growing needs."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shanyrak.base.errors import InvalidError

NODE, HASH_SIZE = b"\x01", 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over two others."""
    return hashlib.sha256(NODE + left + right).digest()


@dataclass(slots=True)
class Peaks:
    """A tree that can grow and tell its root: the roots of its perfect parts, the largest first.

    Attributes
    ----------
    size
        Leaves so far.
    hashes
        One for each bit that is set in the size.

    Raises
    ------
    InvalidError
        If there are more or fewer peaks than the size has.
    """

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        if len(self.hashes) != self.size.bit_count() or {len(peak) for peak in self.hashes} - {HASH_SIZE}:
            raise InvalidError("the peaks do not fit the size of the tree")

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf at the end."""
        self.hashes.append(leaf)
        rest = self.size
        while rest & 1:
            right, left = self.hashes.pop(), self.hashes.pop()
            self.hashes.append(node_hash(left, right))
            rest >>= 1
        self.size += 1

    @property
    def root(self) -> bytes:
        """The hash of the whole."""
        return _root_over(self.hashes)


class Tree:
    """A whole tree, from which roots of every earlier size and all proofs can be told.

    Parameters
    ----------
    leaves
        Hashes of leaves in their order; a million take about a second.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        # A node without a neighbour rises as it is: that gives the roots of the recursive definition.
        self.levels: list[list[bytes]] = [list(leaves)]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = zip(below[::2], below[1::2], strict=False)
            above = [hashlib.sha256(NODE + left + right).digest() for left, right in pairs]
            self.levels.append(above + below[len(above) * 2 :])

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first leaves, or of all.

        Parameters
        ----------
        size
            How many leaves there were then; by default all.

        Raises
        ------
        InvalidError
            If the tree has never had so many.
        """
        told = self.size if size is None else size
        _demand(is_there=0 <= told <= self.size)
        return _root_over([self._range(first, end) for first, end in _perfect_parts(0, told)])

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that a leaf is in the tree of the first leaves: 20 hashes among a million.

        Parameters
        ----------
        index
            Place of the leaf, from 0.
        size
            How many leaves the tree had; by default all.

        Raises
        ------
        InvalidError
            If there is no such leaf.
        """
        end = self.size if size is None else size
        _demand(is_there=0 <= index < end <= self.size)
        first, proof = 0, []
        while end - first > 1:
            middle = first + _split(end - first)
            is_left = index < middle
            proof.append(self._over(middle, end) if is_left else self._over(first, middle))
            first, end = (first, middle) if is_left else (middle, end)
        return proof[::-1]

    def consistency(self, first: int, second: int | None = None) -> list[bytes]:
        """Return the proof that the first leaves of a later tree are those of an earlier one.

        Parameters
        ----------
        first
            Size of the earlier tree, at least 1.
        second
            Size of the later one; by default all.

        Raises
        ------
        InvalidError
            If the tree has never had these sizes.
        """
        end = self.size if second is None else second
        _demand(is_there=1 <= first <= end <= self.size)
        start, proof, is_known = 0, [], True
        while first != end:
            middle = start + _split(end - start)
            if first <= middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start, is_known = middle, False
        return [*([] if is_known else [self._over(start, end)]), *proof[::-1]]

    def _over(self, first: int, end: int) -> bytes:
        """Return the hash over leaves `[first, end)`, a part of the definition of some tree."""
        return _root_over([self._range(a, b) for a, b in _perfect_parts(first, end)])

    def _range(self, first: int, end: int) -> bytes:
        height = (end - first).bit_length() - 1
        return self.levels[height][first >> height]


def _demand(*, is_there: bool) -> None:
    if not is_there:
        raise InvalidError("the tree has no such leaf or size")


def _split(n: int) -> int:
    """Return the largest power of two below n."""
    return 1 << ((n - 1).bit_length() - 1)


def _perfect_parts(first: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while first < end:
        step = 1 << ((end - first).bit_length() - 1)
        parts.append((first, first + step))
        first += step
    return parts


def _root_over(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in peaks[-2::-1]:
        root = node_hash(peak, root)
    return root
