"""The command `shanyrak restore`: brings the data of an archive back into a site that is stopped."""

from pathlib import Path
from typing import Annotated

import typer

from shanyrak.base.errors import ConflictError


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive that `shanyrak backup` wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the data that are here.")
    ] = False,
) -> None:
    """Bring the data of a backup back, whole or not at all. The site must be stopped, and have its keys.

    Example: `shanyrak restore /backups/2026-09-25.tar.gz --replace`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.interfaces.cli.platform import archive
    from shanyrak.interfaces.cli.platform.backup import database_file, this_site
    from shanyrak.interfaces.cli.platform.home import home_keys
    from shanyrak.interfaces.cli.platform.presence import alone

    target = database_file()
    if target.exists() and not replace:
        raise ConflictError(f"{target} is there already; --replace puts the backup in its place")
    with alone(home_keys().parent):
        aside = target.with_name(f"{target.name}.restored")
        note = archive.read(file, aside, this_site())
        if target.exists():
            archive.close_journal(target)
        for suffix in ("-wal", "-shm"):  # of a damaged database; they must not be read into the new one
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        aside.replace(target)
    typer.echo(f"The data are those of {note.made_on}. Start the site: `shanyrak serve`.", err=True)
