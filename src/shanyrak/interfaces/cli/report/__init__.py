"""The report of a placement: report.json for machines and report.html for people, from the same figures."""

import json
from pathlib import Path
from typing import Any

from shanyrak.interfaces.cli.report.account import Meta, account
from shanyrak.interfaces.cli.report.page import html
from shanyrak.placement.model import Case, Result

__all__ = ["Meta", "account", "html", "write_report"]


def write_report(folder: Path, case: Case, result: Result, meta: Meta) -> dict[str, Any]:
    """Write report.json and report.html into `folder`, which exists, and return the content of the former."""
    told = account(case, result, meta)
    (folder / "report.json").write_text(as_json(told), encoding="utf-8")
    (folder / "report.html").write_text(html(case, result, told, meta), encoding="utf-8")
    return told


def as_json(told: dict[str, Any]) -> str:
    """Return the text of report.json; infinite and missing numbers are null."""
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
