"""Names beside circles, placed so that they hide neither one another nor the circles, where there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shanyrak.interfaces.shared.charts.svg import Frame, text

LETTER = 9.6  # width of a bold letter at text 14
HEIGHT = 15.0
AIR = 5.0
OUTSIDE = 3.0  # a letter cut off at the edge is worse than one over a circle

Disc = tuple[float, float, float, str]  # x, y, radius, name


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units of the viewBox."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(tall, 0.0)


def names_beside(frame: Frame, discs: Sequence[Disc]) -> str:
    """Return the names that are not empty, those of large circles placed first."""
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r, _ in discs]
    drawn = []
    for disc in sorted(discs, key=lambda d: -d[2]):
        if disc[3]:
            box, anchor = min(_places(disc), key=lambda place: _trouble(frame, place[0], taken))
            taken.append(box)
            x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
            drawn.append(text(disc[3], x, box.bottom - 3, anchor=anchor, class_="name"))
    return "".join(drawn)


def _places(disc: Disc) -> Iterable[tuple[Box, str]]:
    """Yield where the name may stand, the best reading first: right, left, below, above."""
    x, y, r, name = disc
    wide = LETTER * len(name)
    yield Box(x + r + AIR, y - HEIGHT / 2, x + r + AIR + wide, y + HEIGHT / 2), "start"
    yield Box(x - r - AIR - wide, y - HEIGHT / 2, x - r - AIR, y + HEIGHT / 2), "end"
    yield Box(x - wide / 2, y + r + 2, x + wide / 2, y + r + 2 + HEIGHT), "middle"
    yield Box(x - wide / 2, y - r - 2 - HEIGHT, x + wide / 2, y - r - 2), "middle"


def _trouble(frame: Frame, box: Box, taken: Iterable[Box]) -> float:
    """Return the area hidden or outside of the plot."""
    inside = box.shared(Box(frame.left, frame.top, frame.x_end, frame.y_end))
    whole = (box.right - box.left) * HEIGHT
    return OUTSIDE * (whole - inside) + sum(box.shared(other) for other in taken)
