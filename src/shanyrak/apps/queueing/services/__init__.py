"""Changes of service points and tickets, one noun a file."""

from shanyrak.apps.queueing.services.desk import (
    call_next,
    finish,
    note_no_show,
    recall,
    send_away,
    set_pause,
    start_serving,
    take_back,
    transfer,
)
from shanyrak.apps.queueing.services.points import (
    Offer,
    PointFacts,
    Timetable,
    add_counter,
    add_service,
    change_point,
    found_point,
    set_hours,
)
from shanyrak.apps.queueing.services.sweeping import sweep
from shanyrak.apps.queueing.services.tickets import (
    Taken,
    Wish,
    come_back,
    give_up,
    leave_for_a_while,
    step_back,
    take_ticket,
)

__all__ = [
    "Offer",
    "PointFacts",
    "Taken",
    "Timetable",
    "Wish",
    "add_counter",
    "add_service",
    "call_next",
    "change_point",
    "come_back",
    "finish",
    "found_point",
    "give_up",
    "leave_for_a_while",
    "note_no_show",
    "recall",
    "send_away",
    "set_hours",
    "set_pause",
    "start_serving",
    "step_back",
    "sweep",
    "take_back",
    "take_ticket",
    "transfer",
]
