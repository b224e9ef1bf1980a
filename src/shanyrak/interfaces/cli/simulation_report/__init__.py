"""The report of a replay: simulation.json and nights.csv for machines, simulation.html for people."""

from pathlib import Path
from typing import Any

from shanyrak.interfaces.cli.report import as_json
from shanyrak.interfaces.cli.simulation_report.account import HEADS, Meta, account, night_rows
from shanyrak.interfaces.cli.simulation_report.closing import closing_lines
from shanyrak.interfaces.cli.simulation_report.page import html
from shanyrak.placement.files.writing import write_rows
from shanyrak.placement.simulate import Outcome

__all__ = ["Meta", "account", "as_json", "closing_lines", "html", "write_simulation"]


def write_simulation(folder: Path, outcome: Outcome, meta: Meta) -> dict[str, Any]:
    """Write the three files into `folder`, which exists, and return the content of simulation.json."""
    told = account(outcome, meta)
    (folder / "simulation.json").write_text(as_json(told), encoding="utf-8")
    (folder / "simulation.html").write_text(html(told), encoding="utf-8")
    write_rows(folder / "nights.csv", HEADS, night_rows(told))
    return told
