"""The foot of the page of a replay: how it was made, so that somebody else can make it again."""

from html import escape
from typing import Any

from shanyrak.interfaces.cli.report.origin import inputs
from shanyrak.interfaces.shared.numbers import counted, duration, grouped


def origin(told: dict[str, Any]) -> str:
    """Return the footer: version, options, inputs with their checksums."""
    effort, assumed = told["effort"], told["assumptions"]
    words = [
        "shanyrak simulate CASE",
        f"--known-ahead {assumed['known_ahead']} --withdraw {assumed['withdraw']:g}",
        f"--offer {assumed['offer']:g} --no-show {assumed['no_show']:g}",
        f"--evening {effort['evening']:g} --hindsight {effort['hindsight']:g} --gap {effort['gap']:g}",
        f"--seed {told['seed']} --threads {told['threads']}",
    ]
    if assumed["days"] is not None:
        words.insert(1, f"--days {assumed['days']}")
    made = f"{told['made_at']} by" if told["made_at"] else "by"
    took = f"{duration(told['seconds'])} on {counted(told['threads'], 'thread', 'threads')}"
    rows = (
        ("Made", f"{made} Shanyrak {told['version']}"),
        ("Replay", f"{took}; memory {grouped(told['peak_memory_mb'])} MB"),
        ("To repeat it", " ".join(words)),
    )
    listed = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in rows)
    return f"<footer><h2>How this was made</h2><dl>{listed}{inputs(told)}</dl></footer>"
