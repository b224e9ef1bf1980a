"""Rules that the promised stays of one party break together: people, parts, house rules, moves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from shanyrak.placement.files.faults import counted
from shanyrak.placement.files.promises.promise import Finding, Parts, Promise


def parts_of(promises: Iterable[Promise]) -> Parts:
    """Return the promises of each part of a party, in order of time."""
    parts: Parts = defaultdict(list)
    for promise in sorted(promises, key=lambda promise: (promise.stay.first_night, promise.row)):
        parts[promise.stay.party_id, promise.stay.part].append(promise)
    return parts


def people(parts: Parts) -> Iterator[Finding]:
    """Rule 5: a part keeps its number of people; all parts are not more than the party, or its only one."""
    placed: dict[str, int] = defaultdict(int)
    for (party_id, part), mine in parts.items():
        first = mine[0]
        for promise in mine[1:]:
            if promise.stay.people != first.stay.people:
                what = f"is not the number of people of the same part in row {first.row}, {first.stay.people}"
                yield promise.row, "people", promise.stay.people, what
        whole, people, before = first.party.people, first.stay.people, placed[party_id]
        placed[party_id] += people
        if first.party.may_split and before + people > whole:
            others = f"{counted(before, 'person', 'people')} of its other parts"
            what = f"is with the {others} more than its party has, {whole}"
            yield (
                first.row,
                "people",
                people,
                what if before else f"is more people than its party has, {whole}",
            )
        elif not first.party.may_split and before:
            yield first.row, "part", part, "is a second part of a party that may not be split"
        elif not first.party.may_split and people != whole:
            yield (
                first.row,
                "people",
                people,
                f"is not all people of its party, {whole}, which may not be split",
            )


def chains(parts: Parts) -> Iterator[Finding]:
    """Rules 4, 5 and 7: nights, house rules and moves of the chain of each part."""
    for mine in parts.values():
        runs: list[list[Promise]] = [[mine[0]]]
        latest = mine[0]
        for before, promise in pairwise(mine):
            if promise.stay.first_night < latest.stay.end_night:
                what = f"is before the end of the stay of the same part in row {latest.row}"
                yield promise.row, "first_night", promise.stay.first_night, what
            latest = max(latest, promise, key=lambda each: each.stay.end_night)
            if (
                promise.stay.first_night == before.stay.end_night
                and promise.stay.space_id == before.stay.space_id
            ):
                runs[-1].append(promise)
            else:
                runs.append([promise])
        for run in runs:
            yield from _house_rule(run)
        yield from _moves(mine[0], [run[0].space.space_id for run in runs])


def _house_rule(run: list[Promise]) -> Iterator[Finding]:
    """Rule 4, for stays that follow each other in one space."""
    row, space = run[0].row, run[0].space
    n_nights = (run[-1].stay.end_night - run[0].stay.first_night).days
    what = f"is promised for {counted(n_nights, 'night', 'nights')}, its"
    if n_nights < space.min_nights:
        yield row, "space_id", space.space_id, f"{what} min_nights is {space.min_nights}"
    elif space.max_nights is not None and n_nights > space.max_nights:
        yield row, "space_id", space.space_id, f"{what} max_nights is {space.max_nights}"


def _moves(first: Promise, spaces: list[str]) -> Iterator[Finding]:
    """Rule 7, for the spaces of one part in order of time."""
    party = first.party
    moves = len(spaces) - 1 + (party.current_space not in {None, spaces[0]})
    if party.max_moves is not None and moves > party.max_moves:
        what = (
            f"has {counted(moves, 'move', 'moves')} in its promised stays, its max_moves is {party.max_moves}"
        )
        yield first.row, "party_id", party.party_id, what
