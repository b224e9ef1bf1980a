"""What tells who was erased since a copy of the keyring was made that was brought back: a file, for 30 days.

A line holds a hash of an id that nobody has any more, below the day on which it came; no id follows from it.
"""

import fcntl
import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BufferedRandom
from pathlib import Path
from uuid import UUID

FILE = "erased.log"
SIZE = 16
NAME = b"tombstone".ljust(16, b"\0")
KEPT = timedelta(days=30)
DAY = "# "


class Tombstones:
    """The tombstones of a home."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def add(self, owners: Collection[UUID], today: date) -> None:
        """Write down that these are erased; it is on the disk when this returns."""
        lines = [f"{DAY}{today.isoformat()}", *sorted(tombstone_of(owner) for owner in owners)]
        with self._locked() as file:
            file.seek(0, os.SEEK_END)
            file.write(("\n".join(lines) + "\n").encode("ascii"))
            file.flush()
            os.fsync(file.fileno())

    def known(self) -> set[str]:
        """Return the tombstones that are kept."""
        if not self._path.exists():
            return set()
        lines = self._path.read_text(encoding="ascii").splitlines()
        return {line for line in lines if len(line) == 2 * SIZE and not line.startswith(DAY)}

    def prune(self, today: date) -> None:
        """Take out those that are older than any copy of the keyring may be."""
        with self._locked() as file:
            kept, day = [], today
            for line in file.read().decode("ascii").splitlines():
                day = date.fromisoformat(line.removeprefix(DAY)) if line.startswith(DAY) else day
                if day > today - KEPT:
                    kept.append(line)
            aside = self._path.with_name(f"{FILE}.new")
            aside.touch(mode=0o600)
            with aside.open("wb") as fresh:
                fresh.write("".join(f"{line}\n" for line in kept).encode("ascii"))
                fresh.flush()
                os.fsync(fresh.fileno())
            aside.replace(self._path)

    @contextmanager
    def _locked(self) -> Iterator[BufferedRandom]:
        """Open the file for one process alone; where it was replaced meanwhile, the one in its place."""
        while True:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            with os.fdopen(handle, "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._path.exists() and os.fstat(handle).st_ino == self._path.stat().st_ino:
                    yield file
                    return


def tombstone_of(owner: UUID) -> str:
    """Return what is written of an id."""
    return hashlib.blake2b(owner.bytes, digest_size=SIZE, person=NAME).hexdigest()
