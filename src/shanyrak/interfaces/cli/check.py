"""The command `shanyrak check`: whether a plan keeps every rule, what it comes to, and how good it is."""

from pathlib import Path
from typing import Annotated

import typer


def check(  # noqa: PLR0913  # each argument is an option of the command
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder with the tables of the case.")],
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan: plan.csv, or a table like it.")],
    *,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="certificate.npz: tell also how good the plan is.")
    ] = None,
    move: Annotated[
        float, typer.Option(metavar="P", help="Price of a move of one person, in person-nights.")
    ] = 0.5,
    km: Annotated[
        float, typer.Option(metavar="P", help="Price of a kilometre for one person and night.")
    ] = 0.002,
    want: Annotated[
        float, typer.Option(metavar="P", help="Price of all wants missing for one person and night.")
    ] = 0.1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
) -> None:
    """Check a plan, whoever made it, against every rule; with a certificate, tell how good it is.

    It shares no code with the search. Exit status 1 where the plan breaks a rule.

    Example: `shanyrak check case out/plan.csv --certificate out/certificate.npz`
    """
    import json

    from shanyrak.interfaces.cli import verdicts
    from shanyrak.placement.files import read_certificate
    from shanyrak.placement.params import Worth

    worth = Worth(move, km, want)
    prices = None if certificate is None else read_certificate(certificate)
    _, verdict = verdicts.judged(verdicts.case_from(case), plan, prices, worth)
    if as_json:
        parameters = {"move": move, "km": km, "want": want}
        typer.echo(json.dumps({**verdicts.as_dict(verdict), "parameters": parameters}, indent=1))
    else:
        for line in verdicts.lines(verdict):
            typer.echo(line)
    if not verdict.is_valid:
        raise typer.Exit(1)
