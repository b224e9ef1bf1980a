"""The page report.html: its sections in order. What a section says lives in the module of that section."""

from html import escape
from importlib.resources import files
from typing import Any

from shanyrak.interfaces.cli.report.account import Meta
from shanyrak.interfaces.cli.report.geography import panels_of
from shanyrak.interfaces.cli.report.headline import (
    cards,
    comparison,
    heading,
    how_good,
    summary,
    who_is_without,
)
from shanyrak.interfaces.cli.report.origin import origin
from shanyrak.interfaces.cli.report.pictures import (
    beds_by_night,
    how_the_gap_closed,
    length_of_chains,
    where_people_sleep,
)
from shanyrak.interfaces.cli.report.reasons import reasons_table, unplaced_hint
from shanyrak.interfaces.cli.report.shortage import short_nights
from shanyrak.interfaces.cli.report.told import told_section
from shanyrak.interfaces.cli.report.views import Ledger, ledger_of, lengths_of
from shanyrak.placement.model import Case, Result

META = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
)
UNIT = "A person-night is one person for one night: a family of four for three nights is twelve."
MARK = (
    '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="13"/>'
    '<path d="M9 5v22M16 3v26M23 5v22M5 9h22M3 16h26M5 23h22"/></svg>'
)  # the roof ring: a circle with three and three crossing laths


def html(case: Case, result: Result, told: dict[str, Any], meta: Meta) -> str:
    """Return the whole page; every text from data is escaped, nothing is fetched from anywhere."""
    ledger = ledger_of(case, result.plan, result.certificate)
    title = heading(ledger.nights)
    body = "".join(
        _section(name, content) for name, content in _sections(case, result, told, ledger) if content
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{META}'
        f"<title>{escape(title)} - Shanyrak</title><style>{style()}</style></head><body>"
        f"<header>{MARK}<span>Shanyrak</span></header><main><h1>{escape(title)}</h1>"
        f'<p class="lead">{escape(summary(told))}</p>{cards(told)}<p class="quiet">{escape(UNIT)}</p>'
        f"<p>{escape(how_good(told))}</p>{body}</main>{origin(told, meta)}</body></html>\n"
    )


def _sections(case: Case, result: Result, told: dict[str, Any], ledger: Ledger) -> list[tuple[str, str]]:
    """Return the sections that have something to show, with their headings."""
    if not told["asked_person_nights"]:
        return []
    unhoused = told["without_a_bed"]
    return [
        ("Against first come, first served", comparison(told)),
        ("Who has to be told anew", told_section(told)),
        ("Beds by night", beds_by_night(ledger)),
        (
            "Who is without a bed, and why",
            who_is_without(told) + reasons_table(unhoused) + (unplaced_hint() if unhoused else ""),
        ),
        ("Where and when beds are short", short_nights(ledger)),
        ("Where people sleep", where_people_sleep(panels_of(case, result.plan, ledger.nights))),
        ("Changes of place", length_of_chains(lengths_of(result.plan))),
        ("How sure this is", how_the_gap_closed(result.trace, result.first_come)),
    ]


def _section(name: str, content: str) -> str:
    return f"<section><h2>{escape(name)}</h2>{content}</section>"


def style() -> str:
    """Return the style sheet of our pages, those of a replay too."""
    shared = files("shanyrak.interfaces.shared")
    return "".join(
        part.read_text(encoding="utf-8")
        for part in (
            shared / "static" / "shared" / "tokens.css",
            shared / "charts" / "charts.css",
            files(__package__ or "") / "report.css",
        )
    )
