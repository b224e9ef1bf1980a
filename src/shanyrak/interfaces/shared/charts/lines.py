"""Line charts with a band: how several quantities go over nights or seconds."""

from collections.abc import Sequence
from dataclasses import dataclass

from shanyrak.interfaces.shared.charts.svg import Frame, path, tag, text

LABEL_HEIGHT = 18
SWATCH = 22


@dataclass(frozen=True, slots=True)
class Series:
    """One line: points as shares of the plot (both 0 to 1), in order; `dash` beside colour sets it apart."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: int
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A filled area between two lines, with its name for the legend."""

    name: str
    upper: Sequence[tuple[float, float]]
    lower: Sequence[tuple[float, float]]
    colour: int


def line_chart(frame: Frame, axes: str, series: Sequence[Series], band: Band | None = None) -> str:
    """Return axes, band, lines and their names: at the ends of the lines, or above the plot on a phone."""
    drawn = [axes]
    if band is not None:
        drawn.append(_area(frame, band))
    drawn += [_line(frame, one) for one in series]
    drawn.append(_legend(frame, series, band) if frame.narrow else _names_at_ends(frame, series, band))
    return "".join(drawn)


def with_legend(frame: Frame, rows: int) -> Frame:
    """Return the frame with room for a legend of so many rows above the plot, where it is narrow."""
    if not frame.narrow:
        return frame
    room = LABEL_HEIGHT * rows + 8
    return Frame(frame.width, frame.height + room, frame.left, 14, frame.top + room, frame.bottom)


def _placed(frame: Frame, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(frame.x(x), frame.y(min(max(y, 0.0), 1.0))) for x, y in points]


def _line(frame: Frame, series: Series) -> str:
    placed = _placed(frame, series.points)
    if len(placed) == 1:
        return tag("circle", class_=f"f{series.colour}", cx=placed[0][0], cy=placed[0][1], r=5)
    return tag("path", class_=f"line s{series.colour}", d=path(placed), **_dash(series.dash))


def _dash(dash: str) -> dict[str, str]:
    return {"stroke_dasharray": dash} if dash else {}


def _area(frame: Frame, band: Band) -> str:
    outline = _placed(frame, band.upper) + _placed(frame, band.lower)[::-1]
    return tag("path", class_=f"band f{band.colour}", d=path(outline, closed=True))


def _key(x: float, y: float, series: Series) -> str:
    return tag("line", class_=f"line s{series.colour}", x1=x, x2=x + SWATCH, y1=y, y2=y, **_dash(series.dash))


def _names_at_ends(frame: Frame, series: Sequence[Series], band: Band | None) -> str:
    wanted = [(frame.y(min(max(one.points[-1][1], 0.0), 1.0)), one) for one in series if one.points]
    placed: list[tuple[float, Series]] = []
    for y, one in sorted(wanted, key=lambda pair: pair[0]):
        placed.append((max(y, placed[-1][0] + LABEL_HEIGHT) if placed else max(y, frame.top), one))
    over = placed[-1][0] - frame.y_end if placed else 0
    if over > 0:  # too low: push the names up from the bottom, keeping their order
        limit = frame.y_end
        for i in range(len(placed) - 1, -1, -1):
            y = min(placed[i][0], limit)
            placed[i], limit = (y, placed[i][1]), y - LABEL_HEIGHT
    x = frame.x_end + 8
    drawn = [_key(x, y, one) + text(one.name, x + SWATCH + 6, y + 5) for y, one in placed]
    if band is not None:
        y = max((y for y, _ in placed), default=frame.top) + LABEL_HEIGHT
        y = y if y <= frame.y_end else min(y for y, _ in placed) - LABEL_HEIGHT
        drawn.append(_patch(x, y, band) + text(band.name, x + SWATCH + 6, y + 5))
    return "".join(drawn)


def _patch(x: float, y: float, band: Band) -> str:
    return tag("rect", class_=f"band f{band.colour}", x=x, y=y - 7, width=SWATCH, height=14)


def _legend(frame: Frame, series: Sequence[Series], band: Band | None) -> str:
    drawn, y = [], 10.0
    for one in series:
        drawn.append(_key(frame.left, y, one) + text(one.name, frame.left + SWATCH + 6, y + 5))
        y += LABEL_HEIGHT
    if band is not None:
        drawn.append(_patch(frame.left, y, band) + text(band.name, frame.left + SWATCH + 6, y + 5))
    return "".join(drawn)
