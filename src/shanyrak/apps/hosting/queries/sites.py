"""Sites, read: by anybody if they are listed, by members otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import Q, QuerySet, Sum

from shanyrak.apps.hosting.errors import SiteNotFoundError
from shanyrak.apps.hosting.models import Site
from shanyrak.base.ids import Actor, SiteId, TeamId

MEASURED = ("square_metres", "toilets", "showers", "fire_limit")


@dataclass(frozen=True)
class SiteView:
    """A site on a page."""

    id: SiteId
    team: TeamId
    name: str
    district: str
    address: str
    opens_at: time | None
    closes_at: time | None
    is_listed: bool
    is_open: bool
    is_staffed: bool
    n_beds: int
    limits: dict[str, int]
    # What was measured, as it was typed; None is not known.
    measured: dict[str, int | None]

    @property
    def capacity(self) -> int:
        """How many people may sleep there: its beds, or what the place can bear if that is less."""
        return min([self.n_beds, *self.limits.values()])

    @property
    def binding(self) -> str:
        """What that number comes from: `beds`, or the limit that is least."""
        return min({"beds": self.n_beds, **self.limits}.items(), key=lambda told: told[1])[0]


def list_listed_sites(*, team: TeamId) -> Sequence[SiteView]:
    """Return the open places of a city that take walk-ins; public, as their doors are."""
    rows = _rows().filter(team=team, is_listed=True, is_open=True)
    return [_view(row) for row in rows.order_by("name")]


def list_sites(*, actor: Actor) -> Sequence[SiteView]:
    """Return the sites of the actor's team at which they see who sleeps there.

    Raises
    ------
    NotAllowedError
        If that is none.
    """
    actor.demand("see_sites")
    rows = _rows().filter(team=actor.team)
    here = actor.sites_of("see_sites")
    rows = rows if here is None else rows.filter(id__in=here)
    return [_view(row) for row in rows.order_by("name")]


def get_site(*, actor: Actor, site: SiteId) -> SiteView:
    """Return a site of the actor's team, for members who see it.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    SiteNotFoundError
        If there is none in this team.
    """
    actor.demand("see_sites", site=site)
    row = _rows().filter(id=site, team=actor.team).first()
    if row is None:
        raise SiteNotFoundError("no such site here")
    return _view(row)


def get_site_of_stay(*, site: SiteId) -> SiteView:
    """Return a site, listed or not, for services that know that somebody has a bed there.

    Raises
    ------
    SiteNotFoundError
        If there is no such site.
    """
    row = _rows().filter(id=site).first()
    if row is None:
        raise SiteNotFoundError("no such site")
    return _view(row)


def lock_site(*, actor: Actor, site: SiteId) -> Site:
    """Return a site of the actor's team, locked until the transaction ends.

    Raises
    ------
    SiteNotFoundError
        If there is none in this team.
    """
    row = Site.objects.select_for_update().filter(id=site, team=actor.team).first()
    if row is None:
        raise SiteNotFoundError("no such site here")
    return row


def _rows() -> "QuerySet[Site]":
    n_beds = Sum("spaces__beds", filter=Q(spaces__withdrawn_on=None), default=0)
    return Site.objects.annotate(n_beds=n_beds)


def _view(row: Any) -> SiteView:
    return SiteView(
        id=SiteId(row.id),
        team=TeamId(row.team_id),
        name=row.name,
        district=row.district,
        address=row.address,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        is_listed=row.is_listed,
        is_open=row.is_open,
        is_staffed=row.is_staffed,
        n_beds=row.n_beds,
        limits=row.limits(),
        measured={name: getattr(row, name) for name in MEASURED},
    )
