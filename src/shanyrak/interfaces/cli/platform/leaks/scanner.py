"""Looks for thousands of patterns at once: eight bytes are a number, and numbers are quickly compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shanyrak.interfaces.cli.platform.leaks.unpacking import unpacked

WINDOW, CHUNK = 8, 1 << 22
BITS = 22
SPREAD = np.uint64(0x9E3779B97F4A7C15)
MOST_JOINED = 1 << 26
Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A canary that was found: which, in which form, where."""

    canary: str
    form: str
    where: str


class Scanner:
    """Patterns, each with the canary and the form that it is of."""

    def __init__(self, patterns: Iterable[tuple[str, str, bytes]]) -> None:
        self.by_start: dict[int, list[tuple[bytes, str, str]]] = {}
        for canary, form, pattern in patterns:
            start = int.from_bytes(pattern[:WINDOW], "little")
            self.by_start.setdefault(start, []).append((pattern, canary, form))
        self.longest = max((len(p[0]) for held in self.by_start.values() for p in held), default=WINDOW)
        self.starts: Numbers = np.array(sorted(self.by_start), dtype=np.uint64)
        self.is_near = np.zeros(1 << BITS, dtype=bool)
        self.is_near[self._place(self.starts)] = True

    def in_file(self, path: Path, name: str) -> Iterator[Hit]:
        """Yield what lies in a file, also in what is packed in it or broken into lines."""
        content = path.read_bytes()
        yield from self.in_bytes(content, name)
        for how, other in unpacked(content):
            yield from self.in_bytes(other, f"{name} ({how})")

    def in_bytes(self, content: bytes, name: str) -> Iterator[Hit]:
        """Yield what lies in some bytes, and across the ends of their lines."""
        yield from self.in_part(content, name)
        if b"\n" in content and len(content) <= MOST_JOINED:
            joined = content.replace(b"\r\n", b"\n").replace(b"=\n", b"").replace(b"\n", b"")
            yield from self.in_part(joined, f"{name} (lines joined)")

    def in_part(self, content: bytes, name: str) -> Iterator[Hit]:
        """Yield what lies in some bytes as they are."""
        for begin in range(0, len(content), CHUNK):
            part = content[begin : begin + CHUNK + self.longest]
            for place in self._candidates(part):
                start = int.from_bytes(part[place : place + WINDOW], "little")
                for pattern, canary, form in self.by_start[start]:
                    if part.startswith(pattern, place):
                        yield Hit(canary, form, name)

    def _candidates(self, part: bytes) -> Iterator[int]:
        """Yield where a pattern may begin: where eight bytes are the first eight of one."""
        for shift in range(WINDOW):
            count = (len(part) - shift) // WINDOW
            if count <= 0 or not len(self.starts):
                continue
            numbers = np.frombuffer(part, dtype="<u8", offset=shift, count=count)
            near = np.flatnonzero(self.is_near[self._place(numbers)])
            found = np.searchsorted(self.starts, numbers[near])
            found[found == len(self.starts)] = 0
            exact = near[self.starts[found] == numbers[near]]
            yield from (exact * WINDOW + shift).tolist()

    @staticmethod
    def _place(numbers: Numbers) -> Numbers:
        return (numbers * SPREAD) >> np.uint64(64 - BITS)
