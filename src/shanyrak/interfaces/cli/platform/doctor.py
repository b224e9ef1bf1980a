"""The command `shanyrak doctor`: says whether a site is sound. It mends nothing, so that nothing hides."""

from typing import Annotated

import typer


def doctor(
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")] = False,
) -> None:
    """Look whether this site is sound: disk, database, tables, keys, the ledger of beds, parties, jobs.

    It may run while the site does, and changes nothing. The exit status is 1 if something is wrong.

    Example: `shanyrak doctor`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.examining import examine

    is_wrong = False
    for found in examine(clock.now()):
        is_wrong = is_wrong or found.grade == "wrong"
        if not quiet or found.grade == "wrong":
            typer.echo(f"{found.grade:5}  {found.about}: {found.text}")
    raise typer.Exit(int(is_wrong))
