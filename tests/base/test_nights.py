"""Spans are half-open everywhere, and "tonight" turns at four in the morning."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.base.nights import Span, is_still_night, night_before, tonight

DAY = date(2022, 9, 25)
dates = st.dates(date(2022, 1, 1), date(2023, 1, 1))
spans = st.builds(Span.of, dates, st.integers(1, 40))
HOURS = [(0, 24, True), (1, 30, True), (3, 59, True), (4, 0, False), (12, 0, False), (23, 59, False)]


@given(spans, spans)
def test_spans_overlap_when_they_share_a_night(one, other):
    assert one.overlaps(other) == bool(set(one) & set(other)) == other.overlaps(one)


@given(spans, spans)
def test_a_span_covers_what_lies_in_it(one, other):
    assert one.covers(other) == (set(other) <= set(one))


@given(spans)
def test_a_span_ends_on_the_morning_after_its_last_night(span):
    nights = list(span)
    assert (nights[0], nights[-1] + timedelta(days=1), len(nights)) == (span.first, span.end, len(span))
    assert all(b - a == timedelta(days=1) for a, b in pairwise(nights))
    assert span.first in span
    assert span.end not in span


@pytest.mark.parametrize("end", [DAY, DAY - timedelta(days=1)])
def test_a_span_without_a_night_is_refused(end):
    with pytest.raises(InvalidError):
        Span(DAY, end)


def test_stays_that_touch_do_not_overlap():
    assert not Span.of(DAY, 2).overlaps(Span.of(DAY + timedelta(days=2), 1))


@pytest.mark.parametrize(("hour", "minute", "is_before"), HOURS)
def test_until_four_tonight_is_the_night_that_is_passing(hour, minute, is_before):
    local = datetime(2022, 9, 26, hour % 24, minute)
    assert tonight(local) == (DAY if is_before else date(2022, 9, 26))


@pytest.mark.parametrize(("hour", "still"), [(0, True), (11, True), (12, False), (22, False)])
def test_until_noon_a_bed_right_now_can_be_meant(hour, still):
    assert is_still_night(datetime(2022, 9, 26, hour)) is still
    assert night_before(datetime(2022, 9, 26, hour)) == DAY
