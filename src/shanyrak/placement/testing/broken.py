"""Valid plans broken on purpose, one rule at a time, to see that a check catches it. Nothing here checks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from shanyrak.placement.model import Case, Party, Plan, Space, Stay

NIGHT = timedelta(1)


class Broken(NamedTuple):
    """A plan that breaks `rule` (0: a stay that means nothing); others may break with it."""

    name: str
    rule: int
    plan: Plan


def broken_plans(case: Case, plan: Plan) -> Iterator[Broken]:
    """Break a valid plan in every way that the case offers.

    Parameters
    ----------
    case
        Any case.
    plan
        A plan that keeps every rule, each stay a maximal run.

    Yields
    ------
    Broken
        For each way of breaking a rule the first plan that does; none where the case offers no occasion.
    """
    for way in WAYS:
        for name, rule, stays in way(Bench(case, plan)):
            yield Broken(name, rule, Plan.of(stays))


class Bench:
    """A plan and its case by id, to be taken apart."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.stays = case, plan.stays
        self.parties = {party.party_id: party for party in case.parties}
        self.spaces = {space.space_id: space for space in case.spaces}
        self.free = {
            (window.space_id, window.first_night + day * NIGHT)
            for window in case.windows
            for day in range((window.end_night - window.first_night).days)
        }

    def rows(self) -> Iterator[tuple[Stay, Party, Space]]:
        """Yield each stay with its party and space."""
        for stay in self.stays:
            yield stay, self.parties[stay.party_id], self.spaces[stay.space_id]

    def swapped(self, old: Stay, *new: Stay) -> tuple[Stay, ...]:
        """Return the stays with one replaced by others."""
        return (*(stay for stay in self.stays if stay != old), *new)

    def changed(self, party: Party, *parts: tuple[str, int]) -> tuple[Stay, ...]:
        """Return the stays with those of one party given to these parts and their people."""
        own = [stay for stay in self.stays if stay.party_id == party.party_id]
        others = (stay for stay in self.stays if stay.party_id != party.party_id)
        return (*others, *(replace(stay, part=part, people=people) for stay in own for part, people in parts))


Ways = Iterator[tuple[str, int, tuple[Stay, ...]]]


def _meaningless(bench: Bench) -> Ways:
    for stay in bench.stays[:1]:
        yield "unknown party", 0, bench.swapped(stay, replace(stay, party_id="nobody"))
        yield "unknown space", 0, bench.swapped(stay, replace(stay, space_id="nowhere"))
        yield "no night", 0, (*bench.stays, replace(stay, end_night=stay.first_night))
        yield "nobody in it", 0, (*bench.stays, replace(stay, people=0))


def _overfull(bench: Bench) -> Ways:
    for stay, _, space in list(bench.rows())[:1]:
        yield "too many people", 1, bench.swapped(stay, replace(stay, people=space.beds + 1))
    for stay, _, space in bench.rows():
        if space.private:
            yield "two in a private space", 1, (*bench.stays, replace(stay, part="another"))
            return


def _closed(bench: Bench) -> Ways:
    for stay, party, space in bench.rows():
        for day in range(party.n_nights):
            night = party.arrival + day * NIGHT
            if (space.space_id, night) not in bench.free:
                moved = replace(stay, first_night=night, end_night=night + NIGHT)
                yield "not free", 2, bench.swapped(stay, moved)
                return


def _unfit(bench: Bench) -> Ways:
    told = set()
    for stay, party, _ in bench.rows():
        for space in bench.case.spaces:
            other = party.sex not in {"f", "m"} or space.sexes not in {"any", "same", party.sex}
            faults = {
                ("a need missing", 3): bool(party.needs - space.features),
                ("the wrong place", 3): bool(party.place and space.place and party.place != space.place),
                ("the wrong sex", 9): space.sexes != "any" and other,
            }
            for (name, rule), broken in faults.items():
                if broken and name not in told:
                    told.add(name)
                    yield name, rule, bench.swapped(stay, replace(stay, space_id=space.space_id))


def _too_short(bench: Bench) -> Ways:
    for stay, _, space in bench.rows():
        if space.min_nights > 1:
            cut = replace(stay, end_night=stay.first_night + (space.min_nights - 1) * NIGHT)
            yield "too short", 4, bench.swapped(stay, cut)
            return


def _too_long(bench: Bench) -> Ways:
    for stay, party, space in bench.rows():
        longest = space.max_nights or party.n_nights
        if longest < party.n_nights:
            end = party.arrival + (longest + 1) * NIGHT
            longer = replace(stay, first_night=party.arrival, end_night=end)
            yield "too long", 4, bench.swapped(stay, longer)
            return


def _double(bench: Bench) -> Ways:
    for stay in bench.stays:
        for space in bench.case.spaces:
            if space.space_id != stay.space_id:
                there = replace(stay, space_id=space.space_id)
                yield "in two places on one night", 5, (*bench.stays, there)
                return


def _people(bench: Bench) -> Ways:
    for stay, party, _ in bench.rows():
        middle = stay.first_night + NIGHT
        if middle < stay.end_night:
            first, rest = (
                replace(stay, end_night=middle),
                replace(stay, first_night=middle, people=stay.people + 1),
            )
            yield "a part changes its people", 5, bench.swapped(stay, first, rest)
        more = bench.changed(party, (stay.part, party.people + 1))
        yield "more people than the party has", 5, more
        return


def _whole(bench: Bench) -> Ways:
    for _, party, _ in bench.rows():
        if not party.may_split and party.people > 1:
            fewer = party.people - 1
            yield "a part of a whole party", 5, bench.changed(party, ("1", fewer))
            yield "a whole party in parts", 5, bench.changed(party, ("1", fewer), ("2", 1))
            return


def _outside(bench: Bench) -> Ways:
    for stay, party, _ in list(bench.rows())[:1]:
        early, late = (
            replace(stay, first_night=party.arrival - NIGHT),
            replace(stay, end_night=party.end_night + NIGHT),
        )
        yield "before it arrives", 6, bench.swapped(stay, early)
        yield "after it leaves", 6, bench.swapped(stay, late)
    for stay, party, _ in bench.rows():
        if party.not_after and party.not_after < party.arrival + party.nights * NIGHT:
            late = replace(stay, end_night=party.not_after + NIGHT)
            yield "past its latest safe exit", 6, bench.swapped(stay, late)
            return


def _restless(bench: Bench) -> Ways:
    for stay, party, _ in bench.rows():
        n_stays = (party.max_moves if party.max_moves is not None else party.nights) + 2
        if 2 * n_stays - 1 <= party.n_nights:
            nights = [party.arrival + 2 * number * NIGHT for number in range(n_stays)]
            hops = [replace(stay, first_night=night, end_night=night + NIGHT) for night in nights]
            kept = [one for one in bench.stays if (one.party_id, one.part) != (stay.party_id, stay.part)]
            yield "too many moves", 7, (*kept, *hops)
            return


def _promised(bench: Bench) -> Ways:
    for stay in bench.case.stays[:1]:
        yield "a promise dropped", 8, bench.swapped(stay)
        yield "a promise shortened", 8, bench.swapped(stay, replace(stay, end_night=stay.end_night - NIGHT))


def _both_sexes(bench: Bench) -> Ways:
    for stay, party, space in bench.rows():
        for other in bench.case.parties if space.sexes == "same" else ():
            first, end = max(stay.first_night, other.arrival), min(stay.end_night, other.end_night)
            if {party.sex, other.sex} == {"f", "m"} and first < end:
                late_comer = Stay(other.party_id, "1", other.people, space.space_id, first, end)
                yield "both sexes", 9, (*bench.stays, late_comer)
                return


WAYS = (
    _meaningless,
    _overfull,
    _closed,
    _unfit,
    _too_short,
    _too_long,
    _double,
    _people,
    _whole,
    _outside,
    _restless,
    _promised,
    _both_sexes,
)
