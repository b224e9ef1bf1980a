"""Offers: what a stay has to know of a space and of its host or site, as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from shanyrak.apps.hosting.errors import SpaceNotFoundError
from shanyrak.apps.hosting.models import Host, HostState, Pause, PauseKind, Space, Window
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.base.ids import HostId, SiteId, SpaceId, TeamId
from shanyrak.base.nights import Span


@dataclass(frozen=True, slots=True)
class PauseView:
    """Nights on which nobody new comes; no end is until further notice."""

    kind: PauseKind
    first_night: date
    end_night: date | None

    def is_on(self, span: Span) -> bool:
        """Return whether it forbids a stay on these nights."""
        return self.first_night < span.end and (self.end_night is None or span.first < self.end_night)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps a space: a host with a level and a need of rest, or a site with a door."""

    host: HostId | None
    site: SiteId | None
    is_there: bool
    level: VettingLevel = VettingLevel.REFERENCES
    takes_protected: bool = False
    fresh_on: date | None = None
    nights_in_a_row: int = 0
    nights_of_rest: int = 0
    pauses: tuple[PauseView, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A space with all that decides who may stay there, and when."""

    space: SpaceId
    team: TeamId
    keeper: Keeper
    kind: str
    beds: int
    is_private: bool
    features: frozenset[str]
    house_rules: frozenset[str]
    min_nights: int
    max_nights: int | None
    sexes: str
    place: str
    district: str
    windows: tuple[Span, ...]

    @property
    def capacity(self) -> int:
        """What the ledger counts of it on a night."""
        return 1 if self.is_private else self.beds

    def units(self, people: int) -> int:
        """Return what so many people take of the ledger."""
        return 1 if self.is_private else people

    def is_free(self, span: Span) -> bool:
        """Return whether all these nights lie in one window; what is taken of them is told by the ledger."""
        return any(window.covers(span) for window in self.windows)


def lock_offer(*, space: SpaceId) -> Offer:
    """Return a space with its keeper, both locked until the transaction ends.

    Raises
    ------
    SpaceNotFoundError
        If there is no such space.
    """
    lock_keepers(spaces=[space])
    return get_offer(space=space)


def lock_keepers(*, spaces: Iterable[SpaceId]) -> None:
    """Lock spaces and before them the hosts whose they are, each in the order of their ids."""
    wanted = list(spaces)
    hosts = Space.objects.filter(id__in=wanted, host__isnull=False).values_list("host_id", flat=True)
    list(Host.objects.select_for_update().filter(id__in=list(hosts)).order_by("id").values_list("id"))
    list(Space.objects.select_for_update().filter(id__in=wanted).order_by("id").values_list("id"))


def get_offer(*, space: SpaceId) -> Offer:
    """Return a space with its keeper, for services.

    Raises
    ------
    SpaceNotFoundError
        If there is no such space.
    """
    row = _whole(Space.objects.filter(id=space)).first()
    if row is None:
        raise SpaceNotFoundError("no such space")
    return _offer(row)


def list_offers(*, team: TeamId | None = None, spaces: Iterable[SpaceId] | None = None) -> Sequence[Offer]:
    """Return the spaces of a team that are not withdrawn, or those named, withdrawn or not; for services."""
    rows = Space.objects.all() if team is None else Space.objects.filter(team=team, withdrawn_on=None)
    rows = rows if spaces is None else rows.filter(id__in=list(spaces))
    return [_offer(row) for row in _whole(rows).order_by("id")]


def _offer(row: Space) -> Offer:
    return Offer(
        space=SpaceId(row.id),
        team=TeamId(row.team_id),
        keeper=_keeper(row),
        kind=row.kind,
        beds=row.beds,
        is_private=row.is_private,
        features=row.feature_words,
        house_rules=row.rule_words,
        min_nights=row.min_nights,
        max_nights=row.max_nights,
        sexes=row.sexes,
        place=row.place,
        district=row.district,
        windows=tuple(sorted(window.span for window in row.windows.all())),
    )


def _whole(rows: "QuerySet[Space]") -> "QuerySet[Space]":
    pauses = Pause.objects.filter(lifted_on=None)
    return rows.select_related("host", "site").prefetch_related(
        Prefetch("windows", Window.objects.order_by("first_night")), Prefetch("host__pauses", pauses)
    )


def _keeper(row: Space) -> Keeper:
    is_there = row.withdrawn_on is None
    if row.host is None:
        site = row.site
        is_open = site is not None and site.is_open
        return Keeper(
            None,
            SiteId(row.site_id) if row.site_id else None,
            is_there and is_open,
            takes_protected=site is not None and site.is_staffed,
        )
    host = row.host
    return Keeper(
        HostId(host.id),
        None,
        is_there and host.state == HostState.OPEN,
        level=VettingLevel(host.level),
        takes_protected=host.has_two_vetters,
        fresh_on=host.fresh_on,
        nights_in_a_row=host.nights_in_a_row,
        nights_of_rest=host.nights_of_rest,
        pauses=tuple(PauseView(PauseKind(p.kind), p.first_night, p.end_night) for p in host.pauses.all()),
    )
