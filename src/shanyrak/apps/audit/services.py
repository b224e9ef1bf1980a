"""Writing to the audit log, the heartbeats of the jobs, the mark of the keys. No entry is ever changed."""

import re
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit.models import NONCE_SIZE, Entry, Heartbeat, KeysMark
from shanyrak.apps.audit.refs import ref_of
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
DETAIL = re.compile(r"[a-z0-9_:.-]{0,40}")
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
    if not ACTION.fullmatch(action) or not DETAIL.fullmatch(detail):
        raise ValueError(f"{action}: an action is `area.service`, a detail is a code")
    if actor.kind in UNSEEN:
        return
    Entry.objects.create(
        action=action,
        actor=actor.ref or actor.kind,
        day=timezone.localdate(now),
        detail=detail,
        ref="" if subject is None else ref_of(subject),
        nonce=secrets.token_bytes(NONCE_SIZE),
    )


@transaction.atomic
def beat(*, actor: Actor, now: datetime, job: str, period_s: int, error: str = "") -> None:
    """Note that a job ran; it is no act of anybody, so the log says nothing of it.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    if actor.kind != "machine":
        raise NotAllowedError("only the machine has a heartbeat")
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
    if actor.kind != "machine":
        raise NotAllowedError("the machine alone marks the keys")
    if not KeysMark.objects.exists():
        KeysMark.objects.bulk_create([KeysMark(digest=digest)], ignore_conflicts=True)
