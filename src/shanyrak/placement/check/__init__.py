"""The judge of plans and certificates. It imports the words of a placement, and nothing of the search."""

from shanyrak.placement.check.judge import check
from shanyrak.placement.check.verdict import Verdict, Violation

__all__ = ["Verdict", "Violation", "check"]
