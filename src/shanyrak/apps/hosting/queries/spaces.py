"""Spaces and their windows, read: by who keeps them and by members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from shanyrak.apps.hosting.errors import SpaceNotFoundError
from shanyrak.apps.hosting.models import Space, Window
from shanyrak.base.ids import Actor, HostId, SiteId, SpaceId
from shanyrak.base.nights import Span


@dataclass(frozen=True)
class SpaceView:
    """A space on a page; where it stands is not in it."""

    id: SpaceId
    host: HostId | None
    site: SiteId | None
    label: str
    kind: str
    beds: int
    is_private: bool
    features: tuple[str, ...]
    house_rules: tuple[str, ...]
    min_nights: int
    max_nights: int | None
    sexes: str
    place: str
    district: str
    windows: tuple[Span, ...]
    is_withdrawn: bool


def get_space(*, actor: Actor, space: SpaceId) -> SpaceView:
    """Return a space of the actor: their own, or one of their team if they see hosts or its site.

    Raises
    ------
    SpaceNotFoundError
        If there is none that the actor may see.
    """
    row = _rows().filter(id=space).first()
    if row is None or not may_see(actor=actor, space=row):
        raise SpaceNotFoundError("no such space here")
    return _view(row)


def list_spaces(
    *, actor: Actor, host: HostId | None = None, site: SiteId | None = None
) -> Sequence[SpaceView]:
    """Return the spaces that are offered by a host or at a site, to who may see them."""
    rows = _rows().filter(withdrawn_on=None, host=host, site=site).order_by("label", "id")
    return [_view(row) for row in rows if may_see(actor=actor, space=row)]


def lock_space(*, space: SpaceId) -> Space:
    """Return a space, locked until the transaction ends.

    Raises
    ------
    SpaceNotFoundError
        If there is no such space.
    """
    row = Space.objects.select_for_update().filter(id=space).first()
    if row is None:
        raise SpaceNotFoundError("no such space")
    return row


def may_see(*, actor: Actor, space: Space) -> bool:
    """Return whether an actor may see a space; for services."""
    if space.host_id is not None and actor.kind == "host":
        return actor.id == space.host_id
    if actor.team != space.team_id:
        return False
    if space.site_id is not None:
        return actor.may("see_sites", site=SiteId(space.site_id))
    return actor.may("see_hosts")


def may_edit(*, actor: Actor, space: Space) -> bool:
    """Return whether an actor may change a space; for services."""
    if space.host_id is not None and actor.kind == "host":
        return actor.id == space.host_id
    if actor.team != space.team_id:
        return False
    if space.site_id is not None:
        return actor.may("edit_sites", site=SiteId(space.site_id))
    return actor.may("edit_hosts")


def list_windows(*, space: SpaceId, since: date) -> Sequence[Span]:
    """Return the windows of a space that end after a day, for services."""
    rows = Window.objects.filter(space=space, end_night__gt=since).order_by("first_night")
    return [row.span for row in rows]


def _view(row: Space) -> SpaceView:
    return SpaceView(
        id=SpaceId(row.id),
        host=HostId(row.host_id) if row.host_id else None,
        site=SiteId(row.site_id) if row.site_id else None,
        label=row.label,
        kind=row.kind,
        beds=row.beds,
        is_private=row.is_private,
        features=tuple(sorted(row.feature_words)),
        house_rules=tuple(sorted(row.rule_words)),
        min_nights=row.min_nights,
        max_nights=row.max_nights,
        sexes=row.sexes,
        place=row.place,
        district=row.district,
        windows=tuple(window.span for window in row.windows.all()),
        is_withdrawn=row.withdrawn_on is not None,
    )


def _rows() -> "QuerySet[Space]":
    return Space.objects.prefetch_related(Prefetch("windows", Window.objects.order_by("first_night")))
