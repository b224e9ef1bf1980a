"""The judge of plans and certificates. It imports the words of a placement, and nothing of the search."""

from shanyrak.placement.check.changes import KINDS, Change, changes
from shanyrak.placement.check.judge import check
from shanyrak.placement.check.verdict import Verdict, Violation

__all__ = ["KINDS", "Change", "Verdict", "Violation", "changes", "check"]
