"""Free times for appointments: of what counters can serve on later days, the share that is kept for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shanyrak.apps.queueing.models import Service, Ticket
from shanyrak.apps.queueing.scene import Scene
from shanyrak.core.queueing import WaitModel

SLOT_MIN, DAYS_AHEAD = 30, 7
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class Slot:
    """A time for which so many appointments are free."""

    begins_at: datetime
    n_free: int


def free_slots(scene: Scene, model: WaitModel, service: Service, booked: Sequence[Ticket]) -> list[Slot]:
    """Return the times of the coming days at which one more appointment can be served, the earliest first.

    An appointment takes the measured minutes of its service from every counter that might give it, so that
    two services never count on the same minutes of one counter.
    """
    able = scene.hours.can_give(str(service.id))
    rivals = {str(s.id) for s in scene.services if {*scene.hours.can_give(str(s.id))} & {*able}}
    taken: dict[datetime, float] = {}
    for ticket in booked:
        if ticket.appointment_at is not None and str(ticket.service_id) in rivals:
            mean_min = model.times.mean_min((str(ticket.service_id), ""))
            taken[ticket.appointment_at] = taken.get(ticket.appointment_at, 0.0) + mean_min
    mean_min = model.times.mean_min((str(service.id), ""))
    share = scene.point.appointment_percent / 100
    counted = (
        Slot(begins_at, int((share * minutes - taken.get(begins_at, 0.0)) / mean_min))
        for begins_at, minutes in _minutes(scene, [one.id for one in able])
    )
    return [slot for slot in counted if slot.n_free > 0]


def _minutes(scene: Scene, able: Sequence[object]) -> list[tuple[datetime, float]]:
    """Return the beginning of each slot and the minutes for which these counters are open in it."""
    found = []
    for n_days in range(1, DAYS_AHEAD + 1):
        day = scene.today.after(n_days)
        spans = [
            span
            for one in scene.hours.counters
            if one.id in able
            for span in day.spans_of(one, scene.hours.spans)
        ]
        for begins in range(0, MINUTES_OF_A_DAY, SLOT_MIN):
            open_min = sum(
                min(closes, begins + SLOT_MIN) - begins for opens, closes in spans if opens <= begins < closes
            )
            if open_min:
                found.append((day.moment(begins), open_min))
    return found
