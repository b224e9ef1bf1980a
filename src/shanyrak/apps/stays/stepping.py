"""Takes one step in the life of a stay: its state, the ledger and what is owed change together.

The one importer of the ledger. Whoever calls has locked the stay, the party, the host and the space, in this
order, and has asked whether the step is theirs to take.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from shanyrak.apps.hosting import ledger
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.errors import BedsTakenError, StayNightsError, StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import Hold, Notice, Stay
from shanyrak.apps.stays.states import STEPS, WAITING, Beds
from shanyrak.base.ids import PartyId, SpaceId, StayId
from shanyrak.base.nights import Span

# What a party is that is being erased, and so was not given to us.
GONE = "erased"


def lock_all(stays: Iterable[StayId]) -> dict[StayId, Stay]:
    """Return stays, locked with their parties, hosts and spaces: kind after kind, each by its ids."""
    rows = queries.lock_stays(stays=stays)
    parties = intake.lock_parties(parties={PartyId(row.party_id) for row in rows.values()})
    hosting.lock_keepers(spaces={SpaceId(row.space_id) for row in rows.values() if row.space_id})
    for row in rows.values():
        # Read again, as it may have changed while we waited.
        if (known := parties.get(PartyId(row.party_id))) is not None:
            row.party = known
        else:
            row.party.state = GONE
    return rows


def lock_whole(stay: StayId) -> Stay:
    """Return a stay, locked with its party, host and space.

    Raises
    ------
    StayNotFoundError
        If there is no such stay.
    """
    row = lock_all([stay]).get(stay)
    if row is None:
        raise StayNotFoundError("no such stay")
    return row


def take_step(row: Stay, name: str, day: date) -> None:
    """Take a step.

    Raises
    ------
    WrongStepError
        If the stay is not where the step begins.
    BedsTakenError
        If the step takes beds that are gone.
    """
    take_steps([row], name, day)


def take_steps(rows: Sequence[Stay], name: str, day: date) -> None:
    """Take the same step with each of these stays, or with none.

    Raises
    ------
    WrongStepError
        If one of them is not where the step begins.
    BedsTakenError
        If the step takes beds that are gone.
    """
    step = STEPS[name]
    if stray := next((row for row in rows if row.state not in step.before), None):
        raise WrongStepError(f"{name} does not follow {stray.state}")
    _move_beds(rows, step.beds, day)
    for row in rows:
        row.state, row.changed_on = step.after, day
    if step.beds == Beds.GIVE_BACK_REST:
        Stay.objects.bulk_update(rows, ["state", "changed_on", "end_night"])
    else:
        Stay.objects.filter(id__in=[row.id for row in rows]).update(state=step.after, changed_on=day)
    if step.after not in WAITING:
        Hold.objects.filter(stay__in=rows).delete()
    for side, kind in step.tells:
        owe(rows, side, kind, day)


def _move_beds(rows: Sequence[Stay], beds: Beds, day: date) -> None:
    """Take or give back what a step of these stays takes or gives back."""
    if beds == Beds.TAKE:
        take_beds([(row, row.span) for row in rows])
    for row in rows:
        if beds == Beds.GIVE_BACK:
            give_back(row, row.span)
        elif beds == Beds.GIVE_BACK_REST:
            cut(row, day)


def take_beds(rows: Iterable[tuple[Stay, Span]]) -> None:
    """Take the beds of stays on these nights.

    Raises
    ------
    BedsTakenError
        If one of them is gone.
    """
    wanted = [
        ledger.Wanted(SpaceId(row.space.id), span, row.units, row.space.capacity)
        for row, span in rows
        if row.space is not None
    ]
    if wanted and not ledger.take(wanted=wanted):
        raise BedsTakenError("a bed on one of these nights has been taken")


def give_back(row: Stay, span: Span) -> None:
    """Give the beds of a stay back on these nights."""
    if row.space_id is not None:
        ledger.give_back(space=SpaceId(row.space_id), span=span, units=row.units)


def cut(row: Stay, end: date) -> None:
    """Let a stay end on this morning, if it would end later; whoever left at once has slept no night.

    The row is written by whoever calls, together with its state: only a stay that is over may have no night.
    """
    end = max(row.first_night, min(row.end_night, end))
    if end < row.end_night:
        give_back(row, Span(end, row.end_night))
        row.end_night = end


def lengthen(row: Stay, end: date) -> None:
    """Let a stay end on this later morning.

    Raises
    ------
    StayNightsError
        If it is not later.
    BedsTakenError
        If one of the nights is gone.
    """
    if end <= row.end_night:
        raise StayNightsError("this is no later morning")
    take_beds([(row, Span(row.end_night, end))])
    row.end_night = end
    row.save(update_fields=["end_night"])


def owe(rows: Iterable[Stay], side: str, kind: str, day: date) -> None:
    """Owe a side of each stay a message; the same one is owed once. Who has no host is not told as one."""
    told = [
        row for row in rows if side != "host" or (row.space is not None and row.space.host_id is not None)
    ]
    owed = [Notice(stay=row, side=side, kind=kind, owed_on=day) for row in told]
    Notice.objects.bulk_create(owed, ignore_conflicts=True)
