"""The command `shanyrak compare`: two plans of one case side by side, and whose stays differ."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from shanyrak.placement.check import Change, Verdict
    from shanyrak.placement.model import Stay

SHOWN = 20  # parties of one kind of change; --json lists all
NAMES = ("first plan", "second plan")


def compare(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder with the tables of the case.")],
    first: Annotated[Path, typer.Argument(metavar="PLAN", help="A plan: plan.csv, or a table like it.")],
    second: Annotated[Path, typer.Argument(metavar="PLAN", help="Another plan of the same case.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures and changes as JSON.")] = False,
) -> None:
    """Compare two plans of one case: their figures side by side, and the parties whose stays differ.

    Exit status 1 where one of them breaks a rule.

    Example: `shanyrak compare case yesterday/plan.csv today/plan.csv`
    """
    from shanyrak.interfaces.cli import verdicts
    from shanyrak.placement.check import changes
    from shanyrak.placement.params import Worth

    tables = verdicts.case_from(case)
    plans, found = zip(
        *(verdicts.judged(tables, file, None, Worth()) for file in (first, second)), strict=True
    )
    changed = changes(*plans)
    if as_json:
        typer.echo(_json(found, changed))
    else:
        _show(found, changed)
    if not all(verdict.is_valid for verdict in found):
        raise typer.Exit(1)


def _json(found: "Iterable[Verdict]", changed: "Iterable[Change]") -> str:
    import json

    from shanyrak.interfaces.cli import verdicts

    told: dict[str, Any] = {"plans": [verdicts.as_dict(verdict) for verdict in found]}
    told["changes"] = [
        {
            "party_id": change.party_id,
            "kind": change.kind,
            "person_nights": change.person_nights,
            "before": [_stay(stay) for stay in change.before],
            "after": [_stay(stay) for stay in change.after],
        }
        for change in changed
    ]
    return json.dumps(told, indent=1, ensure_ascii=False)


def _stay(stay: "Stay") -> dict[str, str | int]:
    nights = {"first_night": stay.first_night.isoformat(), "end_night": stay.end_night.isoformat()}
    return {"part": stay.part, "people": stay.people, "space_id": stay.space_id, **nights}


def _show(found: "tuple[Verdict, ...]", changed: "tuple[Change, ...]") -> None:
    from rich.console import Console

    from shanyrak.interfaces.cli import verdicts

    console = Console(highlight=False, markup=False)
    for name, verdict in zip(NAMES, found, strict=True):
        for line in () if verdict.is_valid else verdicts.breaches(verdict):
            typer.echo(line.replace("The plan", f"The {name}"))
    console.print(_figures(found))
    if not changed:
        console.print("\nEvery party has the same stays in both plans.")
    for table in (_counts(changed), *_parties(changed)) if changed else ():
        console.print("")
        console.print(table)


def _figures(found: "tuple[Verdict, ...]") -> "Table":
    """Set the figures side by side."""
    from rich.table import Table

    from shanyrak.interfaces.cli.verdicts import figure_rows
    from shanyrak.interfaces.shared.numbers import plain

    table = Table("", box=None, pad_edge=False)
    for name in NAMES:
        table.add_column(name, justify="right")
    for (name, one), (_, two) in zip(*(figure_rows(verdict.figures) for verdict in found), strict=True):
        table.add_row(name, plain(one), plain(two))
    table.add_row("keeps every rule", *("yes" if verdict.is_valid else "no" for verdict in found))
    return table


def _counts(changed: "tuple[Change, ...]") -> "Table":
    """Count the changes by kind."""
    from rich.table import Table

    from shanyrak.interfaces.shared.numbers import grouped, plain
    from shanyrak.placement.check import KINDS

    table = Table(title="Parties whose stays differ", title_justify="left", box=None, pad_edge=False)
    table.add_column("from the first plan to the second")
    table.add_column("parties", justify="right")
    table.add_column("person-nights", justify="right")
    for kind, meaning in KINDS.items():
        won = [change.person_nights for change in changed if change.kind == kind]
        if won:
            sign = "+" if sum(won) > 0 else ""
            table.add_row(meaning, plain(grouped(len(won))), sign + plain(grouped(sum(won))))
    return table


def _parties(changed: "tuple[Change, ...]") -> "Iterator[Table]":
    """List the first parties of each kind with their stays in both plans."""
    from rich.table import Table

    from shanyrak.interfaces.shared.numbers import grouped, plain
    from shanyrak.placement.check import KINDS

    for kind, meaning in KINDS.items():
        alike = [change for change in changed if change.kind == kind]
        alike.sort(key=lambda change: -abs(change.person_nights))
        rest = (
            f" (the first {SHOWN} of {plain(grouped(len(alike)))}; --json lists all)"
            if len(alike) > SHOWN
            else ""
        )
        table = Table(
            "party", *NAMES, title=meaning.capitalize() + rest, title_justify="left", box=None, pad_edge=False
        )
        for change in alike[:SHOWN]:
            table.add_row(change.party_id, _told(change.before), _told(change.after))
        if alike:
            yield table


def _told(stays: "tuple[Stay, ...]") -> str:
    """Tell the stays of a party in a cell, one a line."""
    from shanyrak.interfaces.shared.numbers import counted, plain

    in_parts = len({stay.part for stay in stays}) > 1
    told = []
    for stay in stays:
        people = plain(counted(stay.people, "person", "people"))
        who = f"part {stay.part}, {people}: " if in_parts else ""
        told.append(f"{who}{stay.space_id}, {stay.first_night} to {stay.end_night}")
    return "\n".join(told) or "no bed"
