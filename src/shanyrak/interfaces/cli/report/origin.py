"""The foot of the report: how it was made, so that somebody else can make it again."""

from html import escape
from typing import Any

from shanyrak.interfaces.cli.report.account import Meta
from shanyrak.interfaces.shared.numbers import counted, duration, grouped, night_in_full

MOST_NOTES = 20
SHORT = 16  # digits of a checksum; the JSON beside the page has them all


def origin(told: dict[str, Any], meta: Meta) -> str:
    """Return the footer: version, parameters, inputs with their checksums, notes about the data."""
    worth = told["parameters"]
    prices = f"a move {worth['move']:g}, a kilometre {worth['km']:g}, all wants missing {worth['want']:g}"
    search = (
        f"{duration(told['seconds'])} on {counted(told['threads'], 'thread', 'threads')}, seed {told['seed']}"
    )
    proof = f"value {grouped(told['value'], 1)}, limit {_limit(told)}"
    rows = (
        ("Made", _made(told, meta)),
        ("Search", f"{search}; memory {grouped(told['peak_memory_mb'])} MB"),
        ("Prices", f"{prices} person-nights, for each person (the last two for each night)"),
        ("Proof", f"{proof}; check it: shanyrak check CASE plan.csv --certificate certificate.npz"),
    )
    listed = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in rows)
    return f"<footer><h2>How this was made</h2><dl>{listed}{inputs(told)}</dl>{_notes(told)}</footer>"


def _made(told: dict[str, Any], meta: Meta) -> str:
    maker = f"by Shanyrak {told['version']}"
    if meta.made_at is None:
        return maker
    return f"{night_in_full(meta.made_at.date())}, {meta.made_at:%H:%M} {meta.made_at.tzname() or ''} {maker}"


def _limit(told: dict[str, Any]) -> str:
    return "none yet" if told["upper_bound"] is None else grouped(told["upper_bound"], 1)


def inputs(told: dict[str, Any]) -> str:
    """Return the files that were read, with the first digits of their checksums, if there were any."""
    if not told["inputs"]:
        return ""
    files = "".join(
        f"<li>{escape(one['file'])} <code>{escape(one['sha256'][:SHORT])}\u2026</code></li>"
        for one in told["inputs"]
    )
    return f"<div><dt>Read (SHA-256)</dt><dd><ul>{files}</ul></dd></div>"


def _notes(told: dict[str, Any]) -> str:
    notes = told["notes"]
    if not notes:
        return ""
    listed = "".join(f"<li>{escape(note)}</li>" for note in notes[:MOST_NOTES])
    more = (
        f"<p>and {grouped(len(notes) - MOST_NOTES)} more, in report.json</p>"
        if len(notes) > MOST_NOTES
        else ""
    )
    return f"<h2>Notes about the data</h2><ul>{listed}</ul>{more}"
