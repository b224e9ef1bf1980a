"""Small cases for the tests of ours and of strangers: random, solved exactly, or broken on purpose."""

from shanyrak.placement.testing.broken import Broken, broken_plans
from shanyrak.placement.testing.cases import Sizes, crowd, random_case, random_certificate, random_plan
from shanyrak.placement.testing.exact import best_value

__all__ = [
    "Broken",
    "Sizes",
    "best_value",
    "broken_plans",
    "crowd",
    "random_case",
    "random_certificate",
    "random_plan",
]
