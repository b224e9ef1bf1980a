"""The engine: tables of parties and spaces in, a plan and its certificate out. It knows no web or network."""

from shanyrak.placement.check import Verdict, check
from shanyrak.placement.model import (
    Case,
    Certificate,
    Cost,
    Figures,
    Notice,
    Party,
    Plan,
    Previous,
    Progress,
    Reason,
    Result,
    Space,
    Stay,
    Window,
)
from shanyrak.placement.params import Params, Worth
from shanyrak.placement.problem import Problem
from shanyrak.placement.solve import solve
from shanyrak.placement.stop import Stop
from shanyrak.placement.suggest import Suggester

__all__ = [
    "Case",
    "Certificate",
    "Cost",
    "Figures",
    "Notice",
    "Params",
    "Party",
    "Plan",
    "Previous",
    "Problem",
    "Progress",
    "Reason",
    "Result",
    "Space",
    "Stay",
    "Stop",
    "Suggester",
    "Verdict",
    "Window",
    "Worth",
    "check",
    "solve",
]
