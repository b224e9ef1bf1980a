"""Make a case larger or smaller without making it another: more towns like its own, parties drawn anew."""

from dataclasses import replace
from math import ceil

import numpy as np

from shanyrak.placement import Case, Party


def tiled(case: Case, people: int, random: np.random.Generator) -> Case:
    """Return a case of about so many people: copies of all places, side by side.

    Each copy has all spaces with their windows under names of its own, and as many parties as the case, drawn
    from it with replacement; the last copy is a share of both. A party can go to the spaces of its own copy
    only, so that a city that is k times as large has k times the work, not k squared. Promised stays and
    costs, which name pairs of a party and a space, are left out.
    """
    whole = sum(p.people for p in case.parties)
    parties, spaces, windows = [], [], []
    for copy in range(ceil(people / whole)):
        share = min(people / whole - copy, 1.0)
        drawn = random.integers(0, len(case.parties), max(round(share * len(case.parties)), 1))
        offered = random.permutation(len(case.spaces))[: max(round(share * len(case.spaces)), 1)]
        ids = {case.spaces[s].space_id: f"{case.spaces[s].space_id}~{copy}" for s in sorted(offered.tolist())}
        parties += [_party(case.parties[p], copy, i, ids) for i, p in enumerate(drawn.tolist())]
        spaces += [
            replace(s, space_id=ids[s.space_id], place=f"{s.place or ''}~{copy}")
            for s in case.spaces
            if s.space_id in ids
        ]
        windows += [replace(w, space_id=ids[w.space_id]) for w in case.windows if w.space_id in ids]
    return Case(tuple(parties), tuple(spaces), tuple(windows))


def _party(party: Party, copy: int, number: int, ids: dict[str, str]) -> Party:
    """Return a party of one copy; where it slept before is of that copy, too, or left out."""
    current = ids.get(party.current_space) if party.current_space else None
    return replace(
        party, party_id=f"{copy}-{number}", place=f"{party.place or ''}~{copy}", current_space=current
    )
