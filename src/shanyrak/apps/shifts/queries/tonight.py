"""The list of tonight: every open request of the team, filtered and ordered in the database, fifty at a time.

However many requests there are, a page costs the same few statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake.codes import fold_code
from shanyrak.apps.intake.open_rows import open_rows
from shanyrak.apps.shifts.models import Claim, RowNote
from shanyrak.apps.stays.times import city_time
from shanyrak.apps.stays.tonight import (
    NightStay,
    count_on_night,
    night_stays,
    of_party_on,
    parties_on,
    slept_before,
)
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor, PartyId
from shanyrak.base.nights import Span

PAGE_ROWS = 50
# States of a stay, and what stands for none: no bed though asked for tonight, or asked for later only.
STATUSES = ("none", "held", "host_yes", "party_yes", "told", "in", "later")
ORDERS = {
    "code": ("code",),
    "people": ("people", "id"),
    "day": ("first_night", "id"),
    "nights": ("length", "id"),
    "district": ("district", "id"),
    "status": ("status", "id"),
}


@dataclass(frozen=True)
class Chosen:
    """What is looked for, column by column, in which order, and which page of it."""

    code: str = ""
    people: int | None = None
    first_night: date | None = None
    nights: int | None = None
    need: str = ""
    district: str = ""
    status: str = ""
    owner: str = ""
    note: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True)
class TonightRow:
    """A line of the list."""

    id: PartyId
    code: str
    people: int
    span: Span
    needs: tuple[str, ...]
    district: str
    is_protected: bool
    may_split: bool
    status: str
    stays: tuple[NightStay, ...]
    nights_without: int
    owner: str
    is_mine: bool
    claimed_until: datetime | None
    note: str


@dataclass(frozen=True)
class TonightPage:
    """Fifty lines, and how many there are."""

    rows: Sequence[TonightRow]
    number: int
    n_rows: int

    @property
    def n_pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.n_rows // PAGE_ROWS))


@dataclass(frozen=True)
class Counters:
    """The four numbers above the list."""

    without: int
    free: int
    waiting: int
    not_in: int


def get_night(*, actor: Actor, now: datetime) -> date:
    """Return the night that "tonight" means to the actor's team, by the clock of its city.

    Raises
    ------
    NotAllowedError
        If the actor is of no team.
    """
    if actor.team is None:
        raise NotAllowedError("tonight is that of a team")
    return city_time(now, actor.team).tonight


def list_tonight(*, actor: Actor, now: datetime, night: date, chosen: Chosen) -> TonightPage:
    """Return a page of the open requests of the actor's team, for members who see parties.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    rows = open_rows(actor=actor, night=night)
    for condition in _conditions(actor, now, night, chosen):
        rows = rows.filter(condition)
    n_rows = rows.count()
    last = max(1, -(-n_rows // PAGE_ROWS))
    number = min(max(1, chosen.page), last)
    # Only the order is asked of all of them; what else is known of each, of the fifty that are shown.
    ordered = _ordered(rows, actor, night, chosen.sort).values_list("pk", flat=True)
    keys = list(ordered[(number - 1) * PAGE_ROWS : number * PAGE_ROWS])
    shown = {row.pk: row for row in _joined(actor, now, night).filter(pk__in=keys)}
    return TonightPage(_lines([shown[key] for key in keys if key in shown], night), number, n_rows)


def find_row(*, actor: Actor, now: datetime, night: date, party: PartyId) -> TonightRow | None:
    """Return one line of the list, if it is still there; for members who see parties."""
    found = list(_joined(actor, now, night).filter(id=party))
    return _lines(found, night)[0] if found else None


def count_tonight(*, actor: Actor, night: date) -> Counters:
    """Return the four numbers above the list, for members who see parties and hosts or sites.

    Raises
    ------
    NotAllowedError
        If the actor sees no parties.
    """
    asking = open_rows(actor=actor, night=night).filter(first_night__lte=night)
    without = asking.exclude(pk__in=parties_on(actor=actor, night=night)).count()
    sees_beds = actor.may("see_sites") or actor.may("see_hosts")
    free = hosting.count_free_beds(actor=actor, night=night) if sees_beds else 0
    counts = count_on_night(actor=actor, night=night)
    return Counters(without, free, counts.waiting, counts.not_in)


def _joined(actor: Actor, now: datetime, night: date) -> QuerySet[Any]:
    """Return the open requests with what the team has said of each."""
    claim, note = _claims(now), RowNote.objects.filter(party=OuterRef("pk"))
    return open_rows(actor=actor, night=night).annotate(
        owner=Subquery(claim.values("member__alias")[:1]),
        is_mine=Exists(claim.filter(member=actor.id)),
        claimed_until=Subquery(claim.values("until")[:1]),
        note=Subquery(note.values("code")[:1]),
    )


def _claims(now: datetime) -> QuerySet[Claim]:
    return Claim.objects.filter(party=OuterRef("pk"), until__gt=now)


def _conditions(actor: Actor, now: datetime, night: date, chosen: Chosen) -> list[Any]:
    note = RowNote.objects.filter(party=OuterRef("pk"), code=chosen.note)
    told = [
        Q(code__contains=fold_code(chosen.code)) if chosen.code else None,
        Q(people__gte=chosen.people) if chosen.people else None,
        Q(first_night=chosen.first_night) if chosen.first_night else None,
        Q(end_night__gte=F("first_night") + timedelta(days=chosen.nights)) if chosen.nights else None,
        Q(needs__contains=chosen.need) if chosen.need else None,
        Q(district=chosen.district) if chosen.district else None,
        Exists(note) if chosen.note else None,
        _owned(actor, now, chosen.owner),
        _with_status(actor, chosen.status, night),
    ]
    return [condition for condition in told if condition is not None]


def _owned(actor: Actor, now: datetime, owner: str) -> Any:
    if owner == "mine":
        return Exists(_claims(now).filter(member=actor.id))
    return {"nobody": ~Exists(_claims(now)), "others": Exists(_claims(now))}.get(owner)


def _with_status(actor: Actor, status: str, night: date) -> Q | None:
    if status == "none":
        return Q(first_night__lte=night) & ~Q(pk__in=parties_on(actor=actor, night=night))
    if status == "later":
        return Q(first_night__gt=night)
    return Q(pk__in=parties_on(actor=actor, night=night, state=status)) if status in STATUSES else None


def _ordered(rows: QuerySet[Any], actor: Actor, night: date, sort: str) -> QuerySet[Any]:
    """Order as the column asked for says; else who has no bed first, the longest without, then the protected.

    Among equals the order is that of random ids: it does not tell who asked first.
    """
    name = sort.removeprefix("-")
    if name not in ORDERS:
        later = When(first_night__gt=night, then=Value(2))
        housed = When(pk__in=parties_on(actor=actor, night=night), then=Value(1))
        urgency = Case(later, housed, default=Value(0))
        return rows.order_by(urgency, "first_night", "-is_protected", "pk")
    if name == "nights":
        rows = rows.annotate(length=F("end_night") - F("first_night"))
    if name == "status":
        ranks = [When(state=word, then=Value(rank)) for rank, word in enumerate(STATUSES)]
        stays = of_party_on(night=night)
        found = Subquery(stays.values(place_in_life=Case(*ranks, default=Value(len(STATUSES))))[:1])
        other = Case(When(first_night__gt=night, then=Value(len(STATUSES))), default=Value(0))
        rows = rows.annotate(status=Coalesce(found, other))
    first, *rest = ORDERS[name]
    return rows.order_by(("-" if sort.startswith("-") else "") + first, *rest)


def _lines(rows: list[Any], night: date) -> list[TonightRow]:
    parties = [row.id for row in rows]
    stays = night_stays(night=night, parties=parties)
    slept = slept_before(night=night, parties=parties)
    return [_line(row, night, tuple(stays.get(row.id, ())), slept.get(row.id, 0)) for row in rows]


def _line(row: Any, night: date, stays: tuple[NightStay, ...], n_slept: int) -> TonightRow:
    status = stays[0].state if stays else "later" if row.first_night > night else "none"
    waited = (night - row.first_night).days - n_slept if status == "none" else 0
    return TonightRow(
        id=PartyId(row.id),
        code=row.code,
        people=row.people,
        span=row.span,
        needs=tuple(sorted(row.need_words)),
        district=row.district,
        is_protected=row.is_protected,
        may_split=row.may_split,
        status=status,
        stays=stays,
        nights_without=max(0, waited),
        owner=row.owner or "",
        is_mine=row.is_mine,
        claimed_until=row.claimed_until,
        note=row.note or "",
    )
