"""The command `shanyrak prove-purge`: shows that who is erased cannot be had back."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.platform.purging.proof import Finding


def prove_purge(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Further places where nothing of the erased may lie."),
    ] = None,
    *,
    keyring: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="A kept copy of the keyring; may be given again and again."),
    ] = None,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Let three weeks pass in a site of its own, and look there.")
    ] = False,
    database: Annotated[
        str, typer.Option(metavar="URL", help="For --rehearse: an empty PostgreSQL.", show_default="a file")
    ] = "",
) -> None:
    """Look for parties that were nobody and have run out: in the tables, files and journals, and in copies.

    A sentinel enters every week by itself. The exit status is 1 if anything of one is left after its time,
    if its contact opens with any key that there is, or if one that is still in time does not open.

    Example: `shanyrak prove-purge --rehearse`
    """
    if rehearse:
        with TemporaryDirectory(prefix="prove-purge-") as folder:
            found = _rehearsed(Path(folder), database)
    else:
        found = _looked(paths or [], keyring or [])
    for one in found:
        typer.echo(f"{'ok' if one.is_well else 'wrong'}: {one.text}")
    raise typer.Exit(int(not all(one.is_well for one in found)))


def _looked(paths: list[Path], keyrings: list[Path]) -> "list[Finding]":
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.home import demand_tables
    from shanyrak.interfaces.cli.platform.purging.proof import prove

    demand_tables()
    return list(prove(clock.now(), paths, keyrings))


def _rehearsed(folder: Path, database: str) -> "list[Finding]":
    from shanyrak.interfaces.cli.platform.leaks.site import settle_in
    from shanyrak.interfaces.cli.platform.ready import make_ready

    settle_in(folder, database)
    make_ready()
    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.home import prepare_tables
    from shanyrak.interfaces.cli.platform.purging.rehearsal import rehearse
    from shanyrak.interfaces.cli.platform.watching.leakscan import demand_empty

    demand_empty(database)
    prepare_tables()
    return rehearse(folder, clock.now())
