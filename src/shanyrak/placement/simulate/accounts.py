"""What came of each way of planning, counted from where everybody slept. Nothing is planned here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from shanyrak.placement.check import Verdict, check
from shanyrak.placement.model import Case, Party, Plan, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.simulate.events import Events
from shanyrak.placement.simulate.outcome import Day, Way
from shanyrak.placement.simulate.units import NIGHT

EXCUSED = {4, 7}  # a host who withdraws may cut a stay below the house's shortest, and force a move


@dataclass(slots=True)
class Log:
    """People whose stay was broken, and those for whom a bed was held in vain, day by day."""

    broken: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    broken_stays: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """A case as it turned out, and its nights."""

    case: Case
    nights: tuple[date, ...]
    worth: Worth


def way_of(plan: Plan, past: Past, log: Log) -> tuple[Way, Verdict]:
    """Return how a plan fared in what turned out to be the case, and what the check says of it."""
    verdict = check(past.case, plan, worth=past.worth)
    housed, moved = _by_night(plan.stays), _moves(plan.stays, past.case.parties)
    way = Way(
        plan=plan,
        figures=verdict.figures,
        housed=tuple(housed[night] for night in past.nights),
        moved=tuple(moved[night] for night in past.nights),
        broken=tuple(log.broken),
        held=tuple(log.held),
        broken_stays=log.broken_stays,
    )
    return way, verdict


def breaches(verdict: Verdict, *, is_excused: bool) -> tuple[str, ...]:
    """Return the rules that a plan breaks, those aside that a host who withdraws, or the end, may break."""
    excused = EXCUSED if is_excused else set()
    return tuple(one.text for one in verdict.violations if one.rule not in excused)


def days_of(events: Events, ahead: int, n_nights: int) -> tuple[Day, ...]:
    """Return what happened on each of the first nights."""
    asked: Counter[date] = Counter()
    known: Counter[date] = Counter()
    absent: Counter[date] = Counter()
    promised = {stay.party_id for stay in events.promised}
    for party in events.parties:
        heard = events.first_night if party.party_id in promised else party.arrival - ahead * NIGHT
        known[max(heard, events.first_night)] += 1
        if party.party_id in events.no_shows:
            absent[party.arrival] += 1
        else:
            asked.update({party.arrival + n * NIGHT: party.people for n in range(party.n_nights)})
    withdrawn, offered = Counter(events.withdrawn.values()), Counter(events.offered.values())
    return tuple(
        Day(night, asked[night], known[night], absent[night], withdrawn[n], offered[n])
        for n, night in enumerate(events.night(n) for n in range(n_nights))
    )


def cut(plan: Plan, end: date) -> Plan:
    """Return the plan without the nights from `end` on."""
    return Plan.of(
        replace(stay, end_night=min(stay.end_night, end)) for stay in plan.stays if stay.first_night < end
    )


def _by_night(stays: Iterable[Stay]) -> Counter[date]:
    people: Counter[date] = Counter()
    for stay in stays:
        for n in range((stay.end_night - stay.first_night).days):
            people[stay.first_night + n * NIGHT] += stay.people
    return people


def _moves(stays: Iterable[Stay], parties: Iterable[Party]) -> Counter[date]:
    """Count the people who change their space, by the night before which they do."""
    came_from = {party.party_id: party.current_space for party in parties}
    people: Counter[date] = Counter()
    ordered = sorted(stays, key=lambda stay: (stay.party_id, stay.part, stay.first_night))
    for (party_id, _), chain in groupby(ordered, key=lambda stay: (stay.party_id, stay.part)):
        first, *others = chain
        if came_from[party_id] not in {None, first.space_id}:
            people[first.first_night] += first.people
        for stay in others:
            people[stay.first_night] += stay.people
    return people
