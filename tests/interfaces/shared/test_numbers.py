"""How numbers, shares and nights are written."""

from datetime import date

import pytest

from shanyrak.interfaces.shared import numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567"), (-1500, "\u22121 500")],
)
def test_thousands_are_grouped_by_a_space_that_does_not_break(number, text):
    assert numbers.grouped(number) == text.replace(" ", numbers.THIN)


def test_minus_nothing_is_nothing():
    assert numbers.grouped(-0.01, 1) == "0.0"


@pytest.mark.parametrize(("number", "text"), [(0, "0 beds"), (1, "1 bed"), (2, "2 beds"), (21, "21 beds")])
def test_a_count_has_its_word(number, text):
    assert numbers.counted(number, "bed", "beds") == text


def test_a_plain_text_has_ordinary_letters_only():
    assert numbers.plain(numbers.grouped(-1234567)) == "-1 234 567"
    assert numbers.plain(numbers.short_night(date(2022, 9, 25))) == "25 Sep"


@pytest.mark.parametrize(
    ("part", "text"),
    [(1.0, "100.0%"), (0.99999, "99.9%"), (0.5, "50.0%"), (0.00001, "less than 0.1%"), (0.0, "0.0%")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part, text):
    assert numbers.share(part) == text


@pytest.mark.parametrize(
    ("part", "text"),
    [(0.00391, "0.4%"), (0.003911, "0.4%"), (0.0101, "1.01%"), (0.10001, "11%"), (0.0, "0%")],
)
def test_a_limit_is_rounded_up(part, text):
    assert numbers.at_most(part) == text


def test_nights_are_written_for_axis_table_and_sentence():
    night = date(2022, 9, 25)
    assert numbers.short_night(night) == f"25{numbers.NBSP}Sep"
    assert numbers.night_in_table(night) == f"25{numbers.NBSP}Sep{numbers.NBSP}2022"
    assert numbers.night_in_full(night) == "25 September 2022"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (59.7, "1 min 00 s"), (185, "3 min 05 s")]
)
def test_a_duration_is_told_in_minutes_and_seconds(seconds, text):
    assert numbers.duration(seconds) == text
