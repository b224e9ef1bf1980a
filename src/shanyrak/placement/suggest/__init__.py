"""One more party at a time in a plan that is held in memory: where it could sleep, or why it cannot."""

from shanyrak.placement.suggest.answers import (
    Answer,
    Leg,
    NightCount,
    Relaxation,
    Sieve,
    Suggestion,
    WhyNot,
)
from shanyrak.placement.suggest.suggester import SCALE, Suggester

__all__ = [
    "SCALE",
    "Answer",
    "Leg",
    "NightCount",
    "Relaxation",
    "Sieve",
    "Suggester",
    "Suggestion",
    "WhyNot",
]
