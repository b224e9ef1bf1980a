"""Told stays that change: as plain values for report.json, and by reason for the page."""

from collections import Counter
from html import escape
from typing import Any

from shanyrak.interfaces.shared.charts.figure import Table, table_html
from shanyrak.interfaces.shared.numbers import counted, grouped, share
from shanyrak.placement.model import NOTICES, Notice, Result, Stay


def told_stays(result: Result) -> dict[str, Any]:
    """Return how many stays people were told of before, and those that are not kept."""
    return {"told_stays": result.told_stays, "told_anew": [_told(notice) for notice in result.notices]}


def _told(notice: Notice) -> dict[str, Any]:
    return {
        **_stay(notice.stay),
        "reason": notice.kind,
        "detail": notice.detail,
        "meaning": NOTICES[notice.kind],
        "now": [_stay(stay) for stay in notice.now],
    }


def _stay(stay: Stay) -> dict[str, Any]:
    return {
        "party_id": stay.party_id,
        "part": stay.part,
        "people": stay.people,
        "space_id": stay.space_id,
        "first_night": stay.first_night.isoformat(),
        "end_night": stay.end_night.isoformat(),
    }


def told_section(told: dict[str, Any]) -> str:
    """Return what becomes of the told stays, and a table of reasons; nothing where none was told."""
    n, lost = told["told_stays"], told["told_anew"]
    if not n:
        return ""
    if not lost:
        return f"<p>{counted(n, 'told stay was', 'told stays were')} kept, each of them.</p>"
    stays, people = Counter[str](), Counter[str]()
    for one in lost:
        stays[one["meaning"]] += 1
        people[one["meaning"]] += one["people"]
    rows = [
        (f"{meaning[0].upper()}{meaning[1:]}", grouped(count), grouped(people[meaning]))
        for meaning, count in stays.most_common()
    ]
    parties = counted(len({one["party_id"] for one in lost}), "party has", "parties have")
    text = (
        f"Of {counted(n, 'told stay', 'told stays')}, {grouped(len(lost))} are not kept "
        f"({share(len(lost) / n)}); {parties} to be told anew. They are in told_anew.csv, beside this report."
    )
    table = table_html(
        Table(("Why", "Stays", "People"), rows, kind="stacked"), "Told stays that change, by reason"
    )
    return f"<p>{escape(text)}</p>{table}"
