"""What was published about the wave of September and October 2022, as far as the synthetic wave stands on it.

Every constant is a row of docs/reference/kazakhstan-2022.md, with its page; a test compares the two. No
judgement of ours lives here: those are in `assumptions`.
"""

from datetime import date

FIRST_NIGHT = date(2022, 9, 21)
"""The first day that the published figures count."""

ENTRIES_TO_26_SEPTEMBER = 98_000
EXITS_TO_26_SEPTEMBER = 64_000
REGISTERED_TO_26_SEPTEMBER = 8_000
ENTRIES_TO_4_OCTOBER = 200_000
EXITS_TO_4_OCTOBER = 147_000
REGISTERED_TO_4_OCTOBER = 70_000
ENTRIES_ON_3_OCTOBER = 7_000
EXITS_ON_3_OCTOBER = 11_000
ENTRIES_ON_4_OCTOBER_BY_11_AM = 7_800
ENTRIES_ON_PEAK_DAY = 30_000
ENTRIES_TO_31_OCTOBER = 400_000
EXITS_TO_31_OCTOBER = 320_000
PRESENT_ON_31_OCTOBER = 100_000
VISA_FREE_DAYS = 30
ENTRIES_IN_A_NORMAL_YEAR = 3_000_000
