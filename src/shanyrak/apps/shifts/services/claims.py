"""Taking a request for a quarter of an hour, giving it back, and forgetting what is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.shifts.errors import TakenByOtherError
from shanyrak.apps.shifts.models import Claim
from shanyrak.base.ids import Actor, PartyId

LASTS = timedelta(minutes=15)


@transaction.atomic
def claim_rows(*, actor: Actor, now: datetime, parties: Iterable[PartyId]) -> datetime:
    """Take requests for a quarter of an hour, or for another one; return until when.

    Raises
    ------
    NotAllowedError
        If the actor may not place parties.
    PartyNotFoundError
        If one of them is none of the actor's team.
    TakenByOtherError
        If another member has one of them; then none is taken.
    """
    actor.demand("place_parties")
    wanted = set(parties)
    rows = intake.lock_parties(parties=wanted)
    if wanted - rows.keys() or any(row.team_id != actor.team for row in rows.values()):
        raise PartyNotFoundError("no such party here")
    others = Claim.objects.select_related("member").filter(party__in=wanted, until__gt=now)
    other = others.exclude(member=actor.row_id()).order_by("until").first()
    if other is not None:
        raise TakenByOtherError("another member has it", alias=other.member.alias, until=other.until)
    Claim.objects.filter(party__in=wanted).delete()
    until = now + LASTS
    Claim.objects.bulk_create(
        Claim(party_id=party, member_id=actor.row_id(), until=until) for party in sorted(wanted)
    )
    audit.record(actor=actor, now=now, action="shifts.claim_rows", detail=str(len(wanted)))
    return until


@transaction.atomic
def release_rows(*, actor: Actor, now: datetime, parties: Iterable[PartyId]) -> None:
    """Give requests back that the actor has; those of others stay theirs."""
    Claim.objects.filter(party__in=list(parties), member=actor.row_id()).delete()
    audit.record(actor=actor, now=now, action="shifts.release_rows")


@transaction.atomic
def sweep(*, actor: Actor, now: datetime) -> None:
    """Forget claims that are over."""
    n_gone, _ = Claim.objects.filter(until__lte=now).delete()
    if n_gone:
        audit.record(actor=actor, now=now, action="shifts.sweep")
