"""Who may know the way to a home, and when: the party of a stay and its team, from both yeses to its end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.queries.stays import StayView, get_stay
from shanyrak.apps.stays.states import WAY_IS_SHOWN
from shanyrak.apps.vault.ways import find_way, find_way_text, list_ways
from shanyrak.base.ids import Actor, HostId, StayId


@dataclass(frozen=True)
class WayView:
    """A stay whose people are to be told the way: what to seal it to, and whether that was done."""

    stay: StayView
    host: HostId
    party_key: bytes = field(repr=False)
    is_told: bool


def find_way_of(*, actor: Actor, stay: StayId) -> str | None:
    """Return the way as it is sealed to the party that asks, while its stay is at a stage for it.

    Raises
    ------
    StayNotFoundError
        If it is not the actor's.
    """
    row = get_stay(actor=actor, stay=stay)
    if actor.kind != "arrival" or row.state not in WAY_IS_SHOWN:
        return None
    return find_way_text(stay=stay)


def get_way_to_tell(*, actor: Actor, stay: StayId) -> WayView:
    """Return a stay to a member who may tell its people the way.

    Raises
    ------
    NotAllowedError
        If the actor may not open contacts.
    StayNotFoundError
        If it is none of the actor's team, is at no home, or not at a stage at which the way is told.
    """
    actor.demand("open_contacts")
    row = get_stay(actor=actor, stay=stay)
    if row.host is None or row.state not in WAY_IS_SHOWN:
        raise StayNotFoundError("nobody is told the way to this stay")
    key = intake.get_public_key(actor=actor, party=row.party)
    return WayView(row, row.host, key, find_way(stay=stay) is not None)


def list_past_ways() -> Sequence[UUID]:
    """Return the stays that are over, or came to nothing, about which a way is kept; for services."""
    kept = list_ways()
    due = set(Stay.objects.filter(id__in=kept, state__in=WAY_IS_SHOWN).values_list("id", flat=True))
    return [stay for stay in kept if stay not in due]
