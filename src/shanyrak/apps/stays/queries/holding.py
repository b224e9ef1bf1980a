"""What the rules need to know of a stay that is asked about, and their answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays.models import Bar, PlanState, Stay
from shanyrak.apps.stays.rules import Around, Obstacle, Placed, Wish, obstacles
from shanyrak.apps.stays.states import HOLDING, IN_LEDGER, StayState
from shanyrak.base.ids import PartyId, SpaceId, StayId, TeamId
from shanyrak.base.nights import Span

# Runs of nights are looked at so far to both sides; who wishes longer ones without a rest has said so.
LONGEST_RUN = timedelta(days=120)
COLUMNS = ("id", "party_id", "party__sex", "space_id", "first_night", "end_night", "part", "people")
ANSWERED_NO = (StayState.REFUSED, StayState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Apart:
    """A party, and the host, site or space that it is not brought together with."""

    party: PartyId
    keeper: UUID


def may_hold(*, wish: Wish) -> list[Obstacle]:
    """Return all that stands against a stay, for services; an empty list is a yes.

    It is a yes only as long as the party, the host and the space stay locked.
    """
    return obstacles(wish, _around(wish))


def list_placed(*, team: TeamId, night: date) -> Sequence[Placed]:
    """Return the stays of a team that keep a bed on a night or later, for services."""
    rows = Stay.objects.filter(team=team, state__in=HOLDING, end_night__gt=night)
    return [_placed(row) for row in rows.order_by("id").values_list(*COLUMNS)]


def list_locked(*, team: TeamId, night: date) -> Sequence[Placed]:
    """Return the rows of a team's latest plan that were locked, for services: the next plan keeps them."""
    rows = Stay.objects.filter(
        team=team, state=StayState.PROPOSED, is_locked=True, plan__state=PlanState.DONE
    )
    return [_placed(row) for row in rows.filter(end_night__gt=night).order_by("id").values_list(*COLUMNS)]


def list_apart(*, parties: Iterable[PartyId], since: date) -> Sequence[Apart]:
    """Return whom a plan must not bring together: barred pairs, and who said no; for services."""
    asking = set(parties)
    bars = Bar.objects.values_list("party_id", "host_id", "site_id")
    asked = Stay.objects.filter(state__in=ANSWERED_NO, was_asked=True, end_night__gt=since)
    no = asked.values_list("party_id", "space__host_id", "space_id")
    rows: list[tuple[UUID, UUID | None, UUID | None]] = [*bars, *no]
    pairs = {(party, host or other) for party, host, other in rows if party in asking}
    return [Apart(PartyId(party), keeper) for party, keeper in sorted(pairs, key=str) if keeper]


def _around(wish: Wish) -> Around:
    # Stays that only touch count, too: for house rules they are one.
    near = Stay.objects.filter(first_night__lte=wish.span.end, end_night__gte=wish.span.first)
    mine = near.filter(party=wish.party.id).exclude(id__in=wish.ignored)
    rows = list(mine.values_list(*COLUMNS, "state", "space__host_id", "was_asked"))
    return Around(
        of_party=tuple(_placed(row[:8]) for row in rows if row[8] in IN_LEDGER and row[5] > row[4]),
        at_keeper=_at_keeper(wish),
        taken=_taken(wish),
        is_barred=_is_barred(wish),
        was_asked=any(_was_asked(wish, row) for row in rows),
    )


def _was_asked(wish: Wish, row: tuple[Any, ...]) -> bool:
    """Return whether the same host, or the same room of a site, said no or nothing to one of these nights."""
    space, first, end, state, host, was_asked = row[3], row[4], row[5], row[8], row[9], row[10]
    is_same = space == wish.offer.space or (host is not None and host == wish.offer.keeper.host)
    return is_same and was_asked and state in ANSWERED_NO and Span(first, end).overlaps(wish.span)


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
