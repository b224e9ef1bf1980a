"""A map without tiles: circles on a plain ground with a grid in kilometres, a scale and north."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from shanyrak.interfaces.shared.charts.axes import round_step
from shanyrak.interfaces.shared.charts.labels import names_beside
from shanyrak.interfaces.shared.charts.svg import Frame, tag, text
from shanyrak.interfaces.shared.numbers import grouped

LARGEST = 30.0  # radius of the largest circle
SMALLEST = 2.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """One circle: a ring for the `whole`, a disc for the `part` of it, a `name` beside it, if any."""

    east_km: float
    north_km: float
    whole: float
    part: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """How kilometres become units of the picture."""

    frame: Frame
    west_km: float
    south_km: float
    scale: float  # units of the picture a kilometre

    def x(self, east_km: float) -> float:
        """Return the x of a point so far east."""
        return self.frame.left + (east_km - self.west_km) * self.scale

    def y(self, north_km: float) -> float:
        """Return the y of a point so far north."""
        return self.frame.y_end - (north_km - self.south_km) * self.scale


def bubble_map(frame: Frame, bubbles: Sequence[Bubble], unit: str) -> str:
    """Return grid, circles, scale, north and the key of sizes; areas stand for numbers."""
    ground = _ground(frame, bubbles)
    top = max((b.whole for b in bubbles), default=0) or 1
    drawn = [_grid(ground), *(_circles(ground, b, top) for b in sorted(bubbles, key=lambda b: -b.whole))]
    discs = [(ground.x(b.east_km), ground.y(b.north_km), _radius(b.whole, top), b.name) for b in bubbles]
    drawn.append(names_beside(frame, discs))
    drawn += [_scale(ground), _north(frame), _key(frame, top, unit)]
    return "".join(drawn)


def _ground(frame: Frame, bubbles: Sequence[Bubble]) -> Ground:
    east = [b.east_km for b in bubbles] or [0.0]
    north = [b.north_km for b in bubbles] or [0.0]
    wide, tall = frame.x_end - frame.left - 2 * LARGEST, frame.y_end - frame.top - 2 * LARGEST
    scale = min(wide / max(max(east) - min(east), 1.0), tall / max(max(north) - min(north), 1.0))
    west = (max(east) + min(east)) / 2 - (frame.x_end - frame.left) / 2 / scale
    south = (max(north) + min(north)) / 2 - (frame.y_end - frame.top) / 2 / scale
    return Ground(frame, west, south, scale)


def _grid(ground: Ground) -> str:
    frame, step = ground.frame, _grid_step(ground)
    left, right, top, bottom = frame.left, frame.x_end, frame.top, frame.y_end
    drawn = [tag("rect", class_="ground", x=left, y=top, width=right - left, height=bottom - top)]
    xs = map(ground.x, _multiples(ground.west_km, (right - left) / ground.scale, step))
    ys = map(ground.y, _multiples(ground.south_km, (bottom - top) / ground.scale, step))
    drawn += [tag("line", class_="grid", x1=x, x2=x, y1=top, y2=bottom) for x in xs]
    drawn += [tag("line", class_="grid", x1=left, x2=right, y1=y, y2=y) for y in ys]
    return "".join(drawn)


def _multiples(start: float, length: float, step: float) -> list[float]:
    return [i * step for i in range(ceil(start / step), floor((start + length) / step) + 1)]


def _grid_step(ground: Ground) -> float:
    return round_step((ground.frame.x_end - ground.frame.left) / ground.scale, 5)


def _radius(value: float, top: float) -> float:
    return max(LARGEST * sqrt(value / top), SMALLEST)


def _circles(ground: Ground, bubble: Bubble, top: float) -> str:
    x, y = ground.x(bubble.east_km), ground.y(bubble.north_km)
    ring = tag("circle", class_="ring", cx=x, cy=y, r=_radius(bubble.whole, top))
    if bubble.part <= 0:
        return ring
    return ring + tag("circle", class_="f1 disc", cx=x, cy=y, r=_radius(bubble.part, top))


def _scale(ground: Ground) -> str:
    frame, step = ground.frame, _grid_step(ground)
    x, y = frame.left, frame.y_end + 14
    length = step * ground.scale
    label = f"{grouped(step, 0 if step >= 1 else 1)} km"
    return tag("path", class_="scale", d=f"M{x:.1f} {y - 4:.1f}v8m0-4h{length:.1f}m0-4v8") + text(
        label, x + length + 8, y + 5
    )


def _north(frame: Frame) -> str:
    x, y = frame.x_end - 18, frame.y_end + 22
    arrow = tag("path", class_="scale", d=f"M{x:.1f} {y:.1f}v-16m-4 6l4-6l4 6")
    return arrow + text("N", x + 9, y - 2)


def _key(frame: Frame, top: float, unit: str) -> str:
    step = round_step(top, 3)
    drawn, y = [], frame.top + LARGEST + 6
    x = frame.x_end + 14 + LARGEST
    if frame.narrow:
        return ""
    for value in (step * 2, step / 2):
        drawn.append(tag("circle", class_="ring", cx=x, cy=y, r=_radius(value, top)))
        drawn.append(text(grouped(value), x + LARGEST + 8, y + 5))
        y += LARGEST + 30
    drawn.append(
        tag("circle", class_="ring", cx=x, cy=y, r=13.0) + tag("circle", class_="f1 disc", cx=x, cy=y, r=9.0)
    )
    drawn.append(text("filled:", x + LARGEST + 8, y - 2) + text("slept in", x + LARGEST + 8, y + 15))
    return "".join(drawn) + text(unit, frame.x_end + 14, y + 46, class_="quiet")
