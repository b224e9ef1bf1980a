"""A chain that was found, told with its reasons: distance, needs, wants, moves, and what it displaces."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count

import numpy as np

from shanyrak.placement.model import Party, Stay
from shanyrak.placement.objective import kilometres
from shanyrak.placement.problem import Codes, Data
from shanyrak.placement.suggest.answers import Leg, Suggestion
from shanyrak.placement.suggest.holding import Holding

NamedPart = tuple[str | None, int, Codes]


def tell(holding: Holding, party: Party, data: Data, parts: Iterable[NamedPart]) -> Suggestion:
    """Return chains, given as the space of each night of each part, as a suggestion with its reasons."""
    legs: list[Leg] = []
    value, moves, housed = 0.0, 0, [0] * party.n_nights
    for name, people, where in _named(parts):
        own = [_leg(holding, party, data, stay) for stay in _stays(holding, party, (name, people, where))]
        moved = _moves(party, [leg.stay for leg in own])
        value += people * (sum(_worth(holding, party, data, leg) for leg in own) - moved * data.charges[0])
        housed = [there + people * (s >= 0) for there, s in zip(housed, where.tolist(), strict=True)]
        moves += people * moved
        legs += own
    stays = tuple(leg.stay for leg in legs)
    return Suggestion(
        party=party,
        legs=tuple(legs),
        value=float(value),
        displaced=sum(leg.displaced for leg in legs),
        housed_person_nights=sum(housed),
        moves=moves,
        nights_lacking=tuple(
            party.arrival + timedelta(t) for t, there in enumerate(housed) if there < party.people
        ),
        as_planned=sorted(stays) == list(holding.lifted),
    )


def _named(parts: Iterable[NamedPart]) -> Iterator[tuple[str, int, Codes]]:
    """Give the parts that have no name the next free numbers."""
    parts = list(parts)
    taken = {name for name, _, _ in parts}
    numbers = (str(n) for n in count(1) if str(n) not in taken)
    for name, people, where in parts:
        yield name or next(numbers), people, where


def _stays(holding: Holding, party: Party, part: tuple[str, int, Codes]) -> Iterator[Stay]:
    """Yield the runs of nights in one space."""
    name, people, where = part
    nights, u = where.tolist(), 0
    for t in range(1, len(nights) + 1):
        if t == len(nights) or nights[t] != nights[u]:
            if nights[u] >= 0:
                space = holding.problem.spaces[nights[u]].space_id
                first, end = party.arrival + timedelta(u), party.arrival + timedelta(t)
                yield Stay(party.party_id, name, people, space, first, end)
            u = t


def _leg(holding: Holding, party: Party, data: Data, stay: Stay) -> Leg:
    s = holding.names.space_no[stay.space_id]
    features = holding.problem.spaces[s].features
    price = float(holding.held.price[s, holding.nights(stay)].sum(dtype=np.float64))
    return Leg(
        stay=stay,
        km=_km(data, s),
        needs_met=tuple(sorted(party.needs & features)),
        wants_missing=tuple(sorted(party.wants - features)),
        displaced=price * (1 if data.private[s] else stay.people),
    )


def _km(data: Data, s: int) -> float | None:
    party, space = data.parties[0], data.spaces[s]
    if not party["located"] or not space["located"]:
        return None
    return float(kilometres(sum((float(party[axis]) - float(space[axis])) ** 2 for axis in "xyz")))


def _worth(holding: Holding, party: Party, data: Data, leg: Leg) -> float:
    """Return what a stay is worth to one person, moves aside."""
    s = holding.names.space_no[leg.stay.space_id]
    _, per_km, per_want = data.charges.tolist()
    cost = float(data.cost_value[data.cost_space == s].sum()) if len(data.cost_space) else 0.0
    missing = len(leg.wants_missing) / max(len(party.wants), 1)
    night = party.weight - per_km * (leg.km or 0.0) - per_want * missing - cost
    return float((leg.stay.end_night - leg.stay.first_night).days * night)


def _moves(party: Party, stays: list[Stay]) -> int:
    before = party.current_space
    return len(stays) - 1 + bool(before and stays[0].space_id != before) if stays else 0
