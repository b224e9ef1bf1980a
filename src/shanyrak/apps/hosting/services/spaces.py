"""Offering a space, and changing what it is, when it is free and whether it is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import ledger, queries
from shanyrak.apps.hosting.errors import (
    FewerBedsError,
    HostGoneError,
    HostNotFoundError,
    PromisedNightError,
    SpaceFactsError,
    SpaceNotFoundError,
    WindowError,
)
from shanyrak.apps.hosting.models import Host, HostState, SexRule, Space, SpaceKind, Window
from shanyrak.apps.hosting.words import (
    FEATURES,
    HOUSE_RULES,
    LANGUAGES,
    NIGHTS_IN_A_ROW,
    NIGHTS_OF_REST,
    OPPOSITES,
)
from shanyrak.apps.vault import contacts as vault
from shanyrak.base.ids import Actor, HostId, SiteId, SpaceId, TeamId
from shanyrak.base.nights import ONE_NIGHT, Span, tonight

MOST_BEDS_OF_A_HOST, MOST_BEDS_OF_A_ROOM = 60, 2_000
MOST_NIGHTS, MOST_WINDOWS = 366, 60
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class SpaceFacts:
    """What is said of a space, none of it a street."""

    kind: str
    beds: int
    is_private: bool = True
    features: frozenset[str] = frozenset()
    house_rules: frozenset[str] = frozenset()
    min_nights: int = 1
    max_nights: int | None = None
    sexes: str = SexRule.ANY
    district: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class HostFacts:
    """What a host says of themselves."""

    languages: frozenset[str] = frozenset()
    nights_in_a_row: int = NIGHTS_IN_A_ROW
    nights_of_rest: int = NIGHTS_OF_REST
    public_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Offered:
    """A space that was offered, and the host whose it is."""

    host: HostId
    space: SpaceId


@transaction.atomic
def offer_space(
    *,
    actor: Actor,
    now: datetime,
    team: TeamId,
    space: SpaceFacts,
    windows: Sequence[Span],
    host: HostFacts | None = None,
) -> Offered:
    """Offer a space to the team of a city; who offers the first one becomes a host, of whom nothing is known.

    Raises
    ------
    SpaceFactsError, WindowError
        If what is said does not fit together.
    HostGoneError
        If the actor is a host who has stopped.
    """
    place = _place_of(team)
    _check_facts(space, MOST_BEDS_OF_A_HOST)
    _check_district(space, place)
    spans = _tidy(windows, tonight(timezone.localtime(now)))
    row = _host_of(actor, now, team, host or HostFacts())
    made = _make(space, team, place, host_id=row.id)
    _open(made, spans)
    audit.record(actor=actor, now=now, action="hosting.offer_space", subject=row.id)
    return Offered(HostId(row.id), SpaceId(made.id))


@transaction.atomic
def add_room(
    *, actor: Actor, now: datetime, site: SiteId, room: SpaceFacts, windows: Sequence[Span]
) -> SpaceId:
    """Add a room with beds to a site.

    Raises
    ------
    NotAllowedError, SiteNotFoundError
        If the actor may not change this site.
    SpaceFactsError, WindowError
        If what is said does not fit together, or the place cannot bear so many.
    """
    actor.demand("edit_sites", site=site)
    row = queries.lock_site(actor=actor, site=site)
    _check_facts(room, MOST_BEDS_OF_A_ROOM)
    _check_bears(site, room.beds)
    spans = _tidy(windows, tonight(timezone.localtime(now)))
    facts = replace(room, district=row.district)
    made = _make(facts, TeamId(row.team_id), _place_of(TeamId(row.team_id)), site_id=site)
    _open(made, spans)
    audit.record(actor=actor, now=now, action="hosting.add_room", subject=site)
    return SpaceId(made.id)


@transaction.atomic
def change_space(*, actor: Actor, now: datetime, space: SpaceId, facts: SpaceFacts) -> None:
    """Change what a space is. Who was promised a bed there keeps it.

    Raises
    ------
    SpaceNotFoundError
        If there is none that the actor may change.
    SpaceFactsError
        If what is said does not fit together.
    FewerBedsError
        If somebody's bed would be gone, or a private space shared while somebody is there.
    """
    row = _lock_own(actor, space)
    _check_facts(facts, MOST_BEDS_OF_A_ROOM if row.site_id else MOST_BEDS_OF_A_HOST)
    _check_district(facts, row.place)
    if row.site_id:
        _check_bears(SiteId(row.site_id), facts.beds - row.beds)
    promised = queries.list_promised_nights(space=space, since=tonight(timezone.localtime(now)))
    most = max((taken for _, taken in promised), default=0)
    # Of a private space the ledger does not know how many people sleep there.
    shrinks = facts.beds < (row.beds if row.is_private else most)
    if promised and (facts.is_private != row.is_private or shrinks):
        raise FewerBedsError("somebody has been promised a bed there")
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.save()
    ledger.resize(space=space, capacity=row.capacity)
    audit.record(actor=actor, now=now, action="hosting.change_space", subject=row.host_id or row.site_id)


@transaction.atomic
def change_windows(*, actor: Actor, now: datetime, space: SpaceId, windows: Sequence[Span]) -> None:
    """Say when a space is free from now on; nights that are past stay as they were.

    Raises
    ------
    SpaceNotFoundError
        If there is none that the actor may change.
    WindowError
        If a window has no night ahead, or there are too many.
    PromisedNightError
        If somebody has been promised a night that would no longer be free.
    """
    running = tonight(timezone.localtime(now))
    row = _lock_own(actor, space)
    spans = _tidy(windows, running)
    promised = queries.list_promised_nights(space=space, since=running)
    if any(not any(night in span for span in spans) for night, _ in promised):
        raise PromisedNightError("somebody has been promised one of these nights")
    kept = [Span(span.first, min(span.end, running)) for span in _past(space, running)]
    row.windows.all().delete()
    _open(row, _merged([*kept, *spans]))
    audit.record(actor=actor, now=now, action="hosting.change_windows", subject=row.host_id or row.site_id)


@transaction.atomic
def withdraw_space(*, actor: Actor, now: datetime, space: SpaceId) -> None:
    """Take a space back. To take it back from people who were promised it, stays are cancelled first.

    Raises
    ------
    SpaceNotFoundError
        If there is none that the actor may change.
    PromisedNightError
        If somebody has been promised a night there.
    """
    today = timezone.localdate(now)
    row = _lock_own(actor, space)
    if queries.list_promised_nights(space=space, since=tonight(timezone.localtime(now))):
        raise PromisedNightError("somebody has been promised a night there")
    if row.withdrawn_on is None:
        row.withdrawn_on = today
        row.save(update_fields=["withdrawn_on"])
    audit.record(actor=actor, now=now, action="hosting.withdraw_space", subject=row.host_id or row.site_id)


@transaction.atomic
def learn_rule(*, actor: Actor, now: datetime, space: SpaceId, feature: str) -> None:
    """Take a word from what a space offers, as somebody found out that it does not; for services.

    Raises
    ------
    SpaceNotFoundError
        If there is no such space.
    SpaceFactsError
        If it is none of our words.
    """
    if feature not in FEATURES:
        raise SpaceFactsError("this is none of our words")
    row = queries.lock_space(space=space)
    told = set(filter(None, row.features.split(";")))
    row.features = ";".join(sorted(told - {feature}))
    row.save(update_fields=["features"])
    audit.record(
        actor=actor, now=now, action="hosting.learn_rule", subject=row.host_id or row.site_id, detail=feature
    )


def _host_of(actor: Actor, now: datetime, team: TeamId, facts: HostFacts) -> Host:
    """Return the host who acts; a stranger, or whom a member speaks for, is a new one."""
    if actor.kind == "host":
        row = queries.lock_host(host=HostId(actor.row_id()))
        if row.state != HostState.OPEN:
            raise HostGoneError("this host has stopped")
        if row.team_id != team:
            raise HostNotFoundError("this host is of another team")
        return row
    if actor.kind == "member":
        actor.demand("edit_hosts")
        if actor.team != team:
            raise HostNotFoundError("hosts of another team are its own")
    if not facts.languages <= set(LANGUAGES) or not 1 <= facts.nights_in_a_row <= MOST_NIGHTS:
        raise SpaceFactsError("a language or a number of nights does not fit")
    today, owner = timezone.localdate(now), vault.new_owner(now=now)
    row = Host.objects.create(
        id=owner.id,
        team_id=team,
        languages=";".join(sorted(facts.languages)),
        nights_in_a_row=facts.nights_in_a_row,
        nights_of_rest=facts.nights_of_rest,
        public_key=facts.public_key,
        fresh_on=today,
        created_on=today,
    )
    vault.begin_contact(owner=owner, team=team)
    return row


def _lock_own(actor: Actor, space: SpaceId) -> Space:
    row = queries.lock_space(space=space)
    if not queries.may_edit(actor=actor, space=row):
        raise SpaceNotFoundError("no such space here")
    return row


def _place_of(team: TeamId) -> str:
    known = {view.id: view.place for view in accounts.list_teams()}
    if team not in known:
        raise SpaceFactsError("there is no such team")
    return known[team]


def _check_facts(facts: SpaceFacts, most_beds: int) -> None:
    most_nights = facts.max_nights or MOST_NIGHTS
    fits = (
        facts.kind in SpaceKind.values
        and facts.sexes in SexRule.values
        and 1 <= facts.beds <= most_beds
        and 1 <= facts.min_nights <= most_nights <= MOST_NIGHTS
        and facts.features <= FEATURES
        and facts.house_rules <= HOUSE_RULES
        and not any(set(pair) <= facts.features for pair in OPPOSITES)
    )
    if not fits:
        raise SpaceFactsError("beds, nights or words of a space do not fit")


def _check_district(facts: SpaceFacts, place: str) -> None:
    if facts.district not in {"", *accounts.list_districts(place=place)}:
        raise SpaceFactsError("there is no such district")


def _check_bears(site: SiteId, more_beds: int) -> None:
    view = queries.get_site_of_stay(site=site)
    if more_beds > 0 and view.n_beds + more_beds > min(view.limits.values(), default=view.n_beds + more_beds):
        raise FewerBedsError("the site cannot bear so many beds")


def _columns(facts: SpaceFacts) -> dict[str, object]:
    plain = ("kind", "beds", "is_private", "min_nights", "max_nights", "sexes", "district", "label")
    told: dict[str, object] = {name: getattr(facts, name) for name in plain}
    words = {"features": facts.features, "house_rules": facts.house_rules}
    return told | {name: ";".join(sorted(value)) for name, value in words.items()}


def _make(facts: SpaceFacts, team: TeamId, place: str, **keeper: object) -> Space:
    return Space.objects.create(team_id=team, place=place, **keeper, **_columns(facts))


def _open(space: Space, spans: Iterable[Span]) -> None:
    Window.objects.bulk_create(
        [Window(space=space, first_night=span.first, end_night=span.end) for span in spans]
    )


def _past(space: SpaceId, today: date) -> list[Span]:
    return [row.span for row in Window.objects.filter(space=space, first_night__lt=today)]


def _tidy(windows: Sequence[Span], today: date) -> list[Span]:
    """Return windows in order, joined where they touch, without the nights before today."""
    ahead = [Span(max(span.first, today), span.end) for span in windows if span.end > today]
    spans = _merged(ahead)
    if not spans or len(spans) > MOST_WINDOWS or spans[-1].end > today + FURTHEST + ONE_NIGHT:
        raise WindowError("a space is free on some nights within a year")
    return spans


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.first <= merged[-1].end:
            merged[-1] = Span(merged[-1].first, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
