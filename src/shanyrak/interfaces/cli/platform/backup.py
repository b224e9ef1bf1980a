"""The command `shanyrak backup`: a copy of the data of a site that may be running. The keys stay apart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shanyrak.base.errors import UnavailableError

if TYPE_CHECKING:
    from shanyrak.interfaces.cli.platform.archive import Site


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write; it must not exist.")],
) -> None:
    """Copy the data of this site into one file, while it runs.

    The keys of the site, `keys.json`, are not in it: keep a copy of them, elsewhere.

    Example: `shanyrak backup /backups/2026-09-25.tar.gz`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from django.utils import timezone

    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform import archive
    from shanyrak.interfaces.cli.platform.home import home_keys

    archive.write(database_file(), file, this_site(), timezone.localdate(clock.now()))
    typer.echo(f"{file} holds the data; {home_keys()} is not in it: keep a copy elsewhere.", err=True)


def database_file() -> Path:
    """Return the file of the database.

    Raises
    ------
    UnavailableError
        If the data are kept by PostgreSQL, which has programs of its own for this.
    """
    from django.conf import settings

    told = settings.DATABASES["default"]
    if "sqlite" not in told["ENGINE"]:
        raise UnavailableError("PostgreSQL keeps the data here: use pg_dump and pg_restore")
    return Path(told["NAME"])


def this_site() -> "Site":
    """Return what an archive has to fit."""
    from django.db.migrations.loader import MigrationLoader
    from django.utils.crypto import salted_hmac

    from shanyrak import __version__
    from shanyrak.interfaces.cli.platform.archive import Site

    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    names = frozenset(f"{area}.{name}" for area, name in known)
    fingerprint = salted_hmac("shanyrak.backup", "keys", algorithm="sha256").hexdigest()[:16]
    return Site(__version__, fingerprint, names)
