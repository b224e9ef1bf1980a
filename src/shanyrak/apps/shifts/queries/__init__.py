"""What may be read of what a team works on, one noun a file."""

from shanyrak.apps.shifts.queries.names import SpaceName, list_space_names
from shanyrak.apps.shifts.queries.tonight import (
    PAGE_ROWS,
    STATUSES,
    Chosen,
    Counters,
    TonightPage,
    TonightRow,
    count_tonight,
    find_row,
    get_night,
    list_tonight,
)

__all__ = [
    "PAGE_ROWS",
    "STATUSES",
    "Chosen",
    "Counters",
    "SpaceName",
    "TonightPage",
    "TonightRow",
    "count_tonight",
    "find_row",
    "get_night",
    "list_space_names",
    "list_tonight",
]
