"""The command `shanyrak serve`: the server and the jobs, watched together. What they do is elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from shanyrak.base.errors import InvalidError

SEEDED = "demo.json"


def serve(
    *,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Listen here.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, metavar="N", help="Port.", show_default="8000")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that answer.", show_default="2")
    ] = None,
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Do what is due in the background.")] = True,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Let requests and answers arrive, in a city of `seed`.")
    ] = False,
) -> None:
    """Serve the platform: pages, background work and the clock of what is done every night.

    The tables are brought up to date first. Ctrl-C ends everything in order.

    Example: `shanyrak serve --port 8080`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from django.conf import settings

    from shanyrak.interfaces.cli.platform.crew import Crew, jobs_command, server_command, simulator_command
    from shanyrak.interfaces.cli.platform.home import prepare_tables
    from shanyrak.interfaces.cli.platform.presence import present

    if simulate:
        demand_seeded(settings.HOME)
    prepare_tables()
    options = settings.OPTIONS
    host, port = host or options.host, port or options.port
    crew = Crew()
    crew.enlist("server", server_command(host, port, workers or options.workers))
    if jobs:
        crew.enlist("jobs", jobs_command())
        crew.enlist("long jobs", jobs_command("--alone"))
    if simulate:
        crew.enlist("simulator", simulator_command())
    typer.echo(f"Shanyrak answers on http://{host}:{port}; Ctrl-C ends it.", err=True)
    with present(settings.HOME):
        status = crew.run()
    raise typer.Exit(status)


def demand_seeded(home: Path) -> None:
    """Refuse to invent requests where a real city may be.

    Raises
    ------
    InvalidError
        If the site was not seeded.
    """
    if not (home / SEEDED).is_file():
        raise InvalidError("--simulate invents people: it is only for a site that `shanyrak seed` filled")
