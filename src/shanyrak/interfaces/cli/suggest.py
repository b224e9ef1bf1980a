"""The command `shanyrak suggest`: where one more party could sleep in a plan, or why it cannot."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Option

if TYPE_CHECKING:
    from shanyrak.placement import Case, Certificate, Party, Plan, Worth
    from shanyrak.placement.suggest import Answer

Tables = Annotated[Path, typer.Argument(metavar="CASE", help="Folder with the tables of the case.")]
PlanFile = Annotated[
    Path, typer.Argument(metavar="PLAN", help="The plan: plan.csv, or the folder that `place` wrote.")
]
PartyId = Annotated[
    str | None, Option(metavar="ID", help="A party of the case; what else is given changes it.")
]
People = Annotated[int | None, Option(min=1, metavar="N", help="How many sleep.")]
Arrival = Annotated[
    datetime | None, Option(formats=["%Y-%m-%d"], metavar="DATE", help="The first night, as 2022-09-26.")
]
Nights = Annotated[int | None, Option(min=1, metavar="N", help="How many nights.")]
Place = Annotated[str | None, Option(metavar="NAME", help="The city or town wanted, as the case writes it.")]
Degrees = Annotated[float | None, Option(metavar="DEG", help="The point to be near, in degrees.")]
Needs = Annotated[
    str | None, Option(metavar="WORDS", help="What a space must have: words, with ; or , between.")
]
Wants = Annotated[str | None, Option(metavar="WORDS", help="What it had better have, in the same way.")]
Split = Annotated[
    bool | None, Option("--may-split/--no-split", help="Whether its people may sleep in several spaces.")
]
Proof = Annotated[
    Path | None,
    Option(metavar="FILE", help="The plan's certificate.npz.", show_default="the one beside the plan"),
]
Most = Annotated[int, Option("--most", "-n", min=1, metavar="N", help="How many suggestions at most.")]
Move = Annotated[float, Option(metavar="P", help="Price of a move of one person, in person-nights.")]
Km = Annotated[float, Option(metavar="P", help="Price of a kilometre for one person and night.")]
Want = Annotated[float, Option(metavar="P", help="Price of all wants missing for one person and night.")]
Json = Annotated[bool, Option("--json", help="Print the answer as JSON.")]


class Sex(StrEnum):
    """What a party may say of the sex of its people."""

    F = "f"
    M = "m"
    MIXED = "mixed"


def suggest(  # noqa: PLR0913  # each argument is an option of the command
    case: Tables,
    plan: PlanFile,
    *,
    party: PartyId = None,
    people: People = None,
    arrival: Arrival = None,
    nights: Nights = None,
    place: Place = None,
    lat: Degrees = None,
    lon: Degrees = None,
    needs: Needs = None,
    wants: Wants = None,
    may_split: Split = None,
    sex: Annotated[Sex | None, Option(help="Of all its people, where a space asks for it.")] = None,
    certificate: Proof = None,
    most: Most = 5,
    move: Move = 0.5,
    km: Km = 0.002,
    want: Want = 0.1,
    as_json: Json = False,
) -> None:
    """Find a bed for one more party in a plan, at once, or tell why there is none and what would help.

    Nobody else is moved, and nothing is written. The party is one of the case (--party), or a new one
    (--people, --arrival, --nights).

    Example: `shanyrak suggest case out --people 4 --arrival 2022-09-26 --nights 3 --needs pets`
    """
    day, point = arrival.date() if arrival else None, {"lat": lat, "lon": lon}
    wishes: dict[str, Any] = {"people": people, "arrival": day, "nights": nights, "place": place, **point}
    wishes |= {"needs": _words(needs), "wants": _words(wants), "may_split": may_split, "sex": sex}
    if party is None and None in {people, arrival, nights}:
        raise typer.BadParameter(
            "name a party of the case, or give --people, --arrival and --nights", param_hint="--party"
        )
    from shanyrak.placement import Suggester, Worth

    tables, stays, prices = _read(case, plan, certificate, Worth(move, km, want))
    suggester = Suggester(tables, stays, prices, worth=Worth(move, km, want))
    given = {name: value for name, value in wishes.items() if value is not None}
    asked = _asked(suggester.party(party) if party else None, tables, given)
    _tell(suggester.suggest(asked, most=most), priced=prices is not None, as_json=as_json)


def _tell(answer: "Answer", *, priced: bool, as_json: bool) -> None:
    import json

    from shanyrak.interfaces.cli.suggestions import as_dict, lines

    if as_json:
        typer.echo(json.dumps(as_dict(answer, priced=priced), indent=1, ensure_ascii=False))
    for line in () if as_json else lines(answer, priced=priced):
        typer.echo(line)


def _words(text: str | None) -> frozenset[str] | None:
    """Take words apart; None where nothing was said, none where it is empty."""
    if text is None:
        return None
    return frozenset(word.strip() for word in text.replace(",", ";").split(";") if word.strip())


def _read(
    folder: Path, file: Path, certificate: Path | None, worth: "Worth"
) -> "tuple[Case, Plan, Certificate | None]":
    """Read the case, the plan and its prices; refuse a plan that breaks a rule."""
    from shanyrak.interfaces.cli import verdicts
    from shanyrak.placement.files import read_certificate

    if file.is_dir():
        file /= "plan.csv"
    beside = file.parent / "certificate.npz"
    if certificate is None and beside.is_file():
        certificate = beside
    prices = None if certificate is None else read_certificate(certificate)
    tables = verdicts.case_from(folder)
    stays, verdict = verdicts.judged(tables, file, None, worth)
    if not verdict.is_valid:
        for line in verdicts.breaches(verdict):
            typer.echo(line, err=True)
        typer.echo("Nothing is suggested for such a plan: mend it, or plan anew.", err=True)
        raise typer.Exit(1)
    return tables, stays, prices


def _asked(known: "Party | None", case: "Case", given: dict[str, Any]) -> "Party":
    """Return the party that was named, with what was given changed; else a new one."""
    from dataclasses import replace

    from shanyrak.placement import Party

    if known is not None:
        return replace(known, **given)
    taken = {party.party_id for party in case.parties}
    name = next(name for name in ("new", *(f"new-{n}" for n in range(len(taken) + 1))) if name not in taken)
    return Party(party_id=name, **given)
