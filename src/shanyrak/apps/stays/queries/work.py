"""What services look for: holds that are over, stays of a party or a space, faults of the ledger."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays.models import Hold, Stay
from shanyrak.apps.stays.states import HOLDING, IN_LEDGER, WAITING, StayState
from shanyrak.base.ids import HostId, PartyId, SpaceId, StayId

Key = tuple[SpaceId, date]


@dataclass(frozen=True)
class Difference:
    """A night on which the ledger says something else than the stays."""

    space: SpaceId
    night: date
    in_ledger: int
    in_stays: int
    capacity: int


@dataclass(frozen=True)
class Doubled:
    """A part of a party with two beds on one night."""

    party: PartyId
    part: int
    night: date


def list_over(*, now: datetime, limit: int) -> Sequence[StayId]:
    """Return stays whose hold is over, or whose host's time is, for services."""
    silent = Q(host_by__lte=now, stay__state=StayState.HELD)
    rows = Hold.objects.filter(Q(until__lte=now) | silent, stay__state__in=WAITING)
    return [StayId(key) for key in rows.order_by("until", "id").values_list("stay_id", flat=True)[:limit]]


def list_reserves(*, party: PartyId) -> Sequence[StayId]:
    """Return the proposals of a party that nobody was asked about yet, best first; for services.

    While a stay for the same nights waits for an answer or was promised, there are none.
    """
    rows = Stay.objects.filter(party=party, state=StayState.PROPOSED, plan=None).order_by("rank", "id")
    kept = [row.span for row in Stay.objects.filter(party=party, state__in=HOLDING)]
    return [StayId(row.id) for row in rows if not any(span.overlaps(row.span) for span in kept)]


def list_parties_with_reserves(*, limit: int) -> Sequence[PartyId]:
    """Return parties that have proposals nobody was asked about, for services."""
    rows = Stay.objects.filter(state=StayState.PROPOSED, plan=None).order_by("party").values_list("party")
    return [PartyId(party) for (party,) in rows.distinct()[:limit]]


def list_kept(*, party: PartyId) -> Sequence[StayId]:
    """Return the stays of a party that keep beds, for services."""
    return _ids(Stay.objects.filter(party=party, state__in=HOLDING))


def list_open(*, party: PartyId) -> Sequence[StayId]:
    """Return the stays of a party that have not ended, proposals too; for services."""
    return _ids(Stay.objects.filter(party=party, state__in=(StayState.PROPOSED, *HOLDING)))


def list_all(*, party: PartyId) -> Sequence[StayId]:
    """Return every stay of a party, for services."""
    return _ids(Stay.objects.filter(party=party))


def list_open_in(*, space: SpaceId) -> Sequence[StayId]:
    """Return the stays in a space that have not ended, proposals too; for services."""
    return _ids(Stay.objects.filter(space=space, state__in=(StayState.PROPOSED, *HOLDING)))


def list_waiting_at(*, host: HostId) -> Sequence[StayId]:
    """Return the stays with a host that wait for an answer, for services."""
    return _ids(Stay.objects.filter(space__host=host, state__in=WAITING))


def list_differences() -> Sequence[Difference]:
    """Return where the ledger is not the sum of the stays, for services; nothing is as it has to be."""
    told, kept = _both_sides()
    both = sorted(told.keys() | kept.keys(), key=lambda key: (key[1], str(key[0])))
    return [
        Difference(*key, taken, told[key], capacity)
        for key in both
        for taken, capacity in (kept.get(key, (0, 0)),)
        if told[key] != taken
    ]


def list_doubled() -> Sequence[Doubled]:
    """Return who has two beds on one night, for services; nobody is as it has to be."""
    told: Counter[Doubled] = Counter()
    rows = Stay.objects.filter(state__in=HOLDING)
    for row in rows.iterator():
        told.update(Doubled(PartyId(row.party_id), row.part, night) for night in row.span)
    return sorted((key for key, n_beds in told.items() if n_beds > 1), key=str)


def _both_sides() -> tuple["Counter[Key]", dict["Key", tuple[int, int]]]:
    """Return what the stays take and what the ledger says, both at one moment while others go on writing."""
    is_alone = not connection.in_atomic_block
    with transaction.atomic():
        if is_alone and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _in_stays(), {
            (row.space, row.night): (row.taken, row.capacity) for row in hosting.list_taken()
        }


def _in_stays() -> "Counter[Key]":
    told: Counter[Key] = Counter()
    rows = Stay.objects.filter(state__in=IN_LEDGER, space__isnull=False, end_night__gt=F("first_night"))
    for row in rows.iterator():
        told.update({(SpaceId(row.space_id), night): row.units for night in row.span if row.space_id})
    return told


def _ids(rows: "QuerySet[Stay]") -> list[StayId]:
    return [StayId(key) for key in rows.order_by("id").values_list("id", flat=True)]
