"""Hosts: their pauses and rest, whether their offer still holds, how they answer, and stopping for good."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries
from shanyrak.apps.hosting.errors import HostNotFoundError, PauseFormError, PromisedNightError
from shanyrak.apps.hosting.models import Host, HostState, Pause, PauseKind
from shanyrak.apps.vault.endings import end_keys, forget_contacts
from shanyrak.base.ids import Actor, HostId, SpaceId
from shanyrak.base.nights import Span

OWN_KINDS = {PauseKind.BREAK, PauseKind.REST, PauseKind.AWAY}
TEAM_KINDS = OWN_KINDS | {PauseKind.TEAM}
VETTER_KINDS = {PauseKind.VETTING, PauseKind.SAFETY}
KEPT_AFTER_STOP = timedelta(days=30)
MOST_NIGHTS_IN_A_ROW, MOST_NIGHTS_OF_REST = 366, 60


@transaction.atomic
def pause_host(*, actor: Actor, now: datetime, host: HostId, kind: str, span: Span | None = None) -> UUID:
    """Let nobody new come to a host on some nights, or from tonight on until somebody lifts it.

    The same pause told twice is one.

    Raises
    ------
    HostNotFoundError
        If there is none that the actor may pause.
    PauseFormError
        If this kind of pause is not the actor's to begin.
    """
    row = _lock_own(actor, host)
    if kind not in _kinds_of(actor):
        raise PauseFormError("this kind of pause is not yours to begin")
    known, is_new = _pause(row, timezone.localdate(now), kind, span)
    if is_new:
        audit.record(actor=actor, now=now, action="hosting.pause_host", subject=row.id, detail=kind)
    return known.id


@transaction.atomic
def halt_host(*, actor: Actor, now: datetime, host: HostId) -> None:
    """Let nobody new come to a host until a vetter has decided, as somebody there is not safe; for services.

    Raises
    ------
    HostNotFoundError
        If there is no such host.
    """
    _pause(queries.lock_host(host=host), timezone.localdate(now), PauseKind.SAFETY, None)
    audit.record(actor=actor, now=now, action="hosting.halt_host", subject=host)


@transaction.atomic
def lift_pause(*, actor: Actor, now: datetime, pause: UUID) -> None:
    """End a pause; one that stands for a vetter's decision is ended by vetters alone.

    Raises
    ------
    HostNotFoundError
        If there is none that the actor knows of.
    PauseFormError
        If it is not the actor's to end.
    """
    row = queries.lock_pause(pause=pause)
    if not _is_own(actor, row.host) or (actor.kind == "host" and row.kind in queries.UNSEEN_BY_HOSTS):
        raise HostNotFoundError("no such pause here")
    if row.kind not in _kinds_of(actor):
        raise PauseFormError("this kind of pause is not yours to end")
    if row.lifted_on is None:
        row.lifted_on, row.lifted_by = timezone.localdate(now), actor.ref
        row.save(update_fields=["lifted_on", "lifted_by"])
    audit.record(actor=actor, now=now, action="hosting.lift_pause", subject=row.host_id, detail=row.kind)


@transaction.atomic
def change_rest(
    *, actor: Actor, now: datetime, host: HostId, nights_in_a_row: int, nights_of_rest: int
) -> None:
    """Change after how many nights in a row a host rests, and for how long.

    Raises
    ------
    HostNotFoundError
        If there is none that the actor may change.
    PauseFormError
        If the numbers cannot be meant.
    """
    row = _lock_own(actor, host)
    if not (1 <= nights_in_a_row <= MOST_NIGHTS_IN_A_ROW and 0 <= nights_of_rest <= MOST_NIGHTS_OF_REST):
        raise PauseFormError("so many nights cannot be meant")
    row.nights_in_a_row, row.nights_of_rest = nights_in_a_row, nights_of_rest
    row.save(update_fields=["nights_in_a_row", "nights_of_rest"])
    audit.record(actor=actor, now=now, action="hosting.change_rest", subject=row.id)


@transaction.atomic
def ask_freshness(*, actor: Actor, now: datetime, hosts: Iterable[HostId]) -> int:
    """Owe hosts of the actor's team the question whether their offer holds; return how many are newly asked.

    Raises
    ------
    NotAllowedError
        If the actor may not ask hosts.
    """
    actor.demand("edit_hosts")
    rows = [row for row in queries.lock_hosts(hosts=hosts) if _is_own(actor, row)]
    owed = [row for row in rows if row.state == HostState.OPEN and not row.is_question_owed]
    for row in owed:
        row.is_question_owed, row.asked_on = True, timezone.localdate(now)
    Host.objects.bulk_update(owed, ["is_question_owed", "asked_on"])
    audit.record(actor=actor, now=now, action="hosting.ask_freshness", detail=str(len(owed)))
    return len(owed)


@transaction.atomic
def answer_freshness(*, actor: Actor, now: datetime, host: HostId, still_holds: bool) -> None:
    """Note whether an offer still holds; one that does not for now is a break until the host is back.

    Raises
    ------
    HostNotFoundError
        If there is none that the actor may answer for.
    """
    row = _lock_own(actor, host)
    row.is_question_owed, row.fresh_on = False, timezone.localdate(now)
    row.save(update_fields=["is_question_owed", "fresh_on"])
    if not still_holds:
        _pause(row, timezone.localdate(now), PauseKind.BREAK, None)
    audit.record(actor=actor, now=now, action="hosting.answer_freshness", subject=row.id)


@transaction.atomic
def count_asked(*, actor: Actor, now: datetime, hosts: Iterable[HostId]) -> None:
    """Count an ask of each host, as often as it is named; for services."""
    times = Counter(hosts)
    rows = queries.lock_hosts(hosts=times)
    for row in rows:
        row.n_asked += times[HostId(row.id)]
    Host.objects.bulk_update(rows, ["n_asked"])
    subjects = [row.id for row in rows]
    audit.record_all(actor=actor, now=now, action="hosting.count_asked", subjects=subjects)


@transaction.atomic
def count_answer(*, actor: Actor, now: datetime, host: HostId, answer: str) -> None:
    """Count what came of an ask ("yes", "no", "silent"), or that it was taken back ("unasked"); for services.

    An answer of either kind says that the offer holds; silence says nothing.

    Raises
    ------
    HostNotFoundError
        If there is no such host.
    """
    row = queries.lock_host(host=host)
    column = "n_asked" if answer == "unasked" else f"n_{answer}"
    setattr(row, column, max(getattr(row, column) + (-1 if answer == "unasked" else 1), 0))
    if answer in {"yes", "no"}:
        row.fresh_on, row.is_question_owed = timezone.localdate(now), False
        row.no_in_a_row = row.no_in_a_row + 1 if answer == "no" else 0
    row.save(update_fields=[column, "fresh_on", "is_question_owed", "no_in_a_row"])
    audit.record(actor=actor, now=now, action="hosting.count_answer", subject=row.id, detail=answer)


@transaction.atomic
def stop_host(*, actor: Actor, now: datetime, host: HostId) -> None:
    """Let a host stop for good; all spaces are withdrawn, and the row goes after 30 days.

    Raises
    ------
    HostNotFoundError
        If there is none that the actor may stop.
    PromisedNightError
        If somebody has been promised a night there.
    """
    row = _lock_own(actor, host)
    today = timezone.localdate(now)
    spaces = list(row.spaces.filter(withdrawn_on=None).order_by("id").select_for_update())
    if any(queries.list_promised_nights(space=SpaceId(space.id), since=today) for space in spaces):
        raise PromisedNightError("somebody has been promised a night there")
    row.spaces.filter(withdrawn_on=None).update(withdrawn_on=today)
    if row.state != HostState.GONE:
        row.state, row.gone_on = HostState.GONE, today
        row.save(update_fields=["state", "gone_on"])
    audit.record(actor=actor, now=now, action="hosting.stop_host", subject=row.id)


@transaction.atomic
def sweep(*, actor: Actor, now: datetime) -> int:
    """Take out hosts who stopped a month ago, with what was known of them; return how many.

    One in whose home somebody still has a stay on record waits until that has gone.
    """
    day = timezone.localdate(now) - KEPT_AFTER_STOP
    gone: list[UUID] = []
    for row in Host.objects.filter(state=HostState.GONE, gone_on__lte=day):
        try:
            with transaction.atomic():
                gone_id = row.id
                row.delete()
        except ProtectedError:
            continue
        gone.append(gone_id)
    if gone:
        end_keys(owners=gone, now=now)
        forget_contacts(owners=gone)
        audit.record(actor=actor, now=now, action="hosting.sweep", detail=str(len(gone)))
    return len(gone)


def _lock_own(actor: Actor, host: HostId) -> Host:
    row = queries.lock_host(host=host)
    if not _is_own(actor, row):
        raise HostNotFoundError("no such host here")
    return row


def _is_own(actor: Actor, row: Host) -> bool:
    if actor.kind == "host":
        return actor.id == row.id
    may = actor.may("edit_hosts") or actor.may("vet_hosts")
    return may and actor.team == row.team_id


def _kinds_of(actor: Actor) -> set[PauseKind]:
    if actor.kind == "host":
        return OWN_KINDS
    mine = TEAM_KINDS if actor.may("edit_hosts") else set()
    return mine | (VETTER_KINDS if actor.may("vet_hosts") else set())


def _pause(row: Host, today: date, kind: str, span: Span | None) -> tuple[Pause, bool]:
    """Return the pause that is meant, and whether it is new."""
    if span is not None and span.end <= today:
        raise PauseFormError("these nights have passed")
    first, end = (span.first, span.end) if span else (today, None)
    same = Pause.objects.filter(host=row, kind=kind, end_night=end, lifted_on=None, first_night__lte=first)
    known = same.first()
    if known is not None:
        return known, False
    return Pause.objects.create(host=row, kind=kind, first_night=first, end_night=end), True
