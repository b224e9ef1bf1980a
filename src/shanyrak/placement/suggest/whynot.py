"""Why a party lacks a bed in a held plan: which look at the spaces leaves none. What helps is in `relax`."""

import numpy as np

from shanyrak.placement.model import Party
from shanyrak.placement.suggest.answers import NightCount, Relaxation, Sieve, Suggestion, WhyKind, WhyNot
from shanyrak.placement.suggest.asking import blocks_of, data_of
from shanyrak.placement.suggest.holding import Holding
from shanyrak.placement.suggest.look import Ask, sift
from shanyrak.placement.suggest.relax import relaxations
from shanyrak.placement.suggest.seeker import Seeker

# What binds where the look of this number leaves no space.
KINDS: tuple[WhyKind, ...] = (
    "no_free_night", "no_free_night", "too_large", "need", "sexes", "house_rules", "taken"
)  # fmt: skip


def why_not(seeker: Seeker, party: Party, nearest: Suggestion | None, scale: float) -> WhyNot:
    """Explain why not all people have a bed on all nights; `nearest` is the chain with most nights."""
    sieve, nights, words = _sifted(seeker.holding, party, nearest)
    hopeless = tuple((count.night - party.arrival).days for count in nights if count.free == 0)
    found = relaxations(seeker, party, scale, hopeless)
    kind = _kind(sieve, nearest, found)
    return WhyNot(kind, sieve, nights, words if kind == "need" else (), tuple(found))


def _kind(sieve: Sieve, nearest: Suggestion | None, found: list[Relaxation]) -> WhyKind:
    looks = (
        sieve.in_place, sieve.open, sieve.large, sieve.needs, sieve.sexes, sieve.house_rules, sieve.free
    )  # fmt: skip
    if 0 in looks:
        return KINDS[looks.index(0)]
    if any(change.kind == "moves" for change in found):
        return "moves"
    return "worthless" if nearest is None else "taken"


def _sifted(
    holding: Holding, party: Party, nearest: Suggestion | None
) -> tuple[Sieve, tuple[NightCount, ...], tuple[str, ...]]:
    """Count the spaces that are left after each look, and name the needs that bind."""
    data = data_of(holding.problem, holding.names, party)
    lacking = np.ones(party.n_nights, np.int32)
    if nearest is not None:
        lacking[:] = 0
        lacking[[(night - party.arrival).days for night in nearest.nights_lacking]] = 1
    people = 1 if party.may_split else party.people
    nobody = np.full(party.n_nights, -1, np.int32)
    ask = Ask(people, people, 0.0, 0.0, whole=False, keep=nobody, alive=nobody)
    counts = np.zeros((3, max(party.n_nights, len(KINDS))), np.int64)
    lacked = sift(data, holding.held, ask, blocks_of(data, holding.names, party.place), lacking, counts)
    nights = tuple(
        NightCount(holding.problem.night(int(data.first[0]) + t), int(counts[1, t]), int(counts[2, t]))
        for t in np.flatnonzero(lacking).tolist()
    )
    strange = list[str]()
    words = tuple(w for w in sorted(party.needs) if holding.names.mask([w], strange) & lacked)
    return Sieve(*counts[0, : len(KINDS)].tolist()), nights, words or tuple(sorted(party.needs))
