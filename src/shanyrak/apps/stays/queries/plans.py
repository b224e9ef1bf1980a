"""Plans of a wave, read by members who plan: how far one is, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shanyrak.apps.stays.errors import PlanNotFoundError
from shanyrak.apps.stays.models import PlanGap, PlanRun, PlanState, Stay
from shanyrak.apps.stays.states import IN_LEDGER, StayState
from shanyrak.base.ids import Actor, PartyId, SpaceId, StayId

# A worker is heard of every few seconds; one that was silent for so long is taken for dead.
DEAD_AFTER = timedelta(seconds=60)
LATE_AFTER = timedelta(seconds=20)
MOST_ATTEMPTS = 3
UNDER_WORK = (PlanState.REQUESTED, PlanState.RUNNING)


@dataclass(frozen=True)
class PlanView:
    """A plan on a page, without its rows."""

    id: UUID
    state: str
    requested_at: datetime
    first_night: date
    end_night: date
    seed: int
    input_hash: str
    parameters: dict[str, Any]
    progress: dict[str, Any]
    figures: dict[str, Any]
    error: str
    is_late: bool
    leaves_at: datetime | None
    n_rows: int
    n_misfits: int


@dataclass(frozen=True)
class PlanLine:
    """A stay that a plan proposes: `change` is placed, longer or moved; `was` is where from."""

    stay: StayId
    party: PartyId
    party_code: str
    people: int
    part: int
    space: SpaceId
    was: SpaceId | None
    change: str
    first_night: date
    end_night: date
    state: str
    is_locked: bool
    misfit: str


@dataclass(frozen=True)
class GapLine:
    """A party without a bed on some nights, and why; worse off is who had more nights in the plan before."""

    party: PartyId
    party_code: str
    people: int
    asked_nights: int
    unhoused_nights: int
    before: int | None
    kind: str
    detail: str

    @property
    def is_worse(self) -> bool:
        """Whether the plan before had more nights for it."""
        return self.before is not None and self.unhoused_nights > self.before


def find_plan(*, actor: Actor, now: datetime) -> PlanView | None:
    """Return the latest plan of the actor's team that was not discarded, for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("plan_waves")
    rows = PlanRun.objects.filter(team=actor.team).exclude(state=PlanState.DISCARDED)
    row = rows.order_by("-requested_at").first()
    return _view(row, now) if row else None


def get_plan(*, actor: Actor, plan: UUID, now: datetime) -> PlanView:
    """Return a plan of the actor's team, for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    PlanNotFoundError
        If there is none.
    """
    actor.demand("plan_waves")
    row = PlanRun.objects.filter(id=plan, team=actor.team).first()
    if row is None:
        raise PlanNotFoundError("no such plan here")
    return _view(row, now)


def list_plan_lines(*, actor: Actor, plan: UUID) -> Sequence[PlanLine]:
    """Return what a plan would change, moves first, then by night; for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("plan_waves")
    rows = list(
        Stay.objects.filter(plan=plan, team=actor.team).select_related("party").order_by("first_night", "id")
    )
    before = _spaces_before(rows)
    lines = [_line(row, before) for row in rows]
    return sorted(lines, key=lambda line: (not line.misfit, line.change != "moved", line.first_night))


def list_plan_gaps(*, actor: Actor, plan: UUID) -> Sequence[GapLine]:
    """Return who lacks a bed in a plan and why, those who are worse off first; for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("plan_waves")
    rows = PlanGap.objects.filter(plan=plan, plan__team=actor.team).select_related("party")
    lines = [
        GapLine(
            PartyId(row.party_id), row.party.code, row.party.people, row.asked_nights, row.unhoused_nights,
            row.before, row.kind, row.detail,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (not line.is_worse, -line.unhoused_nights, line.party_code))


def find_certificate(*, actor: Actor, plan: UUID) -> bytes | None:
    """Return the certificate of a plan as the bytes of a file, for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("plan_waves")
    kept = PlanRun.objects.filter(id=plan, team=actor.team).values_list("certificate", flat=True).first()
    return bytes(kept) if kept else None


def list_plan_rows(*, plan: UUID) -> Sequence[StayId]:
    """Return the stays of a plan that nobody was asked about yet, for services."""
    rows = Stay.objects.filter(plan=plan, state=StayState.PROPOSED, misfit="").order_by("first_night", "id")
    return [StayId(key) for key in rows.values_list("id", flat=True)]


def list_sent_rows(*, plan: UUID) -> Sequence[StayId]:
    """Return the stays of a plan that wait for an answer, for services."""
    rows = Stay.objects.filter(plan=plan, state__in=(StayState.HELD, StayState.HOST_YES)).order_by("id")
    return [StayId(key) for key in rows.values_list("id", flat=True)]


def list_sending() -> Sequence[UUID]:
    """Return the plans that are being sent, for services."""
    rows = PlanRun.objects.filter(state=PlanState.SENDING).order_by("requested_at")
    return list(rows.values_list("id", flat=True))


def list_undoing() -> Sequence[UUID]:
    """Return the plans that are being taken back, for services."""
    return list(PlanRun.objects.filter(state=PlanState.UNDOING).values_list("id", flat=True))


def lock_plan(*, plan: UUID) -> PlanRun:
    """Return a plan, locked until the transaction ends.

    Raises
    ------
    PlanNotFoundError
        If there is none.
    """
    row = PlanRun.objects.select_for_update().filter(id=plan).first()
    if row is None:
        raise PlanNotFoundError("no such plan")
    return row


def lock_next_plan(*, now: datetime) -> PlanRun | None:
    """Return a plan that waits for a worker, or whose worker is silent, locked; two workers get two."""
    waits = Q(state=PlanState.REQUESTED) | Q(state=PlanState.RUNNING, seen_at__lte=now - DEAD_AFTER)
    rows = PlanRun.objects.select_for_update(skip_locked=True).filter(waits)
    return rows.order_by("requested_at").first()


def _view(row: PlanRun, now: datetime) -> PlanView:
    seen_at = row.seen_at or row.requested_at
    stays = Stay.objects.filter(plan=row)
    return PlanView(
        id=row.id,
        state=row.state,
        requested_at=row.requested_at,
        first_night=row.first_night,
        end_night=row.end_night,
        seed=row.seed,
        input_hash=row.input_hash,
        parameters=row.parameters,
        progress=row.progress,
        figures=row.figures,
        error=row.error,
        is_late=row.state in UNDER_WORK and now - seen_at > LATE_AFTER,
        leaves_at=row.leaves_at,
        n_rows=stays.count(),
        n_misfits=stays.exclude(misfit="").count(),
    )


def _spaces_before(rows: "Sequence[Stay]") -> dict[tuple[UUID, date], UUID]:
    """Return in which space a party that has a row sleeps, or is to sleep, the night before each morning."""
    kept: QuerySet[Stay] = Stay.objects.filter(party__in={row.party_id for row in rows}, space__isnull=False)
    told = kept.filter(state__in=IN_LEDGER).values_list("party_id", "end_night", "space_id")
    here = [(row.party_id, row.end_night, row.space_id) for row in rows]
    return {(party, end): space for party, end, space in (*here, *told) if space is not None}


def _line(row: Stay, before: dict[tuple[UUID, date], UUID]) -> PlanLine:
    was = before.get((row.party_id, row.first_night))
    change = "placed" if was is None else "longer" if was == row.space_id else "moved"
    return PlanLine(
        stay=StayId(row.id),
        party=PartyId(row.party_id),
        party_code=row.party.code,
        people=row.people,
        part=row.part,
        space=SpaceId(row.space_id or row.id),
        was=SpaceId(was) if was else None,
        change=change,
        first_night=row.first_night,
        end_night=row.end_night,
        state=row.state,
        is_locked=row.is_locked,
        misfit=row.misfit,
    )
