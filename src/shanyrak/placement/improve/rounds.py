"""Rounds of exchanges: each thread has a zone of its own, dealt anew for every round, or a draft."""

from typing import NamedTuple

import numpy as np

from shanyrak.placement.bound.ranking import Ranking
from shanyrak.placement.draft import Draft, lacking
from shanyrak.placement.improve.exchange import Field, Occupants, exchange
from shanyrak.placement.improve.trade import trade
from shanyrak.placement.improve.zones import deal, one_zone
from shanyrak.placement.lodge import Desk
from shanyrak.placement.problem import NOBODY, Bools, Data, Floats
from shanyrak.placement.team import Team


class Lead(NamedTuple):
    """What leads the exchange: prices, and lists ranked at some scales of them."""

    price: Floats
    scales: Floats
    lists: tuple[Ranking, ...]
    loose: Bools  # (n,) parties that tries begin with


def exchange_round(
    data: Data,
    drafts: list[Draft],
    lead: Lead,
    *,
    tries: int,
    trades: int = 0,
    heat: float,
    desks: list[Desk],
    team: Team,
    random: np.random.Generator,
) -> list[int]:
    """Let every thread try `trades` trades and `tries` exchanges, in its own draft or zone of the one draft.

    Returns how many trades each thread made by which its plan is worse.
    """
    books = [_book(data, draft) for draft in drafts] * (team.threads if len(drafts) == 1 else 1)
    zones = deal(data, drafts[0], team.threads, random) if len(drafts) == 1 else one_zone(data, drafts[0])
    seeds = random.integers(1, 2**62, team.threads).astype(np.uint64)

    def work(i: int) -> int:
        mine, (draft, wanting, occupants) = (i if len(drafts) == 1 else 0), books[i]
        parties = zones.parties(mine)
        parties = parties[lead.loose[parties]]
        wants = parties[wanting[parties]]
        where = zones.of_space, zones.of_slot, mine
        field = Field(lead.price, lead.scales, *where, parties, wants, occupants, tries, trades, heat)
        random = seeds[i : i + 1].copy()
        worse = trade(data, draft, lead.lists, field, random)
        exchange(data, draft, desks[i], lead.lists, field, random)
        return worse

    return team.each(work)


def whole_field(data: Data, draft: Draft, price: Floats) -> Field:
    """Return the field of one thread that works on all of a draft, with nothing to try by chance."""
    nobody, zones = np.zeros(0, np.int64), one_zone(data, draft)
    where = zones.of_space, zones.of_slot, 0
    return Field(price, np.zeros(1), *where, nobody, nobody, _occupants(draft, len(data.spaces)), 0, 0, 0.0)


def _book(data: Data, draft: Draft) -> tuple[Draft, Bools, Occupants]:
    """Return a draft, whether each party lacks a night in it, and who sleeps in each space."""
    return draft, lacking(data, draft), _occupants(draft, len(data.spaces))


def _occupants(draft: Draft, n_spaces: int) -> Occupants:
    """List the slots of every space."""
    rows = np.flatnonzero(draft.where != NOBODY)
    slot = np.searchsorted(draft.slots["end"], rows, side="right")
    key = np.unique(draft.where[rows].astype(np.int64) * len(draft.slots) + slot)
    return Occupants(
        np.searchsorted(key, np.arange(n_spaces + 1) * len(draft.slots)), key % max(len(draft.slots), 1)
    )
