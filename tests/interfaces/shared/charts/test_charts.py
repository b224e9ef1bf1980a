"""Every chart is well-formed, escapes what it is given, and draws what is there."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from shanyrak.interfaces.shared.charts.bars import bar_chart
from shanyrak.interfaces.shared.charts.bubbles import Bubble, bubble_map
from shanyrak.interfaces.shared.charts.figure import NARROW, WIDE, Figure, Table
from shanyrak.interfaces.shared.charts.heat import heat_map, shade_key, shade_limits, shortened
from shanyrak.interfaces.shared.charts.labels import names_beside
from shanyrak.interfaces.shared.charts.lines import Band, Series, line_chart, with_legend
from shanyrak.interfaces.shared.charts.svg import picture

NASTY = '<script>alert("1")</script> & co'


def drawn(frame, content):
    """Parse the picture; fails where it is not well-formed."""
    return ET.fromstring(picture(frame, content, labelled_by="title"))  # noqa: S314  # our own text


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def frame(request):
    return request.param


def test_a_line_for_each_series_and_an_area_for_the_band(frame):
    up, down = [(0.0, 0.0), (1.0, 1.0)], [(0.0, 1.0), (1.0, 0.0)]
    content = line_chart(
        frame, "", [Series(NASTY, up, 1), Series("b", down, 2, "4 2")], Band("gap", up, down, 2)
    )
    root = drawn(frame, content)
    assert len([p for p in root.findall("path") if "line" in p.get("class")]) == 2
    assert len([p for p in root.findall("path") if "band" in p.get("class")]) == 1
    assert NASTY in [t.text for t in root.findall("text")]


def test_a_line_of_one_night_is_a_dot(frame):
    root = drawn(frame, line_chart(frame, "", [Series("a", [(0.5, 0.5)], 1)]))
    assert root.find("circle") is not None


def test_names_at_the_ends_of_lines_do_not_cover_one_another():
    series = [Series(str(i), [(0.0, 0.5), (1.0, 0.001 * i)], 1) for i in range(5)]
    ys = sorted(float(t.get("y")) for t in drawn(WIDE, line_chart(WIDE, "", series)).findall("text"))
    assert min(b - a for a, b in pairwise(ys)) >= 17
    assert max(ys) <= WIDE.height


def test_a_phone_has_its_legend_above_the_plot():
    assert with_legend(NARROW, 3).top > NARROW.top
    assert with_legend(WIDE, 3) == WIDE


def test_bars_start_at_zero_and_are_as_high_as_their_number(frame):
    rects = drawn(frame, bar_chart(frame, ["1", "2"], [100, 50])).findall("rect")
    heights = [float(r.get("height")) for r in rects]
    assert heights[0] == pytest.approx(2 * heights[1], rel=0.01)
    assert all(float(r.get("y")) + float(r.get("height")) == pytest.approx(frame.y_end) for r in rects)


def test_bars_of_nothing_are_no_error(frame):
    assert drawn(frame, bar_chart(frame, ["1"], [0])).find("rect") is None


def test_a_cell_that_is_not_a_number_is_left_open(frame):
    values = np.array([[0.0, np.nan, 5.0]])
    limits = shade_limits(5.0)
    root = drawn(frame, heat_map(frame, [NASTY], values, limits) + shade_key(frame, limits, "people"))
    assert len(root.findall("rect")) == 2 + 1 + len(limits)


def test_shades_cover_the_largest_value():
    assert [shade_limits(top)[-1] >= top for top in (1, 7, 5000, 99999)] == [True] * 4


def test_a_long_name_is_cut():
    assert shortened("a" * 50, 100).endswith("\u2026")


def test_areas_of_circles_stand_for_numbers(frame):
    root = drawn(frame, bubble_map(frame, [Bubble(0, 0, 400, 0), Bubble(3, 2, 100, 100, NASTY)], "beds"))
    rings = [float(c.get("r")) for c in root.findall("circle") if c.get("class") == "ring"]
    assert rings[0] == pytest.approx(2 * rings[1], rel=0.01)
    assert NASTY in [t.text for t in root.findall("text")]


def test_a_map_of_one_point_is_no_error(frame):
    assert drawn(frame, bubble_map(frame, [Bubble(0, 0, 1, 0)], "beds")) is not None


def test_names_keep_clear_of_one_another():
    root = drawn(WIDE, names_beside(WIDE, [(300, 100, 20, "one"), (340, 100, 20, "two")]))
    places = {(t.get("x"), t.get("text-anchor")) for t in root.findall("text")}
    assert len(places) == 2


def test_a_figure_has_two_pictures_a_name_and_the_same_numbers_as_a_table():
    figure = Figure("f", NASTY, "about", Table(("Night", "Beds"), [("1", "2")], kind="names2"))
    html = figure.html(lambda frame: (frame, bar_chart(frame, ["1"], [2])))
    assert html.count("<svg") == html.count('role="img"') == html.count('aria-labelledby="f-title"') == 2
    assert "<details><summary>Table</summary>" in html
    assert "<script" not in html
