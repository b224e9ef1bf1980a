"""What the check says of a plan, as plain values. How it finds out is in the modules beside this one."""

from dataclasses import dataclass

from shanyrak.placement.model import Figures

UNREADABLE = 0  # "rule" of a stay that names an unknown party or space, or that has no night or nobody in it


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach: `rule` as numbered in docs/reference/problem.md, or 0 for a stay that means nothing."""

    rule: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every breach of a rule, what the plan comes to and, with a certificate, how much better any could be.

    A stay that means nothing, or lies outside the nights asked for, is reported and counts for nothing else.
    """

    violations: tuple[Violation, ...]
    figures: Figures
    upper_bound: float | None = None
    gap: float | None = None
    unavoidable_person_nights: int | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the plan keeps every rule."""
        return not self.violations


def people(number: int) -> str:
    """Write a number of people for a sentence: ``1 person``, ``2 people``."""
    return counted(number, "person", "people")


def counted(number: int, one: str, many: str) -> str:
    """Write a count with its word."""
    return f"{number} {one if number == 1 else many}"
