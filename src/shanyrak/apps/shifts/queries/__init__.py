"""What may be read of what a team works on, one noun a file."""

from shanyrak.apps.shifts.queries.claims import ClaimLine, list_claims
from shanyrak.apps.shifts.queries.hosts import (
    FRESHNESS,
    PAUSED,
    ChosenHosts,
    HostPage,
    HostRow,
    list_host_page,
)
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
    "FRESHNESS",
    "PAGE_ROWS",
    "PAUSED",
    "STATUSES",
    "Chosen",
    "ChosenHosts",
    "ClaimLine",
    "Counters",
    "HostPage",
    "HostRow",
    "SpaceName",
    "TonightPage",
    "TonightRow",
    "count_tonight",
    "find_row",
    "get_night",
    "list_claims",
    "list_host_page",
    "list_space_names",
    "list_tonight",
]
