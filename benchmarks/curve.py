"""The picture of growth: seconds and memory against people, both axes by powers of ten, as one SVG file."""

from math import ceil, floor, log10
from statistics import median
from typing import Any

from shanyrak.interfaces.shared.charts.lines import Series, line_chart
from shanyrak.interfaces.shared.charts.svg import Frame, picture, tag, text

FRAME = Frame(860, 380, left=64, right=250, top=24, bottom=52)
NS = "http://www.w3.org/2000/svg"
STYLE = """
svg{font:14px system-ui,sans-serif;--ink:#1a2b3c;--quiet:#5b6875;--line:#d8dee4;--c1:#0b5fa5;--c2:#b4480f;
--back:#fff}
@media (prefers-color-scheme:dark){svg{--ink:#e8edf2;--quiet:#a4b0bc;--line:#3a4650;--c1:#6db3f2;--c2:#f29a63;
--back:#12181e}}
.back{fill:var(--back)}text{fill:var(--ink)}.quiet{fill:var(--quiet)}
.grid,.base{stroke:var(--line);stroke-width:1}.line{fill:none;stroke-width:2.4}
.s1{stroke:var(--c1)}.s2{stroke:var(--c2)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}
"""
NAMES = {"search_seconds": "seconds of search", "peak_memory_mb": "memory, MB"}


def drawn(result: dict[str, Any]) -> str:
    """Return the picture of a result of `growth`."""
    sizes = sorted({r["people"] for r in result["runs"]})
    medians = {
        name: [median(r[name] for r in result["runs"] if r["people"] == n) for n in sizes] for name in NAMES
    }
    low_x, high_x = _decades(sizes)
    low_y, high_y = _decades([v for values in medians.values() for v in values])
    exponents = (result["exponent"], result["memory_exponent"])
    series, dots = [], []
    for colour, (name, values) in enumerate(medians.items(), 1):
        points = [
            ((log10(n) - low_x) / (high_x - low_x), (log10(v) - low_y) / (high_y - low_y))
            for n, v in zip(sizes, values, strict=True)
        ]
        grows = exponents[colour - 1]
        series.append(
            Series(NAMES[name] if grows is None else f"{NAMES[name]}: n^{grows:.2f}", points, colour)
        )
        dots += [tag("circle", class_=f"f{colour}", cx=FRAME.x(x), cy=FRAME.y(y), r=4.0) for x, y in points]
    axes = _axis(low_x, high_x, upright=False) + _axis(low_y, high_y, upright=True)
    back = tag("rect", class_="back", x=0.0, y=0.0, width=FRAME.width, height=FRAME.height)
    told = f"Time to a gap of {100 * result['gap']:g} %, and memory, by number of people"
    head = tag("title", told, id="growth") + tag("style", STYLE)
    body = line_chart(FRAME, axes, series) + "".join(dots)
    foot = text("people", FRAME.x(0.5), FRAME.height - 8, anchor="middle", class_="quiet")
    image = picture(FRAME, head, back, body, foot, labelled_by="growth")
    return image.replace("<svg ", f'<svg xmlns="{NS}" ', 1) + "\n"


def _decades(values: list[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _axis(low: int, high: int, *, upright: bool) -> str:
    """Return grid lines at 1, 2 and 5 times each power of ten, with numbers at those that have room."""
    parts = []
    for power in range(low, high + 1):
        for step in (1, 2, 5) if power < high else (1,):
            share = (power + log10(step) - low) / (high - low)
            number = f"{step * 10.0**power:,.{max(-power, 0)}f}"
            if upright:
                y = FRAME.y(share)
                parts.append(tag("line", class_="grid", x1=FRAME.left, x2=FRAME.x_end, y1=y, y2=y))
                parts.append(
                    text(number, FRAME.left - 8, y + 5, anchor="end", class_="quiet") if step == 1 else ""
                )
            else:
                x = FRAME.x(share)
                parts.append(tag("line", class_="grid", x1=x, x2=x, y1=FRAME.top, y2=FRAME.y_end))
                parts.append(text(number, x, FRAME.y_end + 20, anchor="middle", class_="quiet"))
    return "".join(parts)
