"""Rules on all stays of one part or party together: lengths, people, moves. Other parties do not matter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shanyrak.placement.check.register import Register
from shanyrak.placement.check.verdict import Violation, counted, people
from shanyrak.placement.model import Party, Stay


@dataclass(frozen=True, slots=True)
class Chain:
    """The stays of one part: `rows` as the plan has them, by night; `stays` joined to runs."""

    party: Party
    part: str
    rows: tuple[Stay, ...]
    stays: tuple[Stay, ...]

    @property
    def people(self) -> int:
        """How many sleep in its first stay, and ought to in all."""
        return self.rows[0].people

    @property
    def n_moves(self) -> int:
        """Changes of space, with the one from where the party slept before it arrived."""
        before = self.party.current_space
        return len(self.stays) - 1 + (1 if before and before != self.stays[0].space_id else 0)


def chains_of(stays: Iterable[Stay], register: Register) -> list[Chain]:
    """Group stays by part and join those that follow each other in one space."""
    return [
        Chain(register.parties[party_id], part, tuple(rows), _runs(rows))
        for (party_id, part), rows in _by_part(stays).items()
    ]


def runs_of(stays: Iterable[Stay]) -> list[Stay]:
    """Return stays with those that follow each other in one space joined, in the order of a written plan."""
    return sorted(run for rows in _by_part(stays).values() for run in _runs(rows))


def _by_part(stays: Iterable[Stay]) -> dict[tuple[str, str], list[Stay]]:
    """Group stays by party and part, each in order of nights."""
    by_part: dict[tuple[str, str], list[Stay]] = {}
    for stay in sorted(stays, key=lambda one: (one.first_night, one.end_night, one.space_id)):
        by_part.setdefault((stay.party_id, stay.part), []).append(stay)
    return by_part


def _runs(rows: list[Stay]) -> tuple[Stay, ...]:
    """Return maximal runs of nights in one space, of stays in order of nights."""
    runs = rows[:1]
    for stay in rows[1:]:
        if stay.first_night == runs[-1].end_night and stay.space_id == runs[-1].space_id:
            runs[-1] = replace(runs[-1], end_night=stay.end_night)
        else:
            runs.append(stay)
    return tuple(runs)


def chain_breaches(chains: Iterable[Chain], register: Register) -> Iterator[Violation]:
    """Yield what the chains break: rule 4 stay by stay, rules 5 and 7 part by part, rule 5 party by party."""
    by_party: dict[str, list[Chain]] = {}
    for chain in chains:
        by_party.setdefault(chain.party.party_id, []).append(chain)
        yield from _lengths(chain, register)
        yield from _one_place(chain)
        limit = chain.party.max_moves
        if limit is not None and chain.n_moves > limit:
            yield Violation(7, f"{_who(chain)}: {chain.n_moves} moves, at most {limit} allowed")
    for parts in by_party.values():
        yield from _people(parts)


def _who(chain: Chain) -> str:
    return f"party {chain.party.party_id}, part {chain.part}"


def _lengths(chain: Chain, register: Register) -> Iterator[Violation]:
    """Yield stays that are shorter or longer than the house rule of their space."""
    for stay in chain.stays:
        space, n_nights = register.spaces[stay.space_id], (stay.end_night - stay.first_night).days
        nights = counted(n_nights, "night", "nights")
        where = f"{_who(chain)}: {nights} in space {stay.space_id} from {stay.first_night}"
        if n_nights < space.min_nights:
            yield Violation(4, f"{where}, its house rule is at least {space.min_nights}")
        if space.max_nights is not None and n_nights > space.max_nights:
            yield Violation(4, f"{where}, its house rule is at most {space.max_nights}")


def _one_place(chain: Chain) -> Iterator[Violation]:
    """Yield nights on which a part is in two stays, and stays in which its number of people differs."""
    reached = chain.rows[0]
    for before, stay in pairwise(chain.rows):
        reached = max(reached, before, key=lambda one: one.end_night)
        if stay.first_night < reached.end_night:
            spaces = f"spaces {reached.space_id} and {stay.space_id}"
            yield Violation(5, f"{_who(chain)}: in two stays on the night of {stay.first_night}, {spaces}")
        if stay.people != chain.people:
            change = f"{people(chain.people)} at first, {stay.people} in space {stay.space_id}"
            yield Violation(5, f"{_who(chain)}: {change} from {stay.first_night}; a part keeps its people")


def _people(parts: list[Chain]) -> Iterator[Violation]:
    """Yield breaches of who may be lodged apart, and of how many people a party has."""
    party, placed = parts[0].party, sum(part.people for part in parts)
    if placed > party.people:
        yield Violation(5, f"party {party.party_id}: {people(placed)} placed, it has {party.people}")
    if not party.may_split and len(parts) > 1:
        names = ", ".join(part.part for part in parts)
        yield Violation(5, f"party {party.party_id}: lodged in parts {names}, but it may not be split")
    elif not party.may_split and placed < party.people:
        share = f"only {placed} of its {people(party.people)} placed"
        yield Violation(5, f"party {party.party_id}: {share}, but it may not be split")
