"""What is told and not refused: rows that are allowed, yet leave a party without a bed, or mean little."""

from collections.abc import Iterator
from dataclasses import replace

from shanyrak.placement.files.agreement import Tables
from shanyrak.placement.files.doubts import of_dates, of_parties, of_places, of_spaces
from shanyrak.placement.files.faults import Fault

__all__ = ["doubts"]


def doubts(tables: Tables) -> Iterator[Fault]:
    """Yield what a coordinator should look at before he trusts the plan; none of it stops the planning."""
    found = (
        of_parties.too_large(tables.parties, tables.spaces),
        of_parties.without_nights(tables.parties),
        of_parties.unknown_current_space(tables.parties, tables.spaces),
        of_parties.needs_of_nobody(tables.parties, tables.spaces),
        of_places.places_of_no_space(tables.parties, tables.spaces),
        of_dates.without_free_nights(tables.parties, tables.windows),
        of_dates.far_ends(tables.parties, tables.windows),
        of_dates.empty_windows(tables.windows),
        of_dates.overlaps(tables.windows),
        of_spaces.private_by_default(tables.spaces),
        of_spaces.never_long_enough(tables.spaces, tables.windows),
    )
    for faults in found:
        for fault in faults:
            yield replace(fault, refused=False)
