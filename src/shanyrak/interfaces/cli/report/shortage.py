"""Which nights and places are short: a heat map, and what one more bed would do, by the prices found."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from shanyrak.interfaces.cli.report.views import Ledger
from shanyrak.interfaces.shared.charts.axes import night_axis
from shanyrak.interfaces.shared.charts.figure import Figure, Table, sized, table_html
from shanyrak.interfaces.shared.charts.heat import heat_map, shade_key, shade_limits
from shanyrak.interfaces.shared.charts.svg import Frame
from shanyrak.interfaces.shared.numbers import grouped, night_in_table

MOST_ROWS = 12
MOST_LINES = 10
NO_PLACE = "no place named"
ROW_HEIGHT = 24
NOTE = (
    "<h3>The shortest nights</h3><p>The last column tells how many person-nights one more ordinary bed there "
    "on that night would house, by the prices of the proof; it is not known where there is no bed yet.</p>"
)


def short_nights(ledger: Ledger) -> str:
    """Return the heat map of people without a bed and the list of the shortest, or a sentence."""
    short = np.maximum(np.round(ledger.short), 0)
    if not short.any():
        return "<p>No night is short of beds.</p>"
    return _heat(ledger, short) + _list(ledger, short)


def _heat(ledger: Ledger, short: NDArray[np.float64]) -> str:
    names, rows = _rows(ledger, short)
    limits = shade_limits(float(np.nanmax(rows)))
    nights = ledger.nights

    def draw(frame: Frame) -> tuple[Frame, str]:
        left = 96.0 if frame.narrow else 150.0
        rows_height = max(ROW_HEIGHT * len(names), 2 * ROW_HEIGHT)
        frame = sized(frame, left=left, right=8, bottom=80, top=4, height=84 + rows_height)
        axes = night_axis(frame, nights.first, nights.n, between=True)
        key = shade_key(sized(frame, left=12) if frame.narrow else frame, limits, "people")
        return frame, heat_map(frame, names, rows, limits) + axes + key

    step = ceil(nights.n / 62)  # a table of more columns than two months is not read
    columns = range(0, nights.n, step)
    table = Table(
        ("Place wanted", *(night_in_table(nights.night(i)) for i in columns)),
        [(name, *(_cell(row[i]) for i in columns)) for name, row in zip(names, rows, strict=True)],
    )
    caption = "One square a night: the stronger its colour, the more people. Open where nobody asks."
    return Figure("short", "People without a bed, by place wanted and night", caption, table).html(draw)


def _cell(value: float) -> str:
    return "" if np.isnan(value) else grouped(value)


def _rows(ledger: Ledger, short: NDArray[np.float64]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the places that are short, the worst first, the smaller ones together; nan where nobody asks."""
    order = [int(i) for i in np.argsort(-short.sum(axis=1), kind="stable") if short[i].any()]
    shown = order if len(order) <= MOST_ROWS else order[: MOST_ROWS - 1]
    rows = [np.where(ledger.asked[i] > 0, short[i], np.nan) for i in shown]
    names = [_name(ledger, i) for i in shown]
    if len(order) > len(shown):
        rest = order[len(shown) :]
        rows.append(np.where(ledger.asked[rest].sum(axis=0) > 0, short[rest].sum(axis=0), np.nan))
        names.append(f"{grouped(len(rest))} other places")
    return names, np.array(rows)


def _name(ledger: Ledger, row: int) -> str:
    return ledger.places[row] or ("all parties" if len(ledger.places) == 1 else NO_PLACE)


def _list(ledger: Ledger, short: NDArray[np.float64]) -> str:
    order = np.argsort(-short, axis=None, kind="stable")[:MOST_LINES]
    lines = []
    for flat in order:
        row, night = divmod(int(flat), ledger.nights.n)
        if short[row, night] <= 0:
            break
        beds, price = ledger.open_to(row, night)
        cells = (short[row, night], ledger.asked[row, night], beds)
        lines.append(
            (
                night_in_table(ledger.nights.night(night)),
                _name(ledger, row),
                *(grouped(round(v)) for v in cells),
                _worth(price),
            )
        )
    heads = (
        "Night",
        "Place",
        "Without a bed",
        "People asking",
        "Beds open to them",
        "One more bed would house",
    )
    return NOTE + table_html(Table(heads, lines, kind="names2"), "The nights and places that are shortest")


def _worth(price: float) -> str:
    return "not known" if np.isnan(price) else grouped(price, 1)
