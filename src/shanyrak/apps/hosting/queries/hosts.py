"""Hosts, read: by the team that asks them, by vetters, by themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from shanyrak.apps.hosting.errors import HostNotFoundError
from shanyrak.apps.hosting.models import Check, Host, HostState, Pause, PauseKind
from shanyrak.apps.hosting.words import NO_IN_A_ROW, VettingLevel
from shanyrak.base.ids import Actor, HostId, TeamId

# What a host never reads of themselves: whoever said that they are not safe must not be found out by it.
UNSEEN_BY_HOSTS = (PauseKind.SAFETY, PauseKind.VETTING)
CODE_DIGITS = 5


@dataclass(frozen=True)
class PauseLine:
    """A pause as a page shows it."""

    id: UUID
    kind: str
    first_night: date
    end_night: date | None


@dataclass(frozen=True)
class CheckLine:
    """A check as vetters and coordinators read it."""

    kind: str
    is_passed: bool
    reason: str
    vetter: str
    checked_on: date
    is_current: bool


@dataclass(frozen=True)
class HostView:
    """A host on a page."""

    id: HostId
    team: TeamId
    state: str
    level: VettingLevel
    has_two_vetters: bool
    languages: tuple[str, ...]
    nights_in_a_row: int
    nights_of_rest: int
    is_fresh: bool
    fresh_on: date
    is_asked: bool
    n_asked: int
    n_yes: int
    n_no: int
    n_silent: int
    needs_break: bool
    n_spaces: int
    n_beds: int
    districts: tuple[str, ...]
    pauses: tuple[PauseLine, ...]
    created_on: date

    @property
    def code(self) -> str:
        """By what members tell the host apart: how the random id begins, neither a secret nor a name."""
        return self.id.hex[:CODE_DIGITS].upper()

    @property
    def is_to_be_asked(self) -> bool:
        """Whether it is time that somebody asks if the offer still holds."""
        return not self.is_fresh and not self.is_asked


@dataclass(frozen=True)
class VettingCounts:
    """What came of the checks of a team's hosts, for the figures."""

    n_passed: int
    n_failed: int
    n_hosts: int
    n_hosts_failed: int


def get_host(*, actor: Actor, host: HostId, day: date) -> HostView:
    """Return a host of the actor's team, for members who see hosts; or the actor, if that is the host.

    Raises
    ------
    HostNotFoundError
        If there is none, or none of this team.
    NotAllowedError
        If the actor is a member who does not see hosts.
    """
    row = _seen_by(actor).filter(id=host).first()
    if row is None:
        raise HostNotFoundError("no such host here")
    return _view(row, actor, day)


def list_hosts(*, actor: Actor, day: date, hosts: Iterable[HostId] | None = None) -> Sequence[HostView]:
    """Return the hosts of the actor's team who are with us, longest unasked first; for who sees hosts."""
    rows = _seen_by(actor).filter(state=HostState.OPEN)
    rows = rows if hosts is None else rows.filter(id__in=list(hosts))
    return [_view(row, actor, day) for row in rows.order_by("fresh_on", "id")]


def list_checks(*, actor: Actor, host: HostId) -> Sequence[CheckLine]:
    """Return the checks of a host of the actor's team, failed ones too; for members who see hosts.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_hosts")
    rows = Check.objects.filter(host=host, host__team=actor.team).order_by("-checked_on", "kind", "id")
    return [
        CheckLine(row.kind, row.is_passed, row.reason, row.vetter, row.checked_on, row.is_current)
        for row in rows
    ]


def list_vetting_due(*, actor: Actor, day: date) -> Sequence[HostView]:
    """Return whom a vetter could see next: hosts below the highest level, or with too few vetters.

    Those who wait for a decision come first, then new ones, in no order of arrival but their day.

    Raises
    ------
    NotAllowedError
        If the actor does not vet.
    """
    actor.demand("vet_hosts")
    rows = _rows().filter(team=actor.team, state=HostState.OPEN)
    due = Q(has_two_vetters=False) | Q(level__lt=VettingLevel.REFERENCES.value) | _halted()
    views = [_view(row, actor, day) for row in rows.filter(due).distinct()]
    return sorted(views, key=lambda view: (not _is_halted(view), view.level, view.created_on, str(view.id)))


def count_checks(*, actor: Actor) -> VettingCounts:
    """Return how many checks of the actor's team were passed and failed, for who sees hosts or figures.

    Raises
    ------
    NotAllowedError
        If the actor sees neither.
    """
    if not actor.may("see_figures"):
        actor.demand("see_hosts")
    told = Check.objects.filter(host__team=actor.team).aggregate(
        n_passed=Count("id", filter=Q(is_passed=True)),
        n_failed=Count("id", filter=Q(is_passed=False)),
        n_hosts=Count("host", distinct=True),
        n_hosts_failed=Count("host", distinct=True, filter=Q(is_passed=False)),
    )
    return VettingCounts(**told)


def lock_host(*, host: HostId) -> Host:
    """Return a host, locked until the transaction ends.

    Raises
    ------
    HostNotFoundError
        If there is no such host.
    """
    row = Host.objects.select_for_update().filter(id=host).first()
    if row is None:
        raise HostNotFoundError("no such host")
    return row


def lock_hosts(*, hosts: Iterable[HostId]) -> Sequence[Host]:
    """Return hosts in the order of their ids, locked until the transaction ends."""
    return list(Host.objects.select_for_update().filter(id__in=list(hosts)).order_by("id"))


def lock_pause(*, pause: UUID) -> Pause:
    """Return a pause with its host, locked until the transaction ends.

    Raises
    ------
    HostNotFoundError
        If there is no such pause.
    """
    rows = Pause.objects.select_for_update(of=("self",)).select_related("host")
    row = rows.filter(id=pause).first()
    if row is None:
        raise HostNotFoundError("no such pause")
    return row


def _seen_by(actor: Actor) -> "QuerySet[Host]":
    if actor.kind == "host":
        return _rows().filter(id=actor.row_id())
    actor.demand("see_hosts")
    return _rows().filter(team=actor.team)


def _rows() -> "QuerySet[Host]":
    pauses = Prefetch("pauses", Pause.objects.filter(lifted_on=None).order_by("first_night", "id"))
    return Host.objects.prefetch_related(pauses, "spaces")


def _halted() -> Q:
    return Q(pauses__lifted_on=None, pauses__kind__in=UNSEEN_BY_HOSTS)


def _is_halted(view: HostView) -> bool:
    return any(pause.kind in UNSEEN_BY_HOSTS for pause in view.pauses)


def _view(row: Host, actor: Actor, day: date) -> HostView:
    hidden = UNSEEN_BY_HOSTS if actor.kind == "host" else ()
    pauses = [p for p in row.pauses.all() if p.kind not in hidden and (p.end_night or day) >= day]
    spaces = [space for space in row.spaces.all() if space.withdrawn_on is None]
    return HostView(
        id=HostId(row.id),
        team=TeamId(row.team_id),
        state=row.state,
        level=VettingLevel(row.level),
        has_two_vetters=row.has_two_vetters,
        languages=row.language_codes,
        nights_in_a_row=row.nights_in_a_row,
        nights_of_rest=row.nights_of_rest,
        is_fresh=row.is_fresh(day),
        fresh_on=row.fresh_on,
        is_asked=row.is_question_owed,
        n_asked=row.n_asked,
        n_yes=row.n_yes,
        n_no=row.n_no,
        n_silent=row.n_silent,
        needs_break=row.no_in_a_row >= NO_IN_A_ROW,
        n_spaces=len(spaces),
        n_beds=sum(space.beds for space in spaces),
        districts=tuple(sorted({space.district for space in spaces if space.district})),
        pauses=tuple(PauseLine(p.id, p.kind, p.first_night, p.end_night) for p in pauses),
        created_on=row.created_on,
    )
