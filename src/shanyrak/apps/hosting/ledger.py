"""The ledger of beds: the one place where a bed is taken or given back. Who sleeps in it is not known here.

Rows are there for nights that were ever taken. Only services of stays come here, in the transaction that
changes the stay, with the row of the space locked (docs/explanation/locking.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from shanyrak.apps.hosting.models import BedNight
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of a space on every night of a span, and how much it can take in all."""

    space: SpaceId
    span: Span
    units: int
    capacity: int


def take(*, wanted: Iterable[Wanted]) -> bool:
    """Take all that is wanted, or nothing; return whether it was there to take.

    The updates count only rows with room left, and the constraint `no_bed_is_promised_twice` holds whatever
    happens around them.
    """
    capacity: dict[tuple[SpaceId, date], int] = {}
    units: Counter[tuple[SpaceId, date]] = Counter()
    for one in wanted:
        for night in one.span:
            capacity[one.space, night] = one.capacity
            units[one.space, night] += one.units
    rows = [BedNight(space_id=space, night=night, capacity=n) for (space, night), n in capacity.items()]
    BedNight.objects.bulk_create(rows, ignore_conflicts=True)
    with transaction.atomic():
        is_whole = _count_taken(units) == len(units)
        transaction.set_rollback(not is_whole)
    return is_whole


def _count_taken(units: Counter[tuple[SpaceId, date]]) -> int:
    """Take so much on each night where there is room, and return on how many there was."""
    alike: defaultdict[int, defaultdict[SpaceId, list[date]]] = defaultdict(lambda: defaultdict(list))
    for (space, night), n in units.items():
        alike[n][space].append(night)
    n_taken = 0
    for n, nights in alike.items():
        here = reduce(or_, (Q(space=space, night__in=those) for space, those in nights.items()))
        free = BedNight.objects.filter(here, taken__lte=F("capacity") - n)
        n_taken += free.update(taken=F("taken") + n)
    return n_taken


def give_back(*, space: SpaceId, span: Span, units: int) -> None:
    """Give back so much of a space on every night of a span.

    A night on which less was taken stops it, and with it the transaction: the ledger would be wrong before.
    """
    here = BedNight.objects.filter(space_id=space, night__gte=span.first, night__lt=span.end)
    n_given = here.filter(taken__gte=units).update(taken=F("taken") - units)
    if n_given != len(span):
        raise IntegrityError("more would be given back than was taken")


def resize(*, space: SpaceId, capacity: int) -> None:
    """Let the ledger know how much a space can take now; nights on which more is taken keep what they had."""
    BedNight.objects.filter(space_id=space, taken__lte=capacity).update(capacity=capacity)
