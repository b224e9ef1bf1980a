"""Makes the plan of a wave, in a process of its own: this module alone brings the engine in.

It is no part of the package's list, so that a server of pages never loads the engine.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays import placing, queries
from shanyrak.apps.stays.frozen import freeze, thaw
from shanyrak.apps.stays.models import WORD_LENGTH, PlanGap, PlanRun, PlanState, Stay
from shanyrak.apps.stays.queries.plans import MOST_ATTEMPTS
from shanyrak.apps.stays.states import StayState
from shanyrak.apps.stays.times import city_time
from shanyrak.base.ids import Actor, PartyId, TeamId
from shanyrak.placement import Problem, Progress, Result, Stop, solve
from shanyrak.placement.files import write_certificate
from shanyrak.placement.model import Case, Reason

LOG = logging.getLogger("shanyrak.plans")
GAP = 0.005
TELL_EVERY = timedelta(seconds=1)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Taken:
    """A plan that this worker works on."""

    plan: UUID
    team: TeamId
    worker: UUID
    time_limit_s: int
    seed: int


@dataclass(frozen=True)
class Made:
    """A plan that was made, with what it was made of; no result where nothing was to be planned."""

    case: Case
    result: Result | None

    def reasons(self) -> Sequence[Reason]:
        """Return why parties lack nights; where nothing is free at all, that is why."""
        if self.result is not None:
            return self.result.reasons
        asked = [(party, party.people * party.n_nights) for party in self.case.parties]
        return [Reason(party.party_id, party.people, n, n, "no_free_night") for party, n in asked]


class Watcher:
    """Tells the plan's row how far the search is, and stops it when the plan is not ours any more."""

    def __init__(self, taken: Taken, stop: Stop, clock: Clock) -> None:
        mine = PlanRun.objects.filter(id=taken.plan, worker=taken.worker)
        self.mine = mine.filter(state=PlanState.RUNNING)
        self.stop = stop
        self.clock = clock
        self.told_at: datetime | None = None

    def __call__(self, progress: Progress) -> None:
        """Note one step."""
        now = self.clock()
        if self.told_at is not None and now - self.told_at < TELL_EVERY:
            return
        self.told_at = now
        gap = round(progress.gap, 4)
        told = {"phase": progress.phase, "seconds": round(progress.seconds, 1), "gap": gap}
        told["unhoused_person_nights"] = progress.unhoused_person_nights
        if not self.mine.update(progress=told, seen_at=now):
            self.stop.interrupt()


def run_plan(*, actor: Actor, now: datetime, clock: Clock) -> bool:
    """Make the next plan that waits, or whose worker died; return whether there was one.

    Whoever takes a plan over works on the same frozen input, with the same seed.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    taken = _take_plan(actor, now, uuid4())
    if taken is None:
        return False
    try:
        case = _frozen_case(taken, now)
        _keep(actor, clock(), taken, Made(case, _search(taken, case, clock)))
    except Exception as error:  # whatever it was, the page says that this plan failed
        LOG.exception("a plan failed")
        _fail(actor, clock(), taken, type(error).__name__)
    return True


@transaction.atomic
def _take_plan(actor: Actor, now: datetime, worker: UUID) -> Taken | None:
    """Take the next plan, so that nobody else works on it while we are heard of."""
    row = queries.lock_next_plan(now=now)
    if row is None:
        return None
    if row.attempts >= MOST_ATTEMPTS:
        row.state, row.error, row.frozen = PlanState.FAILED, "worker_died", b""
        row.save(update_fields=["state", "error", "frozen"])
        return None
    row.state, row.worker, row.attempts, row.seen_at = PlanState.RUNNING, worker, row.attempts + 1, now
    row.save(update_fields=["state", "worker", "attempts", "seen_at"])
    audit.record(actor=actor, now=now, action="stays.run_plan", subject=row.id, detail=f"try:{row.attempts}")
    return Taken(row.id, TeamId(row.team_id), worker, int(row.parameters["time_limit_s"]), row.seed)


def _frozen_case(taken: Taken, now: datetime) -> Case:
    """Return the frozen input of a plan; the first worker freezes it."""
    kept = PlanRun.objects.filter(id=taken.plan).values_list("frozen", flat=True).first()
    if kept:
        return thaw(bytes(kept))
    tables = placing.read_tables(taken.team, city_time(now, taken.team).tonight)
    case = placing.case_of(tables)
    content, digest = freeze(case)
    end = max((window.end_night for window in case.windows), default=tables.tonight)
    PlanRun.objects.filter(id=taken.plan, worker=taken.worker).update(
        frozen=content, input_hash=digest, first_night=tables.tonight, end_night=end
    )
    return case


def _search(taken: Taken, case: Case, clock: Clock) -> Result | None:
    """Search for a plan; where nobody asks, or nothing is free, there is nothing to search."""
    if not case.parties or not case.windows:
        return None
    stop = Stop(time_limit_s=taken.time_limit_s, gap=GAP)
    return solve(Problem.of(case), stop=stop, seed=taken.seed, watch=Watcher(taken, stop, clock))


@transaction.atomic
def _keep(actor: Actor, now: datetime, taken: Taken, made: Made) -> None:
    """Write down what came out, if the plan is still ours, in the place of the plan before."""
    row = queries.lock_plan(plan=taken.plan)
    if row.worker != taken.worker or row.state != PlanState.RUNNING:
        return
    before = _unhoused_before(row)
    _overtake(row)
    if made.result is not None:
        _write_rows(row, made.case, made.result, city_time(now, taken.team).today)
        row.figures, row.certificate = _figures(made.result), _as_bytes(made.result)
    _write_gaps(row, made.reasons(), before)
    row.state, row.frozen, row.seen_at = PlanState.DONE, b"", now
    row.save()
    audit.record(actor=actor, now=now, action="stays.run_plan", subject=row.id, detail="done")


@transaction.atomic
def _fail(actor: Actor, now: datetime, taken: Taken, error: str) -> None:
    mine = PlanRun.objects.filter(id=taken.plan, worker=taken.worker, state=PlanState.RUNNING)
    mine.update(state=PlanState.FAILED, error=error, frozen=b"", seen_at=now)
    audit.record(actor=actor, now=now, action="stays.run_plan", subject=taken.plan, detail="failed")


def _unhoused_before(row: PlanRun) -> dict[UUID, int]:
    """Return how many nights the plan before left each party without a bed; whom plans housed, none."""
    plans = PlanRun.objects.filter(team=row.team_id, state__in=(PlanState.DONE, PlanState.SENT))
    last = plans.order_by("-requested_at").first()
    if last is None:
        return {}
    housed = dict.fromkeys(Stay.objects.filter(plan__in=plans).values_list("party_id", flat=True), 0)
    return housed | dict(PlanGap.objects.filter(plan=last).values_list("party_id", "unhoused_nights"))


def _overtake(row: PlanRun) -> None:
    """Discard the plans before that were not sent; rows that were locked go over to the new one."""
    before = PlanRun.objects.filter(team=row.team_id, state__in=(PlanState.DONE, PlanState.SENT))
    older = list(before.exclude(id=row.id).values_list("id", flat=True))
    stays = Stay.objects.filter(plan__in=older, state=StayState.PROPOSED)
    stays.filter(is_locked=True, plan__state=PlanState.DONE).update(plan=row, misfit="")
    stays.delete()
    PlanGap.objects.filter(plan__in=older).delete()
    PlanRun.objects.filter(id__in=older, state=PlanState.DONE).update(state=PlanState.DISCARDED)


def _write_rows(row: PlanRun, case: Case, result: Result, today: date) -> None:
    offers = {str(offer.space): offer for offer in hosting.list_offers(team=TeamId(row.team_id))}
    open_now = set(intake.lock_parties(parties=[PartyId(UUID(party.party_id)) for party in case.parties]))
    stays = []
    for stay in placing.proposals_of(result.plan.stays, case):
        party, offer = PartyId(UUID(stay.party_id)), offers.get(stay.space_id)
        if party not in open_now or offer is None:
            continue
        stays.append(
            Stay(
                team_id=row.team_id, party_id=party, space_id=offer.space, plan=row, part=int(stay.part),
                people=stay.people, first_night=stay.first_night, end_night=stay.end_night,
                units=offer.units(stay.people), state=StayState.PROPOSED, changed_on=today,
            )
        )  # fmt: skip
    Stay.objects.bulk_create(stays, batch_size=500)


def _write_gaps(row: PlanRun, reasons: Sequence[Reason], before: Mapping[UUID, int]) -> None:
    there = set(intake.lock_parties(parties=[PartyId(UUID(reason.party_id)) for reason in reasons]))
    PlanGap.objects.bulk_create(
        [
            PlanGap(
                plan=row, party_id=UUID(reason.party_id), kind=reason.kind,
                detail=reason.detail[:WORD_LENGTH],
                asked_nights=reason.asked_person_nights // reason.people,
                unhoused_nights=-(-reason.unhoused_person_nights // reason.people),
                before=before.get(UUID(reason.party_id)),
            )
            for reason in reasons
            if UUID(reason.party_id) in there
        ],
        batch_size=500,
    )  # fmt: skip


def _figures(result: Result) -> dict[str, Any]:
    figures, first_come = result.figures, result.first_come
    return {
        "asked_person_nights": figures.asked_person_nights,
        "housed_person_nights": figures.housed_person_nights,
        "unhoused_person_nights": figures.unhoused_person_nights,
        "unavoidable_person_nights": result.unavoidable_person_nights,
        "first_come_unhoused_person_nights": first_come.unhoused_person_nights,
        "person_moves": figures.person_moves,
        "value": round(figures.value, 3),
        "upper_bound": round(result.upper_bound, 3),
        "gap": round(result.gap, 5),
        "seconds": round(result.seconds, 1),
        "stopped_by": result.stopped_by,
    }


def _as_bytes(result: Result) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.npz"
        write_certificate(path, result.certificate)
        return path.read_bytes()
