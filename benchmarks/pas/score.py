"""What a plan costs in the literature's points, counted from the plan alone; the engine has no say here."""

from collections import Counter
from dataclasses import dataclass

from benchmarks.pas.adapter import NIGHT_0, party_id, space_id
from benchmarks.pas.instance import SEX, TRANSFER, Instance, Room, night_cost
from shanyrak.placement import Plan


@dataclass(frozen=True, slots=True)
class Score:
    """Points of a plan, their parts, and what it leaves undone: nights without a bed, beds given twice."""

    rooms: float
    sexes: float
    transfers: float
    nights_without: int
    nights_over: int

    @property
    def points(self) -> float:
        """What the literature would call the cost of the plan, were it complete."""
        return self.rooms + self.sexes + self.transfers


def score(instance: Instance, plan: Plan) -> Score:
    """Return what a plan costs."""
    where = _rooms_by_night(instance, plan)
    rooms, transfers = 0.0, 0
    there: Counter[tuple[int, int, str]] = Counter()
    for patient in instance.patients:
        before: Room | None = None
        for segment in patient.segments:
            for night in range(segment.first, segment.end):
                room = where.get((party_id(patient, segment), night))
                if room is None:
                    continue
                rooms += night_cost(patient, segment.specialism, room)
                transfers += before is not None and before.number != room.number
                there[room.number, night, patient.sex] += 1
                before = room
    mixed = over = 0
    for room in instance.rooms:
        for night in range(instance.n_nights):
            women, men = there[room.number, night, "F"], there[room.number, night, "M"]
            mixed += min(women, men) if room.policy == "D" else 0
            over += max(women + men - room.beds, 0)
    without = instance.nights_asked - there.total()
    return Score(rooms, SEX * mixed, TRANSFER * transfers, without, over)


def _rooms_by_night(instance: Instance, plan: Plan) -> dict[tuple[str, int], Room]:
    """Return the room of each party on each night."""
    by_id = {space_id(room): room for room in instance.rooms}
    return {
        (stay.party_id, night): by_id[stay.space_id]
        for stay in plan.stays
        for night in range((stay.first_night - NIGHT_0).days, (stay.end_night - NIGHT_0).days)
    }
