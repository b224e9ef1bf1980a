"""May this stay be held? And what a plan has to know of those that are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shanyrak.apps.stays.models import Bar, PlanState, Stay
from shanyrak.apps.stays.rules import Obstacle, Placed, Wish
from shanyrak.apps.stays.scene import ANSWERED_NO, COLUMNS, Scene, placed_of
from shanyrak.apps.stays.states import HOLDING, StayState
from shanyrak.base.ids import PartyId, TeamId


@dataclass(frozen=True, slots=True)
class Apart:
    """A party, and the host, site or space that it is not brought together with."""

    party: PartyId
    keeper: UUID


def may_hold(*, wish: Wish) -> list[Obstacle]:
    """Return all that stands against a stay, for services; an empty list is a yes.

    It is a yes only as long as the party, the host and the space stay locked.
    """
    return Scene([wish]).may_hold(wish)


def list_placed(*, team: TeamId, night: date) -> Sequence[Placed]:
    """Return the stays of a team that keep a bed on a night or later, for services."""
    rows = Stay.objects.filter(team=team, state__in=HOLDING, end_night__gt=night)
    return [placed_of(row) for row in rows.order_by("id").values_list(*COLUMNS)]


def list_locked(*, team: TeamId, night: date) -> Sequence[Placed]:
    """Return the rows of a team's latest plan that were locked, for services: the next plan keeps them."""
    rows = Stay.objects.filter(
        team=team, state=StayState.PROPOSED, is_locked=True, plan__state=PlanState.DONE
    )
    return [placed_of(row) for row in rows.filter(end_night__gt=night).order_by("id").values_list(*COLUMNS)]


def list_apart(*, parties: Iterable[PartyId], since: date) -> Sequence[Apart]:
    """Return whom a plan must not bring together: barred pairs, and who said no; for services."""
    asking = set(parties)
    bars = Bar.objects.values_list("party_id", "host_id", "site_id")
    asked = Stay.objects.filter(state__in=ANSWERED_NO, was_asked=True, end_night__gt=since)
    no = asked.values_list("party_id", "space__host_id", "space_id")
    rows: list[tuple[UUID, UUID | None, UUID | None]] = [*bars, *no]
    pairs = {(party, host or other) for party, host, other in rows if party in asking}
    return [Apart(PartyId(party), keeper) for party, keeper in sorted(pairs, key=str) if keeper]
