"""Names of ids and secrets, and the actor: who acts. No row and no rule lives here.

Ids are `uuid4`, so that an id tells no order of arrival. Each kind has its own name, so that mypy finds a
team passed as a member.
"""

from dataclasses import dataclass, field
from typing import Literal, NewType
from uuid import UUID

from shanyrak.base.errors import NotAllowedError

HostId = NewType("HostId", UUID)
MemberId = NewType("MemberId", UUID)
PartyId = NewType("PartyId", UUID)
SiteId = NewType("SiteId", UUID)
SpaceId = NewType("SpaceId", UUID)
StayId = NewType("StayId", UUID)
TeamId = NewType("TeamId", UUID)

ActorKind = Literal["arrival", "host", "member", "firm", "machine"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; made only in an interface's `actors.py`, from a cookie, a token or the clock of the jobs.

    `ref` is a pseudonym that may enter the audit log: 16 hexadecimal digits of a member, or "system". `id` is
    the row of the party, host or member. `sites` is None where the powers hold at every site of the team.
    """

    kind: ActorKind
    ref: str = ""
    id: UUID | None = field(default=None, repr=False)
    team: TeamId | None = None
    powers: frozenset[str] = frozenset()
    sites: frozenset[SiteId] | None = None

    def may(self, power: str, *, site: SiteId | None = None) -> bool:
        """Return whether the actor has this power, at this site if one is named."""
        here = site is None or self.sites is None or site in self.sites
        return power in self.powers and here

    def demand(self, power: str, *, site: SiteId | None = None) -> None:
        """Refuse who lacks a power.

        Raises
        ------
        NotAllowedError
            If the actor does not have it, or not at this site.
        """
        if not self.may(power, site=site):
            raise NotAllowedError(f"this needs the power {power}")


STRANGER = Actor("arrival")
SYSTEM = Actor("machine", ref="system")
