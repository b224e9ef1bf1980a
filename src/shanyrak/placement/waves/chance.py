"""Draws from small tables of shares, and points around cities, for many rows at once. No share lives here."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.waves.assumptions import CITY_KM
from shanyrak.placement.waves.places import City

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Word = TypeVar("Word", bound=str)

KM_PER_DEGREE = 111.2  # of latitude, on a sphere of 6,371 km


def drawn(shares: Sequence[float] | Floats, random: np.random.Generator, n: int) -> Ints:
    """Return `n` indexes of `shares`, each as often as its share of their sum; shape (n,)."""
    steps = np.cumsum(np.asarray(shares, np.float64))
    return np.searchsorted(steps / steps[-1], random.random(n), side="right").astype(np.int64)


def numbers(table: Mapping[int, float], random: np.random.Generator, n: int) -> Ints:
    """Return `n` keys of a table of whole numbers with their shares; shape (n,)."""
    return np.array(list(table), np.int64)[drawn(list(table.values()), random, n)]


def words(table: Mapping[Word, float], random: np.random.Generator, n: int) -> list[Word]:
    """Return `n` keys of a table of words with their shares."""
    keys = list(table)
    return [keys[k] for k in drawn(list(table.values()), random, n)]


def waits(mean: float, random: np.random.Generator, n: int) -> Ints:
    """Return `n` whole numbers from 0 up, geometric with this mean; shape (n,)."""
    found: Ints = np.floor(np.log1p(-random.random(n)) / np.log(mean / (1.0 + mean))).astype(np.int64)
    return found


def points(cities: Sequence[City], of: Ints, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return a latitude and a longitude in degrees around the middle of each row's city; shapes (n,)."""
    lat = np.array([city.lat for city in cities])[of]
    lon = np.array([city.lon for city in cities])[of]
    km = CITY_KM * np.sqrt(np.array([city.population for city in cities])[of] / 300_000)
    north, east = random.standard_normal(len(of)), random.standard_normal(len(of))
    lon = lon + east * km / (KM_PER_DEGREE * np.cos(np.radians(lat)))
    return (lat + north * km / KM_PER_DEGREE).round(5), lon.round(5)


def sets(columns: Mapping[str, Bools]) -> list[frozenset[str]]:
    """Return each row's set of the words whose column is true; rows alike share one set."""
    names, known = list(columns), {}
    masks = np.stack(list(columns.values()), axis=1) @ (1 << np.arange(len(names)))
    for mask in np.unique(masks).tolist():
        known[mask] = frozenset(name for k, name in enumerate(names) if mask >> k & 1)
    return [known[mask] for mask in masks.tolist()]
