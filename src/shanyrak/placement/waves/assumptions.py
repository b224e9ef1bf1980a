"""What the synthetic wave takes for granted beyond the published facts: shares, lengths, rates.

The same numbers stand in docs/explanation/synthetic-wave.md; a test compares the two. Shares of words that
may stand together need not add up to one. No drawing happens here.
"""

from shanyrak.placement.model import PartySex, SexRule

ENTRIES_BY_DAY = (
    8_200, 12_000, 16_000, 19_000, 21_000, 21_800,
    30_000, 21_000, 13_000, 8_500, 7_000, 6_500, 7_000, 9_000,
)  # fmt: skip
"""Entries on each day from 21 September to 4 October: from a normal day to the peak and back."""

PARTY_SIZES = {1: 0.52, 2: 0.27, 3: 0.09, 4: 0.06, 5: 0.025, 6: 0.01, 8: 0.015, 12: 0.008, 20: 0.002}
"""Most came alone or in twos; families of three to six; a few cars and buses that travel together."""

SHORT_STAY_NIGHTS = {1: 0.55, 2: 0.29, 3: 0.16}
"""Who leaves again within days, the share that the facts tell, sleeps one to three nights."""

LONG_STAY_NIGHTS = 4
"""Who stays asks for four nights at least."""

LONG_STAY_MORE_NIGHTS = 5.0
"""And for so many more on average (geometric), until a flat is found."""

ANYWHERE_SHARE = 0.05
"""Parties that name no place and take a bed in any."""

CHILDREN_BY_SIZE = {1: 0.0, 2: 0.08, 3: 0.55, 4: 0.65, 5: 0.70, 6: 0.50, 8: 0.20, 12: 0.20, 20: 0.10}
"""Share of parties of a size that have children with them."""

UNDER_THREE_SHARE = 0.25
"""Of the parties with children, those with a child under three."""

SEXES_ALONE: dict[PartySex, float] = {"m": 0.68, "f": 0.27, "": 0.05}
"""Mostly men, whom the call-up concerned; one in twenty does not say."""

SEXES_TOGETHER: dict[PartySex, float] = {"mixed": 0.65, "m": 0.20, "f": 0.10, "": 0.05}
"""Of parties of two and more."""

NEEDS = {"step_free": 0.015, "pets": 0.06}
"""Share of parties that cannot do without; `children` is a need of every party that has some."""

WOMEN_ONLY_SHARE = 0.10
"""Of the parties of women, those that sleep only where no men do."""

WANTS_OF_ALL = {"parking": 0.35, "no_smoking": 0.20}
"""Many came by car."""

WANTS_OF_LONG_STAYS = {"kitchen": 0.60, "washer": 0.30, "workspace": 0.35}
"""Who stays cooks, washes, and often works at a distance."""

WEIGHT_WITH_CHILDREN = 2.0
WEIGHT_UNDER_THREE = 3.0
"""A night without a bed is worse for children, and worst for the smallest."""

SPLIT_FROM = 7
"""Parties of so many people may be lodged in several parts: no home takes them."""

FEW_MOVES_SHARE = 0.30
"""Of the parties with a need, those that can bear one move at most."""

ONWARD_SHARE = 0.04
"""Parties whose onward ticket, or whose limit of stay, ends their nights before they would like."""

PEAK_LOAD = 1.0
"""People who want a bed over beds that are free, on the night that most want one."""

HALL_BED_SHARE = 0.35
"""Of the beds free on that night, those in halls: gyms, a cinema, dormitories."""

SUPPLY_BY_POPULATION = 0.30
"""Share of the beds that are where people live; the others are where the parties come."""

HOME_BEDS = {1: 0.25, 2: 0.38, 3: 0.15, 4: 0.13, 5: 0.05, 6: 0.04}
"""A sofa or a room in a home, a few whole flats."""

HOME_SHARED_SHARE = 0.08
"""Homes that take several parties at once."""

HOME_SEXES: dict[SexRule, float] = {"any": 0.90, "f": 0.06, "m": 0.02, "same": 0.02}
"""Women who live alone take women."""

HOME_MIN_NIGHTS = {1: 0.62, 2: 0.24, 3: 0.10, 7: 0.04}
HOME_MAX_NIGHTS = {0: 0.55, 3: 0.15, 5: 0.10, 7: 0.12, 14: 0.08}
"""House rules; 0 is no limit. About half of real calendars ask for more than one night."""

HOME_FIRST_OFFER = 3.0
"""Hosts hear of the need so many nights after the first, on average (geometric)."""

FREE_RUN_NIGHTS = 6.0
"""Length of a free span, on average (geometric: the middle one is four nights, as in real calendars)."""

GAP_NIGHTS = 3.0
"""Nights between two free spans of a home, on average (geometric)."""

NEXT_RUN_SHARE = 0.65
"""Hosts who offer again after a free span."""

HOME_FEATURES = {
    "lang_ru": 0.97, "kitchen": 0.90, "washer": 0.70, "children": 0.50, "no_smoking": 0.60,
    "workspace": 0.40, "parking": 0.35, "pets": 0.22, "step_free": 0.13,
}  # fmt: skip
"""Share of homes that provide it; much as in listings of holiday homes."""

HALL_BEDS = (20, 40, 60, 80, 120)
"""Sizes of halls, each as likely; the last one of a place has what is left."""

HALL_SEXES: dict[SexRule, float] = {"any": 0.70, "f": 0.10, "m": 0.10, "same": 0.10}
"""Some halls keep women and men apart."""

HALL_MAX_NIGHTS = {0: 0.40, 3: 0.20, 7: 0.40}
"""Halls are for the first nights."""

HALL_OPENS_BY = 5
"""Halls open on one of the first so many nights."""

HALL_FEATURES = {
    "lang_ru": 1.0, "no_smoking": 1.0, "children": 0.60, "parking": 0.50, "step_free": 0.45, "pets": 0.15,
}  # fmt: skip
"""Share of halls that provide it."""

CITY_KM = 3.0
"""Standard deviation of points around the middle of a city of 300,000; grows with the root of its people."""
