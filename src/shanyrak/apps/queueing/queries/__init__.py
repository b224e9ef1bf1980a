"""What may be read of service points and tickets, one noun a file."""

from shanyrak.apps.queueing.queries.boards import (
    BoardView,
    CalledLine,
    ClassLine,
    DeskView,
    PointLine,
    PointView,
    ServiceLine,
    count_classes,
    get_board,
    get_desk,
    get_point,
    list_points,
)
from shanyrak.apps.queueing.queries.scenes import (
    get_model,
    get_offered,
    get_scene,
    lock_counter,
    lock_own_point,
    lock_point,
    lock_ticket,
)
from shanyrak.apps.queueing.queries.tickets import TicketView, get_ticket, list_slots, list_slots_of

__all__ = [
    "BoardView",
    "CalledLine",
    "ClassLine",
    "DeskView",
    "PointLine",
    "PointView",
    "ServiceLine",
    "TicketView",
    "count_classes",
    "get_board",
    "get_desk",
    "get_model",
    "get_offered",
    "get_point",
    "get_scene",
    "get_ticket",
    "list_points",
    "list_slots",
    "list_slots_of",
    "lock_counter",
    "lock_own_point",
    "lock_point",
    "lock_ticket",
]
