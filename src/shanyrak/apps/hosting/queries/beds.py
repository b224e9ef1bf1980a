"""The ledger of beds, read: what is taken of a space, and what is free on a night."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum

from shanyrak.apps.hosting.models import BedNight, HostState, Space, Window
from shanyrak.base.ids import Actor, SiteId, SpaceId
from shanyrak.base.nights import Span


@dataclass(frozen=True, slots=True)
class NightTaken:
    """A row of the ledger."""

    space: SpaceId
    night: date
    capacity: int
    taken: int


@dataclass(frozen=True, slots=True)
class RoomBeds:
    """A room of a site on a night: its beds, and how many of them somebody may still have."""

    space: SpaceId
    site: SiteId
    label: str
    beds: int
    free: int


def list_taken(*, spaces: Iterable[SpaceId] | None = None, span: Span | None = None) -> Sequence[NightTaken]:
    """Return the rows of the ledger on which something is taken, for services."""
    rows = BedNight.objects.filter(taken__gt=0)
    rows = rows if spaces is None else rows.filter(space__in=list(spaces))
    rows = rows if span is None else rows.filter(night__gte=span.first, night__lt=span.end)
    columns = rows.order_by("space", "night").values_list("space_id", "night", "capacity", "taken")
    return [NightTaken(SpaceId(space), night, capacity, taken) for space, night, capacity, taken in columns]


def get_most_taken(*, space: SpaceId, span: Span) -> int:
    """Return the most that is taken of a space on any of these nights, for services."""
    rows = BedNight.objects.filter(space=space, night__gte=span.first, night__lt=span.end)
    return rows.aggregate(most=Max("taken"))["most"] or 0


def list_promised_nights(*, space: SpaceId, since: date) -> Sequence[tuple[date, int]]:
    """Return the nights from a day on of which something is taken, and how much; for services."""
    rows = BedNight.objects.filter(space=space, night__gte=since, taken__gt=0)
    return list(rows.order_by("night").values_list("night", "taken"))


def count_free_beds(*, actor: Actor, night: date) -> int:
    """Return the beds of the actor's team that are free on a night, for members who see hosts or sites.

    A private space counts with all its beds or, once taken, with none. Rests and levels are not asked: this
    is what lies there, not what suits anybody.

    Raises
    ------
    NotAllowedError
        If the actor sees neither.
    """
    if not actor.may("see_sites"):
        actor.demand("see_hosts")
    if actor.team is None:
        return 0
    open_now = Q(withdrawn_on=None) & (Q(host__state=HostState.OPEN) | Q(site__is_open=True))
    offered = Window.objects.filter(first_night__lte=night, end_night__gt=night).values("space")
    spaces = Space.objects.filter(open_now, team=actor.team, id__in=offered)
    n_beds = spaces.aggregate(n=Sum("beds"))["n"] or 0
    rows = BedNight.objects.filter(night=night, space__in=spaces, taken__gt=0)
    private = rows.filter(space__is_private=True).aggregate(n=Sum("space__beds"))["n"] or 0
    shared = rows.filter(space__is_private=False).aggregate(n=Sum("taken"))["n"] or 0
    return n_beds - private - shared


def list_room_beds(*, actor: Actor, night: date, sites: Iterable[SiteId]) -> Sequence[RoomBeds]:
    """Return the rooms of these sites that are open on a night, for members who see the sites.

    Raises
    ------
    NotAllowedError
        If the actor does not see one of them.
    """
    wanted = set(sites)
    for site in wanted:
        actor.demand("see_sites", site=site)
    offered = Window.objects.filter(first_night__lte=night, end_night__gt=night).values("space")
    rooms = Space.objects.filter(team=actor.team, site__in=wanted, site__is_open=True, withdrawn_on=None)
    rows = rooms.filter(id__in=offered).order_by("site__name", "label", "id")
    taken = dict(BedNight.objects.filter(night=night, space__in=rooms).values_list("space_id", "taken"))
    return [
        RoomBeds(
            SpaceId(row.id), SiteId(row.site_id), row.label, row.beds, _free_in(row, taken.get(row.id, 0))
        )
        for row in rows
        if row.site_id is not None
    ]


def _free_in(room: Space, taken: int) -> int:
    """Return the beds of a room that are free; of a private one all, or once somebody is there none."""
    if room.is_private:
        return 0 if taken else room.beds
    return max(0, room.beds - taken)
