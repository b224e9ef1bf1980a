"""Where people sleep, coarse enough that no home can be found: spaces summed in cells of a grid, by town.

A cell is shown when it holds a hall or at least five homes; homes in thinner cells are summed in larger ones,
and what still lies apart is counted, not drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, floor, radians

from shanyrak.interfaces.cli.report.views import Nights, merged
from shanyrak.interfaces.shared.charts.bubbles import Bubble
from shanyrak.placement.model import Case, Plan, Space
from shanyrak.placement.params import EARTH_KM

ENOUGH_HOMES = 5
HALL_BEDS = 10  # fewer beds than this may be somebody's home even where parties share them
TOWN_DEGREES = 0.25  # spaces whose cells of this size touch are one town: some 28 km from north to south
BLUR_DEGREES = 0.1  # a town's own point on the map of all towns is known to some 11 km only
CORNER_DEGREES = 0.02  # the grid starts on a round number, not at the outermost home
CELLS_ACROSS = 12
SIZES_KM = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
TIMES_LARGER = (1, 2, 4)
MAX_TOWNS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """One space with what it offers and holds; never drawn by itself."""

    place: str
    lat: float
    lon: float
    home: bool
    bed_nights: float
    slept: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One map: circles, how wide its cells are, and how many spaces are left out because they lie apart."""

    name: str
    bubbles: tuple[Bubble, ...]
    cell_km: float
    n_apart: int


def panels_of(case: Case, plan: Plan, nights: Nights) -> tuple[Panel, ...]:
    """Return a map of all towns where there are several, then one of each of the largest."""
    towns = _towns(spots_of(case, plan, nights))
    if not towns:
        return ()
    maps = [_panel(town) for town in towns[:MAX_TOWNS]]
    return tuple(maps if len(towns) == 1 else [_overview(towns), *maps])


def spots_of(case: Case, plan: Plan, nights: Nights) -> list[Spot]:
    """Return the spaces that have coordinates and are free or slept in on some night."""
    offered, slept = _bed_nights(case, nights), Counter[str]()
    for stay in plan.stays:
        slept[stay.space_id] += stay.people * (stay.end_night - stay.first_night).days
    return [
        Spot(s.place or "", s.lat, s.lon, _is_home(s), offered[s.space_id], slept[s.space_id])
        for s in case.spaces
        if s.lat is not None and s.lon is not None and (offered[s.space_id] or slept[s.space_id])
    ]


def _bed_nights(case: Case, nights: Nights) -> Counter[str]:
    beds = {s.space_id: s.beds for s in case.spaces}
    total = Counter[str]()
    for window in merged(case.windows):
        when = nights.cut(window.first_night, window.end_night)
        total[window.space_id] += beds[window.space_id] * (when.stop - when.start)
    return total


def _is_home(space: Space) -> bool:
    return space.private or space.beds < HALL_BEDS


def _towns(spots: Iterable[Spot]) -> list[list[Spot]]:
    """Return the spots by town, largest first: cells that touch, also at a corner, belong together."""
    cells: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[floor(spot.lat / TOWN_DEGREES), floor(spot.lon / TOWN_DEGREES)].append(spot)
    towns = []
    while cells:
        reached, town = [next(iter(cells))], []
        while reached:
            row, column = reached.pop()
            town += cells.pop((row, column), [])
            near = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            reached += [cell for cell in near if cell in cells]
        towns.append(town)
    return sorted(towns, key=lambda town: -sum(spot.bed_nights for spot in town))


def _panel(town: Sequence[Spot]) -> Panel:
    lat, lon = (
        floor(min(v) / CORNER_DEGREES) * CORNER_DEGREES
        for v in ([s.lat for s in town], [s.lon for s in town])
    )
    placed = [(*_km(spot.lat - lat, spot.lon - lon, lat), spot) for spot in town]
    across = max(max(east, north) for east, north, _ in placed)
    size = next((km for km in SIZES_KM if km * CELLS_ACROSS >= across), SIZES_KM[-1])
    bubbles: list[tuple[Bubble, Sequence[Spot]]] = []
    rest = placed
    for times in TIMES_LARGER:
        cells: defaultdict[tuple[int, int], list[tuple[float, float, Spot]]] = defaultdict(list)
        for one in rest:
            cells[floor(one[0] / size / times), floor(one[1] / size / times)].append(one)
        shown = {cell: mine for cell, ones in cells.items() if _is_coarse(mine := [one[2] for one in ones])}
        bubbles += [(_bubble(_middle(cell, size * times), mine), mine) for cell, mine in shown.items()]
        rest = [one for cell, ones in cells.items() if cell not in shown for one in ones]
    return Panel(_name(town), tuple(_named(bubbles)), size, len(rest))


def _km(north: float, east: float, lat: float) -> tuple[float, float]:
    """Return how many kilometres degrees to the north and to the east are, near a latitude: east, north."""
    a_degree = radians(1) * EARTH_KM
    return east * a_degree * cos(radians(lat)), north * a_degree


def _is_coarse(spots: Sequence[Spot]) -> bool:
    return any(not spot.home for spot in spots) or len(spots) >= ENOUGH_HOMES


def _middle(cell: tuple[int, int], size: float) -> tuple[float, float]:
    return (cell[0] + 0.5) * size, (cell[1] + 0.5) * size


def _bubble(at: tuple[float, float], spots: Sequence[Spot], name: str = "") -> Bubble:
    """Return the circle of some spaces together."""
    whole, part = sum(s.bed_nights for s in spots), sum(s.slept for s in spots)
    return Bubble(*at, whole, min(part, whole), name)


def _weights(spots: Iterable[Spot]) -> Counter[str]:
    """Return how much each place has in some spaces."""
    weight = Counter[str]()
    for spot in spots:
        weight[spot.place] += int(spot.bed_nights)
    return weight


def _named(bubbles: Sequence[tuple[Bubble, Sequence[Spot]]]) -> list[Bubble]:
    """Write the name of each place at the circle where it has most, where there are several places."""
    weights = [_weights(spots) for _, spots in bubbles]
    places = {place for weight in weights for place in weight if place}
    best = {max(range(len(bubbles)), key=lambda i: weights[i][place]): place for place in sorted(places)}
    if len(places) <= 1:
        best = {}
    return [replace(bubble, name=best.get(i, "")) for i, (bubble, _) in enumerate(bubbles)]


def _name(town: Sequence[Spot]) -> str:
    weight = _weights(town)
    return max(sorted(weight), key=lambda place: (bool(place), weight[place]))


def _overview(towns: Sequence[Sequence[Spot]]) -> Panel:
    lat, lon = min(s.lat for town in towns for s in town), min(s.lon for town in towns for s in town)
    bubbles = []
    for town in towns:
        north, east = (
            round(sum(v) / len(v) / BLUR_DEGREES) * BLUR_DEGREES
            for v in ([s.lat for s in town], [s.lon for s in town])
        )
        bubbles.append(_bubble(_km(north - lat, east - lon, lat), town, _name(town)))
    return Panel("", tuple(bubbles), 0.0, 0)
