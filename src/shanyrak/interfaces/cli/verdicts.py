"""What `check` and `compare` share: the files they read, and a verdict in lines and as JSON."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from shanyrak.interfaces.cli.closing import how_good
from shanyrak.interfaces.shared.numbers import counted, grouped, plain, share
from shanyrak.placement.check import Verdict, Violation, check
from shanyrak.placement.files import read_case, read_plan, refusal
from shanyrak.placement.model import Case, Certificate, Figures, Plan
from shanyrak.placement.params import Worth

SHOWN = 20  # breaches of one rule; a longer list scrolls away before it is read
LABEL = 18


def case_from(folder: Path) -> Case:
    """Read a case; refuse it with its faults."""
    case, faults = read_case(folder)
    if case is None:
        raise refusal(faults)
    return case


def judged(case: Case, file: Path, certificate: Certificate | None, worth: Worth) -> tuple[Plan, Verdict]:
    """Read a plan and check it; a row that cannot be read counts as a breach, too."""
    plan, faults = read_plan(file)
    verdict = check(case, plan, certificate, worth)
    unread = tuple(Violation(0, str(fault)) for fault in faults)
    return plan, replace(verdict, violations=unread + verdict.violations)


def breaches(verdict: Verdict) -> Iterator[str]:
    """Tell whether the plan keeps the rules, and if not how: rule by rule, the first ones of each."""
    if verdict.is_valid:
        yield "The plan keeps every rule."
        return
    yield plain(f"The plan breaks rules in {counted(len(verdict.violations), 'way', 'ways')}:")
    for rule in sorted({violation.rule for violation in verdict.violations}):
        texts = [violation.text for violation in verdict.violations if violation.rule == rule]
        yield from (f"  {f'rule {rule}' if rule else 'not a stay'}: {text}" for text in texts[:SHOWN])
        if len(texts) > SHOWN:
            yield plain(f"  ... and {grouped(len(texts) - SHOWN)} more like these; --json lists all")


def figure_rows(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield each figure with its name, for people."""
    asked, housed = figures.asked_person_nights, figures.housed_person_nights
    yield "asked for", counted(asked, "person-night", "person-nights")
    yield "housed", grouped(housed) + (f" ({share(housed / asked)})" if asked else "")
    yield "without a bed", grouped(figures.unhoused_person_nights)
    yield "moves", grouped(figures.person_moves)
    yield (
        "median distance",
        "not known" if figures.median_km is None else f"{grouped(figures.median_km, 1)} km",
    )
    yield "value", grouped(figures.value, 1)


def as_dict(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON takes it; what only a certificate tells is None without one."""
    figures = verdict.figures
    return {
        "valid": verdict.is_valid,
        "violations": [{"rule": one.rule, "text": one.text} for one in verdict.violations],
        "asked_person_nights": figures.asked_person_nights,
        "housed_person_nights": figures.housed_person_nights,
        "unhoused_person_nights": figures.unhoused_person_nights,
        "person_moves": figures.person_moves,
        "median_km": figures.median_km,
        "value": figures.value,
        "upper_bound": verdict.upper_bound,
        "gap": verdict.gap,
        "unavoidable_person_nights": verdict.unavoidable_person_nights,
    }


def lines(verdict: Verdict) -> Iterator[str]:
    """Tell a verdict in lines for people."""
    yield from breaches(verdict)
    yield ""
    for name, text in (*figure_rows(verdict.figures), *_proof(verdict)):
        yield plain(f"{name:<{LABEL}}{text}")


def _proof(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield what a certificate tells; of a plan that breaks a rule it tells nothing."""
    if verdict.upper_bound is None:
        return
    yield "no plan is worth", f"more than {grouped(verdict.upper_bound, 1)}"
    yield "how good", how_good(verdict.gap) if verdict.is_valid else "not told of a plan that breaks a rule"
    if verdict.unavoidable_person_nights is not None:
        yield "unavoidable", f"{grouped(verdict.unavoidable_person_nights)} that no plan could house (proved)"
