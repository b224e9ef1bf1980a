"""Whether a site is being served from a home: a lock that ends with whoever holds it, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shanyrak.base.errors import ConflictError

FILE = "serve.lock"


@contextmanager
def present(home: Path) -> Iterator[None]:
    """Be one of those who serve this home."""
    with (home / FILE).open("a") as door:
        fcntl.flock(door, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only one who uses this home.

    Raises
    ------
    ConflictError
        If it is being served.
    """
    with (home / FILE).open("a") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConflictError("the site is running: stop `shanyrak serve` first") from None
        yield


def is_served(home: Path) -> bool:
    """Return whether somebody serves this home; nothing is left behind by the question."""
    if not (home / FILE).is_file():
        return False
    with (home / FILE).open("rb") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
