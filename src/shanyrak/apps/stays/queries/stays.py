"""Stays, read: by the party, the host, the team. A host sees only their own, and of a party five facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from shanyrak.apps.stays.errors import AskNotFoundError, StayNotFoundError
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.states import HOLDING, PROMISED, StayState
from shanyrak.apps.stays.tokens import code_digest_of, digest_of, is_code
from shanyrak.base.ids import Actor, AskToken, HostId, PartyId, SiteId, SpaceId, StayId, TeamId
from shanyrak.base.nights import Span

# What a host learns of a party before the yes, beside how many, when and in which language. A need for women
# only, say, would tell who they are.
TOLD_TO_HOSTS = frozenset({"children", "pets", "step_free"})
# A party sees what was begun for it, not what a member or a plan only thinks about.
UNSEEN_BY_PARTY = (StayState.PROPOSED,)


@dataclass(frozen=True)
class StayView:
    """A stay on a page."""

    id: StayId
    team: TeamId
    party: PartyId
    party_code: str
    space: SpaceId | None
    host: HostId | None
    site: SiteId | None
    state: str
    part: int
    people: int
    first_night: date
    end_night: date
    rank: int
    plan: UUID | None
    is_locked: bool
    misfit: str
    door_words: str
    host_by: datetime | None
    held_until: datetime | None

    @property
    def n_nights(self) -> int:
        """How many nights it has."""
        return (self.end_night - self.first_night).days


@dataclass(frozen=True)
class AskView:
    """What a host learns before the yes: five facts, and by when to answer."""

    stay: StayId
    host: HostId
    people: int
    span: Span
    needs: tuple[str, ...]
    language: str
    house_rules: tuple[str, ...]
    answer_by: datetime | None
    state: str


def get_stay(*, actor: Actor, stay: StayId) -> StayView:
    """Return a stay to its party, its host, or a member of the team who sees parties or the site.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may see.
    """
    row = _seen_by(actor).filter(id=stay).first()
    if row is None or not _may_see_site(actor, row):
        raise StayNotFoundError("no such stay here")
    return _view(row, actor)


def list_chain(*, actor: Actor, party: PartyId) -> Sequence[StayView]:
    """Return the stays of a party in order, those that came to nothing left out; for itself or its team."""
    rows = _seen_by(actor).filter(party=party, state__in=(*HOLDING, StayState.OUT, StayState.PROPOSED))
    rows = rows.exclude(state=StayState.PROPOSED, plan__isnull=False)
    return [
        _view(row, actor)
        for row in rows.order_by("first_night", "rank", "part", "id")
        if _may_see_site(actor, row)
    ]


def list_tried(*, actor: Actor, party: PartyId) -> Sequence[StayView]:
    """Return the stays of a party that came to nothing, for members who see parties.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_parties")
    rows = _rows().filter(party=party, team=actor.team).exclude(state__in=(*HOLDING, StayState.OUT))
    return [_view(row, actor) for row in rows.exclude(state=StayState.PROPOSED).order_by("-changed_on", "id")]


def list_with_host(*, actor: Actor, host: HostId) -> Sequence[StayView]:
    """Return who is with a host and who comes, in order: to the host, or to members who see hosts."""
    rows = _rows().filter(space__host=host, state__in=HOLDING)
    if actor.kind == "host":
        rows = rows.filter(space__host=actor.row_id()).exclude(state=StayState.HELD)
    else:
        actor.demand("see_hosts")
        rows = rows.filter(team=actor.team)
    return [_view(row, actor) for row in rows.order_by("first_night", "id")]


def list_at_site(*, actor: Actor, site: SiteId, night: date) -> Sequence[StayView]:
    """Return who sleeps at a site on a night or is awaited, by code, for members who see the site.

    Raises
    ------
    NotAllowedError
        If the actor does not see this site.
    """
    actor.demand("see_sites", site=site)
    there = (StayState.PARTY_YES, StayState.TOLD, StayState.IN)
    rows = _rows().filter(team=actor.team, space__site=site, state__in=there)
    rows = rows.filter(first_night__lte=night, end_night__gt=night)
    return [_view(row, actor) for row in rows.order_by("space__label", "party__code", "part")]


def list_overdue(*, actor: Actor, site: SiteId, night: date) -> Sequence[StayView]:
    """Return who is still in at a site though the last night was before this one, for who sees the site.

    Raises
    ------
    NotAllowedError
        If the actor does not see this site.
    """
    actor.demand("see_sites", site=site)
    rows = _rows().filter(team=actor.team, space__site=site, state=StayState.IN, end_night__lte=night)
    return [_view(row, actor) for row in rows.order_by("end_night", "party__code", "part")]


def list_stays(*, actor: Actor, night: date, parties: Iterable[PartyId] | None = None) -> Sequence[StayView]:
    """Return the stays of the actor's team that keep a bed on a night or after it, for who sees parties.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    if actor.kind != "machine":
        actor.demand("see_parties")
    rows = _rows().filter(state__in=HOLDING, end_night__gt=night)
    rows = rows if actor.kind == "machine" else rows.filter(team=actor.team)
    rows = rows if parties is None else rows.filter(party__in=list(parties))
    return [_view(row, actor) for row in rows.order_by("first_night", "id")]


def list_asked(*, actor: Actor) -> Sequence[StayView]:
    """Return the questions to hosts that run, soonest deadline first, for members who see hosts.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_hosts")
    rows = _rows().filter(team=actor.team, state=StayState.HELD, hold__host_by__isnull=False)
    return [_view(row, actor) for row in rows.order_by("hold__host_by", "id")]


def list_ending(*, actor: Actor, span: Span) -> Sequence[StayView]:
    """Return the stays that end on a morning of these days while the party has no next one.

    Raises
    ------
    NotAllowedError
        If the actor does not see parties.
    """
    actor.demand("see_parties")
    here = Q(state__in=(StayState.TOLD, StayState.IN), end_night__gte=span.first, end_night__lt=span.end)
    rows = list(_rows().filter(here, team=actor.team).order_by("end_night", "id"))
    later = Stay.objects.filter(party__in=[row.party_id for row in rows], state__in=HOLDING)
    next_ones = set(later.values_list("party_id", "first_night"))
    return [_view(row, actor) for row in rows if (row.party_id, row.end_night) not in next_ones]


def get_ask(*, token: AskToken) -> AskView:
    """Return what a host is asked; the token is the permission.

    Raises
    ------
    AskNotFoundError
        If it leads to no question.
    """
    row = _rows().filter(_of_token(token)).first()
    if row is None:
        raise AskNotFoundError("this link leads to no question")
    return _ask(row)


def list_asks(*, actor: Actor) -> Sequence[AskView]:
    """Return the questions that wait for the host who acts."""
    if actor.kind != "host":
        return []
    rows = _rows().filter(space__host=actor.row_id(), state=StayState.HELD, hold__host_by__isnull=False)
    return [_ask(row) for row in rows.order_by("hold__host_by", "id")]


def count_unhoused(*, actor: Actor, night: date, parties: Iterable[PartyId]) -> int:
    """Return how many of these parties have no bed on a night that is at least held; for who sees parties.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_parties")
    asked = set(parties)
    housed = Stay.objects.filter(
        team=actor.team, state__in=HOLDING, first_night__lte=night, end_night__gt=night
    )
    return len(asked - set(housed.values_list("party_id", flat=True)))


def lock_stays(*, stays: Iterable[StayId]) -> dict[StayId, Stay]:
    """Return stays in the order of their ids, locked until the transaction ends."""
    rows = Stay.objects.select_for_update(of=("self",)).select_related("space", "party")
    return {StayId(row.id): row for row in rows.filter(id__in=list(stays)).order_by("id")}


def lock_stay(*, stay: StayId) -> Stay:
    """Return a stay, locked until the transaction ends.

    Raises
    ------
    StayNotFoundError
        If there is no such stay.
    """
    row = lock_stays(stays=[stay]).get(stay)
    if row is None:
        raise StayNotFoundError("no such stay")
    return row


def find_asked(*, token: AskToken) -> StayId | None:
    """Return the stay about which this token asks; the token is the permission."""
    key = Stay.objects.filter(_of_token(token)).values_list("id", flat=True).first()
    return StayId(key) if key else None


def _of_token(token: AskToken) -> Q:
    """Return the row of a link's token, or of the code that stands for it."""
    return Q(code_hash=code_digest_of(token)) if is_code(token) else Q(ask_hash=digest_of(token))


def _rows() -> "QuerySet[Stay]":
    return Stay.objects.select_related("party", "space", "hold")


def _seen_by(actor: Actor) -> "QuerySet[Stay]":
    if actor.kind == "machine":
        return _rows()
    if actor.kind == "arrival" and actor.id is not None:
        return _rows().filter(party=actor.id).exclude(state__in=UNSEEN_BY_PARTY)
    if actor.kind == "host" and actor.id is not None:
        return _rows().filter(space__host=actor.id, state__in=(*HOLDING, StayState.OUT))
    if actor.kind == "member" and (actor.may("see_parties") or actor.may("see_sites")):
        return _rows().filter(team=actor.team)
    return Stay.objects.none()


def _may_see_site(actor: Actor, row: Stay) -> bool:
    """Return whether a member who is bound to sites may see a stay: only those at their own."""
    if actor.kind != "member" or actor.may("see_parties"):
        return True
    site = row.space.site_id if row.space else None
    return site is not None and actor.may("see_sites", site=SiteId(site))


def _view(row: Stay, actor: Actor) -> StayView:
    space, hold = row.space, getattr(row, "hold", None)
    # Before both have said yes and somebody has seen the party, a host knows no code by which to ask for it.
    may_know = actor.kind != "host" or row.state in PROMISED
    return StayView(
        id=StayId(row.id),
        team=TeamId(row.team_id),
        party=PartyId(row.party_id),
        party_code=row.party.code if may_know else "",
        space=SpaceId(row.space_id) if row.space_id else None,
        host=HostId(space.host_id) if space and space.host_id else None,
        site=SiteId(space.site_id) if space and space.site_id else None,
        state=row.state,
        part=row.part,
        people=row.people,
        first_night=row.first_night,
        end_night=row.end_night,
        rank=row.rank,
        plan=row.plan_id,
        is_locked=row.is_locked,
        misfit=row.misfit,
        door_words=row.door_words if may_know else "",
        host_by=hold.host_by if hold else None,
        held_until=hold.until if hold else None,
    )


def _ask(row: Stay) -> AskView:
    space, hold = row.space, getattr(row, "hold", None)
    if space is None or space.host_id is None:
        raise AskNotFoundError("nobody is asked about this stay")
    return AskView(
        stay=StayId(row.id),
        host=HostId(space.host_id),
        people=row.people,
        span=row.span,
        needs=tuple(sorted(row.party.need_words & TOLD_TO_HOSTS)),
        language=row.party.language,
        house_rules=tuple(sorted(space.rule_words)),
        answer_by=hold.host_by if hold else None,
        state=row.state,
    )
