"""Ticks are round, hold what is drawn, and stand where their night is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.interfaces.shared.charts import axes
from shanyrak.interfaces.shared.charts.svg import Frame

FINITE = st.floats(-1e7, 1e7, allow_nan=False)


@given(FINITE, st.floats(0, 1e7))
def test_a_round_range_holds_both_ends(low, length):
    start, end, step = axes.round_range(low, low + length)
    assert start <= low + 1e-6 * step
    assert end >= low + length - 1e-6 * step
    assert 1 <= round((end - start) / step) <= 7


@pytest.mark.parametrize(("span", "step"), [(100, 25), (101, 50), (4, 1), (0.4, 0.1), (0, 1)])
def test_steps_are_round(span, step):
    assert axes.round_step(span, 4) == pytest.approx(step)


def test_one_night_stands_in_the_middle():
    assert axes.night_share(0, 1) == 0.5


def test_many_nights_have_few_labels():
    assert axes.night_axis(Frame(640, 320), date(2022, 9, 1), 300).count("<text") < 12
