"""The command `shanyrak`: the list of its verbs and the one place where a refusal becomes a message and a status.

What a verb does lives in the module of its name, which imports heavy things inside its function, so that help is fast.
"""

import errno
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from shanyrak import __version__
from shanyrak.base.errors import ShanyrakError

VERBS = ("place", "check", "compare", "validate", "generate", "demo")
INTERRUPTED = 130  # what a shell expects of a program that was ended by Ctrl-C


class Door(TyperGroup):
    """Turn what a user can mend into one message on stderr and an exit status; never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; see `docs/reference/commands.md` for the statuses."""
        try:
            return super().invoke(ctx)
        except ShanyrakError as refusal:
            message, status = str(refusal), refusal.exit_status
        except KeyboardInterrupt:
            message, status = "interrupted; nothing was written", INTERRUPTED
        except OSError as trouble:
            if trouble.errno in (None, errno.EPIPE):
                raise
            message, status = f"{trouble.filename or 'a file'}: {trouble.strerror}", 1
        except MemoryError:
            message, status = "not enough memory for this case; try it on a larger machine, or by place", 1
        typer.echo(message, err=True)
        raise typer.Exit(status)


app = typer.Typer(
    name="shanyrak",
    cls=Door,
    help="Plan where displaced people sleep, and prove how good the plan is.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the form that Typer calls
    if wanted:
        typer.echo(f"shanyrak {__version__}")
        raise typer.Exit


@app.callback()
def shanyrak(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Plan where displaced people sleep, and prove how good the plan is."""


for verb in VERBS:
    try:
        module = import_module(f"shanyrak.interfaces.cli.{verb}")
    except ModuleNotFoundError:
        continue
    app.command(verb)(getattr(module, verb))
