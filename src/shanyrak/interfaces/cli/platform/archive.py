"""The archive of a site: one file with its database and a note of what is in it. The keys are never in it.

What is read back is believed if its sum agrees, the database is whole and this program knows its tables.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from gzip import BadGzipFile
from pathlib import Path
from typing import IO

from shanyrak.base.errors import ConflictError, InvalidError, UnavailableError

DATABASE, NOTE = "shanyrak.sqlite3", "note.json"
KIND = "shanyrak backup"
MOST_NOTE = 1 << 20
CHUNK = 1 << 20


@dataclass(frozen=True)
class Note:
    """What an archive says of itself."""

    kind: str
    version: str
    made_on: str
    keys: str  # a fingerprint, from which no key follows
    sha256: str
    migrations: list[str]


@dataclass(frozen=True)
class Site:
    """What an archive has to fit: the fingerprint of the keys, and the migrations that the program has."""

    version: str
    keys: str
    migrations: frozenset[str]


def write(source: Path, target: Path, site: Site, today: date) -> None:
    """Copy a database that may be in use into an archive, which appears whole or not at all.

    Raises
    ------
    ConflictError
        If there is a file of this name: a backup takes the place of none.
    UnavailableError
        If the database cannot be read, or the disk is full.
    """
    if target.exists():
        raise ConflictError(f"{target} is there already; name another file")
    with _aside(target) as aside, _aside(target.with_suffix(".copy")) as copy:
        _copy(source, copy)
        done = _applied(copy)
        note = Note(KIND, site.version, today.isoformat(), site.keys, _sum(copy), sorted(done))
        said = copy.with_suffix(".note")
        try:
            said.write_text(json.dumps(asdict(note), indent=1), encoding="utf-8")
            with tarfile.open(aside, "w:gz", compresslevel=4) as archive:
                archive.add(said, NOTE)
                archive.add(copy, DATABASE)
        finally:
            said.unlink(missing_ok=True)
        _settle(aside)
        aside.replace(target)


def read(source: Path, target: Path, site: Site) -> Note:
    """Write the database of an archive to a place, if all of it can be believed; return its note.

    Raises
    ------
    InvalidError
        If it is no archive of ours, is damaged, needs other keys, or was made by a later version.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            note = Note(**json.loads(_member(archive, NOTE).read(MOST_NOTE)))
            _check_note(source, note, site)
            with _aside(target) as aside:
                with _member(archive, DATABASE) as packed, aside.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked, CHUNK)
                _check_whole(source, aside, note)
                _settle(aside)
                aside.replace(target)
    except (tarfile.TarError, BadGzipFile, zlib.error, EOFError, KeyError, TypeError, ValueError):
        raise InvalidError(f"{source} is damaged, or no backup of Shanyrak; nothing was changed") from None
    return note


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Yield a place beside a file, which nobody else may read; whatever is left there goes."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.touch(mode=0o600)
        yield aside
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            aside.with_name(aside.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment; who writes meanwhile need not wait."""
    if not source.is_file():
        raise UnavailableError(f"{source} is not there: this site has no data yet")
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as trouble:
        raise UnavailableError(f"the database could not be copied: {trouble}") from None


def _applied(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as rows:
        try:
            found = rows.execute("SELECT app, name FROM django_migrations").fetchall()
        except sqlite3.Error as trouble:
            raise InvalidError(f"this is no database of Shanyrak: {trouble}") from None
    return {f"{area}.{name}" for area, name in found}


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _check_note(source: Path, note: Note, site: Site) -> None:
    if note.kind != KIND:
        raise InvalidError(f"{source} is no backup of Shanyrak")
    if note.keys != site.keys:
        raise InvalidError(
            f"{source} belongs to other keys: first put the keys.json of that site into the home of this one"
        )
    if not set(note.migrations) <= site.migrations:
        raise InvalidError(
            f"{source} was made by Shanyrak {note.version}; this is {site.version}, upgrade it"
        )


def _check_whole(source: Path, database: Path, note: Note) -> None:
    if _sum(database) != note.sha256:
        raise InvalidError(f"{source} is damaged: its sum does not agree; nothing was changed")
    with closing(sqlite3.connect(database)) as rows:
        try:
            told = [text for (text,) in rows.execute("PRAGMA integrity_check")]
            broken = rows.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.Error as trouble:
            told, broken = [str(trouble)], None
    if told != ["ok"] or broken:
        raise InvalidError(f"the database in {source} is damaged; nothing was changed")


def _sum(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def close_journal(database: Path) -> None:
    """Let a database that nobody uses take up what lies in its journal, so that it is one file.

    Raises
    ------
    ConflictError
        If somebody uses it after all.
    """
    try:
        with closing(sqlite3.connect(database, timeout=2)) as rows:
            rows.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise ConflictError(f"{database} is in use: stop what uses it first") from None
    except sqlite3.DatabaseError:
        return  # it is damaged, which may be why a backup is wanted


def _settle(path: Path) -> None:
    """Let a file reach the disk before it gets its name."""
    with path.open("rb") as content:
        os.fsync(content.fileno())
