"""The figures of a replay: people without a bed, broken stays and moves, night by night, in each way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shanyrak.interfaces.shared.charts.axes import night_axis, night_share, number_axis, round_range
from shanyrak.interfaces.shared.charts.bars import bar_chart
from shanyrak.interfaces.shared.charts.figure import Figure, Table, sized
from shanyrak.interfaces.shared.charts.lines import Series, line_chart, with_legend
from shanyrak.interfaces.shared.charts.svg import Frame
from shanyrak.interfaces.shared.numbers import grouped, night_in_table, share

ROOM = 164  # for the longest name at the end of a line
BAR_ORDER = {"first_come": "first come", "planned": "planned", "knew_everything": "knew everything"}


@dataclass(frozen=True, slots=True)
class Line:
    """One way of planning in a figure: its name there, its key in simulation.json, how it is drawn."""

    name: str
    key: str
    colour: int
    dash: str = ""


PLAIN, OURS, KNEW = (
    Line("first come", "first_come", 5, "2 4"),
    Line("planned", "planned", 1),
    Line("knew everything", "knew_everything", 3, "9 4"),
)


@dataclass(frozen=True, slots=True)
class Nightly:
    """A figure over the nights: `what` of people in some ways, and in its table one more column `beside`."""

    what: str
    title: str
    caption: str
    lines: Sequence[Line]
    beside: tuple[str, str]  # its key in a night, and its head

    def values(self, told: dict[str, Any], line: Line) -> list[int]:
        """Return the numbers of one way, night by night."""
        return [night[f"{self.what}_{line.key}"] for night in told["nights"]]

    def html(self, told: dict[str, Any]) -> str:
        """Return the figure."""
        nights = [date.fromisoformat(night["night"]) for night in told["nights"]]
        columns = [self.values(told, line) for line in self.lines]
        low, high, step = round_range(0.0, float(max(4, *map(max, columns))))

        def placed(values: list[int]) -> list[tuple[float, float]]:
            return [(night_share(i, len(nights)), value / high) for i, value in enumerate(values)]

        drawn = zip(self.lines, columns, strict=True)
        series = [Series(line.name, placed(values), line.colour, line.dash) for line, values in drawn]

        def draw(frame: Frame) -> tuple[Frame, str]:
            wide = frame if frame.narrow else sized(frame, right=ROOM)
            frame = with_legend(wide, len(series))
            axes = number_axis(frame, low, high, step) + night_axis(frame, nights[0], len(nights))
            return frame, line_chart(frame, axes, series)

        key, head = self.beside
        beside = [night[key] for night in told["nights"]]
        rows = zip(
            map(night_in_table, nights), *(map(grouped, each) for each in (beside, *columns)), strict=True
        )
        heads = ("Night", head, *(line.name.capitalize() for line in self.lines))
        return Figure(self.what, self.title, self.caption, Table(heads, list(rows))).html(draw)


def without_a_bed(told: dict[str, Any]) -> str:
    """Return the figure of people without a bed, night by night."""
    caption = "The lower a line, the fewer people are without a bed."
    title = "People without a bed, by night"
    beside = ("people_asking", "People asking")
    return Nightly("without_a_bed", title, caption, (PLAIN, OURS, KNEW), beside).html(told)


def broken_stays(told: dict[str, Any]) -> str:
    """Return the figure of people whose told stay was broken; one sentence where there are none."""
    figure = Nightly(
        "broken",
        "People who lost a stay that they had been told, by day",
        "First come, first served tells all stays as soon as a party asks, so more can be broken; the "
        "plan tells a stay on its first evening. Who knew everything tells nobody what cannot be kept.",
        (PLAIN, OURS),
        ("spaces_withdrawn", "Spaces withdrawn"),
    )
    if not any(any(figure.values(told, line)) for line in figure.lines):
        return "<p>No stay that had been told was broken.</p>"
    return figure.html(told)


def moves(told: dict[str, Any]) -> str:
    """Return the figure of people who change their space; one sentence where nobody does."""
    caption = "A move that a host forced by withdrawing counts like any other."
    title = "People who move to another space, by night"
    figure = Nightly("moved", title, caption, (PLAIN, OURS, KNEW), ("people_asking", "People asking"))
    if not any(any(figure.values(told, line)) for line in figure.lines):
        return "<p>Nobody has to move.</p>"
    return figure.html(told)


def in_bars(told: dict[str, Any]) -> str:
    """Return the figure of all person-nights without a bed, one bar a way; "" where nobody asked."""
    asked = told["planned"]["asked_person_nights"]
    if not asked:
        return ""
    values = [told[key]["unhoused_person_nights"] for key in BAR_ORDER]

    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = sized(frame, left=8, right=8, top=28, bottom=34, height=230)
        return frame, bar_chart(frame, list(BAR_ORDER.values()), values, 2)

    rows = [
        (name.capitalize(), grouped(value), share(value / asked))
        for name, value in zip(BAR_ORDER.values(), values, strict=True)
    ]
    table = Table(("Way of planning", "Person-nights without a bed", "Share of those asked for"), rows)
    caption = f"Of {grouped(asked)} person-nights asked for by the people who came."
    return Figure("in-all", "Person-nights without a bed, all nights together", caption, table).html(draw)
