"""Names of ids and secrets, and the actor: who acts. No row and no rule lives here.

Ids are `uuid4`, so that an id tells no order of arrival. Each kind has its own name, so that mypy finds a
team passed as a member.
"""

from dataclasses import dataclass, field
from typing import Literal, NewType
from uuid import UUID

from shanyrak.base.errors import NotAllowedError

CounterId = NewType("CounterId", UUID)
HostId = NewType("HostId", UUID)
MemberId = NewType("MemberId", UUID)
PartyId = NewType("PartyId", UUID)
ServiceId = NewType("ServiceId", UUID)
ServicePointId = NewType("ServicePointId", UUID)
SiteId = NewType("SiteId", UUID)
SpaceId = NewType("SpaceId", UUID)
StayId = NewType("StayId", UUID)
TeamId = NewType("TeamId", UUID)

ActorKind = Literal["arrival", "host", "member", "firm", "machine"]


# What a cookie and an invitation hold: whoever has one is signed in, or may become a member.
CookieToken = NewType("CookieToken", str)
InvitationLink = NewType("InvitationLink", str)
# What the link to a host holds: whoever has it answers one question about one stay.
AskToken = NewType("AskToken", str)
# What the link of a ticket holds: whoever has it sees the ticket and may change its place.
TicketLink = NewType("TicketLink", str)
# What a browser keeps, so that it has one live ticket for a service and no second.
HolderToken = NewType("HolderToken", str)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; made only in an interface's `actors.py`, from a cookie, a token or a clock.

    `ref` is a pseudonym that may enter the audit log: 16 hexadecimal digits of a member, or "system". `id` is
    the row of the party, host or member. `powers` hold in the whole team, `site_powers` at one site each.
    """

    kind: ActorKind
    ref: str = ""
    id: UUID | None = field(default=None, repr=False)
    team: TeamId | None = None
    powers: frozenset[str] = frozenset()
    site_powers: frozenset[tuple[str, SiteId]] = frozenset()

    def row_id(self) -> UUID:
        """Return the row of who acts.

        Raises
        ------
        NotAllowedError
            If nobody in particular acts.
        """
        if self.id is None:
            raise NotAllowedError("this is for somebody whom we know")
        return self.id

    def may(self, power: str, *, site: SiteId | None = None) -> bool:
        """Return whether the actor has this power: at this site, or if none is named anywhere at all."""
        if power in self.powers:
            return True
        return any(name == power and site in {None, here} for name, here in self.site_powers)

    def demand(self, power: str, *, site: SiteId | None = None) -> None:
        """Refuse who lacks a power.

        Raises
        ------
        NotAllowedError
            If the actor does not have it, or not at this site.
        """
        if not self.may(power, site=site):
            raise NotAllowedError(f"this needs the power {power}")

    def demand_machine(self) -> None:
        """Refuse everybody but the server itself: its clock, its commands.

        Raises
        ------
        NotAllowedError
            If a person acts.
        """
        if self.kind != "machine":
            raise NotAllowedError("the machine alone does this")

    def sites_of(self, power: str) -> frozenset[SiteId] | None:
        """Return the sites at which the actor has a power; None if that is all of the team."""
        if power in self.powers:
            return None
        return frozenset(site for name, site in self.site_powers if name == power)


STRANGER = Actor("arrival")
SYSTEM = Actor("machine", ref="system")
