"""Which places are open at a moment, and until when; a door that closes after midnight is open over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from shanyrak.apps.accounts.queries import TeamView
from shanyrak.apps.hosting.queries import SiteView


@dataclass(frozen=True)
class Door:
    """A place on the list, and whether one can go in now."""

    site: SiteView
    is_open: bool


@dataclass(frozen=True)
class City:
    """The places of a team, those that are open first."""

    team: TeamView
    doors: Sequence[Door]


def city(team: TeamView, sites: Sequence[SiteView], local: datetime) -> City:
    """Return the places of a team as they are at a moment of its own clock."""
    doors = [Door(site, is_open(site.opens_at, site.closes_at, local.time())) for site in sites]
    return City(team, sorted(doors, key=lambda door: (not door.is_open, door.site.district, door.site.name)))


def is_open(opens: time | None, closes: time | None, now: time) -> bool:
    """Return whether a door is open; without hours it always is."""
    if opens is None or closes is None or opens == closes:
        return True
    return opens <= now < closes if opens < closes else now >= opens or now < closes
