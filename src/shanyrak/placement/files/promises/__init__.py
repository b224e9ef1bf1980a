"""Promised stays that break a rule of the problem, so that no plan could keep them.

Rules have their numbers in docs/reference/problem.md. Plans are judged by shanyrak.placement.check.
"""

from collections.abc import Iterator
from itertools import chain

from shanyrak.placement.files.agreement import Tables
from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.promises import alone, nights, parts
from shanyrak.placement.files.promises.promise import Promise

__all__ = ["broken_promises"]

MEND = "correct the promised stay, or what it contradicts"


def broken_promises(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for every rule that the promised stays break, alone or together, each at one row.

    Stays of unknown parties or spaces are left out; they are faults of their own.
    """
    promises = _promises(tables)
    known = list(chain(*(alone.dates(promise) for promise in promises)))
    wrong = {row for row, *_ in known}
    dated = [promise for promise in promises if promise.row not in wrong]
    of_part = parts.parts_of(dated)
    known += alone.fit(promises)
    known += alone.free_nights(dated, tables.windows.items)
    known += parts.people(of_part)
    known += parts.chains(of_part)
    known += nights.shared(dated)
    for row, column, value, what in known:
        yield tables.stays.fault(row, column, value, what=what, mend=MEND)


def _promises(tables: Tables) -> list[Promise]:
    parties = {party.party_id: party for party in tables.parties.items}
    spaces = {space.space_id: space for space in tables.spaces.items}
    return [
        Promise(row, stay, parties[stay.party_id], spaces[stay.space_id])
        for row, stay in tables.stays.rows()
        if stay.party_id in parties and stay.space_id in spaces
    ]
