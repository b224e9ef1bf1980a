"""What still opens with copies of the keyring, to show that nothing does. No row is known here."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from django.conf import settings

from shanyrak.apps.vault.errors import KeyringLostError
from shanyrak.apps.vault.keyring import FILE, MASTER, NEXT, WEEK_SIZE
from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import ErasureKey, Key, LockKey, TeamSeed, open_block, team_keys, unlock

Opener = ErasureKey


def keys_in(places: Sequence[Path]) -> list[ErasureKey]:
    """Return every key that can be had from these keyrings with every master that lies in one of them.

    Raises
    ------
    KeyringLostError
        If one of these folders holds no keyring.
    """
    masters = [master for place in places for master in _masters(place)]
    return [key for place in places for key in _keys(place / FILE, masters)]


def find_text(blob: bytes, *, keys: Iterable[ErasureKey], seed: TeamSeed) -> bytes | None:
    """Return what was sealed, if one of these keys opens its lock and the team's secret the rest."""
    secret = team_keys(seed).box_secret
    for key in keys:
        with suppress(InvalidError):
            return open_block(secret, unlock(key, blob))
    return None


def _masters(place: Path) -> Iterator[LockKey]:
    for name in (MASTER, NEXT):
        with suppress(InvalidError, OSError):
            yield LockKey(unlock(settings.SECRETS.ring, (place / name).read_bytes())[WEEK_SIZE:])


def _keys(file: Path, masters: Sequence[LockKey]) -> Iterator[ErasureKey]:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as rows:
            boxes = [box for (box,) in rows.execute("SELECT box FROM ke")]
    except sqlite3.Error:
        raise KeyringLostError(f"{file} is no keyring, or cannot be read") from None
    for box in boxes:
        for master in masters:
            with suppress(InvalidError):
                yield ErasureKey(unlock(master, box)[: Key.SIZE])
