"""What the rules need to know of a stay that is asked about, and their answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays.models import Bar, Stay
from shanyrak.apps.stays.rules import Around, Obstacle, Placed, Wish, obstacles
from shanyrak.apps.stays.states import HOLDING, IN_LEDGER, StayState
from shanyrak.base.ids import PartyId, SpaceId, StayId
from shanyrak.base.nights import Span

# Runs of nights are looked at so far to both sides; who wishes longer ones without a rest has said so.
LONGEST_RUN = timedelta(days=120)
COLUMNS = ("id", "party_id", "party__sex", "space_id", "first_night", "end_night", "part", "people")
ANSWERED_NO = (StayState.REFUSED, StayState.EXPIRED)


def may_hold(*, wish: Wish) -> list[Obstacle]:
    """Return all that stands against a stay, for services; an empty list is a yes.

    It is a yes only as long as the party, the host and the space stay locked.
    """
    return obstacles(wish, _around(wish))


def _around(wish: Wish) -> Around:
    overlapping = Stay.objects.filter(first_night__lt=wish.span.end, end_night__gt=wish.span.first)
    mine = overlapping.filter(party=wish.party.id).exclude(id__in=wish.ignored)
    rows = list(mine.values_list(*COLUMNS, "state", "space__host_id", "was_asked"))
    return Around(
        of_party=tuple(_placed(row[:8]) for row in rows if row[8] in HOLDING),
        at_keeper=_at_keeper(wish),
        taken=_taken(wish),
        is_barred=_is_barred(wish),
        was_asked=any(row[10] and row[8] in ANSWERED_NO and _is_same(wish, row[3], row[9]) for row in rows),
    )


def _is_same(wish: Wish, space: Any, host: Any) -> bool:
    """Return whether a stay was with the same host, or in the same room of a site."""
    return space == wish.offer.space or (host is not None and host == wish.offer.keeper.host)


def _at_keeper(wish: Wish) -> tuple[Placed, ...]:
    """Return who is with the host in these weeks; of a site only who is in the room, and where it matters."""
    offer = wish.offer
    if offer.keeper.host is not None:
        where = Q(space__host=offer.keeper.host)
    elif offer.sexes == "same":
        where = Q(space=offer.space)
    else:
        return ()
    near = Q(first_night__lt=wish.span.end + LONGEST_RUN, end_night__gt=wish.span.first - LONGEST_RUN)
    rows = Stay.objects.filter(where, near, state__in=IN_LEDGER).exclude(id__in=wish.ignored)
    return tuple(_placed(row) for row in rows.values_list(*COLUMNS) if row[5] > row[4])


def _taken(wish: Wish) -> Mapping[date, tuple[int, int]]:
    """Return what the ledger says of the nights, without what the stay itself has there already."""
    offer = wish.offer
    rows = hosting.list_taken(spaces=[offer.space], span=wish.span)
    told = {row.night: (row.taken, max(row.capacity, offer.capacity)) for row in rows}
    own = (
        Stay.objects.filter(id__in=wish.ignored, space=offer.space, state__in=IN_LEDGER)
        if wish.ignored
        else ()
    )
    for stay in own:
        for night in stay.span:
            if night in told:
                told[night] = (told[night][0] - stay.units, told[night][1])
    return told


def _is_barred(wish: Wish) -> bool:
    keeper = wish.offer.keeper
    rows = Bar.objects.filter(party=wish.party.id)
    who = Q(host=keeper.host) if keeper.host is not None else Q(site=keeper.site)
    return rows.filter(who).exists()


def _placed(row: tuple[Any, ...]) -> Placed:
    stay, party, sex, space, first, end, part, people = row
    return Placed(
        StayId(stay),
        PartyId(party),
        sex,
        SpaceId(space) if space else None,
        Span(first, end),
        part,
        people,
    )
