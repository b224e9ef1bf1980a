"""The command `shanyrak leakscan`: shows that nothing of what people type stays on the server."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from shanyrak.base.errors import ConflictError, InvalidError

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.platform.leaks.running import Store

MOST_LINES = 40


def leakscan(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Further files and folders to look through, at the end."),
    ] = None,
    *,
    canaries: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only look through PATH... for the canaries of this file."),
    ] = None,
    parties: Annotated[int, typer.Option(min=20, metavar="N", help="Parties that ask for a bed.")] = 200,
    database: Annotated[
        str, typer.Option(metavar="URL", help="An empty PostgreSQL database.", show_default="a file")
    ] = "",
    memory: Annotated[
        bool, typer.Option("--memory/--no-memory", help="Look into the memory of the processes, too.")
    ] = True,
    keep: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was planted into this file.")
    ] = None,
) -> None:
    """Serve a site of its own, plant words in every input, and look for them in all that it left.

    The exit status is 1 if one is found, or one of ten leaks that are planted on purpose is not. No site of
    yours is touched.

    Example: `shanyrak leakscan`
    """
    if canaries is not None:
        from shanyrak.interfaces.cli.platform.leaks.canaries import Canaries
        from shanyrak.interfaces.cli.platform.leaks.running import look_through

        if not paths:
            raise InvalidError("name the files and folders to look through")
        raise typer.Exit(int(_told(look_through(paths, Canaries.read(canaries)))))
    with TemporaryDirectory(prefix="leakscan-") as folder:
        raise typer.Exit(
            int(_scanned(Path(folder), parties, database, paths or [], keep=keep, memory=memory))
        )


def _scanned(
    folder: Path, n_parties: int, database: str, paths: list[Path], *, keep: Path | None, memory: bool
) -> bool:
    """Scan; return whether anything is wrong."""
    from shanyrak.interfaces.cli.platform.leaks.site import settle_in
    from shanyrak.interfaces.cli.platform.ready import make_ready

    settle_in(folder, database)
    make_ready()
    from shanyrak.interfaces.cli.platform.home import prepare_tables
    from shanyrak.interfaces.cli.platform.leaks.running import Scan

    demand_empty(database)
    prepare_tables()
    scan = Scan(folder, n_parties, typer.echo)
    is_wrong = _told(scan.run(paths, with_memory=memory))
    found, planted = scan.control()
    typer.echo(f"{len(scan.canaries.texts)} canaries; control: {found} of {planted} planted leaks found")
    if keep is not None:
        scan.canaries.write(keep)
    return is_wrong or found < planted


def demand_empty(database: str) -> None:
    """Refuse a database in which there is anything: it may be somebody's.

    Raises
    ------
    ConflictError
        If it has tables.
    """
    from django.db import connection

    if database and connection.introspection.table_names():
        raise ConflictError("this database is in use: a scan needs an empty one")


def _told(stores: "list[Store]") -> bool:
    """Print what was found in each place; return whether it was anything."""
    hits = []
    for store in stores:
        told = "cannot be looked at here" if store.is_closed else f"{len(store.hits)} hits"
        typer.echo(f"{store.name:<28} {store.n_bytes / 1e6:8.1f} MB   {told}")
        hits += [f"wrong: {hit.canary} as {hit.form} in {hit.where}" for hit in store.hits]
    for line in sorted(set(hits))[:MOST_LINES]:
        typer.echo(line)
    return bool(hits)
