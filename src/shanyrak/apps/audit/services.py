"""Writing to the audit log, its tree and heads, the heartbeats of the jobs, the mark of the keys.

What an entry says is never changed; after half a year it goes, and its hash stays.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit import queries
from shanyrak.apps.audit.leaves import COLUMNS, KEPT, Row, hashes_in
from shanyrak.apps.audit.models import NONCE_SIZE, Entry, Heartbeat, KeysMark, PublishedHead
from shanyrak.apps.audit.refs import refs_of
from shanyrak.base.ids import Actor
from shanyrak.core.auditlog import Head, Peaks, published, sign_head

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
DETAIL = re.compile(r"[a-z0-9_:.-]{0,40}")
AT_ONCE = 2_000  # entries that enter the tree in one transaction
UNSEEN = {"arrival", "host"}  # their own acts, in order, would tell who came when and to whom


@transaction.atomic
def record(
    *, actor: Actor, now: datetime, action: str, subject: UUID | None = None, detail: str = ""
) -> None:
    """Write down an act, in the transaction that does it; acts of arrivals and hosts are dropped.

    Raises
    ------
    ValueError
        If the action is not `area.service`, or the detail is not a code: no free text enters the log.
    """
    record_all(actor=actor, now=now, action=action, subjects=[subject], detail=detail)


@transaction.atomic
def record_all(
    *, actor: Actor, now: datetime, action: str, subjects: Iterable[UUID | None], detail: str = ""
) -> None:
    """Write down the same act on each of these, an entry each.

    Raises
    ------
    ValueError
        If the action is not `area.service`, or the detail is not a code: no free text enters the log.
    """
    if not ACTION.fullmatch(action) or not DETAIL.fullmatch(detail):
        raise ValueError(f"{action}: an action is `area.service`, a detail is a code")
    if actor.kind in UNSEEN:
        return
    who, day = actor.ref or actor.kind, timezone.localdate(now)
    subjects = list(subjects)
    words = iter(refs_of([subject for subject in subjects if subject is not None]))
    refs = ["" if subject is None else next(words) for subject in subjects]
    nonces = (secrets.token_bytes(NONCE_SIZE) for _ in refs)
    rows = [Row(None, b"", action, who, day, detail, *of) for of in zip(refs, nonces, strict=True)]
    Entry.objects.bulk_create([_entry(row) for row in rows])


def _entry(row: Row) -> Entry:
    said = {name: getattr(row, name) for name in COLUMNS if name != "leaf_hash"}
    return Entry(**said, leaf_hash=row.leaf.hash)


@transaction.atomic
def grow_tree(*, actor: Actor, now: datetime) -> int:
    """Give the entries that wait their places in the tree; return how many there were.

    Among those that wait together chance decides, so that a place tells no order within some seconds. One row
    is locked here and nowhere else: acts of members never wait for one another on account of the log.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    row = queries.lock_growth()
    peaks = Peaks(row.size, hashes_in(bytes(row.peaks)))
    waiting = list(Entry.objects.filter(position=None).order_by("nonce")[:AT_ONCE])
    for entry in waiting:
        if not entry.leaf_hash:  # of a time when entries had none from the first
            entry.leaf_hash = Row.of([getattr(entry, name) for name in COLUMNS]).leaf.hash
        entry.position = peaks.size
        peaks.append(bytes(entry.leaf_hash))
    Entry.objects.bulk_update(waiting, ["position", "leaf_hash"], batch_size=200)
    row.size, row.peaks = peaks.size, b"".join(peaks.hashes)
    row.save()
    return len(waiting)


@transaction.atomic
def publish_head(*, actor: Actor, now: datetime) -> str | None:
    """Sign a head of the log, once a day, with the proof that it follows the one before; return its text.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    row, day = queries.lock_growth(), timezone.localdate(now)
    latest = PublishedHead.objects.order_by("-day").first()
    if latest is not None and latest.day >= day:
        return None
    root = Peaks(row.size, hashes_in(bytes(row.peaks))).root
    note = sign_head(Head(queries.get_origin(), row.size, root), settings.SECRETS.head)
    first = latest.size if latest else 0
    proof = queries.get_tree().consistency(first, row.size) if 0 < first < row.size else []
    PublishedHead.objects.create(day=day, size=row.size, note=note, proof=b"".join(proof))
    return published(note, day.isoformat(), proof)


@transaction.atomic
def forget_content(*, actor: Actor, now: datetime) -> int:
    """Take the content out of entries that are half a year old, by the head of that day; their hashes stay.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    old = PublishedHead.objects.filter(day__lte=timezone.localdate(now) - KEPT).order_by("-day").first()
    if old is None:
        return 0
    gone = Entry.objects.filter(position__lt=old.size).exclude(action="")
    return gone.update(action="", actor="", day=None, detail="", ref="", nonce=b"")


@transaction.atomic
def beat(*, actor: Actor, now: datetime, job: str, period_s: int, error: str = "") -> None:
    """Note that a job ran; it is no act of anybody, so the log says nothing of it.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    told = {"period_s": period_s, "ran_at": now, "error": error}
    if not error:
        told["went_well_at"] = now
    Heartbeat.objects.update_or_create(job=job, defaults=told)


@transaction.atomic
def mark_keys(*, actor: Actor, now: datetime, digest: str) -> None:
    """Note which keys these data are used with, the first time; a mark that is there stays.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    _demand_machine(actor)
    if not KeysMark.objects.exists():
        KeysMark.objects.bulk_create([KeysMark(digest=digest)], ignore_conflicts=True)


def _demand_machine(actor: Actor) -> None:
    actor.demand_machine()
