"""The figures of the report: beds by night, the map, the length of chains, how the search came to its end."""

from itertools import pairwise
from math import isfinite

from shanyrak.interfaces.cli.report.account import thinned
from shanyrak.interfaces.cli.report.geography import Panel
from shanyrak.interfaces.cli.report.views import Ledger, Lengths
from shanyrak.interfaces.shared.charts.axes import night_axis, night_share, number_axis, round_range
from shanyrak.interfaces.shared.charts.bars import bar_chart
from shanyrak.interfaces.shared.charts.bubbles import bubble_map
from shanyrak.interfaces.shared.charts.figure import Figure, Table, sized
from shanyrak.interfaces.shared.charts.lines import Band, Series, line_chart, with_legend
from shanyrak.interfaces.shared.charts.svg import Frame, tag, text
from shanyrak.interfaces.shared.numbers import counted, grouped, night_in_table, share
from shanyrak.placement.model import Figures, Progress

LONGEST_BAR = 5  # chains of more stays are counted together
POINTS, LINES = 300, 40  # of the trace, in the picture and in its table
ZOOM = 3.0  # the picture of the search shows so many times the distance between its last plan and bound


def beds_by_night(ledger: Ledger) -> str:
    """Return the figure of people asking, beds free and people housed, night by night."""
    nights = ledger.nights
    rows = [table.sum(axis=0) for table in (ledger.asked, ledger.offered, ledger.slept, ledger.taken)]
    asked, offered, slept, taken = rows
    low, high, step = round_range(0.0, float(max(asked.max(), offered.max(), 1.0)))

    def placed(values: list[float]) -> list[tuple[float, float]]:
        return [(night_share(i, nights.n), value / high) for i, value in enumerate(values)]

    series = [
        Series("beds free", placed(offered.tolist()), 5, "2 4"),
        Series("people asking", placed(asked.tolist()), 2, "9 4"),
        Series("people housed", placed(slept.tolist()), 1),
    ]
    band = Band("without a bed", series[1].points, series[2].points, 2)

    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = with_legend(sized(frame, right=144), 4)
        axes = number_axis(frame, low, high, step) + night_axis(frame, nights.first, nights.n)
        return frame, line_chart(frame, axes, series, band)

    table = Table(
        ("Night", "People asking", "Beds free", "People housed", "Beds empty beside a party"),
        [
            (
                night_in_table(nights.night(i)),
                *(grouped(round(v)) for v in (asked[i], offered[i], slept[i], taken[i] - slept[i])),
            )
            for i in range(nights.n)
        ],
    )
    return Figure(
        "nights", "People asking, people housed and beds free, by night", _about_beds(ledger), table
    ).html(draw)


def _about_beds(ledger: Ledger) -> str:
    offered, taken, slept = (round(table.sum()) for table in (ledger.offered, ledger.taken, ledger.slept))
    if not offered:
        return "No space is free on any of these nights."
    parts = [f"Of {counted(offered, 'bed-night', 'bed-nights')} offered, {grouped(slept)} are slept in."]
    if taken > slept:
        parts.append(f"{grouped(taken - slept)} stay empty in private spaces given to a smaller party.")
    if offered > taken:
        parts.append(
            f"{grouped(offered - taken)} are left over: nobody asks for them, or they do not fit who does."
        )
    return " ".join(parts)


def where_people_sleep(panels: tuple[Panel, ...]) -> str:
    """Return the maps; "" where no space has coordinates."""
    told = {i for i, panel in enumerate(panels) if panel.cell_km}
    return "".join(
        _map(i, panel, panels, is_first=i == min(told, default=0)) for i, panel in enumerate(panels)
    )


def _map(i: int, panel: Panel, panels: tuple[Panel, ...], *, is_first: bool) -> str:
    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = sized(frame, left=4, right=4 if frame.narrow else 150, top=4, height=frame.height + 80)
        return frame, bubble_map(frame, panel.bubbles, "bed-nights")

    where = panel.name or ("all places" if len(panels) > 1 else "all spaces")
    rows = [
        (
            b.name or f"{grouped(b.east_km, 1)} km east, {grouped(b.north_km, 1)} km north",
            grouped(b.whole),
            grouped(b.part),
        )
        for b in sorted(panel.bubbles, key=lambda b: -b.whole)
    ]
    table = Table(("Circle (from the south-western corner)", "Bed-nights offered", "Slept in"), rows)
    return Figure(
        f"map-{i}", f"Bed-nights offered and slept in: {where}", _about_map(panel, is_first=is_first), table
    ).html(draw)


def _about_map(panel: Panel, *, is_first: bool) -> str:
    if not panel.cell_km:
        return "One circle a town: the ring is what it offers, the disc what is slept in; both by area."
    size = grouped(panel.cell_km, 0 if panel.cell_km >= 1 else 1)
    told = f"As above, in squares of {size} km or more."
    if is_first:
        told = (
            f"Each circle sums the spaces of a square of {size} km, larger where homes are few: no "
            "home can be found on it. The ring is what is offered, the disc what is slept in; both by area."
        )
    return told + (
        f" Not drawn, because they lie apart: {counted(panel.n_apart, 'space', 'spaces')}."
        if panel.n_apart
        else ""
    )


def length_of_chains(lengths: Lengths) -> str:
    """Return the figure of how many stays a party has; one sentence where nobody is housed."""
    if not lengths.n_chains:
        return "<p>Nobody is housed, so there are no stays to count.</p>"
    longest = max(*lengths.n_of_stays, 1)
    names = [str(n) if n < LONGEST_BAR else f"{n} or more" for n in range(1, min(longest, LONGEST_BAR) + 1)]
    values = [0] * len(names)
    for n, count in lengths.n_of_stays.items():
        values[min(n, LONGEST_BAR) - 1] += count

    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = sized(frame, left=8, right=8, top=28, bottom=54, height=260)
        below = text(
            "stays in a row",
            (frame.left + frame.x_end) / 2,
            frame.y_end + 46,
            anchor="middle",
            class_="quiet",
        )
        return frame, bar_chart(frame, names, values) + below

    one = lengths.n_of_stays.get(1, 0)
    caption = f"{share(one / lengths.n_chains)} of the parties that are housed stay in one space."
    table = Table(
        ("Stays in a row", "Parties"), [(str(n), grouped(c)) for n, c in lengths.n_of_stays.items()]
    )
    return Figure("chains", "Parties by number of stays in a row", caption, table).html(draw)


def how_the_gap_closed(trace: tuple[Progress, ...], first_come: Figures) -> str:
    """Return the figure of plan and limit over the seconds of the search; "" where nothing was recorded."""
    if not trace or trace[-1].seconds <= 0:
        return ""
    trace = thinned(trace, POINTS)
    end, worth = trace[-1].seconds, [(t.seconds, t.value) for t in trace]
    bound = [(t.seconds, t.bound) for t in trace if isfinite(t.bound)]
    low, high, step = _zoomed(worth, bound, first_come.value)

    def placed(values: list[tuple[float, float]]) -> list[tuple[float, float]]:
        shown = [(s / end, (v - low) / (high - low)) for s, v in values if low <= v <= high]
        steps = [(after[0], before[1]) for before, after in pairwise([*shown, (1.0, 0.0)])]
        return [point for pair in zip(shown, steps, strict=True) for point in pair]

    series = [Series("limit for any plan", placed(bound), 2, "9 4"), Series("this plan", placed(worth), 1)]
    if first_come.value >= low:
        level = (first_come.value - low) / (high - low)
        series.append(Series("first come", [(0.0, level), (1.0, level)], 5, "2 4"))

    def draw(frame: Frame) -> tuple[Frame, str]:
        frame = with_legend(sized(frame, left=72, right=166), len(series))
        return frame, line_chart(frame, number_axis(frame, low, high, step) + _seconds(frame, end), series)

    heads = ("Seconds", "Doing", "Plan", "Limit", "Person-nights without a bed")
    table = Table(heads, [_moment(one) for one in thinned(trace, LINES)])
    caption = "The true best lies between the two lines. The scale does not start at zero."
    return Figure(
        "search",
        "Value of the plan and limit for any plan, in person-nights, by seconds of search",
        caption,
        table,
    ).html(draw)


def _moment(of: Progress) -> tuple[str, ...]:
    bound = grouped(of.bound, 1) if isfinite(of.bound) else "none yet"
    return f"{of.seconds:.1f}", of.phase, grouped(of.value, 1), bound, grouped(of.unhoused_person_nights)


def _zoomed(
    worth: list[tuple[float, float]], bound: list[tuple[float, float]], plain: float
) -> tuple[float, float, float]:
    """Return a range in which the last plan and limit can be told apart, however far off the first were."""
    top = bound[-1][1] if bound else worth[-1][1]
    reach = max(ZOOM * (top - min(worth[-1][1], plain)), 0.002 * abs(top), 1.0)
    highest = max([v for _, v in worth + bound if v <= top + reach] or [top])
    lowest = min(
        [v for _, v in worth if v >= top - 2 * reach] + [plain if plain >= top - 2 * reach else worth[-1][1]]
    )
    return round_range(lowest, highest)


def _seconds(frame: Frame, end: float) -> str:
    _, last, step = round_range(0.0, end, (5,))
    drawn = []
    for i in range(int(last / step) + 1):
        if i * step <= end * 1.0001:
            x = frame.x(i * step / end)
            drawn.append(tag("line", class_="base", x1=x, x2=x, y1=frame.y_end, y2=frame.y_end + 5))
            drawn.append(text(f"{i * step:g} s", x, frame.y_end + 22, anchor="middle", class_="quiet"))
    return "".join(drawn)
