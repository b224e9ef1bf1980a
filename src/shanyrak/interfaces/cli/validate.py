"""The command `shanyrak validate`: every fault of a case, told before anybody waits for a plan."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shanyrak.placement.files import Fault, Reading, Summary

SHOWN = 20  # faults of one kind; the others are like them
File = Annotated[Path | None, typer.Option(metavar="FILE", help="This table, instead of the one in CASE.")]


def validate(  # noqa: PLR0913  # each argument is an option of the command
    case: Annotated[
        Path | None,
        typer.Argument(
            metavar="CASE", help="Folder with the tables of a case, or one .xlsx with a sheet for each."
        ),
    ] = None,
    *,
    parties: File = None,
    spaces: File = None,
    windows: File = None,
    stays: File = None,
    costs: File = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 for notes too, not only for errors.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every fault and the summary as JSON.")
    ] = False,
) -> None:
    """Tell every fault of a case with its file, row, column and how to mend it; plan nothing.

    An error stops the planning (exit status 1); a note tells what is odd, and the rest is planned.

    Example: `shanyrak validate case`
    """
    from shanyrak.placement.files import read, summary

    files = {"parties": parties, "spaces": spaces, "windows": windows, "stays": stays, "costs": costs}
    if case is None and (parties is None or spaces is None):
        raise typer.BadParameter("name a folder CASE, or give both --parties and --spaces", param_hint="CASE")
    reading = read(case, files)
    size = summary(reading.case) if reading.case else None
    if as_json:
        typer.echo(_json(reading, size))
    else:
        for line in _lines(reading, size):
            typer.echo(line)
    if reading.case is None or (strict and reading.faults):
        raise typer.Exit(1)


def _json(reading: "Reading", size: "Summary | None") -> str:
    import json
    from dataclasses import asdict

    content = {
        "refused": reading.case is None,
        "faults": [fault.as_dict() for fault in reading.faults],
        "summary": size.as_dict() if size else None,
        "inputs": [asdict(each) for each in reading.inputs],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def _lines(reading: "Reading", size: "Summary | None") -> Iterator[str]:
    from shanyrak.interfaces.shared.numbers import counted, plain

    errors = [fault for fault in reading.faults if fault.refused]
    notes = [fault for fault in reading.faults if not fault.refused]
    for kind, faults in (("Error", errors), ("Note", notes)):
        yield from (f"{kind}: {line}" for line in _shown(faults))
    if errors or notes:
        yield ""
    n_errors, n_notes = (
        plain(counted(len(found), word, f"{word}s")) for found, word in ((errors, "error"), (notes, "note"))
    )
    if size is None:
        them = "error" if len(errors) == 1 else "errors"
        yield f"{n_errors}, {n_notes}. Mend the {them} and validate again."
        return
    yield f"No errors, {n_notes}. The case can be planned:"
    yield from map(plain, _size(size))


def _size(size: "Summary") -> Iterator[str]:
    from shanyrak.interfaces.shared.numbers import counted, grouped

    rows = (
        ("parties", size.parties, f"with {counted(size.people, 'person', 'people')}"),
        ("spaces", size.spaces, f"with {counted(size.beds, 'bed', 'beds')}"),
        ("nights", size.nights, f"from {size.first_night} to the morning of {size.end_night}"),
        ("person-nights asked", size.asked_person_nights, ""),
        ("bed-nights free", size.free_bed_nights, ""),
        ("promised stays", size.promised_stays, ""),
        ("costs", size.costs, ""),
    )
    yield from (f"  {name:<21}{grouped(number):>12}  {more}".rstrip() for name, number, more in rows)


def _shown(faults: "Iterable[Fault]") -> Iterator[str]:
    """Yield the first faults of each kind, then how many more of it there are."""
    from shanyrak.interfaces.shared.numbers import counted, plain

    kinds: dict[tuple[str, str | None, str], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(fault.kind, []).append(fault)
    for alike in kinds.values():
        yield from map(str, alike[:SHOWN])
        if len(alike) > SHOWN:
            first = alike[0]
            where = first.file if first.column is None else f"{first.file}, {first.column}"
            more = plain(counted(len(alike) - SHOWN, "more row", "more rows"))
            yield f"{where}: {more} where the value {first.what}; --json lists them"
