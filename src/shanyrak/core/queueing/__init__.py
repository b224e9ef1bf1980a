"""Waits told as ranges that learn from what became of them, and plain ways beside them. Keeps no row."""

from shanyrak.core.queueing.answering import Answering
from shanyrak.core.queueing.baselines import Baselines, office_formula
from shanyrak.core.queueing.calibration import Calibration
from shanyrak.core.queueing.codes import read_ticket_code, ticket_code
from shanyrak.core.queueing.days import DayPlan, Visit, draw_day
from shanyrak.core.queueing.feed import BoardDay, Gaps
from shanyrak.core.queueing.hourly import HourlyWaits
from shanyrak.core.queueing.issuing import may_be_issued, newcomer, places_left
from shanyrak.core.queueing.order import (
    Called,
    Discipline,
    InLine,
    expected_order,
    next_call,
    overtaken_by,
    since_behind,
)
from shanyrak.core.queueing.paths import Desk, Learned, Standing, starts
from shanyrak.core.queueing.service_times import ServiceTimes
from shanyrak.core.queueing.staffing import Staffing, staffed
from shanyrak.core.queueing.told import Wait, rounded
from shanyrak.core.queueing.wait_model import Moment, Prediction, WaitModel

__all__ = [
    "Answering",
    "Baselines",
    "BoardDay",
    "Calibration",
    "Called",
    "DayPlan",
    "Desk",
    "Discipline",
    "Gaps",
    "HourlyWaits",
    "InLine",
    "Learned",
    "Moment",
    "Prediction",
    "ServiceTimes",
    "Staffing",
    "Standing",
    "Visit",
    "Wait",
    "WaitModel",
    "draw_day",
    "expected_order",
    "may_be_issued",
    "newcomer",
    "next_call",
    "office_formula",
    "overtaken_by",
    "places_left",
    "read_ticket_code",
    "rounded",
    "since_behind",
    "staffed",
    "starts",
    "ticket_code",
]
