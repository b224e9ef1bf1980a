"""What `shanyrak queue simulate` tells: a few lines for the terminal, and a page with two plots."""

from collections.abc import Sequence
from html import escape
from typing import Any

from shanyrak.interfaces.cli.report.page import MARK, META, style
from shanyrak.interfaces.shared.charts.bars import bar_chart
from shanyrak.interfaces.shared.charts.figure import Figure, Table, sized
from shanyrak.interfaces.shared.charts.svg import Frame
from shanyrak.interfaces.shared.numbers import grouped, plain

HEADS = (
    "Counters",
    "Days with all called, %",
    "Not called",
    "Mean wait, min",
    "9 in 10 wait at most",
    "Done by",
)
SHOWN = 5  # bars beside one another; fewer counters than that are hopeless anyway
ROOM_ABOVE = 28.0  # for the number on top of the highest bar


def closing_lines(told: dict[str, Any]) -> str:
    """Return the table and the answer, for a terminal."""
    rows = [HEADS, *_rows(told)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return plain("\n".join([*lines, "", answer(told)]))


def answer(told: dict[str, Any]) -> str:
    """Return how many counters it takes, in a sentence."""
    asked = told["asked"]
    closes = f"{asked['hours'][-1][1]}:00"
    if told["enough"] is None:
        most = len(told["days"])
        return f"No number of counters up to {most} calls everybody by {closes} on nine days in ten."
    n = told["enough"]
    row = told["days"][n - 1]
    word = "counter calls" if n == 1 else "counters call"
    return (
        f"{n} {word} {grouped(asked['people'])} people by {closes} on nine days in ten; "
        f"nine in ten of them wait at most {grouped(row['long_wait'])} minutes."
    )


def html(told: dict[str, Any]) -> str:
    """Return the whole page; every text is escaped, nothing is fetched."""
    title = "How many counters?"
    figures = [
        _figure(told, "waits", "Minutes that nine in ten people stay below", "long_wait"),
        _figure(told, "lost", "People of a day who are not called before closing", "not_called"),
    ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{META}'
        f"<title>{escape(title)} - Shanyrak</title><style>{style()}</style></head><body>"
        f"<header>{MARK}<span>Shanyrak</span></header><main><h1>{escape(title)}</h1>"
        f'<p class="lead">{escape(answer(told))}</p>{"".join(figures)}</main></body></html>\n'
    )


def _figure(told: dict[str, Any], key: str, title: str, column: str) -> str:
    days = told["days"][-SHOWN:]
    names = [str(row["n_counters"]) for row in days]
    values = [row[column] for row in days]

    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = sized(frame, top=ROOM_ABOVE)
        return frame, bar_chart(frame, names, values)

    return Figure(key, title, "By the number of counters; 200 days each.", Table(HEADS, _rows(told))).html(
        draw
    )


def _rows(told: dict[str, Any]) -> list[Sequence[str]]:
    return [
        (
            str(row["n_counters"]),
            grouped(100 * row["all_called"]),
            grouped(row["not_called"], 1),
            grouped(row["mean_wait"]),
            grouped(row["long_wait"]),
            f"{int(row['latest_end'] // 60)}:{int(row['latest_end'] % 60):02}",
        )
        for row in told["days"]
    ]
