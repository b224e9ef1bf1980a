"""The command `shanyrak manage`: Django's own commands, for who maintains a site or develops the platform."""

from typing import Annotated

import typer


def manage(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND...", help="A command of Django and its options.")
    ] = None,
) -> None:
    """Run one of Django's commands with the settings of this site.

    Options of that command follow `--`.

    Example: `shanyrak manage migrate`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shanyrak manage", *(words or ["help"])])
