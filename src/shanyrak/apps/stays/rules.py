"""May this stay be held? The rules, on plain values; `queries.holding` brings what they need to know.

Proposal, plan, hold, extension, check-in, move and import all come here (docs/explanation/locking.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shanyrak.apps.hosting.queries import UNSEEN_BY_HOSTS, Offer
from shanyrak.apps.hosting.words import LEVEL_FOR_ANYBODY, LEVEL_FOR_CHILDREN, PARTIES_AT_ONCE
from shanyrak.apps.intake.views import PartyView
from shanyrak.base.ids import PartyId, SpaceId, StayId
from shanyrak.base.nights import Night, Span

ONE_SEX = ("f", "m")


class Obstacle(StrEnum):
    """Why not; gravest first, and the order in which they are told."""

    PARTY_CLOSED = "party_closed"
    OTHER_TEAM = "other_team"
    GONE = "gone"
    HALTED = "halted"
    LEVEL = "level"
    PROTECTED = "protected"
    BARRED = "barred"
    SEXES = "sexes"
    NEEDS = "needs"
    TOO_MANY = "too_many"
    SPLIT = "split"
    PAST = "past"
    NIGHTS_NOT_ASKED = "nights_not_asked"
    NOT_FREE = "not_free"
    HOUSE_RULES = "house_rules"
    PAUSED = "paused"
    REST = "rest"
    PARTIES = "parties"
    OVERLAP = "overlap"
    ASKED_BEFORE = "asked_before"
    TAKEN = "taken"


# Whoever stands at the door with a bed that was promised is sent away for these alone.
AT_THE_DOOR = frozenset(
    {
        Obstacle.PARTY_CLOSED,
        Obstacle.GONE,
        Obstacle.HALTED,
        Obstacle.LEVEL,
        Obstacle.PROTECTED,
        Obstacle.BARRED,
    }
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A stay that keeps a bed, as far as another one has to know."""

    stay: StayId
    party: PartyId
    sex: str
    space: SpaceId | None
    span: Span
    part: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A stay that is asked about: who, where, when; it takes the place of the `ignored` ones."""

    party: PartyView
    offer: Offer
    span: Span
    people: int
    part: int = 1
    earliest: date | None = None
    ignored: frozenset[StayId] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What is there already: stays of the party, stays with the same keeper, what the ledger says.

    `taken` is without the stays that the wish takes the place of.
    """

    of_party: tuple[Placed, ...] = ()
    at_keeper: tuple[Placed, ...] = ()
    taken: "Mapping[date, tuple[int, int]] | None" = None
    is_barred: bool = False
    was_asked: bool = False


def obstacles(wish: Wish, around: Around) -> list[Obstacle]:
    """Return all that stands against a stay, gravest first; nothing is a yes."""
    found = set(_of_keeper(wish, around)) | set(_of_party(wish, around)) | set(_of_nights(wish, around))
    return [obstacle for obstacle in Obstacle if obstacle in found]


def _of_keeper(wish: Wish, around: Around) -> Iterator[Obstacle]:
    """Yield what there is against these people with this host or at this site, whenever it may be."""
    keeper, party = wish.offer.keeper, wish.party
    if wish.offer.team != party.team:
        yield Obstacle.OTHER_TEAM
    if not keeper.is_there:
        yield Obstacle.GONE
    if any(pause.kind in UNSEEN_BY_HOSTS and pause.is_on(wish.span) for pause in keeper.pauses):
        yield Obstacle.HALTED
    least = LEVEL_FOR_CHILDREN if "children" in party.needs else LEVEL_FOR_ANYBODY
    if keeper.level < least:
        yield Obstacle.LEVEL
    if party.is_protected and not keeper.takes_protected:
        yield Obstacle.PROTECTED
    if around.is_barred:
        yield Obstacle.BARRED
    if around.was_asked:
        yield Obstacle.ASKED_BEFORE


def _of_party(wish: Wish, around: Around) -> Iterator[Obstacle]:
    """Yield what there is against this party in this space, whenever it may be."""
    party, offer = wish.party, wish.offer
    if not party.is_open:
        yield Obstacle.PARTY_CLOSED
    if not party.needs <= offer.features:
        yield Obstacle.NEEDS
    if wish.people > offer.beds:
        yield Obstacle.TOO_MANY
    if offer.sexes in ONE_SEX and party.sex != offer.sexes:
        yield Obstacle.SEXES
    if offer.sexes == "same":
        others = (other for other in around.at_keeper if other.space == offer.space)
        here = {other.sex for other in others if other.party != party.id and other.span.overlaps(wish.span)}
        if party.sex not in ONE_SEX or here - {party.sex}:
            yield Obstacle.SEXES
    if _splits(wish, around):
        yield Obstacle.SPLIT


def _of_nights(wish: Wish, around: Around) -> Iterator[Obstacle]:
    """Yield what there is against these nights."""
    offer, span, keeper = wish.offer, wish.span, wish.offer.keeper
    if wish.earliest is not None and span.first < wish.earliest:
        yield Obstacle.PAST
    if not wish.party.span.covers(span):
        yield Obstacle.NIGHTS_NOT_ASKED
    if not offer.is_free(span):
        yield Obstacle.NOT_FREE
    n_nights = _in_a_row(wish, around)
    if not offer.min_nights <= n_nights <= (offer.max_nights or n_nights):
        yield Obstacle.HOUSE_RULES
    if any(pause.kind not in UNSEEN_BY_HOSTS and pause.is_on(span) for pause in keeper.pauses):
        yield Obstacle.PAUSED
    if keeper.host is not None and _tires(wish, around.at_keeper):
        yield Obstacle.REST
    if keeper.host is not None and _crowds(wish, around.at_keeper):
        yield Obstacle.PARTIES
    if any(other.part == wish.part and other.span.overlaps(span) for other in around.of_party):
        yield Obstacle.OVERLAP
    if _lacks_room(wish, around):
        yield Obstacle.TAKEN


def _in_a_row(wish: Wish, around: Around) -> int:
    """Return how many nights in a row the people would be in this space, stays that touch it included."""
    first, end = wish.span.first, wish.span.end
    here = sorted(other.span for other in around.of_party if other.space == wish.offer.space)
    for span in reversed(here):
        first = span.first if span.end == first else first
    for span in here:
        end = span.end if span.first == end else end
    return (end - first).days


def _splits(wish: Wish, around: Around) -> bool:
    """Return whether this would part people who did not agree to it, or lodge more than there are."""
    party = wish.party
    if not party.may_split:
        return wish.people != party.people or wish.part != 1
    parts = [other for other in around.of_party if other.part != wish.part and other.span.overlaps(wish.span)]
    busiest = max((sum(o.people for o in parts if night in o.span) for night in wish.span), default=0)
    return busiest + wish.people > party.people


def _crowds(wish: Wish, others: Iterable[Placed]) -> bool:
    """Return whether a host would have more parties at once than anybody should have."""
    there = [other for other in others if other.party != wish.party.id and other.span.overlaps(wish.span)]
    return any(
        len({other.party for other in there if night in other.span}) >= PARTIES_AT_ONCE for night in wish.span
    )


def _tires(wish: Wish, others: Iterable[Placed]) -> bool:
    """Return whether a host would have people for more nights in a row than they wish, without a rest."""
    keeper = wish.offer.keeper
    busy = sorted({night for other in others for night in other.span} | set(wish.span))
    run: list[Night] = []
    for night in busy:
        if run and (night - run[-1]).days > keeper.nights_of_rest:
            run = []
        run.append(night)
        if len(run) > keeper.nights_in_a_row and any(each in wish.span for each in run):
            return True
    return False


def _lacks_room(wish: Wish, around: Around) -> bool:
    units = wish.offer.units(wish.people)
    taken = around.taken or {}
    return any(
        used + units > capacity
        for used, capacity in (taken.get(n, (0, wish.offer.capacity)) for n in wish.span)
    )
