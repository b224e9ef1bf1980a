"""Plans of a wave: asking for one, locking and dropping its rows, sending it, taking it back, discarding it.

Making one is the work of a process of its own: `running`.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays import asking, queries
from shanyrak.apps.stays.errors import PlanBusyError, PlanNotFoundError, PlanOverError
from shanyrak.apps.stays.models import PlanRun, PlanState, Stay
from shanyrak.apps.stays.queries.plans import UNDER_WORK
from shanyrak.apps.stays.rules import Wish
from shanyrak.apps.stays.scene import Scene
from shanyrak.apps.stays.states import StayState
from shanyrak.apps.stays.stepping import lock_all
from shanyrak.apps.stays.times import city_time
from shanyrak.base.ids import Actor, SpaceId, StayId, TeamId

# Nothing leaves before; until then all of it can be undone.
UNDO_FOR = timedelta(seconds=60)
TIME_LIMIT_S, LONGEST_TIME_LIMIT_S = 20, 600
SEED_BITS = 31
# Neither to be changed nor overtaken: rows of it are between proposed and held.
ON_THE_WAY = (PlanState.SENDING, PlanState.UNDOING)
# Rows in one transaction: fewer cost more, more keep others waiting.
AT_ONCE = 100


@transaction.atomic
def request_plan(
    *, actor: Actor, now: datetime, time_limit_s: int = TIME_LIMIT_S, seed: int | None = None
) -> UUID:
    """Ask for a plan of all parties of the actor's team; while one is under work, that one is meant.

    Raises
    ------
    NotAllowedError
        If the actor does not plan.
    PlanBusyError
        If the latest plan is being sent, or taken back.
    """
    actor.demand("plan_waves")
    if actor.team is None:
        raise PlanNotFoundError("a plan is of a team")
    city = city_time(now, actor.team)
    rows = PlanRun.objects.filter(team=actor.team)
    if rows.filter(state__in=ON_THE_WAY).exists():
        raise PlanBusyError("the latest plan is being sent, or taken back")
    known = rows.filter(state__in=UNDER_WORK).first()
    if known is not None:
        return known.id
    row = PlanRun.objects.create(
        team_id=actor.team,
        requested_at=now,
        first_night=city.tonight,
        end_night=city.tonight,
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
        parameters={"time_limit_s": max(1, min(time_limit_s, LONGEST_TIME_LIMIT_S))},
    )
    audit.record(actor=actor, now=now, action="stays.request_plan", subject=row.id)
    return row.id


@transaction.atomic
def keep_rows(*, actor: Actor, now: datetime, plan: UUID, rows: Collection[StayId], is_kept: bool) -> int:
    """Keep rows of a plan as they are when it is made anew, or no longer; return how many.

    Raises
    ------
    NotAllowedError, PlanNotFoundError
        If the actor does not plan for this team.
    PlanOverError
        If the plan was sent or discarded.
    """
    _own_plan(actor, plan, PlanState.DONE)
    stays = Stay.objects.filter(plan=plan, id__in=rows, state=StayState.PROPOSED)
    n_rows = stays.update(is_locked=is_kept)
    audit.record(actor=actor, now=now, action="stays.keep_rows", subject=plan, detail=str(n_rows))
    return n_rows


@transaction.atomic
def drop_rows(*, actor: Actor, now: datetime, plan: UUID, rows: Collection[StayId]) -> int:
    """Take rows out of a plan before it is sent; return how many.

    Raises
    ------
    NotAllowedError, PlanNotFoundError
        If the actor does not plan for this team.
    PlanOverError
        If the plan was sent or discarded.
    """
    _own_plan(actor, plan, PlanState.DONE)
    n_rows, _ = Stay.objects.filter(plan=plan, id__in=rows, state=StayState.PROPOSED).delete()
    audit.record(actor=actor, now=now, action="stays.drop_rows", subject=plan, detail=str(n_rows))
    return n_rows


@transaction.atomic
def discard_plan(*, actor: Actor, now: datetime, plan: UUID) -> None:
    """Discard a plan that was not sent, or stop one under work; nobody was told of it.

    Raises
    ------
    NotAllowedError, PlanNotFoundError
        If the actor does not plan for this team.
    PlanOverError
        If the plan was sent.
    """
    row = _own_plan(actor, plan, PlanState.DONE, PlanState.FAILED, PlanState.DISCARDED, *UNDER_WORK)
    Stay.objects.filter(plan=row, state=StayState.PROPOSED).delete()
    row.state, row.frozen = PlanState.DISCARDED, b""
    row.save(update_fields=["state", "frozen"])
    audit.record(actor=actor, now=now, action="stays.discard_plan", subject=plan)


@transaction.atomic
def send_plan(*, actor: Actor, now: datetime, plan: UUID) -> None:
    """Send all rows of a plan: beds are held at once, and messages leave after a minute.

    Raises
    ------
    NotAllowedError, PlanNotFoundError
        If the actor does not plan for this team.
    PlanOverError
        If the plan was discarded, or a newer one has taken its place.
    """
    row = _own_plan(actor, plan, PlanState.DONE, PlanState.SENDING, PlanState.SENT)
    if row.state == PlanState.DONE:
        row.state, row.leaves_at = PlanState.SENDING, now + UNDO_FOR
        row.save(update_fields=["state", "leaves_at"])
        audit.record(actor=actor, now=now, action="stays.send_plan", subject=plan)


def send_rows(*, actor: Actor, now: datetime, limit: int = 500) -> int:
    """Ask about rows of the plans that are being sent, each anew by the rules; return how many.

    What no longer fits stays a proposal of its plan, with a word for why.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    n_rows = 0
    for plan in queries.list_sending():
        rows = queries.list_plan_rows(plan=plan)[: limit - n_rows]
        for start in range(0, len(rows), AT_ONCE):
            _send_some(actor, now, plan, rows[start : start + AT_ONCE])
        n_rows += len(rows)
        _close_if_sent(actor, now, plan)
    return n_rows


def undo_send(*, actor: Actor, now: datetime, plan: UUID) -> None:
    """Take a plan back that was sent less than a minute ago; whom nobody has answered yet is not asked.

    Begun in time it is done to the end, whatever happens in between: by whoever asks again, or by the clock.

    Raises
    ------
    NotAllowedError, PlanNotFoundError
        If the actor does not plan for this team.
    PlanOverError
        If its messages have left.
    """
    _begin_undo(actor, now, plan)
    _undo(actor, now, plan)


def finish_undo(*, actor: Actor, now: datetime) -> None:
    """Take back what is left of plans whose undoing was interrupted.

    Raises
    ------
    NotAllowedError
        If the actor is not the machine.
    """
    actor.demand_machine()
    for plan in queries.list_undoing():
        _undo(actor, now, plan)


def _undo(actor: Actor, now: datetime, plan: UUID) -> None:
    """Take back all rows of a plan that were sent, one by one, and open it again."""
    for stay in queries.list_sent_rows(plan=plan):
        _take_back(actor, now, stay)
    _reopen(actor, now, plan)


@transaction.atomic
def _send_some(actor: Actor, now: datetime, plan: UUID, stays: Sequence[StayId]) -> None:
    """Ask about some rows, or note why not; what is around them is read once for all."""
    run = PlanRun.objects.filter(id=plan, state=PlanState.SENDING).first()
    if run is None:
        return
    rows = [row for row in lock_all(stays).values() if row.state == StayState.PROPOSED and row.space_id]
    # Whoever is asked has the time for an answer from when the message leaves.
    city = city_time(run.leaves_at or now, TeamId(run.team_id))
    spaces = {row.id: SpaceId(row.space_id) for row in rows if row.space_id}
    offers = {offer.space: offer for offer in hosting.list_offers(spaces=set(spaces.values()))}
    wishes = {row.id: asking.wish_of_row(row, offers[spaces[row.id]], city) for row in rows}
    scene = Scene(wishes.values())
    fit: list[tuple[Stay, Wish]] = []
    for row in rows:
        wish = wishes[row.id]
        found = scene.may_hold(wish)
        if found:
            row.misfit = found[0]
            row.save(update_fields=["misfit"])
            continue
        scene.add(row, wish)
        fit.append((row, wish))
    asking.take_and_ask(actor, fit, city)
    subjects = [row.id for row, _ in fit]
    audit.record_all(actor=actor, now=now, action="stays.send_rows", subjects=subjects)


@transaction.atomic
def _close_if_sent(actor: Actor, now: datetime, plan: UUID) -> None:
    row = queries.lock_plan(plan=plan)
    if row.state == PlanState.SENDING and not queries.list_plan_rows(plan=plan):
        row.state = PlanState.SENT
        row.save(update_fields=["state"])
        audit.record(actor=actor, now=now, action="stays.send_rows", subject=plan)


@transaction.atomic
def _begin_undo(actor: Actor, now: datetime, plan: UUID) -> None:
    row = _own_plan(actor, plan, PlanState.SENDING, PlanState.SENT, PlanState.UNDOING)
    if row.state == PlanState.UNDOING:
        return
    if row.leaves_at is None or row.leaves_at <= now:
        raise PlanOverError("its messages have left")
    row.state, row.leaves_at = PlanState.UNDOING, None
    row.save(update_fields=["state", "leaves_at"])
    audit.record(actor=actor, now=now, action="stays.undo_send", subject=plan)


@transaction.atomic
def _reopen(actor: Actor, now: datetime, plan: UUID) -> None:
    """Let a plan be changed and sent again, of which nothing is out any more."""
    row = queries.lock_plan(plan=plan)
    if row.state == PlanState.UNDOING and not queries.list_sent_rows(plan=plan):
        row.state = PlanState.DONE
        row.save(update_fields=["state"])
        audit.record(actor=actor, now=now, action="stays.undo_send", subject=plan, detail="done")


@transaction.atomic
def _take_back(actor: Actor, now: datetime, stay: StayId) -> None:
    row = lock_all([stay]).get(stay)
    if row is None or row.state not in {StayState.HELD, StayState.HOST_YES}:
        return
    asking.unask(actor, row, city_time(now, TeamId(row.team_id)))
    audit.record(actor=actor, now=now, action="stays.undo_send", subject=row.id)


def _own_plan(actor: Actor, plan: UUID, *states: str) -> PlanRun:
    """Return a plan of the actor's team in one of these states, locked."""
    actor.demand("plan_waves")
    row = queries.lock_plan(plan=plan)
    if row.team_id != actor.team:
        raise PlanNotFoundError("no such plan here")
    if row.state not in states:
        raise PlanOverError(f"this plan is {row.state}")
    return row
