"""Makers of test rows, with as few words as a test needs; each area adds its own, by services."""

from datetime import UTC, datetime

# The evening on which the stories of most tests happen: in Almaty it is 20:00 on Sunday 25 September 2022.
NOW = datetime(2022, 9, 25, 14, tzinfo=UTC)
