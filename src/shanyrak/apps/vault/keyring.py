"""The keyring: a file apart from the database, whose keys lock every contact once more. No row is known here.

Deleting a key is the end of all copies of what it locks. A key stands under the master of the week, which
stands under a secret of the site; a copy of the file is unreadable once the master it needs is destroyed.
"""

import fcntl
import hashlib
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from shanyrak.apps.vault.errors import KeyringLostError
from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import ErasureKey, Key, LockKey, lock, unlock

FILE, MASTER, NEXT, LOCK = "keyring.db", "keyring.master", "keyring.master.next", "keyring.lock"
FIRST_VERSION = 1
WAIT_S = 20.0
WEEK_SIZE = 4
TABLES = """
CREATE TABLE ke (pid BLOB NOT NULL, ver INTEGER NOT NULL, box BLOB NOT NULL, PRIMARY KEY (pid, ver))
    WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
# A rollback journal goes with each transaction; what is deleted is overwritten; a commit is on the disk.
DURABLE = "PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;"


@dataclass(frozen=True)
class Keys:
    """The keys of one owner in one version: the lock on their contact, and what entries know them by."""

    version: int
    erasure: ErasureKey = field(repr=False)
    reference: Key = field(repr=False)


class Keyring:
    """The keys of all parties and hosts, by the bare ids of their rows."""

    def __init__(self, home: Path, ring: LockKey) -> None:
        self._home, self._ring = home, ring
        self._guard = threading.RLock()
        self._process = 0
        self._opened: sqlite3.Connection | None = None
        self._masters: dict[int, LockKey] = {}

    def draw(self, count: int) -> dict[UUID, Keys]:
        """Put the keys of so many new owners in, in one transaction; return them by their new ids."""
        drawn = {uuid4(): _draw(FIRST_VERSION) for _ in range(count)}
        self._put(drawn)
        return drawn

    def adopt(self, owners: Collection[UUID]) -> None:
        """Put in keys of owners who had none, as their rows are older than the keyring."""
        self._put({owner: _draw(FIRST_VERSION) for owner in owners if not self.has(owner)})

    def has(self, owner: UUID) -> bool:
        """Return whether an owner has a key: one who has none is erased."""
        with self._reading() as rows:
            return (
                rows.execute("SELECT 1 FROM ke WHERE pid = ? LIMIT 1", (owner.bytes,)).fetchone() is not None
            )

    def find(self, owner: UUID, version: int | None = None) -> Keys | None:
        """Return the keys of an owner, of this version or of the newest."""
        with self._reading() as rows:
            found = rows.execute(
                "SELECT ver, box FROM ke WHERE pid = ?1 AND ver = ifnull(?2, ver) ORDER BY ver DESC LIMIT 1",
                (owner.bytes, version),
            ).fetchone()
            return None if found is None else self._read(rows, *found)

    def renew(self, owners: Collection[UUID]) -> dict[UUID, Keys]:
        """Give owners one version more, in one transaction; the one before stays until `drop_before`."""
        fresh: dict[UUID, Keys] = {}
        with self._writing() as rows:
            for owner in owners:
                newest = rows.execute(
                    "SELECT ver, box FROM ke WHERE pid = ? ORDER BY ver DESC LIMIT 1", (owner.bytes,)
                ).fetchone()
                if newest is not None:
                    kept = self._read(rows, *newest)
                    fresh[owner] = Keys(kept.version + 1, ErasureKey.draw(), kept.reference)
            self._insert(rows, fresh)
        return fresh

    def drop_before(self, versions: Mapping[UUID, int]) -> None:
        """Delete what is older than these versions, in one transaction."""
        with self._writing() as rows:
            told = [(owner.bytes, version) for owner, version in versions.items()]
            rows.executemany("DELETE FROM ke WHERE pid = ? AND ver < ?", told)

    def forget(self, owners: Collection[UUID]) -> int:
        """Delete the keys of owners, for ever; a row that means nothing comes in, in any case.

        So the disk has as much to do for somebody who was here as for nobody.
        """
        with self._writing() as rows:
            n_gone = rows.executemany(
                "DELETE FROM ke WHERE pid = ?", [(owner.bytes,) for owner in owners]
            ).rowcount
            self._insert(rows, {uuid4(): _draw(FIRST_VERSION)})
        return n_gone

    def doubled(self) -> set[UUID]:
        """Return who has more than one version: one is being sealed anew, or a cut left it so."""
        with self._reading() as rows:
            found = rows.execute("SELECT pid FROM ke GROUP BY pid HAVING count(*) > 1")
            return {UUID(bytes=pid) for (pid,) in found}

    def delete(self, owners: Collection[UUID]) -> None:
        """Delete keys that are nobody's."""
        with self._writing() as rows:
            rows.executemany("DELETE FROM ke WHERE pid = ?", [(owner.bytes,) for owner in owners])

    def owners(self) -> set[UUID]:
        """Return all who have a key, and those who are nobody."""
        with self._reading() as rows:
            return {UUID(bytes=pid) for (pid,) in rows.execute("SELECT DISTINCT pid FROM ke")}

    def digest(self) -> str:
        """Return a digest of who has which version; no key and no id follows from it."""
        told = hashlib.sha256()
        with self._reading() as rows:
            for pid, version in rows.execute("SELECT pid, ver FROM ke ORDER BY pid, ver"):
                told.update(pid + version.to_bytes(4))
        return told.hexdigest()

    def identity(self) -> str:
        """Return what this very keyring is known by, as the database remembers it."""
        with self._reading() as rows:
            (kept,) = rows.execute("SELECT value FROM about WHERE name = 'id'").fetchone()
        return hashlib.sha256(b"shanyrak keyring v1" + kept).hexdigest()

    def rotate(self, today: date) -> bool:
        """Lock every key under a master of this week, and destroy the one before; return whether it was due.

        The next master lies beside the present one until the rows stand under it, so at every moment one of
        the two files opens them.
        """
        week = week_of(today)
        with self._writing() as rows:
            before = _week(rows)
            if week == before:
                return False
            self._settle_master(before)
            fresh = LockKey.draw()
            self._write_master(NEXT, week, fresh)
            old = self._master(week=before)
            for pid, version, box in rows.execute("SELECT pid, ver, box FROM ke").fetchall():
                told = (lock(fresh, unlock(old, box)), pid, version)
                rows.execute("UPDATE ke SET box = ? WHERE pid = ? AND ver = ?", told)
            rows.execute("UPDATE about SET value = ? WHERE name = 'week'", (week.to_bytes(WEEK_SIZE),))
        self._masters = {week: fresh}
        self._settle_master(week)
        return True

    def copy(self, target: Path) -> None:
        """Write a whole copy of the file, whoever uses it; its master is copied apart."""
        with self._reading() as rows:
            rows.execute("VACUUM INTO ?", (str(target),))
        target.chmod(0o600)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is next asked."""
        with self._guard:
            if self._opened is not None and self._process == os.getpid():
                self._opened.close()
            self._opened, self._masters = None, {}

    def _put(self, drawn: Mapping[UUID, Keys]) -> None:
        with self._writing() as rows:
            self._insert(rows, drawn)

    def _insert(self, rows: sqlite3.Connection, drawn: Mapping[UUID, Keys]) -> None:
        master = self._master(week=_week(rows))
        told = [
            (owner.bytes, keys.version, lock(master, keys.erasure.reveal() + keys.reference.reveal()))
            for owner, keys in drawn.items()
        ]
        rows.executemany("INSERT OR REPLACE INTO ke VALUES (?, ?, ?)", told)

    def _read(self, rows: sqlite3.Connection, version: int, box: bytes) -> Keys:
        content = unlock(self._master(week=_week(rows)), box)
        return Keys(version, ErasureKey(content[: Key.SIZE]), Key(content[Key.SIZE :]))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            try:
                yield self._connection()
            except sqlite3.DatabaseError as trouble:
                raise KeyringLostError(f"{FILE} does not answer: {type(trouble).__name__}") from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as rows:
            rows.execute("BEGIN IMMEDIATE")
            try:
                yield rows
            except BaseException:
                rows.execute("ROLLBACK")
                raise
            rows.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        """Return the connection of this process: one that was opened before a fork is not ours."""
        if self._opened is None or self._process != os.getpid():
            self._demand_file()
            self._opened = connect(self._home / FILE)
            self._process, self._masters = os.getpid(), {}
        return self._opened

    def _demand_file(self) -> None:
        """Make the keyring of a new home; refuse a home that has lost one of its two files."""
        if (self._home / FILE).is_file() and (self._home / MASTER).is_file():
            return
        with (self._home / LOCK).open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            has_file, has_master = (self._home / FILE).is_file(), (self._home / MASTER).is_file()
            if has_file != has_master:
                raise KeyringLostError(f"bring {FILE} and {MASTER} back from their copies")
            if not has_file:
                self._make()

    def _make(self) -> None:
        # No key stands under this master yet, so it need not be this week's: the first night makes another.
        self._write_master(MASTER, 0, LockKey.draw())
        aside = self._home / f"{FILE}.new"
        aside.unlink(missing_ok=True)
        aside.touch(mode=0o600)
        made = connect(aside)
        made.executescript(TABLES)
        made.execute("INSERT INTO about VALUES ('week', ?)", ((0).to_bytes(WEEK_SIZE),))
        made.execute("INSERT INTO about VALUES ('id', ?)", (uuid4().bytes,))
        made.close()
        aside.rename(self._home / FILE)

    def _master(self, *, week: int) -> LockKey:
        """Return the master of a week; who slept through a rotation finds the new one in the file."""
        if week not in self._masters:
            told = dict(filter(None, map(self._read_master, (NEXT, MASTER))))
            if week not in told:
                raise KeyringLostError(f"{MASTER} is of another week than {FILE}")
            self._masters = {week: told[week]}
        return self._masters[week]

    def _read_master(self, name: str) -> tuple[int, LockKey] | None:
        path = self._home / name
        if not path.is_file():
            return None
        try:
            content = unlock(self._ring, path.read_bytes())
        except InvalidError:
            raise KeyringLostError(f"{name} belongs to other keys than this home's") from None
        return int.from_bytes(content[:WEEK_SIZE]), LockKey(content[WEEK_SIZE:])

    def _write_master(self, name: str, week: int, master: LockKey) -> None:
        path = self._home / name
        aside = path.with_name(f"{name}.{os.getpid()}")
        aside.touch(mode=0o600)
        with aside.open("wb") as file:
            file.write(lock(self._ring, week.to_bytes(WEEK_SIZE) + master.reveal()))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        _settle(self._home)

    def _settle_master(self, week: int) -> None:
        told = self._read_master(NEXT)
        if told is not None and told[0] == week:
            (self._home / NEXT).replace(self._home / MASTER)
            _settle(self._home)


def connect(path: Path) -> sqlite3.Connection:
    """Open a keyring's file, which must be there."""
    rows = sqlite3.connect(
        f"file:{path}?mode=rw", uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False
    )
    rows.executescript(DURABLE)
    return rows


def week_of(today: date) -> int:
    """Return the number of a week, which begins on Sunday."""
    return today.toordinal() // 7


def _week(rows: sqlite3.Connection) -> int:
    (kept,) = rows.execute("SELECT value FROM about WHERE name = 'week'").fetchone()
    return int.from_bytes(kept)


def _draw(version: int) -> Keys:
    return Keys(version, ErasureKey.draw(), Key.draw())


def _settle(folder: Path) -> None:
    """Let a new name in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
