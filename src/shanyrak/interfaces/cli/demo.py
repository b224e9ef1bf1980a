"""The command `shanyrak demo`: a synthetic wave, planned as `place` plans any case."""

from pathlib import Path
from typing import Annotated

import typer

PEOPLE, NIGHTS = 20_000, 30
SEED = 0
TIME_LIMIT_S = 40.0  # leaves more than a minute of two for setting up on a machine that has nothing


def demo(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the tables and the plan.")
    ] = Path("out/demo"),
    *,
    time_limit: Annotated[
        float, typer.Option(min=1, metavar="S", help="Seconds that the planning may take.")
    ] = TIME_LIMIT_S,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print report.json; progress as JSON lines.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Plan a synthetic wave of 20,000 people on 30 nights, and show what comes out.

    Nobody in it is real. The tables go to DIR/case, the plan and its report to DIR/plan.

    Example: `shanyrak demo -o my-demo`
    """
    from shanyrak.interfaces.cli.place import load
    from shanyrak.interfaces.cli.planning import Order, plan_into
    from shanyrak.interfaces.shared.numbers import grouped, plain
    from shanyrak.placement.files import write_case
    from shanyrak.placement.waves import wave

    if not (quiet or as_json):
        people = plain(grouped(PEOPLE))
        typer.echo(f"Drawing a wave of {people} people on {NIGHTS} nights; nobody in it is real.", err=True)
    write_case(out / "case", wave(people=PEOPLE, nights=NIGHTS, seed=SEED))
    order = Order(time_limit, seed=SEED, as_json=as_json, quiet=quiet)
    plan_into(out / "plan", lambda: load(out / "case", {}), order)
    if not as_json:
        typer.echo(
            f"\nOpen {out / 'plan' / 'report.html'} in a browser: it shows on which nights and in which\n"
            "cities beds are short, and who is without one and why."
        )
