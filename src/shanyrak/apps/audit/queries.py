"""What may be read of the audit log, the heartbeats and the mark of the keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from shanyrak.apps.audit.models import Entry, Heartbeat, KeysMark
from shanyrak.apps.audit.refs import ref_of
from shanyrak.base.ids import Actor

# A job is late when it has missed one run and a minute: a busy server is no alarm.
GRACE = timedelta(minutes=1)


@dataclass(frozen=True)
class EntryView:
    """What a member reads of an entry."""

    action: str
    actor: str
    day: date
    detail: str


@dataclass(frozen=True)
class HeartbeatView:
    """A job as the health page shows it."""

    job: str
    ran_at: datetime
    went_well_at: datetime | None
    error: str
    is_late: bool


def list_entries(*, actor: Actor, subject: UUID | None = None, limit: int = 50) -> Sequence[EntryView]:
    """Return the latest entries, of one subject if it is named; for members who may see the log.

    Raises
    ------
    NotAllowedError
        If the actor may not see the log.
    """
    actor.demand("see_audit")
    rows = Entry.objects.all() if subject is None else Entry.objects.filter(ref=ref_of(subject))
    return [
        EntryView(row.action, row.actor, row.day, row.detail) for row in rows.order_by("-day", "id")[:limit]
    ]


def list_entries_of(*, actor: Actor, subjects: Iterable[UUID], limit: int = 50) -> Sequence[EntryView]:
    """Return the latest entries of several subjects together, for members who may see the log.

    Raises
    ------
    NotAllowedError
        If the actor may not see the log.
    """
    actor.demand("see_audit")
    rows = Entry.objects.filter(ref__in=[ref_of(subject) for subject in subjects]).order_by("-day", "id")
    return [EntryView(row.action, row.actor, row.day, row.detail) for row in rows[:limit]]


def list_heartbeats(*, now: datetime) -> Sequence[HeartbeatView]:
    """Return every job's last run; public, as it says nothing of anybody."""
    return [
        HeartbeatView(beat.job, beat.ran_at, beat.went_well_at, beat.error, is_late=_is_late(beat, now))
        for beat in Heartbeat.objects.order_by("job")
    ]


def find_keys_mark() -> str | None:
    """Return the digest of the keys that these data belong to; public, as no key follows from it."""
    return KeysMark.objects.order_by("id").values_list("digest", flat=True).first()


def _is_late(beat: Heartbeat, now: datetime) -> bool:
    return now - beat.ran_at > timedelta(seconds=2 * beat.period_s) + GRACE
