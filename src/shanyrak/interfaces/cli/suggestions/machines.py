"""An answer as JSON takes it: the names of the engine, dates as text, None where nothing is known."""

from dataclasses import asdict
from datetime import date
from typing import Any

from shanyrak.placement.suggest import Answer, Suggestion, WhyNot

ROUND = 6  # places of a number: more are noise of the last digits


def as_dict(answer: Answer, *, priced: bool) -> dict[str, Any]:
    """Return an answer; without prices `displaced` is None."""
    return {
        "party": _plain({**asdict(answer.party), "needs": sorted(answer.party.needs),
                         "wants": sorted(answer.party.wants)}),
        "suggestions": [_suggestion(one, priced=priced) for one in answer.suggestions],
        "why_not": _why_not(answer.why_not, priced=priced) if answer.why_not else None,
    }  # fmt: skip


def _suggestion(one: Suggestion, *, priced: bool) -> dict[str, Any]:
    return {
        "value": round(one.value, ROUND),
        "displaced": round(one.displaced, ROUND) if priced else None,
        "asked_person_nights": one.asked_person_nights,
        "housed_person_nights": one.housed_person_nights,
        "person_moves": one.moves,
        "nights_lacking": [night.isoformat() for night in one.nights_lacking],
        "as_planned": one.as_planned,
        "stays": [
            {
                **_plain(asdict(leg.stay)),
                "km": None if leg.km is None else round(leg.km, 3),
                "needs_met": list(leg.needs_met),
                "wants_missing": list(leg.wants_missing),
                "displaced": round(leg.displaced, ROUND) if priced else None,
            }
            for leg in one.legs
        ],
    }


def _why_not(why: WhyNot, *, priced: bool) -> dict[str, Any]:
    return {
        "reason": why.kind,
        "words": list(why.words),
        "spaces_left": asdict(why.sieve),
        "nights": [_plain(asdict(night)) for night in why.nights],
        "relaxations": [
            {
                "kind": change.kind,
                "nights": change.nights,
                "words": list(change.words),
                "sizes": list(change.sizes),
                "asks": round(change.asks, ROUND),
                "suggestion": _suggestion(change.suggestion, priced=priced),
            }
            for change in why.relaxations
        ],
    }


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Write dates as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
