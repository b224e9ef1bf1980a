"""What is there around stays that are asked about, read once for many of them, and kept up to date by hand.

Whoever reads a scene and means to change something has locked the parties, hosts and spaces in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.stays.models import Bar, Stay
from shanyrak.apps.stays.rules import Around, Obstacle, Placed, Wish, obstacles
from shanyrak.apps.stays.states import IN_LEDGER, StayState
from shanyrak.base.ids import PartyId, SpaceId, StayId
from shanyrak.base.nights import Span

# Runs of nights are looked at so far to both sides; who wishes longer ones without a rest has said so.
LONGEST_RUN = timedelta(days=120)
ANSWERED_NO = (StayState.REFUSED, StayState.EXPIRED)
COLUMNS = ("id", "party_id", "party__sex", "space_id", "first_night", "end_night", "part", "people")
MORE = ("state", "units", "was_asked", "space__host_id")


@dataclass(frozen=True, slots=True)
class Known:
    """A stay that is there, with what decides whether it counts."""

    placed: Placed
    state: str
    units: int
    was_asked: bool
    host: UUID | None

    @property
    def is_kept(self) -> bool:
        """Whether it has a night in the ledger."""
        return self.state in IN_LEDGER


class Scene:
    """Stays, beds and bars around some wishes."""

    def __init__(self, wishes: Iterable[Wish]) -> None:
        wanted = list(wishes)
        self.of_party: defaultdict[PartyId, list[Known]] = defaultdict(list)
        self.at_host: defaultdict[UUID, list[Known]] = defaultdict(list)
        self.at_space: defaultdict[SpaceId, list[Known]] = defaultdict(list)
        self.taken: dict[tuple[SpaceId, date], tuple[int, int]] = {}
        self.bars: set[tuple[UUID, UUID | None, UUID | None]] = set()
        if wanted:
            self._read(wanted)

    def may_hold(self, wish: Wish) -> list[Obstacle]:
        """Return all that stands against a stay, gravest first; nothing is a yes."""
        return obstacles(wish, self.around(wish))

    def around(self, wish: Wish) -> Around:
        """Return what the rules look at."""
        party = [known for known in self.of_party[wish.party.id] if known.placed.stay not in wish.ignored]
        return Around(
            of_party=tuple(known.placed for known in party if known.is_kept and _meets(known, wish)),
            at_keeper=tuple(known.placed for known in self._with_keeper(wish) if known.is_kept),
            taken=self._taken(wish),
            is_barred=(wish.party.id, wish.offer.keeper.host, wish.offer.keeper.site) in self.bars,
            was_asked=any(_was_asked(known, wish) for known in party),
        )

    def add(self, row: Stay, wish: Wish) -> None:
        """Note that a stay has been held since the scene was read."""
        placed = Placed(
            StayId(row.id), wish.party.id, wish.party.sex, wish.offer.space, wish.span, wish.part, wish.people
        )
        host = wish.offer.keeper.host
        self._note(Known(placed, StayState.HELD, row.units, was_asked=True, host=host))
        for night in wish.span:
            used, capacity = self.taken.get((wish.offer.space, night), (0, wish.offer.capacity))
            self.taken[wish.offer.space, night] = (used + row.units, capacity)

    def _with_keeper(self, wish: Wish) -> Iterable[Known]:
        """Return who is with the host in these weeks; of a site only who is in the room."""
        host = wish.offer.keeper.host
        there = self.at_space[wish.offer.space] if host is None else self.at_host[host]
        near = Span(wish.span.first - LONGEST_RUN, wish.span.end + LONGEST_RUN)
        return (k for k in there if k.placed.stay not in wish.ignored and k.placed.span.overlaps(near))

    def _taken(self, wish: Wish) -> Mapping[date, tuple[int, int]]:
        """Return what the ledger says of the nights, without what the stay itself has there already."""
        space, least = wish.offer.space, wish.offer.capacity
        kept = {night: self.taken.get((space, night), (0, least)) for night in wish.span}
        told: dict[date, tuple[int, int]] = {
            night: (used, max(capacity, least)) for night, (used, capacity) in kept.items()
        }
        for known in self.of_party[wish.party.id]:
            if known.placed.stay in wish.ignored and known.placed.space == space and known.is_kept:
                for night in known.placed.span:
                    if night in told:
                        told[night] = (told[night][0] - known.units, told[night][1])
        return told

    def _read(self, wishes: list[Wish]) -> None:
        first, end = min(w.span.first for w in wishes), max(w.span.end for w in wishes)
        parties = {w.party.id for w in wishes}
        rows = Stay.objects.filter(first_night__lte=end + LONGEST_RUN, end_night__gte=first - LONGEST_RUN)
        rows = rows.filter(state__in=(*IN_LEDGER, *ANSWERED_NO))
        told = {row[0]: row for row in rows.filter(party__in=parties).values_list(*COLUMNS, *MORE)}
        others = _of_keepers(wishes)
        if others is not None:
            told |= {row[0]: row for row in rows.filter(others).values_list(*COLUMNS, *MORE)}
        for row in told.values():
            if row[5] > row[4]:
                self._note(_known(row))
        for night in hosting.list_taken(spaces={w.offer.space for w in wishes}, span=Span(first, end)):
            self.taken[night.space, night.night] = (night.taken, night.capacity)
        self.bars = set(Bar.objects.filter(party__in=parties).values_list("party_id", "host_id", "site_id"))

    def _note(self, known: Known) -> None:
        self.of_party[known.placed.party].append(known)
        if known.host is not None:
            self.at_host[known.host].append(known)
        if known.placed.space is not None:
            self.at_space[known.placed.space].append(known)


def _of_keepers(wishes: list[Wish]) -> Q | None:
    """Return who else matters: whoever is with the same hosts, and in rooms of sites with a rule on sexes."""
    hosts = {w.offer.keeper.host for w in wishes} - {None}
    rooms = {w.offer.space for w in wishes if w.offer.keeper.host is None and w.offer.sexes == "same"}
    if not hosts and not rooms:
        return None
    return Q(space__host__in=hosts) | Q(space__in=rooms) if rooms else Q(space__host__in=hosts)


def _meets(known: Known, wish: Wish) -> bool:
    """Return whether two stays share a night or touch: for house rules those that touch are one."""
    return known.placed.span.first <= wish.span.end and wish.span.first <= known.placed.span.end


def _was_asked(known: Known, wish: Wish) -> bool:
    """Return whether the same host, or the same room of a site, said no or nothing to one of these nights."""
    host = wish.offer.keeper.host
    is_same = known.placed.space == wish.offer.space or (host is not None and known.host == host)
    said_no = known.was_asked and known.state in ANSWERED_NO
    return is_same and said_no and known.placed.span.overlaps(wish.span)


def _known(row: tuple[Any, ...]) -> Known:
    return Known(placed_of(row[:8]), row[8], row[9], row[10], row[11])


def placed_of(row: tuple[Any, ...]) -> Placed:
    """Return a row of `COLUMNS` as the rules look at it."""
    stay, party, sex, space, first, end, part, people = row
    where = SpaceId(space) if space else None
    return Placed(StayId(stay), PartyId(party), sex, where, Span(first, end), part, people)
