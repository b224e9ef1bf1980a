"""What happens in a replay, drawn once for all ways of planning. Who knows of it when is for `world`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from shanyrak.base.errors import InvalidError
from shanyrak.placement.model import Case, Cost, Party, Space, Stay, Window
from shanyrak.placement.problem import Bools, natural
from shanyrak.placement.simulate.assumptions import MOST_NIGHTS, Assumptions


@dataclass(frozen=True, slots=True)
class Events:
    """A case cut to the nights replayed, and what happens in them; nights count from `first_night`.

    Parties and spaces stand in an order of our own. `spaces` are those of the case and behind them the new
    ones; ``free[s, t]`` says whether space s is offered on night t, before any withdrawal; shape (n_spaces,
    n_nights). A space of `withdrawn` is closed from that night on, one of `offered` is not known before.
    """

    first_night: date
    n_nights: int
    parties: tuple[Party, ...]
    spaces: tuple[Space, ...]
    free: Bools
    promised: tuple[Stay, ...]
    costs: tuple[Cost, ...]
    no_shows: frozenset[str]
    withdrawn: dict[str, int]
    offered: dict[str, int]

    def night(self, number: int) -> date:
        """Return the date of a night's number."""
        return self.first_night + timedelta(number)

    @property
    def end_night(self) -> date:
        """The first night that is not replayed."""
        return self.night(self.n_nights)


def draw(case: Case, assumptions: Assumptions, random: np.random.Generator) -> Events:
    """Draw what happens.

    Parameters
    ----------
    case
        The tables, as known on the first evening, and all parties with the true day of arrival.
    assumptions
        How many nights, and how often what was agreed does not happen.
    random
        The same state gives the same events, in whatever order the rows stand. Each kind of event has a
        stream of its own, and a higher share adds events to those of a lower one.

    Returns
    -------
    Events
        Parties that ask for none of the nights replayed are left out; the others' nights are cut at the end.

    Raises
    ------
    InvalidError
        If nobody asks for a night, or the case spans more than a year and `assumptions` do not say how much
        of it is replayed.
    """
    first, n_nights = _span(case, assumptions.nights)
    end = first + timedelta(n_nights)
    parties = tuple(_cut(party, end) for party in _in_order(case.parties) if party.arrival < end)
    spaces = tuple(sorted(case.spaces, key=lambda s: (natural(s.space_id), s.space_id)))
    free = _free(spaces, case.windows, first, n_nights)
    of_parties, of_withdrawals, of_offers = random.spawn(3)
    withdrawn = _withdrawn(spaces, free, assumptions.withdraw, of_withdrawals)
    new, new_free, offered = _offered(spaces, free, assumptions.offer, of_offers)
    known = {party.party_id for party in parties}
    absent = of_parties.random(len(parties)) < assumptions.no_show
    return Events(
        first_night=first,
        n_nights=n_nights,
        parties=parties,
        spaces=(*spaces, *new),
        free=np.concatenate([free, new_free]),
        promised=tuple(_cut_stays(case.stays, known, end)),
        costs=tuple(cost for cost in case.costs if cost.party_id in known),
        no_shows=frozenset(p.party_id for p, is_absent in zip(parties, absent, strict=True) if is_absent),
        withdrawn=withdrawn,
        offered=offered,
    )


def truth(events: Events, end: date | None = None) -> Case:
    """Return the case as it turned out, up to `end`: who came, and what was free in the end.

    Promised stays are left out: hosts may have broken them.
    """
    end = end or events.end_night
    came = [p for p in events.parties if p.party_id not in events.no_shows and p.arrival < end]
    known = {party.party_id for party in came}
    return Case(
        tuple(_cut(party, end) for party in came),
        events.spaces,
        tuple(windows(events.spaces, closed(events), events.first_night)),
        (),
        tuple(cost for cost in events.costs if cost.party_id in known),
    )


def closed(events: Events) -> Bools:
    """Return what is free when the withdrawals are taken off; shape (n_spaces, n_nights)."""
    free = events.free.copy()
    for s, space in enumerate(events.spaces):
        if space.space_id in events.withdrawn:
            free[s, events.withdrawn[space.space_id] :] = False
    return free


def windows(spaces: Iterable[Space], free: Bools, first_night: date) -> Iterator[Window]:
    """Yield the free spans of spaces whose rows of `free` count nights from `first_night`."""
    for space, row in zip(spaces, free, strict=True):
        edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0)).tolist()
        for low, high in zip(edges[::2], edges[1::2], strict=True):
            yield Window(space.space_id, first_night + timedelta(low), first_night + timedelta(high))


def _span(case: Case, nights: int | None) -> tuple[date, int]:
    """Return the first night asked for, and how many are replayed."""
    asking = [party for party in case.parties if party.n_nights > 0]
    if not asking:
        raise InvalidError("Nobody asks for a night in this case: there is nothing to replay.")
    first = min(party.arrival for party in asking)
    asked = (max(party.end_night for party in asking) - first).days
    if nights is None and asked > MOST_NIGHTS:
        raise InvalidError(f"The case spans {asked} nights: say with --days how many to replay.")
    return first, min(asked, nights or asked)


def _in_order(parties: Iterable[Party]) -> list[Party]:
    """Return the parties that ask for a night, in order of arrival."""
    asking = [party for party in parties if party.n_nights > 0]
    return sorted(asking, key=lambda p: (p.arrival, natural(p.party_id), p.party_id))


def _cut(party: Party, end: date) -> Party:
    """Return the party without the nights from `end` on."""
    return party if party.end_night <= end else replace(party, nights=(end - party.arrival).days)


def _cut_stays(stays: Iterable[Stay], known: set[str], end: date) -> Iterator[Stay]:
    for stay in stays:
        if stay.party_id in known and stay.first_night < end:
            yield replace(stay, end_night=min(stay.end_night, end))


def _free(spaces: tuple[Space, ...], free_spans: Iterable[Window], first: date, n_nights: int) -> Bools:
    row = {space.space_id: s for s, space in enumerate(spaces)}
    free = np.zeros((len(spaces), n_nights), np.bool_)
    for window in free_spans:
        low, high = ((night - first).days for night in (window.first_night, window.end_night))
        free[row[window.space_id], max(low, 0) : max(high, 0)] = True
    return free


def _withdrawn(
    spaces: tuple[Space, ...], free: Bools, share: float, random: np.random.Generator
) -> dict[str, int]:
    """Return the night from which each withdrawn space is closed: any of its free nights, alike."""
    found: dict[str, int] = {}
    for s, (chance, when) in enumerate(random.random((len(spaces), 2)).tolist()):
        nights = np.flatnonzero(free[s])
        if chance < share and len(nights):
            found[spaces[s].space_id] = int(nights[int(when * len(nights))])
    return found


def _offered(
    spaces: tuple[Space, ...], free: Bools, share: float, random: np.random.Generator
) -> tuple[list[Space], Bools, dict[str, int]]:
    """Return new spaces, each like one of the case and as long free, but from the night of its offer on."""
    n_nights, taken = free.shape[1], {space.space_id for space in spaces}
    new, rows, offered = [], [np.zeros((0, n_nights), np.bool_)], {}
    for s, (chance, when) in enumerate(random.random((len(spaces), 2)).tolist()):
        nights = np.flatnonzero(free[s])
        if chance >= share or not len(nights):
            continue
        name = f"{spaces[s].space_id}+"
        while name in taken:
            name += "+"
        night = int(when * n_nights)
        row = np.zeros((1, n_nights), np.bool_)
        like = free[s, nights[0] :][: n_nights - night]
        row[0, night : night + len(like)] = like
        new.append(replace(spaces[s], space_id=name))
        rows.append(row)
        offered[name] = night
    return new, np.concatenate(rows), offered
