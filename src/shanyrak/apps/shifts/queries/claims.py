"""Who works on what at this moment, for the hour in which one shift gives over to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shanyrak.apps.shifts.models import Claim
from shanyrak.base.ids import Actor, PartyId


@dataclass(frozen=True)
class ClaimLine:
    """A request that a member has taken, and until when."""

    party: PartyId
    code: str
    owner: str
    is_mine: bool
    until: datetime


def list_claims(*, actor: Actor, now: datetime) -> Sequence[ClaimLine]:
    """Return what members of the actor's team have taken, those of the actor first; for who sees parties.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_parties")
    rows = Claim.objects.select_related("party", "member").filter(party__team=actor.team, until__gt=now)
    lines = [
        ClaimLine(
            PartyId(row.party_id), row.party.code, row.member.alias, row.member_id == actor.id, row.until
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.is_mine, line.owner, line.code))
