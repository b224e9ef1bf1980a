"""What may be read of the audit log, its tree and heads, the heartbeats and the mark of the keys."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F

from shanyrak.apps.audit.leaves import COLUMNS, Examined, Fault, Row, Said, examine, hashes_in
from shanyrak.apps.audit.models import Entry, Growth, Heartbeat, KeysMark, PublishedHead
from shanyrak.apps.audit.refs import ref_of, refs_of
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor
from shanyrak.core.auditlog import Head, Peaks, Tree, public_key_of, read_head, verifier_key

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
class ActView:
    """An act of a member, with the word under which its subject stands in the log."""

    action: str
    detail: str
    ref: str


@dataclass(frozen=True)
class HeadView:
    """A published head: the note as witnesses read it, and the proof that it follows the one before."""

    day: date
    size: int
    note: str
    proof: Sequence[bytes]


@dataclass(frozen=True)
class ProofView:
    """An entry, and the hashes that lead from it to the root of a head."""

    row: Row
    hashes: Sequence[bytes]
    head: HeadView


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
    told = Entry.objects.exclude(action="")
    rows = told if subject is None else told.filter(ref=ref_of(subject))
    return [
        EntryView(row.action, row.actor, row.day, row.detail)
        for row in rows.order_by("-day", "id")[:limit]
        if row.day is not None
    ]


def list_entries_of(*, actor: Actor, subjects: Iterable[UUID], limit: int = 50) -> Sequence[EntryView]:
    """Return the latest entries of several subjects together, for members who may see the log.

    Raises
    ------
    NotAllowedError
        If the actor may not see the log.
    """
    actor.demand("see_audit")
    rows = Entry.objects.filter(ref__in=refs_of(list(subjects))).order_by("-day", "id")
    return [
        EntryView(row.action, row.actor, row.day, row.detail) for row in rows[:limit] if row.day is not None
    ]


def list_entries_by(*, actor: Actor, ref: str, actions: Iterable[str]) -> Sequence[ActView]:
    """Return all that one member did of some kinds of acts, for members who may see the log.

    Raises
    ------
    NotAllowedError
        If the actor may not see the log.
    """
    actor.demand("see_audit")
    rows = Entry.objects.filter(actor=ref, action__in=list(actions)).order_by("nonce")
    return [ActView(row.action, row.detail, row.ref) for row in rows]


def list_heartbeats(*, now: datetime) -> Sequence[HeartbeatView]:
    """Return every job's last run; public, as it says nothing of anybody."""
    return [
        HeartbeatView(beat.job, beat.ran_at, beat.went_well_at, beat.error, is_late=_is_late(beat, now))
        for beat in Heartbeat.objects.order_by("job")
    ]


def find_keys_mark() -> str | None:
    """Return the digest of the keys that these data belong to; public, as no key follows from it."""
    return KeysMark.objects.order_by("id").values_list("digest", flat=True).first()


def list_heads(*, limit: int | None = None) -> Sequence[HeadView]:
    """Return the published heads, the latest first; public, as they are there to be kept by others."""
    return [
        HeadView(row.day, row.size, row.note, hashes_in(bytes(row.proof)))
        for row in PublishedHead.objects.order_by("-day")[:limit]
    ]


def get_verifier_key() -> str:
    """Return the public key of the log in one word; public."""
    return verifier_key(get_origin(), public_key_of(settings.SECRETS.head))


def get_proof(*, position: int) -> ProofView:
    """Return an entry with the proof that it is in the latest published head; for services of the operator.

    Raises
    ------
    InvalidError
        If no published head holds such an entry.
    """
    heads = list_heads(limit=1)
    found = Entry.objects.filter(position=position).values_list(*COLUMNS).first()
    if not heads or found is None or position >= heads[0].size:
        raise InvalidError(f"no published head holds an entry {position}")
    return ProofView(Row.of(found), get_tree().inclusion(position, heads[0].size), heads[0])


def find_place(*, action: str, since: date) -> int | None:
    """Return the place of the first entry of an act on a day or after it; for services of the operator."""
    rows = Entry.objects.filter(action=action, day__gte=since).exclude(position=None)
    return rows.order_by("day", "position").values_list("position", flat=True).first()


def get_examined(*, today: date, kept: Iterable[Head] = ()) -> Examined:
    """Go through the whole log, and compare it with the heads, also those kept elsewhere; for services.

    Heads are read first, so that the site may go on writing meanwhile.
    """
    key, heads, forged = public_key_of(settings.SECRETS.head), [], []
    grown = Growth.objects.filter(log="audit").first()
    for view in list_heads():
        try:
            heads.append(Said(read_head(view.note, key), "a published head", view.day))
        except InvalidError:
            forged.append(Fault("a published head is not signed by this site", view.size))
    heads += [Said(head, "a head that was kept") for head in kept]
    if grown is not None:
        peaks = Peaks(grown.size, hashes_in(bytes(grown.peaks)))
        heads.append(Said(Head("", peaks.size, peaks.root), "the note on its growth"))
    found = examine(_rows(), heads, today)
    return replace(found, faults=[*forged, *found.faults])


def get_tree() -> Tree:
    """Return the whole tree of hashes; for services."""
    placed = Entry.objects.exclude(position=None).order_by("position")
    return Tree(
        bytes(leaf or b"") for leaf in placed.values_list("leaf_hash", flat=True).iterator(chunk_size=10_000)
    )


def get_origin() -> str:
    """Return the name of this log; public."""
    return f"{settings.OPTIONS.hosts[0]}/audit"


def lock_growth() -> Growth:
    """Lock the row that says how far the tree has grown."""
    Growth.objects.get_or_create(log="audit")
    return Growth.objects.select_for_update().get(log="audit")


def _rows() -> Iterator[Row]:
    placed = Entry.objects.order_by(F("position").asc(nulls_last=True))
    return map(Row.of, placed.values_list(*COLUMNS).iterator(chunk_size=10_000))


def _is_late(beat: Heartbeat, now: datetime) -> bool:
    return now - beat.ran_at > timedelta(seconds=2 * beat.period_s) + GRACE
