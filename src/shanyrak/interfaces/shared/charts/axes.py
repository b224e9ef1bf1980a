"""Round ticks, a grid and the axes of nights and of numbers."""

from datetime import date, timedelta
from math import ceil, floor, log10

from shanyrak.interfaces.shared.charts.svg import Frame, tag, text
from shanyrak.interfaces.shared.numbers import grouped, short_night

SATURDAY = 5
WEEK = 7
MOST_DAYS = 3  # labels farther apart than this read better by weeks
LABEL_WIDTH = 58  # "25 Sep" with room around it, in units of the viewBox


def round_step(span: float, parts: int) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that cuts `span` into at most `parts`."""
    if span <= 0:
        return 1.0
    rough = span / parts
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * (1 - 1e-9))


def round_range(low: float, high: float, parts: tuple[int, ...] = (4, 5, 3)) -> tuple[float, float, float]:
    """Return low, high and step of round ticks that hold both ends with the least room to spare."""
    return min((_rounded(low, high, n) for n in parts), key=lambda found: found[1] - found[0])


def _rounded(low: float, high: float, parts: int) -> tuple[float, float, float]:
    step = round_step(high - low, parts)
    start, end = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    return start, end if end > start else start + step, step


def number_axis(frame: Frame, low: float, high: float, step: float) -> str:
    """Return grid lines and their numbers from `low` to `high`; whole numbers where the step is whole."""
    places = 0 if step >= 1 else max(0, ceil(-log10(step)))
    drawn = []
    for i in range(round((high - low) / step) + 1):
        level = low + i * step
        y = frame.y((level - low) / (high - low))
        drawn.append(
            tag("line", class_="base" if i == 0 else "grid", x1=frame.left, x2=frame.x_end, y1=y, y2=y)
        )
        drawn.append(text(grouped(level, places), frame.left - 8, y + 5, anchor="end", class_="quiet"))
    return "".join(drawn)


def night_axis(frame: Frame, first: date, n_nights: int, *, between: bool = False) -> str:
    """Return the dates under the plot, as many as fit, and a longer mark at each Saturday.

    Points stand at the nights from edge to edge; `between` is for cells, which stand at their middle.
    """
    room = max(int((frame.x_end - frame.left) / LABEL_WIDTH), 1)
    step = max(1, ceil(n_nights / room))
    step = WEEK * ceil(step / WEEK) if step > MOST_DAYS else step
    drawn = []
    for i in range(n_nights):
        x = frame.x(night_share(i, n_nights, between=between))
        night = first + timedelta(days=i)
        if night.weekday() == SATURDAY and n_nights <= WEEK * room:
            drawn.append(tag("line", class_="base", x1=x, x2=x, y1=frame.y_end, y2=frame.y_end + 5))
        if i % step == 0:
            inside = min(max(x, LABEL_WIDTH / 2 - 4), frame.width - LABEL_WIDTH / 2 + 4)
            drawn.append(text(short_night(night), inside, frame.y_end + 22, anchor="middle", class_="quiet"))
    return "".join(drawn)


def night_share(i: int, n_nights: int, *, between: bool = False) -> float:
    """Return where the night `i` stands on the axis, as a share of its length."""
    if between:
        return (i + 0.5) / n_nights
    return i / (n_nights - 1) if n_nights > 1 else 0.5
