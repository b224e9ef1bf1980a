"""The parties of a synthetic wave: when they come, how many, for how long, where to, and what they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shanyrak.placement.model import Party
from shanyrak.placement.waves import assumptions as a
from shanyrak.placement.waves import facts, places
from shanyrak.placement.waves.chance import Bools, Floats, Ints, drawn, numbers, points, sets, waits, words


@dataclass(frozen=True, slots=True)
class Asking:
    """Parties as columns of shape (n_parties,), in the order drawn; nights count from the wave's first."""

    people: Ints
    arrival: Ints
    nights: Ints
    city: Ints
    stays_long: Bools

    def by_night(self, n_cities: int, nights: int) -> Ints:
        """Return the people who want a bed in each city on each night; shape (n_cities, nights)."""
        change = np.zeros((n_cities, nights + 1), np.int64)
        np.add.at(change, (self.city, self.arrival), self.people)
        np.subtract.at(change, (self.city, self.arrival + self.nights), self.people)
        return change.cumsum(axis=1)[:, :nights]


def entries(nights: int) -> Floats:
    """Return the entries on each day; after the days that are known, those of a mean day of October."""
    rest = (date(2022, 10, 31) - facts.FIRST_NIGHT).days + 1 - len(a.ENTRIES_BY_DAY)
    daily = (facts.ENTRIES_TO_31_OCTOBER - facts.ENTRIES_TO_4_OCTOBER) / rest
    return np.array([*a.ENTRIES_BY_DAY, *[daily] * nights][:nights], np.float64)


def asking(people: int, nights: int, cities: Sequence[places.City], random: np.random.Generator) -> Asking:
    """Draw parties of together exactly `people` people on `nights` nights; the wave ends all stays."""
    size = numbers(a.PARTY_SIZES, random, people)
    size = size[: int(np.searchsorted(np.cumsum(size), people)) + 1]
    size[-1] -= size.sum() - people
    n = len(size)
    arrival = drawn(entries(nights), random, n)
    stays_long = random.random(n) >= facts.EXITS_TO_4_OCTOBER / facts.ENTRIES_TO_4_OCTOBER
    short = numbers(a.SHORT_STAY_NIGHTS, random, n)
    long = a.LONG_STAY_NIGHTS + waits(a.LONG_STAY_MORE_NIGHTS, random, n)
    wanted = np.where(stays_long, np.minimum(long, facts.VISA_FREE_DAYS), short)
    on_the_way = drawn([city.on_the_way for city in cities], random, n)
    to_settle = drawn([city.to_settle for city in cities], random, n)
    return Asking(
        people=size,
        arrival=arrival,
        nights=np.minimum(wanted, nights - arrival),
        city=np.where(stays_long, to_settle, on_the_way),
        stays_long=stays_long,
    )


def parties(
    asked: Asking, cities: Sequence[places.City], first_night: date, random: np.random.Generator
) -> tuple[Party, ...]:
    """Give the parties their needs, wants, weights and limits; rows in order of arrival, ids in no order."""
    n = len(asked.people)
    listed = list(a.CHILDREN_BY_SIZE)
    share = np.array(list(a.CHILDREN_BY_SIZE.values()))[np.searchsorted(listed, asked.people)]
    children = random.random(n) < share
    under_three = children & (random.random(n) < a.UNDER_THREE_SHARE)
    alone, together = words(a.SEXES_ALONE, random, n), words(a.SEXES_TOGETHER, random, n)
    people, arrival, nights = asked.people.tolist(), asked.arrival.tolist(), asked.nights.tolist()
    sex = [alone[k] if people[k] == 1 else together[k] for k in range(n)]
    needs = _needs(children, np.array(sex) == "f", random)
    wants = _wants(asked, children, under_three, random)
    heavier = np.where(under_three, a.WEIGHT_UNDER_THREE, a.WEIGHT_WITH_CHILDREN)
    weight = np.where(children, heavier, 1.0).tolist()
    named = (random.random(n) >= a.ANYWHERE_SHARE).tolist()
    few_moves = (random.random(n) < a.FEW_MOVES_SHARE).tolist()
    too_late = _too_late(asked, random).tolist()
    lat, lon = (column.tolist() for column in points(cities, asked.city, random))
    days = [first_night + timedelta(days=d) for d in range(max(arrival) + facts.VISA_FREE_DAYS + 1)]
    names = [city.name for city in cities]
    return tuple(
        Party(
            party_id=f"p{k + 1}",
            people=people[k],
            arrival=days[arrival[k]],
            nights=nights[k],
            place=names[asked.city[k]] if named[k] else None,
            lat=lat[k],
            lon=lon[k],
            needs=needs[k],
            wants=wants[k],
            weight=weight[k],
            may_split=people[k] >= a.SPLIT_FROM,
            max_moves=1 if needs[k] and few_moves[k] else None,
            not_after=days[arrival[k] + too_late[k]] if too_late[k] else None,
            sex=sex[k],
        )
        for k in np.argsort(asked.arrival, kind="stable").tolist()
    )


def _needs(children: Bools, women: Bools, random: np.random.Generator) -> list[frozenset[str]]:
    """Return what each party cannot do without."""
    n = len(children)
    columns = {word: random.random(n) < share for word, share in a.NEEDS.items()}
    women_only = women & (random.random(n) < a.WOMEN_ONLY_SHARE)
    return sets({"children": children, "women_only": women_only, **columns})


def _wants(
    asked: Asking, children: Bools, under_three: Bools, random: np.random.Generator
) -> list[frozenset[str]]:
    """Return what each party would like; families wish for a room of their own, the smallest for a cot."""
    n = len(children)
    columns = {word: random.random(n) < share for word, share in a.WANTS_OF_ALL.items()}
    for word, share in a.WANTS_OF_LONG_STAYS.items():
        columns[word] = asked.stays_long & (random.random(n) < share)
    return sets({**columns, "private_room": children, "cot": under_three})


def _too_late(asked: Asking, random: np.random.Generator) -> Ints:
    """Return after how many nights a party must be gone, 0 where no day is set; it has one night at least."""
    onward = (random.random(len(asked.people)) < a.ONWARD_SHARE) & (asked.nights > 1)
    night = 1 + np.floor(random.random(len(asked.people)) * (asked.nights - 1)).astype(np.int64)
    return np.where(onward, night, 0)
