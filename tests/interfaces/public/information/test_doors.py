"""A place is open or not, also when its night goes past midnight."""

from datetime import time

import pytest

from shanyrak.interfaces.public.information.doors import is_open

EVENING, NIGHT, MORNING, NOON = time(20), time(2), time(9), time(12)


@pytest.mark.parametrize(
    ("opens", "closes", "now", "expected"),
    [
        (EVENING, MORNING, NIGHT, True),
        (EVENING, MORNING, EVENING, True),
        (EVENING, MORNING, MORNING, False),
        (EVENING, MORNING, NOON, False),
        (MORNING, EVENING, NOON, True),
        (MORNING, EVENING, NIGHT, False),
        (None, None, NOON, True),
        (NOON, NOON, NIGHT, True),
    ],
)
def test_doors_keep_their_hours(opens, closes, now, expected):
    assert is_open(opens, closes, now) is expected
