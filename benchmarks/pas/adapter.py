"""An instance of patient admission scheduling as a case of ours. What a plan costs is told by `score`.

A patient (each segment of one, where he has several) is a party of one, a room is a shared space, and what a
night of one in the other costs stands in the table of costs. Rooms of policy D are `same`: never both sexes
on one night, which the literature only charges for; so our plans may cost more than they must, never less.
Rooms for one sex are open to the other at its charge, as the literature has it.
"""

from datetime import date, timedelta

from benchmarks.pas.instance import TRANSFER, Instance, Patient, Room, Segment, night_cost
from shanyrak.placement import Case, Cost, Party, Space, Window, Worth

NIGHT_0 = date(2000, 1, 1)
# A person-night of ours in the literature's points: the engine's temperatures and steps are in person-nights,
# so that with this a usual difference between two rooms is a tenth of one or two.
POINTS = 10.0
WEIGHT = 8.0  # of a night in person-nights: more than the dearest night that somebody can be brought to take


def party_id(patient: Patient, segment: Segment) -> str:
    """Return the id of the party that stands for a patient's segment."""
    return f"{patient.number}-{segment.first}"


def space_id(room: Room) -> str:
    """Return the id of the space that stands for a room."""
    return f"r{room.number}"


def worth() -> Worth:
    """Return the prices of moves, distance and wants that go with `case_of`."""
    return Worth(move=TRANSFER / POINTS)


def case_of(instance: Instance) -> Case:
    """Return the case whose plans are plans of the instance."""
    pairs = [(p, s) for p in instance.patients for s in p.segments]
    windows = (NIGHT_0, NIGHT_0 + timedelta(days=instance.n_nights))
    costs = (
        (party_id(p, s), space_id(room), night_cost(p, s.specialism, room) / POINTS)
        for p, s in pairs
        for room in instance.rooms
    )
    return Case(
        parties=tuple(_party(p, s) for p, s in pairs),
        spaces=tuple(
            Space(space_id(r), r.beds, private=False, sexes="same" if r.policy == "D" else "any")
            for r in instance.rooms
        ),
        windows=tuple(Window(space_id(r), *windows) for r in instance.rooms),
        costs=tuple(Cost(*row) for row in costs if row[2]),
    )


def lower_bound(instance: Instance, upper_bound: float) -> float:
    """Return what any plan costs at least, in points, by a bound on the value of all plans.

    A plan that houses all is worth all nights at their weight less its cost. A mixture of sexes is free in
    the bound, so it holds for the literature's charge, too.
    """
    return POINTS * (WEIGHT * instance.nights_asked - upper_bound)


def _party(patient: Patient, segment: Segment) -> Party:
    return Party(
        party_id(patient, segment),
        people=1,
        arrival=NIGHT_0 + timedelta(days=segment.first),
        nights=segment.end - segment.first,
        weight=WEIGHT,
        sex="f" if patient.sex == "F" else "m",
    )
