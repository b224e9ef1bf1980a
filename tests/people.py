"""The cast: who acts in tests, by role. Actors only; rows of members come from `tests/factories.py`."""

from uuid import UUID, uuid4

from shanyrak.base.ids import STRANGER, SYSTEM, Actor, TeamId
from shanyrak.base.powers import ROLES

__all__ = ["STRANGER", "SYSTEM"]
ALMATY, ORAL = TeamId(UUID(int=1, version=4)), TeamId(UUID(int=2, version=4))


def member_of(team: TeamId, *roles: str) -> Actor:
    """Make a member with these roles at every site of a team."""
    powers = frozenset().union(*(ROLES[role] for role in roles))
    return Actor("member", ref=uuid4().hex[:16], id=uuid4(), team=team, powers=powers)


def one_of(kind: str) -> Actor:
    """Make a party ("arrival"), a host or a firm, known by its id alone."""
    return Actor(kind, id=uuid4())


COORDINATOR = member_of(ALMATY, "coordinator")
COORDINATOR_ELSEWHERE = member_of(ORAL, "coordinator")
VETTER, SECOND_VETTER = member_of(ALMATY, "vetter"), member_of(ALMATY, "vetter")
HALL_MANAGER = member_of(ALMATY, "hall_manager")
CLERK = member_of(ALMATY, "clerk")
ANALYST = member_of(ALMATY, "analyst")
OPERATOR = member_of(ALMATY, "operator")
