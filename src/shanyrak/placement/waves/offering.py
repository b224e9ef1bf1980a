"""The spaces of a synthetic wave and the nights on which they are free: private homes and halls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shanyrak.placement.model import SexRule, Space, Window
from shanyrak.placement.waves import assumptions as a
from shanyrak.placement.waves.chance import Bools, Floats, Ints, drawn, numbers, points, sets, waits, words
from shanyrak.placement.waves.places import City

MAX_RUNS = 6  # Free spans of one home; the share of hosts who would offer a seventh is below one in ten.


@dataclass(frozen=True, slots=True)
class Offering:
    """Columns; free span `r` of space `s` is ``[first[s, r], end[s, r])``, empty where these are equal.

    `city` and `beds` have shape (n_spaces,); `first` and `end` (n_spaces, n_runs), in nights from the first.
    """

    city: Ints
    beds: Ints
    first: Ints
    end: Ints

    def free_on(self, night: int) -> Ints:
        """Return the beds of each space that are free on a night; shape (n_spaces,)."""
        return np.where(((self.first <= night) & (night < self.end)).any(axis=1), self.beds, 0)


def supply(wanted: Ints, cities: Sequence[City]) -> Floats:
    """Return the beds offered in each city on the night that most people want one; shape (n_cities,)."""
    on_peak = wanted[:, wanted.sum(axis=0).argmax()].astype(np.float64)
    population = np.array([city.population for city in cities], np.float64)
    lives = population / population.sum() * on_peak.sum()
    beds: Floats = (a.SUPPLY_BY_POPULATION * lives + (1.0 - a.SUPPLY_BY_POPULATION) * on_peak) / a.PEAK_LOAD
    return beds


def homes(beds: Floats, wanted: Ints, random: np.random.Generator, n: int | None = None) -> Offering:
    """Draw homes until they offer their share of `beds` on the peak night, or exactly `n` of them.

    `beds` shape (n_cities,); `wanted` people who want a bed, shape (n_cities, n_nights).
    """
    target, nights = float(beds.sum()) * (1.0 - a.HALL_BED_SHARE), wanted.shape[1]
    # A home has two beds and is free on a night two times in five: four homes a bed are more than enough.
    drawn_n = n if n is not None else int(target * 4) + 50
    first, end = _runs(nights, random, drawn_n)
    found = Offering(drawn(beds, random, drawn_n), numbers(a.HOME_BEDS, random, drawn_n), first, end)
    if n is not None:
        return found
    free = found.free_on(int(wanted.sum(axis=0).argmax())).cumsum()
    kept = int(np.searchsorted(free, target)) + 1
    return Offering(found.city[:kept], found.beds[:kept], first[:kept], end[:kept])


def halls(beds: Floats, nights: int, random: np.random.Generator) -> Offering:
    """Draw halls in each city until they have their share of its beds; the last one has what is left."""
    city, size = [], []
    for k, wanted in enumerate(beds):
        left = round(float(wanted) * a.HALL_BED_SHARE)
        while left > 0:
            size.append(min(left, a.HALL_BEDS[int(random.random() * len(a.HALL_BEDS))]))
            city.append(k)
            left -= size[-1]
    opens = np.floor(random.random(len(size)) * min(a.HALL_OPENS_BY, nights)).astype(np.int64)
    closes = np.full(len(size), nights, np.int64)
    return Offering(np.array(city, np.int64), np.array(size, np.int64), opens[:, None], closes[:, None])


def _runs(nights: int, random: np.random.Generator, n: int) -> tuple[Ints, Ints]:
    """Draw the free spans of `n` homes, cut at the end of the wave; shapes (n, MAX_RUNS)."""
    first, end = np.zeros((n, MAX_RUNS), np.int64), np.zeros((n, MAX_RUNS), np.int64)
    # Who would answer after the end answers within it, so that every home is free on some night.
    at, goes_on = waits(a.HOME_FIRST_OFFER, random, n) % nights, np.ones(n, np.bool_)
    for run in range(MAX_RUNS):
        until = at + 1 + waits(a.FREE_RUN_NIGHTS - 1.0, random, n)
        first[:, run] = np.minimum(at, nights)
        end[:, run] = np.where(goes_on, np.minimum(until, nights), first[:, run])
        goes_on &= random.random(n) < a.NEXT_RUN_SHARE
        at = until + 1 + waits(a.GAP_NIGHTS - 1.0, random, n)
    return first, end


@dataclass(frozen=True, slots=True)
class Terms:
    """Points, house rules and features as columns, one row a space; `longest` 0 is no limit."""

    lat: Floats
    lon: Floats
    private: Bools
    features: list[frozenset[str]]
    shortest: Ints
    longest: Ints
    sexes: list[SexRule]


def homes_as_spaces(found: Offering, cities: Sequence[City], random: np.random.Generator) -> list[Space]:
    """Give homes their points, rules and features; every private home is a room of one's own."""
    n = len(found.beds)
    private = random.random(n) >= a.HOME_SHARED_SHARE
    sexes = words(a.HOME_SEXES, random, n)
    shortest, longest = numbers(a.HOME_MIN_NIGHTS, random, n), numbers(a.HOME_MAX_NIGHTS, random, n)
    longest = np.where(longest > 0, np.maximum(longest, shortest), 0)
    features = _features(a.HOME_FEATURES, sexes, random, {"private_room": private})
    lat, lon = points(cities, found.city, random)
    return _spaces(found, cities, Terms(lat, lon, private, features, shortest, longest, sexes), number=1)


def halls_as_spaces(
    found: Offering, cities: Sequence[City], random: np.random.Generator, *, number: int
) -> list[Space]:
    """Give halls their points, rules and features; parties share their beds, and ids count from `number`."""
    n = len(found.beds)
    sexes = words(a.HALL_SEXES, random, n)
    longest = numbers(a.HALL_MAX_NIGHTS, random, n)
    features = _features(a.HALL_FEATURES, sexes, random, {})
    lat, lon = points(cities, found.city, random)
    private, shortest = np.zeros(n, np.bool_), np.ones(n, np.int64)
    return _spaces(found, cities, Terms(lat, lon, private, features, shortest, longest, sexes), number=number)


def _features(
    shares: Mapping[str, float], sexes: list[SexRule], random: np.random.Generator, more: dict[str, Bools]
) -> list[frozenset[str]]:
    """Return what each space provides; a space for women provides `women_only` by itself."""
    columns = {word: random.random(len(sexes)) < share for word, share in shares.items()}
    return sets({**columns, **more, "women_only": np.array(sexes, "U5") == "f"})


def _spaces(found: Offering, cities: Sequence[City], terms: Terms, *, number: int) -> list[Space]:
    """Turn columns into rows."""
    names, city, beds = [c.name for c in cities], found.city.tolist(), found.beds.tolist()
    lat, lon, private = terms.lat.tolist(), terms.lon.tolist(), terms.private.tolist()
    shortest, longest = terms.shortest.tolist(), terms.longest.tolist()
    return [
        Space(
            space_id=f"s{number + k}",
            beds=beds[k],
            place=names[city[k]],
            lat=lat[k],
            lon=lon[k],
            private=private[k],
            features=terms.features[k],
            min_nights=shortest[k],
            max_nights=longest[k] or None,
            sexes=terms.sexes[k],
        )
        for k in range(len(beds))
    ]


def windows(found: Offering, of: Sequence[Space], first_night: date) -> list[Window]:
    """Return the free spans as dates, space by space."""
    days = [first_night + timedelta(days=d) for d in range(int(found.end.max(initial=0)) + 1)]
    rows, runs = np.nonzero(found.first < found.end)
    spans = zip(rows.tolist(), found.first[rows, runs].tolist(), found.end[rows, runs].tolist(), strict=True)
    return [Window(of[s].space_id, days[lo], days[hi]) for s, lo, hi in spans]
