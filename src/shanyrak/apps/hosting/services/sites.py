"""Founding a site and changing what is said of it."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from django.db import transaction

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries
from shanyrak.apps.hosting.errors import FewerBedsError, SiteFactsError
from shanyrak.apps.hosting.models import Site
from shanyrak.base.ids import Actor, SiteId

NAME_LENGTH, ADDRESS_LENGTH = 80, 160


@dataclass(frozen=True, kw_only=True)
class SiteFacts:
    """What is said of a site."""

    name: str
    district: str = ""
    address: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    is_listed: bool = True
    is_open: bool = True
    is_staffed: bool = True
    square_metres: int | None = None
    toilets: int | None = None
    showers: int | None = None
    fire_limit: int | None = None


@transaction.atomic
def found_site(*, actor: Actor, now: datetime, site: SiteFacts) -> SiteId:
    """Found a site of the actor's team.

    Raises
    ------
    NotAllowedError
        If the actor may not change all sites of the team.
    SiteFactsError
        If what is said does not fit together, or the team has a site of this name.
    """
    actor.demand("edit_sites")
    if actor.team is None or actor.sites_of("edit_sites") is not None:
        raise SiteFactsError("a site is founded by who looks after all of them")
    _check(actor, site)
    if Site.objects.filter(team=actor.team, name=site.name).exists():
        raise SiteFactsError("there is a site of this name")
    row = Site.objects.create(team_id=actor.team, **asdict(site))
    audit.record(actor=actor, now=now, action="hosting.found_site", subject=row.id)
    return SiteId(row.id)


@transaction.atomic
def change_site(*, actor: Actor, now: datetime, site: SiteId, facts: SiteFacts) -> None:
    """Change what is said of a site.

    Raises
    ------
    NotAllowedError, SiteNotFoundError
        If the actor may not change this site.
    SiteFactsError
        If what is said does not fit together.
    FewerBedsError
        If the place would bear fewer people than it has beds.
    """
    actor.demand("edit_sites", site=site)
    row = queries.lock_site(actor=actor, site=site)
    _check(actor, facts)
    if Site.objects.filter(team=actor.team, name=facts.name).exclude(id=site).exists():
        raise SiteFactsError("there is a site of this name")
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    n_beds = queries.get_site_of_stay(site=site).n_beds
    if n_beds > min(row.limits().values(), default=n_beds):
        raise FewerBedsError("take beds away first")
    row.save()
    audit.record(actor=actor, now=now, action="hosting.change_site", subject=row.id)


def _check(actor: Actor, site: SiteFacts) -> None:
    place = next((team.place for team in accounts.list_teams() if team.id == actor.team), "")
    limits = (site.square_metres, site.toilets, site.showers, site.fire_limit)
    fits = (
        0 < len(site.name.strip()) <= NAME_LENGTH
        and len(site.address) <= ADDRESS_LENGTH
        and site.district in {"", *accounts.list_districts(place=place)}
        and all(limit is None or limit > 0 for limit in limits)
    )
    if not fits:
        raise SiteFactsError("a name, a district or a limit does not fit")
