"""Entries as leaves of the tree, and what is wrong with a log when it is gone through. Touches no row itself.

Only heads that left the server can be trusted: whoever holds the database can make all the rest anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from shanyrak.core.auditlog import HASH_SIZE, Head, Leaf, Tree

KEPT = timedelta(days=180)  # the content of a leaf; its hash stays
# The columns of an entry that make its row, in this order.
COLUMNS = ("position", "leaf_hash", "action", "actor", "day", "detail", "ref", "nonce", "version")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in the table; without an action its content is gone."""

    position: int | None
    leaf_hash: bytes
    action: str = ""
    actor: str = ""
    day: date | None = None
    detail: str = ""
    ref: str = ""
    nonce: bytes = b""
    version: int = 1

    @classmethod
    def of(cls, values: Sequence[Any]) -> Self:
        """Return a row of its columns; a database may give bytes in a form of its own."""
        told = dict(zip(COLUMNS, values, strict=True))
        told |= {"leaf_hash": bytes(told["leaf_hash"] or b""), "nonce": bytes(told["nonce"])}
        return cls(**told)

    @property
    def has_content(self) -> bool:
        """Whether anything is said."""
        return bool(self.action or self.actor or self.day or self.detail or self.ref or self.nonce)

    @property
    def leaf(self) -> Leaf:
        """What it says."""
        day = self.day.isoformat() if self.day else ""
        return Leaf(self.action, self.actor, day, self.detail, self.ref, self.nonce, self.version)


@dataclass(frozen=True, slots=True)
class Said:
    """A head, who says it, and the day on which it was published."""

    head: Head
    by: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the log: what, and at which place."""

    what: str
    place: int


@dataclass(frozen=True, slots=True)
class Examined:
    """What going through the log told."""

    size: int
    n_waiting: int
    root: bytes
    faults: Sequence[Fault]


def examine(rows: Iterable[Row], heads: Sequence[Said], today: date) -> Examined:
    """Go through all rows in the order of their places, then compare with every head."""
    settled = max((one.head.size for one in heads if one.day and one.day <= today - KEPT), default=0)
    hashes: list[bytes] = []
    faults: list[Fault] = []
    n_waiting = 0
    for row in rows:
        place = len(hashes) if row.position is None else row.position
        faults += _faults_of(row, place, settled)
        if row.position is None:
            n_waiting += 1
            continue
        if row.position != len(hashes):
            faults.append(Fault("an entry is missing, or stands twice", len(hashes)))
        hashes.append(row.leaf_hash)
    tree = Tree(hashes)
    faults += [Fault(what, one.head.size) for one in heads for what in _differences(one, tree)]
    return Examined(tree.size, n_waiting, tree.root(), faults)


def _faults_of(row: Row, place: int, settled: int) -> Iterator[Fault]:
    if row.has_content:
        if row.leaf.hash != row.leaf_hash:
            yield Fault("an entry was changed", place)
    elif row.position is None or place >= settled:
        yield Fault("an entry lost its content too early", place)


def _differences(one: Said, tree: Tree) -> Iterator[str]:
    if one.head.size > tree.size:
        yield f"the log is shorter than {one.by} says"
    elif tree.root(one.head.size) != one.head.root:
        yield f"the log is not the one that {one.by} tells of"


def hashes_in(content: bytes) -> list[bytes]:
    """Return the hashes that a column holds, one after another."""
    return [content[start : start + HASH_SIZE] for start in range(0, len(content), HASH_SIZE)]
