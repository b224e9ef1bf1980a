"""Odd rows of parties, but for their places and dates."""

from collections.abc import Iterator

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import Party, Space


def too_large(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    """Yield parties larger than every space that may not be split."""
    largest = max((space.beds for space in spaces.items), default=0)
    mend = "write may_split true if it may be lodged in parts; else it stays without a bed"
    for row, party in parties.rows():
        if largest and not party.may_split and party.people > largest:
            what = f"is more than any space holds, {largest}"
            yield parties.fault(row, "people", party.people, what=what, mend=mend)


def without_nights(parties: Table[Party]) -> Iterator[Fault]:
    """Yield parties that ask for no night."""
    mend = "mend the dates; as it is, nothing is planned for it"
    for row, party in parties.rows():
        if party.nights < 1:
            yield parties.fault(row, "nights", party.nights, what="is less than one night", mend=mend)
        elif party.not_after is not None and party.not_after <= party.arrival:
            what = f"is not after the arrival, {party.arrival}"
            yield parties.fault(row, "not_after", party.not_after, what=what, mend=mend)


def unknown_current_space(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    """Yield parties that sleep now in a space that is not in its table."""
    if spaces.ids is None:
        return
    mend = "check the id; as it is, any space counts as a move for this party"
    for row, party in parties.rows():
        if party.current_space is not None and party.current_space not in spaces.ids:
            what = f"is not in {spaces.name}"
            yield parties.fault(row, "current_space", party.current_space, what=what, mend=mend)


def needs_of_nobody(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    """Yield needs that no space has among its features."""
    if not spaces.items or spaces.faults:  # a row that could not be read may offer the word
        return
    offered = frozenset(word for space in spaces.items for word in space.features)
    mend = "check the spelling in needs and features; as it is, the party stays without a bed"
    for row, party in parties.rows():
        for need in sorted(party.needs - offered) if party.needs else ():
            yield parties.fault(row, "needs", need, what="is not offered by any space", mend=mend)
