"""Bar charts: how many of each of a few kinds. Bars start at zero."""

from collections.abc import Sequence

from shanyrak.interfaces.shared.charts.svg import Frame, tag, text
from shanyrak.interfaces.shared.numbers import grouped

BAR = 0.62  # share of its slot that a bar fills; the rest is air
WIDEST = 90.0


def bar_chart(frame: Frame, names: Sequence[str], values: Sequence[float], colour: int = 1) -> str:
    """Return upright bars, each with its number above and its name below."""
    top = max(values, default=0) or 1
    slot = (frame.x_end - frame.left) / max(len(values), 1)
    wide = min(slot * BAR, WIDEST)
    drawn = []
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        middle = frame.left + (i + 0.5) * slot
        y = frame.y(value / top)
        if value:
            box = {"x": middle - wide / 2, "y": y, "width": wide, "height": frame.y_end - y}
            drawn.append(tag("rect", class_=f"f{colour}", **box))
        drawn.append(text(grouped(value), middle, y - 7, anchor="middle"))
        drawn.append(text(name, middle, frame.y_end + 22, anchor="middle", class_="quiet"))
    drawn.append(tag("line", class_="base", x1=frame.left, x2=frame.x_end, y1=frame.y_end, y2=frame.y_end))
    return "".join(drawn)
