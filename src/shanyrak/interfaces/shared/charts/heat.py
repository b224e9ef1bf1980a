"""Heat map: one row a thing, one column a night, the darker the more."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shanyrak.interfaces.shared.charts.axes import round_step
from shanyrak.interfaces.shared.charts.svg import Frame, tag, text
from shanyrak.interfaces.shared.numbers import grouped

SHADES = (0.22, 0.42, 0.62, 0.82, 1.0)  # five steps that are told apart on both grounds
GAP = 1.0
STEP = 48.0  # width of a shade in the key
LETTER = 8.6  # width of a letter at text 14, on the wide side


def shade_limits(top: float) -> list[float]:
    """Return the upper ends of the shades: round numbers, the last at least `top`."""
    step = max(round_step(top, len(SHADES)), 1.0)
    return [step * (i + 1) for i in range(len(SHADES))]


def heat_map(frame: Frame, names: Sequence[str], values: NDArray[np.float64], limits: Sequence[float]) -> str:
    """Return the cells of `values` (rows, nights), with the rows' names at the left; nan is left open."""
    n_rows, n_nights = values.shape
    tall, wide = (frame.y_end - frame.top) / max(n_rows, 1), (frame.x_end - frame.left) / max(n_nights, 1)
    drawn = []
    for row, name in enumerate(names):
        y = frame.top + row * tall
        drawn.append(text(shortened(name, frame.left - 12), frame.left - 8, y + tall / 2 + 5, anchor="end"))
        for night in range(n_nights):
            value = float(values[row, night])
            if not np.isnan(value):
                box = {"x": frame.left + night * wide, "y": y, "width": wide - GAP, "height": tall - GAP}
                drawn.append(tag("rect", **_shade(value, limits), **box))
    return "".join(drawn)


def shade_key(frame: Frame, limits: Sequence[float], unit: str) -> str:
    """Return the key of the shades along the lower edge: a strip with the limits under its edges."""
    x, y = frame.left, frame.height - 34
    drawn = [
        tag("rect", class_="none", x=x, y=y, width=STEP / 2 - GAP, height=12.0),
        text("0", x, y + 28, class_="quiet"),
    ]
    x += STEP / 2
    for shade, high in zip(SHADES, limits, strict=True):
        drawn.append(
            tag("rect", class_="hot", fill_opacity=f"{shade:g}", x=x, y=y, width=STEP - GAP, height=12.0)
        )
        x += STEP
        drawn.append(text(grouped(high), x, y + 28, anchor="end", class_="quiet"))
    return "".join([*drawn, text(unit, x + 8, y + 28, class_="quiet")])


def shortened(name: str, room: float) -> str:
    """Return the name, cut with an ellipsis where it is longer than `room`."""
    n_letters = max(int(room / LETTER), 2)
    return name if len(name) <= n_letters else name[: n_letters - 1].rstrip() + "\u2026"


def _shade(value: float, limits: Sequence[float]) -> dict[str, str | float]:
    if value <= 0:
        return {"class_": "none"}
    step = next((i for i, high in enumerate(limits) if value <= high), len(limits) - 1)
    return {"class_": "hot", "fill_opacity": f"{SHADES[step]:g}"}
