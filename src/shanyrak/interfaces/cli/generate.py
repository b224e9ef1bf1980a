"""The command `shanyrak generate`: writes the tables of a synthetic wave, which `placement.waves` draws."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shanyrak.placement.files import Summary


class Kind(StrEnum):
    """What can be drawn."""

    WAVE = "wave"


class Form(StrEnum):
    """How tables are written."""

    CSV = "csv"
    CSV_GZ = "csv.gz"


def generate(  # noqa: PLR0913  # each argument is an option of the command
    kind: Annotated[
        Kind,
        typer.Argument(
            help="What to draw: `wave`, people who need a bed, and homes and halls that offer one."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="CASE", help="Folder for the tables.")],
    *,
    people: Annotated[int, typer.Option(metavar="N", help="People, of all parties together.")] = 20_000,
    nights: Annotated[int, typer.Option(metavar="N", help="Nights, from 21 September 2022 on.")] = 30,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same tables.")] = 0,
    hosts: Annotated[
        int | None,
        typer.Option(metavar="N", help="Homes. If not given, beds for all on the fullest night, in number."),
    ] = None,
    places: Annotated[int | None, typer.Option(metavar="N", help="Only the first N of 12 cities.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How the tables are written.")] = Form.CSV,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Draw a synthetic case, to try the product without data about people.

    Nobody in it is real. Its shape follows the published figures of autumn 2022 in Kazakhstan.

    Example: `shanyrak generate wave -o case --people 2000 --nights 14 --seed 1`
    """
    from shanyrak.placement.files import summary, write_case
    from shanyrak.placement.waves import wave

    case = {Kind.WAVE: wave}[kind](people=people, nights=nights, seed=seed, hosts=hosts, places=places)
    write_case(out, case, gzipped=form is Form.CSV_GZ)
    found = summary(case)
    typer.echo(
        json.dumps({"case": str(out), **found.as_dict()}) if as_json else f"{told(found)}\n{out} holds them"
    )


def told(found: "Summary") -> str:
    """Tell the size of a case in two lines."""
    from shanyrak.interfaces.shared.numbers import counted, plain

    asking = (
        counted(found.parties, "party", "parties"),
        counted(found.people, "person", "people"),
        counted(found.asked_person_nights, "person-night", "person-nights") + " asked for",
    )
    offering = (
        counted(found.spaces, "space", "spaces"),
        counted(found.beds, "bed", "beds"),
        counted(found.free_bed_nights, "bed-night", "bed-nights") + " free",
    )
    return plain("\n".join(map(", ".join, (asking, offering))))
