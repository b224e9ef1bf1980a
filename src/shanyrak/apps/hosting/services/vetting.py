"""Vetting: noting what was checked of a host, and what the notes add up to."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries
from shanyrak.apps.hosting.errors import CheckOrderError, HostGoneError, HostNotFoundError
from shanyrak.apps.hosting.models import Check, CheckKind, Host, HostState, Pause, PauseKind
from shanyrak.apps.hosting.words import VETTERS_FOR_PROTECTED, VettingLevel
from shanyrak.base.ids import Actor, HostId

LEVEL_OF = {
    CheckKind.PHONE: VettingLevel.PHONE,
    CheckKind.VISIT: VettingLevel.VISIT,
    CheckKind.REFERENCES: VettingLevel.REFERENCES,
}
# What a vetter found; words, so that nothing about a person is written down.
REASONS = frozenset(
    {"not_reached", "home_differs", "wants_something", "keeps_papers", "young_women_only", "record", "other"}
)


class Found(NamedTuple):
    """What a vetter found: which check, and the reason if it was not passed."""

    kind: str
    failed_for: str


@transaction.atomic
def note_check(*, actor: Actor, now: datetime, host: HostId, kind: str, failed_for: str = "") -> VettingLevel:
    """Note a check of a host, passed or failed for a reason; return the level that the host has now.

    A failed one lets nobody new come until a vetter lifts that pause. It is kept, and counted.

    Raises
    ------
    NotAllowedError
        If the actor does not vet.
    HostNotFoundError
        If there is no such host in the actor's team.
    HostGoneError
        If the host has stopped.
    CheckOrderError
        If the check before it was not passed, or there is no such check or reason.
    """
    actor.demand("vet_hosts")
    row = queries.lock_host(host=host)
    if row.team_id != actor.team:
        raise HostNotFoundError("no such host here")
    if row.state != HostState.OPEN:
        raise HostGoneError("this host has stopped")
    if kind not in CheckKind.values or failed_for not in {"", *REASONS}:
        raise CheckOrderError("there is no such check, or no such reason")
    if not failed_for and row.level < LEVEL_OF[CheckKind(kind)] - 1:
        raise CheckOrderError("the check before it comes first")
    _keep(row, actor.ref, timezone.localdate(now), Found(kind, failed_for))
    level = _sum_up(row)
    audit.record(
        actor=actor, now=now, action="hosting.note_check", subject=row.id,
        detail=f"{kind}:{'failed' if failed_for else 'passed'}",
    )  # fmt: skip
    return level


def _keep(row: Host, vetter: str, today: date, found: Found) -> None:
    kind, failed_for = found
    before = Check.objects.filter(host=row, kind=kind, is_current=True)
    # A failed check takes the place of all before it; a passed one that of failed ones and the vetter's own.
    overtaken = before if failed_for else before.filter(is_passed=False) | before.filter(vetter=vetter)
    overtaken.update(is_current=False)
    Check.objects.create(
        host=row,
        kind=kind,
        is_passed=not failed_for,
        reason=failed_for,
        vetter=vetter,
        checked_on=today,
    )
    if failed_for and not Pause.objects.filter(host=row, kind=PauseKind.VETTING, lifted_on=None).exists():
        Pause.objects.create(host=row, kind=PauseKind.VETTING, first_night=today)


def _sum_up(row: Host) -> VettingLevel:
    """Set the level of a host to what its checks add up to, and whether two vetters stand for it."""
    checks = list(Check.objects.filter(host=row, is_current=True, is_passed=True))
    level = VettingLevel.NEW
    for kind, reached in LEVEL_OF.items():
        if not any(check.kind == kind for check in checks):
            break
        level = reached
    # Who telephoned has seen nothing: the two pairs of eyes are those of a visit and of references.
    eyes = {check.vetter for check in checks if check.kind != CheckKind.PHONE}
    row.level = level.value
    row.has_two_vetters = level == VettingLevel.REFERENCES and len(eyes) >= VETTERS_FOR_PROTECTED
    row.save(update_fields=["level", "has_two_vetters"])
    return level
