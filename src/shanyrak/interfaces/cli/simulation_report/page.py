"""The page simulation.html: its sections in order, and its words."""

from html import escape
from typing import Any

from shanyrak.interfaces.cli.report.page import MARK, META, UNIT, style
from shanyrak.interfaces.cli.simulation_report.origin import origin
from shanyrak.interfaces.cli.simulation_report.pictures import broken_stays, in_bars, moves, without_a_bed
from shanyrak.interfaces.cli.simulation_report.words import (
    assumed,
    heading,
    lead,
    limits,
    price_in_words,
    three_ways,
    what_happened,
)


def html(told: dict[str, Any]) -> str:
    """Return the whole page, made of simulation.json; every text is escaped, nothing is fetched."""
    title = heading(told)
    sections = (
        ("Person-nights without a bed", in_bars(told) + without_a_bed(told)),
        ("Three ways of planning, side by side", three_ways(told)),
        ("The price of not knowing", price_in_words(told)),
        ("Stays that were told and broken", broken_stays(told)),
        ("Moves", moves(told)),
        ("What happened", what_happened(told)),
        ("What this can tell, and what not", limits()),
    )
    body = "".join(f"<section><h2>{escape(name)}</h2>{content}</section>" for name, content in sections)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{META}'
        f"<title>{escape(title)} - Shanyrak</title><style>{style()}</style></head><body>"
        f"<header>{MARK}<span>Shanyrak</span></header><main><h1>{escape(title)}</h1>"
        f'<p class="lead">{escape(lead(told))}</p><p class="quiet">{escape(UNIT)}</p>{assumed(told)}'
        f"{body}</main>{origin(told)}</body></html>\n"
    )
