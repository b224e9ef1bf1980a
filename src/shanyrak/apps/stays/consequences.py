"""What follows from a no: a rule is learned, the pair is barred, the host rests or is halted, or nothing."""

from datetime import timedelta

from django.db.models import F

from shanyrak.apps.hosting import services as hosts
from shanyrak.apps.stays.errors import UnknownReasonError
from shanyrak.apps.stays.models import Bar, Refusal, RefusalCount, Stay
from shanyrak.apps.stays.reasons import REASONS, Effect, Reason, Side
from shanyrak.apps.stays.times import CityTime
from shanyrak.base.ids import Actor, HostId, SpaceId
from shanyrak.base.nights import Span


def reason_of(side: Side, code: str) -> Reason:
    """Return a reason of a side.

    Raises
    ------
    UnknownReasonError
        If it has none of this code.
    """
    reason = REASONS.get((side, code))
    if reason is None:
        raise UnknownReasonError(f"{side} has no such reason")
    return reason


def note_refusal(actor: Actor, row: Stay, reason: Reason, city: CityTime) -> None:
    """Write down a no, count it, and do what follows from it."""
    Refusal.objects.update_or_create(
        stay=row,
        defaults={
            "by": reason.side,
            "reason": reason.code,
            "effect": reason.effect,
            "refused_on": city.today,
        },
    )
    count, _ = RefusalCount.objects.get_or_create(
        team_id=row.team_id, month=city.today.replace(day=1), by=reason.side, reason=reason.code
    )
    RefusalCount.objects.filter(id=count.id).update(n_times=F("n_times") + 1)
    _follow(actor, row, reason, city)


def bar_pair(row: Stay) -> None:
    """Never bring this party and this host, or this site, together again."""
    if row.space is None:
        return
    Bar.objects.get_or_create(party=row.party, host=row.space.host, site=row.space.site)


def _follow(actor: Actor, row: Stay, reason: Reason, city: CityTime) -> None:
    host = HostId(row.space.host_id) if row.space and row.space.host_id else None
    if reason.effect == Effect.LEARN and row.space_id is not None:
        hosts.learn_rule(actor=actor, now=city.now, space=SpaceId(row.space_id), feature=reason.feature)
    if reason.effect in {Effect.BAR, Effect.HALT}:
        bar_pair(row)
    if reason.effect == Effect.HALT and host is not None:
        hosts.halt_host(actor=actor, now=city.now, host=host)
    if reason.effect == Effect.REST and host is not None:
        rest = Span(city.tonight, city.tonight + timedelta(days=reason.nights))
        kind = "away" if reason.code == "away" else "rest"
        hosts.pause_host(actor=actor, now=city.now, host=host, kind=kind, span=rest)
