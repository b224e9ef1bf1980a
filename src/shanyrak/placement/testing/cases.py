"""Random small cases in which every column and rule occurs, with valid plans and prices for them.

They are not meant to be believable: waves that look like life are made by `shanyrak.placement.waves`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from shanyrak.placement.check import check
from shanyrak.placement.model import (
    Case,
    Certificate,
    Cost,
    Party,
    PartySex,
    Plan,
    SexRule,
    Space,
    Stay,
    Window,
)

Item = TypeVar("Item")
FIRST_NIGHT = date(2022, 9, 21)
FEATURES = ("lift", "pets", "kitchen", "crib", "ground_floor")
PLACES = ("Oskemen", "Semey")
PARTY_SEXES: tuple[PartySex, ...] = ("", "f", "m", "mixed")
SEX_RULES: tuple[SexRule, ...] = ("any", "f", "m", "same")
NOT_FREE = 0.7  # share of prices that are not 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a case is at most; each case draws its own numbers below these."""

    parties: int = 8
    spaces: int = 5
    nights: int = 7
    people: int = 4
    convoy: int = (
        40  # people of one in twenty-five parties, more than the spaces of a small case hold together
    )


SMALL = Sizes()


def random_case(rng: np.random.Generator, sizes: Sizes = SMALL) -> Case:
    """Make a case of random parties, spaces, windows, costs and promised stays.

    Parameters
    ----------
    rng
        The same generator state gives the same case.
    sizes
        At most how many; at least one party and one space.

    Returns
    -------
    Case
        `validate` finds nothing wrong with it but oddities: parties too large, that come too late or that
        want what nobody offers, windows that overlap or hold no night, house rules that no window can keep.
        The promised stays keep every rule.
    """
    spaces = tuple(_space(rng, number, sizes) for number in range(1, _whole(rng, 1, sizes.spaces) + 1))
    windows = tuple(window for space in spaces for window in _windows(rng, space.space_id, sizes))
    parties = tuple(
        _party(rng, number, sizes, spaces) for number in range(1, _whole(rng, 1, sizes.parties) + 1)
    )
    pairs = [(party.party_id, space.space_id) for party in parties for space in spaces if _often(rng, 0.15)]
    costs = tuple(Cost(*pair, cost=round(float(rng.normal(0.1, 0.3)), 3)) for pair in pairs)
    case = Case(parties, spaces, windows, (), costs)
    promised = random_plan(rng, case).stays if _often(rng, 0.5) else ()
    return replace(case, stays=tuple(stay for stay in promised if _often(rng, 0.4)))


def random_plan(rng: np.random.Generator, case: Case, tries: int = 60) -> Plan:
    """Make a plan that keeps every rule, by adding random stays while `check` finds no fault."""
    plan = Plan.of(case.stays)
    for _ in range(tries):
        party = _one(rng, case.parties)
        before = [stay for stay in plan.stays if stay.party_id == party.party_id]
        if not party.n_nights:
            continue
        first = party.arrival + timedelta(_whole(rng, 0, party.n_nights - 1))
        end = first + timedelta(_whole(rng, 1, (party.end_night - first).days))
        part, people = _part(rng, party, before)
        stay = Stay(party.party_id, part, people, _one(rng, case.spaces).space_id, first, end)
        longer = Plan.of((*plan.stays, stay))
        if not any(_touch(stay, other) for other in before) and check(case, longer).is_valid:
            plan = longer
    return plan


def random_certificate(rng: np.random.Generator, case: Case) -> Certificate:
    """Make prices for most spaces, many of them 0, from a night near the first one wanted."""
    ids = tuple(space.space_id for space in case.spaces if _often(rng, 0.8))
    first = min(party.arrival for party in case.parties) + timedelta(_whole(rng, -3, 3))
    shape = (len(ids), _whole(rng, 1, 12))
    high = 10.0 ** _whole(rng, -1, 3)
    price, unavoidable = rng.random((2, *shape)) * (rng.random((2, *shape)) < NOT_FREE)
    return Certificate(ids, first, (price * high).astype(np.float32), unavoidable.astype(np.float32))


def _space(rng: np.random.Generator, number: int, sizes: Sizes) -> Space:
    """Make a space."""
    least = _one(rng, (1, 1, 1, 1, 2, 3))
    lat, lon = _point(rng)
    return Space(
        space_id=f"s{number}",
        beds=_whole(rng, 1, sizes.people + 2),
        place=_one(rng, (None, None, PLACES[0], *PLACES)),
        lat=lat,
        lon=lon,
        private=_often(rng, 0.5),
        features=_words(rng, 0.7),
        min_nights=least,
        max_nights=least + _whole(rng, 0, 2) if _often(rng, 0.3) else None,
        sexes=_one(rng, ("any", "any", "any", "same", *SEX_RULES)),
    )


def _windows(rng: np.random.Generator, space_id: str, sizes: Sizes) -> list[Window]:
    """Make free spans of a space: none, several, some that overlap, touch, or hold no night."""
    starts = [
        FIRST_NIGHT + timedelta(_whole(rng, -3, sizes.nights)) for _ in range(_one(rng, (0, 1, 2, 2, 3, 3)))
    ]
    return [Window(space_id, start, start + timedelta(_whole(rng, 0, 2 * sizes.nights))) for start in starts]


def _party(rng: np.random.Generator, number: int, sizes: Sizes, spaces: tuple[Space, ...]) -> Party:
    """Make a party; one in twenty-five is a convoy, one in ten has to leave before its time."""
    lat, lon = _point(rng)
    arrival = FIRST_NIGHT + timedelta(_whole(rng, 0, sizes.nights - 1))
    latest = arrival + timedelta(_whole(rng, -1, sizes.nights))
    slept = ("a space of another case", *(space.space_id for space in spaces))
    return Party(
        party_id=f"p{number}",
        people=sizes.convoy if _often(rng, 0.04) else _whole(rng, 1, sizes.people),
        arrival=arrival,
        nights=_whole(rng, 1, sizes.nights),
        place=_one(rng, (None, None, PLACES[0], *PLACES)),
        lat=lat,
        lon=lon,
        needs=_words(rng, 0.06),
        wants=_words(rng, 0.3),
        weight=_one(rng, (1.0, 1.0, 0.5, 2.5)),
        may_split=_often(rng, 0.3),
        max_moves=_one(rng, (None, None, 0, 1, 2)),
        not_after=latest if _often(rng, 0.1) else None,
        current_space=_one(rng, slept) if _often(rng, 0.3) else None,
        sex=_one(rng, PARTY_SEXES),
    )


def _touch(stay: Stay, other: Stay) -> bool:
    """Tell whether two stays would be one run, which a plan writes as one stay."""
    meets = stay.first_night == other.end_night or stay.end_night == other.first_night
    return meets and (stay.part, stay.space_id) == (other.part, other.space_id)


def _part(rng: np.random.Generator, party: Party, before: list[Stay]) -> tuple[str, int]:
    """Return the part that a further stay is for, and its people."""
    if not party.may_split:
        return "1", party.people
    people = {stay.part: stay.people for stay in before}
    part = str(_whole(rng, 1, 3))
    return part, people.get(part) or _whole(rng, 1, party.people)


def _point(rng: np.random.Generator) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude within some 150 km, or none."""
    if _often(rng, 0.3):
        return None, None
    return round(49.95 + float(rng.normal(0, 0.5)), 5), round(82.61 + float(rng.normal(0, 0.5)), 5)


def _words(rng: np.random.Generator, share: float) -> frozenset[str]:
    return frozenset(word for word in FEATURES if _often(rng, share))


def _often(rng: np.random.Generator, share: float) -> bool:
    return bool(rng.random() < share)


def _whole(rng: np.random.Generator, least: int, most: int) -> int:
    """Return a whole number, both ends included."""
    return int(rng.integers(least, most + 1))


def _one(rng: np.random.Generator, items: Sequence[Item]) -> Item:
    return items[_whole(rng, 0, len(items) - 1)]


def crowd(rng: np.random.Generator, case: Case, most: int = 6) -> Case:
    """Return a case with up to `most` parties for each one, alike but for the place where they stand.

    Promised stays and costs stay with the party that had them.
    """
    parties: list[Party] = []
    for party in case.parties:
        parties.append(party)
        for i in range(int(rng.integers(0, most))):
            other = replace(party, party_id=f"{party.party_id}-{i}")
            if party.lat is not None and party.lon is not None:
                lat, lon = rng.normal((party.lat, party.lon), 0.03)
                other = replace(other, lat=float(lat), lon=float(lon))
            parties.append(other)
    return replace(case, parties=tuple(parties))
