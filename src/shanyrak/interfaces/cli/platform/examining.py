"""What `shanyrak doctor` looks at, one thing a function: each says what it found, and mends nothing."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from shanyrak.apps.audit import queries as audit
from shanyrak.apps.stays import queries as stays
from shanyrak.interfaces.cli.platform import home, presence

MOST_TOLD = 5
# A wave of 20,000 parties takes some 200 MB; below that a site may stop in the middle of an evening.
LEAST_FREE_MB, SCARCE_FREE_MB = 200, 2_000
# Settings of PostgreSQL without which what was answered may be lost in a power cut.
KEEPS_WHAT_IT_SAID = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `ok`, worth a `note`, or `wrong`."""

    about: str
    grade: str
    text: str


Findings = Iterator[Finding]


def examine(now: datetime) -> Findings:
    """Yield what is found; what cannot be looked at without tables is left out where there are none."""
    yield from _disk()
    try:
        yield from _database()
        missing = home.missing_migrations()
        yield from _tables(missing)
        if not missing:
            yield from _rows(now)
    except DatabaseError as trouble:
        yield Finding("database", "wrong", f"it does not answer: {home.first_line(trouble)}")


def _rows(now: datetime) -> Findings:
    looks: tuple[Callable[[], Findings], ...] = (_keys, _ledger, _parties)
    for look in looks:
        yield from look()
    yield from _jobs(now)


def _disk() -> Findings:
    place = Path(settings.HOME)
    free = shutil.disk_usage(place).free // 2**20
    text = f"{free:,} MB are free where {place} lies".replace(",", " ")
    grade = "wrong" if free < LEAST_FREE_MB else "note" if free < SCARCE_FREE_MB else "ok"
    yield Finding("disk", grade, text)


def _database() -> Findings:
    if connection.vendor == "sqlite":
        yield from _sqlite()
        return
    off = [name for name in KEEPS_WHAT_IT_SAID if _first(f"SHOW {name}") == "off"]
    if off:
        yield Finding("database", "note", f"{', '.join(off)}: off; a power cut may lose what was answered")
    else:
        yield Finding("database", "ok", "PostgreSQL answers")


def _sqlite() -> Findings:
    told = _first("PRAGMA quick_check")
    broken = _first("PRAGMA foreign_key_check")
    if told != "ok" or broken is not None:
        yield Finding("database", "wrong", "its file is damaged: `shanyrak restore` brings a backup back")
    else:
        yield Finding("database", "ok", "its file is whole")


def _first(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return None if row is None else row[0]


def _tables(missing: list[str]) -> Findings:
    if missing:
        yield Finding("tables", "wrong", f"not up to date, `shanyrak serve` does it: {_some(missing)}")
    else:
        yield Finding("tables", "ok", "up to date")


def _keys() -> Findings:
    path = home.home_keys()
    if not home.are_keys_known():
        yield Finding("keys", "wrong", home.other_keys())
    elif path.stat().st_mode & 0o077:
        yield Finding("keys", "wrong", f"others on this machine may read {path}: chmod 600 {path}")
    else:
        yield Finding("keys", "ok", "those that the data belong to")


def _ledger() -> Findings:
    found = stays.list_differences()
    told = [
        f"space {d.space} on {d.night}: {d.in_ledger} in the ledger, {d.in_stays} in the stays"
        for d in found[:MOST_TOLD]
    ]
    yield from _told("ledger of beds", "the sum of the stays", told, len(found))


def _parties() -> Findings:
    found = stays.list_doubled()
    told = [f"party {d.party}, part {d.part}, has two beds on {d.night}" for d in found[:MOST_TOLD]]
    yield from _told("parties", "nobody has two beds on one night", told, len(found))


def _told(about: str, well: str, wrong: list[str], n_wrong: int) -> Findings:
    """Yield that all is well, or each of the first faults, and how many more there are."""
    if not wrong:
        yield Finding(about, "ok", well)
    for text in wrong:
        yield Finding(about, "wrong", text)
    if n_wrong > len(wrong):
        yield Finding(about, "wrong", f"and {n_wrong - len(wrong)} more")


def _jobs(now: datetime) -> Findings:
    is_served = presence.is_served(Path(settings.HOME))
    beats = audit.list_heartbeats(now=now)
    failed = [f"{beat.job} ended with {beat.error}" for beat in beats if beat.error]
    late = [f"{beat.job} has not run when it was due" for beat in beats if beat.is_late]
    wrong = failed + (late if is_served else [])
    yield from _told("jobs", "they run" if is_served else "none has failed", wrong[:MOST_TOLD], len(wrong))
    if not is_served:
        yield Finding("jobs", "note", "the site is not being served from this home now")


def _some(words: list[str]) -> str:
    more = f" and {len(words) - MOST_TOLD} more" if len(words) > MOST_TOLD else ""
    return ", ".join(words[:MOST_TOLD]) + more
