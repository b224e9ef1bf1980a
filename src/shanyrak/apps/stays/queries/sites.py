"""How full sites are on a night, read by those who stand at their doors. Who is there, `stays.py` lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.states import StayState
from shanyrak.base.ids import Actor, SiteId

COMING = (StayState.PARTY_YES, StayState.TOLD)


@dataclass(frozen=True)
class DoorCounts:
    """How many people are awaited at a site on a night, and how many are in."""

    n_coming: int = 0
    n_in: int = 0


def count_at_sites(*, actor: Actor, night: date, sites: Iterable[SiteId]) -> dict[SiteId, DoorCounts]:
    """Return the people of a night at these sites, in one statement, for members who see the sites.

    Raises
    ------
    NotAllowedError
        If the actor does not see one of them.
    """
    wanted = set(sites)
    for site in wanted:
        actor.demand("see_sites", site=site)
    rows = Stay.objects.filter(team=actor.team, space__site__in=wanted, state__in=(*COMING, StayState.IN))
    rows = rows.filter(first_night__lte=night, end_night__gt=night)
    coming: Counter[SiteId] = Counter()
    there: Counter[SiteId] = Counter()
    grouped = rows.order_by().values_list("space__site", "state").annotate(n=Sum("people"))
    for site, state, n_people in grouped:
        (there if state == StayState.IN else coming)[SiteId(site)] += n_people
    return {site: DoorCounts(coming[site], there[site]) for site in wanted}
