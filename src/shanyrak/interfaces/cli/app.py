"""The command `shanyrak`: the list of its verbs, and where a refusal becomes a message and an exit status.

What a verb does lives in the module of its name, which imports heavy things inside its function.
"""

import errno
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from shanyrak import __version__
from shanyrak.base.errors import ShanyrakError
from shanyrak.interfaces.cli import check, compare, demo, generate, place, simulate, suggest, validate
from shanyrak.interfaces.cli.lines import command as lines
from shanyrak.interfaces.cli.platform import backup, doctor, invite, manage, restore, seed, serve
from shanyrak.interfaces.cli.platform.watching import audit, leakscan, prove_purge, verify_site
from shanyrak.interfaces.cli.usage import explained

VERBS = (
    place.place,
    check.check,
    compare.compare,
    suggest.suggest,
    validate.validate,
    generate.generate,
    demo.demo,
    simulate.simulate,
    serve.serve,
    invite.invite,
    seed.seed,
    backup.backup,
    restore.restore,
    doctor.doctor,
    leakscan.leakscan,
    prove_purge.prove_purge,
    verify_site.verify_site,
)
# The words after this verb are Django's to read.
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
INTERRUPTED = 130  # what a shell expects of a program that was ended by Ctrl-C


class Door(TyperGroup):
    """Turn what a user can mend into one message on stderr and an exit status; never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; docs/reference/commands.md lists the statuses."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as wrong:
            wrong.message = explained(wrong)
            raise
        except ShanyrakError as refusal:
            message, status = str(refusal), refusal.exit_status
        except KeyboardInterrupt:
            message, status = "Interrupted: nothing was written.", INTERRUPTED
        except OSError as trouble:
            if trouble.errno in {None, errno.EPIPE}:
                raise
            message, status = f"{trouble.filename or 'a file'}: {trouble.strerror}", 1
        except MemoryError:
            message, status = (
                "Not enough memory for this case: plan it place by place, or on a larger machine.",
                1,
            )
        typer.echo(message, err=True)
        raise typer.Exit(status)


app = typer.Typer(
    cls=Door,
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@app.callback()
def shanyrak(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Plan where displaced people sleep, and prove how good the plan is.

    Example: `shanyrak place case -o plan`
    """
    if version:
        typer.echo(f"shanyrak {__version__}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for verb in VERBS:
    app.command()(verb)
app.command(context_settings=PASSED_ON)(manage.manage)
app.add_typer(audit.audit)
app.add_typer(lines.queue)
