"""The ledger of beds: the one place where a bed is taken or given back. Who sleeps in it is not known here.

Rows are there for nights that were ever taken. Only services of stays come here, in the transaction that
changes the stay, with the row of the space locked (docs/explanation/locking.md).
"""

from django.db import IntegrityError, transaction
from django.db.models import F

from shanyrak.apps.hosting.models import BedNight
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span


def take(*, space: SpaceId, span: Span, units: int, capacity: int) -> bool:
    """Take so much of a space on every night of a span, or nothing; return whether it was there to take.

    The update counts only rows with room left, and the constraint `no_bed_is_promised_twice` holds whatever
    happens around it.
    """
    nights = list(span)
    rows = [BedNight(space_id=space, night=night, capacity=capacity) for night in nights]
    BedNight.objects.bulk_create(rows, ignore_conflicts=True)
    here = BedNight.objects.filter(space_id=space, night__gte=span.first, night__lt=span.end)
    with transaction.atomic():
        n_taken = here.filter(taken__lte=F("capacity") - units).update(taken=F("taken") + units)
        is_whole = n_taken == len(nights)
        transaction.set_rollback(not is_whole)
    return is_whole


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
