"""What spaces are called among members: by their site, or as a kind of home in a district."""

from collections.abc import Iterable
from dataclasses import dataclass

from shanyrak.apps.hosting import queries as hosting
from shanyrak.base.ids import Actor, SpaceId


@dataclass(frozen=True)
class SpaceName:
    """A space as members speak of it; of a home never more than its district."""

    site: str
    kind: str
    district: str


def list_space_names(*, actor: Actor, spaces: Iterable[SpaceId]) -> dict[SpaceId, SpaceName]:
    """Return what these spaces are called, as far as they are of the actor's team."""
    wanted = set(spaces)
    if not wanted:
        return {}
    sites = hosting.list_sites(actor=actor) if actor.may("see_sites") else ()
    known = {site.id: site.name for site in sites}
    return {
        offer.space: SpaceName(
            known.get(offer.keeper.site, "") if offer.keeper.site else "", offer.kind, offer.district
        )
        for offer in hosting.list_offers(spaces=wanted)
        if offer.team == actor.team
    }
