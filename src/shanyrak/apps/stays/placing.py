"""Turns rows into a case of the engine, and the engine's plan into stays that can be proposed.

What the engine has no words for is said in its own: a level is a feature, a barred pair costs more than a bed
is worth, a rest closes a window, a promise is kept. What is only nearly said is asked again by `may_hold`
before anything is sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import Keeper, Offer
from shanyrak.apps.hosting.words import FRESH_DAYS, PARTIES_AT_ONCE, VettingLevel
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.queries import Apart
from shanyrak.apps.stays.rules import Placed
from shanyrak.base.ids import SYSTEM, HostId, PartyId, SpaceId, TeamId
from shanyrak.base.nights import ONE_NIGHT, Span
from shanyrak.placement.model import Case, Cost, Party, PartySex, SexRule, Space, Stay, Window

# Words that only the engine reads; a colon keeps them apart from those that people tick.
HOME_SEEN, TAKES_PROTECTED, DISTRICT = "is:seen", "is:for_protected", "district:"
# More than the night of one person is ever worth, so that no plan takes it.
NEVER = 100.0
# A party that is protected is more at risk without a bed; half as much again is a judgement of ours.
WEIGHT_OF_PROTECTED = 1.5
LONGEST_PLAN = timedelta(days=60)
PARTY_SEXES: Mapping[str, PartySex] = {"f": "f", "m": "m", "mixed": "mixed"}
SEX_RULES: Mapping[str, SexRule] = {"f": "f", "m": "m", "same": "same"}


@dataclass(frozen=True)
class Tables:
    """What the rows of a team say at one moment."""

    tonight: date
    end: date
    parties: Sequence[PartyView]
    offers: Sequence[Offer]
    placed: Sequence[Placed]
    apart: Sequence[Apart] = ()


def read_tables(team: TeamId, tonight: date) -> Tables:
    """Read what a plan from tonight on has to know."""
    end = tonight + LONGEST_PLAN
    views = intake.list_open_parties(actor=SYSTEM, night=tonight)
    parties = [view for view in views if view.team == team and view.span.first < end]
    offers = hosting.list_offers(team=team)
    placed = [*queries.list_placed(team=team, night=tonight), *queries.list_locked(team=team, night=tonight)]
    apart = queries.list_apart(parties=[view.id for view in parties], since=tonight)
    return Tables(tonight, end, parties, offers, placed, apart)


def case_of(tables: Tables) -> Case:
    """Return the case of the engine; stays that keep a bed are promised stays."""
    of_party: defaultdict[PartyId, list[Placed]] = defaultdict(list)
    for placed in tables.placed:
        of_party[placed.party].append(placed)
    rooms = list(_rooms(tables))
    known = {room.space_id for room, _ in rooms}
    parties, stays = [], []
    for view in tables.parties:
        mine = [placed for placed in of_party[view.id] if placed.space and str(placed.space) in known]
        party = _party(view, mine, tables, of_party[view.id])
        if party is not None:
            parties.append(party)
            stays += [_promise(placed) for placed in mine]
    pairs = _pairs_apart(tables, {party.party_id for party in parties}, known)
    costs = [Cost(party, space, NEVER) for party, space in sorted(pairs)]
    windows = [Window(room.space_id, span.first, span.end) for room, spans in rooms for span in spans]
    return Case(tuple(parties), tuple(room for room, _ in rooms), tuple(windows), tuple(stays), tuple(costs))


def _pairs_apart(tables: Tables, asking: set[str], known: set[str]) -> set[tuple[str, str]]:
    """Return parties and spaces that are not brought together: barred, or asked before for these nights."""
    of_keeper: defaultdict[object, list[str]] = defaultdict(list)
    for offer in tables.offers:
        of_keeper[offer.keeper.host or offer.keeper.site].append(str(offer.space))
        of_keeper[offer.space].append(str(offer.space))
    return {
        (str(apart.party), space)
        for apart in tables.apart
        if str(apart.party) in asking
        for space in of_keeper[apart.keeper]
        if space in known
    }


def proposals_of(stays: Iterable[Stay], case: Case) -> Iterator[Stay]:
    """Yield what a plan proposes beside what was promised: each a run of nights that is not yet kept."""
    promised: defaultdict[tuple[str, str, str], set[date]] = defaultdict(set)
    for stay in case.stays:
        promised[stay.party_id, stay.part, stay.space_id] |= set(Span(stay.first_night, stay.end_night))
    for stay in stays:
        kept = promised[stay.party_id, stay.part, stay.space_id]
        wanted = [night for night in Span(stay.first_night, stay.end_night) if night not in kept]
        for span in _runs(wanted):
            yield Stay(stay.party_id, stay.part, stay.people, stay.space_id, span.first, span.end)


def _party(view: PartyView, mine: Sequence[Placed], tables: Tables, kept: Sequence[Placed]) -> Party | None:
    """Return a party as it still asks; one that sleeps where the plan cannot look is left out."""
    if len(mine) < len(kept):
        return None
    first = max(view.span.first, tables.tonight)
    here = [placed.span for placed in mine]
    first = min([first, *(span.first for span in here)])
    end = max([min(view.span.end, tables.end), *(span.end for span in here)])
    needs = set(view.needs)
    needs |= {HOME_SEEN} if "children" in view.needs else set()
    needs |= {TAKES_PROTECTED} if view.is_protected else set()
    wants = view.wants | ({DISTRICT + view.district} if view.district else set())
    return Party(
        str(view.id), people=view.people, arrival=first, nights=(end - first).days,
        needs=frozenset(needs), wants=frozenset(wants), may_split=view.may_split,
        sex=PARTY_SEXES.get(view.sex, ""), weight=WEIGHT_OF_PROTECTED if view.is_protected else 1.0,
    )  # fmt: skip


def _promise(placed: Placed) -> Stay:
    return Stay(
        str(placed.party),
        str(placed.part),
        placed.people,
        str(placed.space),
        placed.span.first,
        placed.span.end,
    )


def _rooms(tables: Tables) -> Iterator[tuple[Space, list[Span]]]:
    """Yield the spaces that have a night for somebody, with their windows."""
    at: defaultdict[SpaceId, list[Placed]] = defaultdict(list)
    of_host: defaultdict[HostId, list[Placed]] = defaultdict(list)
    host_of = {offer.space: offer.keeper.host for offer in tables.offers}
    for placed in tables.placed:
        if placed.space is not None:
            at[placed.space].append(placed)
            host = host_of.get(placed.space)
            if host is not None:
                of_host[host].append(placed)
    few = _few_at_once(tables.offers, at)
    for offer in tables.offers:
        host = offer.keeper.host
        busy = of_host[host] if host is not None else at[offer.space]
        nights = {
            night for night in _open_nights(offer, tables) if offer.space not in few or few[offer.space]
        }
        if host is not None:
            nights = _rested(offer.keeper, nights, {night for placed in busy for night in placed.span})
        nights |= {night for placed in at[offer.space] for night in placed.span}
        if nights:
            alone = few.get(offer.space, False)
            yield _space(offer, is_private=offer.is_private or alone), list(_runs(sorted(nights)))


def _few_at_once(offers: Sequence[Offer], at: Mapping[SpaceId, Sequence[Placed]]) -> dict[SpaceId, bool]:
    """Return the spaces of hosts who could get too many parties, and whether a plan may use each for one.

    The engine has no rule on hosts. Where beds and rooms of one host leave room for more parties than anybody
    should have, the largest rooms take one party each, and the others wait for a member's hand.
    """
    by_host: defaultdict[HostId, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.keeper.host is not None:
            by_host[offer.keeper.host].append(offer)
    few: dict[SpaceId, bool] = {}
    for rooms in by_host.values():
        if sum(room.capacity for room in rooms) <= PARTIES_AT_ONCE:
            continue
        in_use = [room for room in rooms if at.get(room.space)]
        spare = sorted((room for room in rooms if not at.get(room.space)), key=_largest_first)
        free = max(PARTIES_AT_ONCE - sum(len({p.party for p in at[room.space]}) for room in in_use), 0)
        few |= {room.space: False for room in (*in_use, *spare)}
        few |= {room.space: True for room in spare[:free]}
        few |= {room.space: True for room in in_use if room.is_private}
    return few


def _largest_first(room: Offer) -> tuple[int, str]:
    return -room.beds, str(room.space)


def _open_nights(offer: Offer, tables: Tables) -> set[date]:
    """Return the nights on which a plan may put somebody new there."""
    keeper = offer.keeper
    is_stale = keeper.fresh_on is not None and tables.tonight - keeper.fresh_on > timedelta(days=FRESH_DAYS)
    if not keeper.is_there or keeper.level < VettingLevel.PHONE or is_stale:
        return set()
    nights = {night for window in offer.windows for night in window if tables.tonight <= night < tables.end}
    return {night for night in nights if not any(pause.is_on(Span.of(night, 1)) for pause in keeper.pauses)}


def _rested(keeper: Keeper, nights: set[date], busy: set[date]) -> set[date]:
    """Return the nights that leave a host the rest that they wish, whoever may come on the others.

    From the first night on, so many are open and so many closed, and those before a promise are closed that
    would make it too long. A night may so be closed for nothing; a member can fill it by hand.
    """
    if keeper.nights_of_rest == 0 or not nights:
        return nights
    run, idle = 0, 0
    kept: set[date] = set()
    for night in Span(min(busy | nights), max(busy | nights) + ONE_NIGHT):
        if night in busy or (night in nights and run < keeper.nights_in_a_row):
            kept.add(night)
            run, idle = run + 1, 0
        else:
            idle += 1
            run = 0 if idle >= keeper.nights_of_rest else run
    for block in _runs(sorted(busy)):
        first_closed = block.first - max(keeper.nights_in_a_row - len(block), 0) * ONE_NIGHT
        kept -= {first_closed - (n + 1) * ONE_NIGHT for n in range(keeper.nights_of_rest)} - busy
    return kept & nights


def _space(offer: Offer, *, is_private: bool) -> Space:
    keeper = offer.keeper
    more = {HOME_SEEN} if keeper.level >= VettingLevel.VISIT else set()
    more |= {TAKES_PROTECTED} if keeper.takes_protected else set()
    more |= {DISTRICT + offer.district} if offer.district else set()
    return Space(
        str(offer.space), beds=offer.beds, private=is_private, features=offer.features | more,
        min_nights=offer.min_nights, max_nights=offer.max_nights, sexes=SEX_RULES.get(offer.sexes, "any"),
    )  # fmt: skip


def _runs(nights: Sequence[date]) -> Iterator[Span]:
    """Yield nights, which are in order, as spans."""
    first: date | None = None
    for n, night in enumerate(nights):
        first = night if first is None else first
        if n + 1 == len(nights) or nights[n + 1] != night + ONE_NIGHT:
            yield Span(first, night + ONE_NIGHT)
            first = None
