"""The judge of plans and certificates: imports the words of a placement and its prices, nothing of the search."""

from shanyrak.placement.check.judge import check
from shanyrak.placement.check.verdict import Verdict, Violation

__all__ = ["Verdict", "Violation", "check"]
