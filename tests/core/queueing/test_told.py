"""What people are told of a wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.core.queueing import Wait, rounded

MINUTES = st.floats(0, 600)


@given(MINUTES, MINUTES)
def test_rounding_goes_outwards(a, b):
    low, high = sorted((a, b))
    below, above = rounded(Wait(low, low, high))
    assert 0 <= below <= low
    assert above >= high


@pytest.mark.parametrize(
    ("low", "high", "told"), [(41, 66, (40, 70)), (0, 0, (0, 0)), (3, 8, (0, 10)), (119, 121, (110, 135))]
)
def test_long_waits_are_told_in_coarser_steps(low, high, told):
    assert rounded(Wait(low, low, high)) == told
