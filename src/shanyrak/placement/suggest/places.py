"""Which places are near a party or another place. Roads are not known; spaces stand for their place."""

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.problem import Data

Middles = dict[str, NDArray[np.float64]]


def nearest_places(middles: Middles, data: Data, place: str | None) -> list[str]:
    """Return the other places that have spaces, the nearest first; none where the party names no place.

    Near the party's point, or where it gave none, near the middle of the place that it named. Where neither
    is known, places come by name.
    """
    if place is None:
        return []
    here = _point(data, middles.get(place))
    others = [other for other in sorted(middles) if other != place]
    return others if here is None else sorted(others, key=lambda other: _apart(here, middles[other]))


def middles_of(data: Data, places: dict[str, int]) -> Middles:
    """Return the middle of the spaces of each place that has any; NaN where no space has a point."""
    found: Middles = {}
    for place, number in places.items():
        spaces = data.spaces[data.block[number] : data.block[number + 1]]
        if len(spaces):
            known = spaces[spaces["located"]]
            points = np.stack([known[axis] for axis in "xyz"], axis=1)
            found[place] = points.mean(axis=0) if len(known) else np.full(3, np.nan)
    return found


def _point(data: Data, middle: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
    party = data.parties[0]
    if party["located"]:
        return np.array([party[axis] for axis in "xyz"])
    return None if middle is None or np.isnan(middle).any() else middle


def _apart(here: NDArray[np.float64], middle: NDArray[np.float64]) -> float:
    """Return a number that grows with the distance; places without any point come last."""
    return float("inf") if np.isnan(middle).any() else float(((here - middle) ** 2).sum())
