"""Who is without a bed and why, in words, with what would help. The engine finds the reason."""

from collections import defaultdict
from html import escape
from typing import Any

from shanyrak.interfaces.shared.charts.figure import Table, table_html
from shanyrak.interfaces.shared.numbers import counted, grouped

WORDS = {
    "no_nights": (
        "Their stay ends before it starts",
        "Look at the dates in the table of parties: arrival, nights, not_after.",
    ),
    "too_large": (
        "The party is larger than any space that is free",
        "Ask whether they can be lodged in several parts (may_split), or find one large space.",
    ),
    "need": (
        "They need something that no space offers which would suit otherwise",
        "Find such a space in their place and on their nights, or ask the party whether it can do without.",
    ),
    "no_free_night": (
        "Nothing in their place is free on those nights",
        "Ask hosts there for these nights, or ask the party about another place.",
    ),
    "sexes": (
        "No space takes a party of their sex",
        "Fill in the sex where it is not said, or open a space to them.",
    ),
    "house_rules": (
        "No space takes a stay of that length",
        "Ask hosts to take shorter or longer stays.",
    ),
    "moves": (
        "They would have to move more often than they can",
        "Look for one space for all their nights, or ask whether they can move once more.",
    ),
    "taken": (
        "Beds that suit went to parties that needed them more, or were not worth the distance or the move",
        "More beds near where they want to be: see the short nights below.",
    ),
}
MAX_DETAILS = 6


def reasons_table(rows: list[dict[str, Any]]) -> str:
    """Return the table of reasons, or one sentence where nobody is without a bed."""
    if not rows:
        return "<p>Nobody is without a bed.</p>"
    kinds: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[row["reason"]].append(row)
    order = sorted(kinds, key=lambda kind: -sum(row["person_nights"] for row in kinds[kind]))
    lines = [_line(kind, kinds[kind]) for kind in order]
    heads = ("Why, and what would help", "Parties", "People", "Person-nights")
    total = [
        "All",
        *(grouped(sum(row[key] for row in rows)) for key in ("parties", "people", "person_nights")),
    ]
    return table_html(
        Table(heads, [*lines, total] if len(lines) > 1 else lines, kind="stacked"),
        "Who is without a bed, by reason",
    )


def _line(kind: str, rows: list[dict[str, Any]]) -> list[str]:
    why, help_ = WORDS.get(kind, (rows[0]["meaning"], ""))
    sums = [grouped(sum(row[key] for row in rows)) for key in ("parties", "people", "person_nights")]
    return [f"{why}{_details(rows)}\n{help_}", *sums]


def _details(rows: list[dict[str, Any]]) -> str:
    told = [row for row in rows if row["detail"]]
    if not told:
        return ""
    names = [f"{row['detail']} ({counted(row['parties'], 'party', 'parties')})" for row in told[:MAX_DETAILS]]
    more = f" and {grouped(len(told) - MAX_DETAILS)} more" if len(told) > MAX_DETAILS else ""
    return ": " + ", ".join(names) + more


def unplaced_hint() -> str:
    """Return where the parties themselves are listed."""
    return f'<p class="quiet">{escape("The parties themselves are in unplaced.csv, beside this report.")}</p>'
