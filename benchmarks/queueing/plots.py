"""Pictures of waits: what was told, and what it was."""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from figures import Told

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))
from curve import NS, STYLE  # noqa: E402  # it lies beside this folder

from shanyrak.interfaces.shared.charts.axes import number_axis  # noqa: E402
from shanyrak.interfaces.shared.charts.lines import Band, Series, line_chart  # noqa: E402
from shanyrak.interfaces.shared.charts.svg import Frame, picture, tag, text  # noqa: E402

FOLDER = ROOT / "docs/images"
FRAME = Frame(760, 380, left=64, right=230, top=24, bottom=52)
N_BINS, LEAST_OF_BIN = 12, 30
LONGEST_SHARE = 0.98  # the rarest long waits would press all others into a corner
STEPS, MOST_STEPS = (5, 10, 20, 25, 50, 100, 200), 8  # minutes between two lines of the grid
BAND = ".band{opacity:.16}"


def drawn(told: Told, title: str) -> str:
    """Return the picture of one table: by what was told, the ranges told and the waits that followed."""
    likely = np.array([wait.likely for wait in told.ranges["ours"]])
    limits = np.array([(wait.low, wait.high) for wait in told.ranges["ours"]])
    was = np.array(told.minutes)
    edges = np.quantile(likely, np.linspace(0, LONGEST_SHARE, N_BINS + 1))
    bins = [np.flatnonzero((likely >= a) & (likely <= b)) for a, b in pairwise(edges)]
    bins = [one for one in bins if len(one) >= LEAST_OF_BIN]
    x = [float(likely[one].mean()) for one in bins]
    low, high = np.array([limits[one].mean(axis=0) for one in bins]).T
    below, middle, above = np.array([np.quantile(was[one], (0.1, 0.5, 0.9)) for one in bins]).T
    top = max(*above, *high)
    step = next(step for step in STEPS if top / step <= MOST_STEPS)
    end = step * float(np.ceil(top / step))

    def placed(ys: np.ndarray) -> list[tuple[float, float]]:
        return [(a / end, float(b) / end) for a, b in zip(x, ys, strict=True)]

    series = [
        Series("what half of the waits were", placed(middle), 1),
        Series("one in ten was longer", placed(above), 2, "5 4"),
        Series("one in ten was shorter", placed(below), 2, "2 4"),
    ]
    chart = line_chart(
        FRAME, _axes(end, step), series, Band("the range that was told", placed(high), placed(low), 1)
    )
    head = tag("title", title, id="waits") + tag("style", STYLE + BAND)
    back = tag("rect", class_="back", x=0.0, y=0.0, width=FRAME.width, height=FRAME.height)
    foot = text("minutes that were told", FRAME.x(0.5), FRAME.height - 8, anchor="middle", class_="quiet")
    image = picture(FRAME, head, back, chart, foot, labelled_by="waits")
    return image.replace("<svg ", f'<svg xmlns="{NS}" ', 1) + "\n"


def _axes(end: float, step: float) -> str:
    marks = [
        text(f"{minutes:g}", FRAME.x(minutes / end), FRAME.y_end + 20, anchor="middle", class_="quiet")
        for minutes in np.arange(0, end + 1, step)
    ]
    return number_axis(FRAME, 0.0, end, step) + "".join(marks)
