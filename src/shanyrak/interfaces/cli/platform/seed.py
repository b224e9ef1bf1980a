"""The command `shanyrak seed`: a synthetic city in an empty database, its plan, and how to sign in to it."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from shanyrak.interfaces.cli.platform.city.team import Keys

PEOPLE, HOMES, SEED = 8_000, 880, 0
SIGN_IN = "/staff/accounts/sign-in/"


def seed(
    *,
    people: Annotated[
        int, typer.Option(min=50, max=200_000, metavar="N", help="People of the wave, over a month.")
    ] = PEOPLE,
    homes: Annotated[int, typer.Option(min=10, max=20_000, metavar="N", help="Spaces of hosts.")] = HOMES,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Another seed draws another city.")] = SEED,
    plan: Annotated[bool, typer.Option("--plan/--no-plan", help="Make the plan of tonight, too.")] = True,
) -> None:
    """Fill an empty site with a city to try things out, and print the demo sign-ins.

    Nobody in it is real. A site that has data keeps them as they are; if it was seeded here, its sign-ins
    are printed again, with the codes of this half minute.

    Example: `shanyrak seed`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from django.conf import settings

    from shanyrak.apps.accounts import queries
    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.city import team
    from shanyrak.interfaces.cli.platform.city.drawing import Sizes
    from shanyrak.interfaces.cli.platform.city.filling import fill
    from shanyrak.interfaces.cli.platform.home import prepare_tables

    prepare_tables()
    if queries.list_teams():
        typer.echo("This site has data already: nothing was changed.", err=True)
    else:
        typer.echo("Filling the site with a synthetic city; nobody in it is real.", err=True)
        team.keep(settings.HOME, fill(Sizes(people, homes, seed), clock.now()))
    keys = team.kept(settings.HOME)
    if keys is not None and plan:
        _plan()
    if keys is not None:
        origin = f"http://127.0.0.1:{settings.OPTIONS.port}"
        typer.echo("\n".join(told(keys, origin, clock.now())))


def _plan() -> None:
    """Make a plan that the team can look at and send, if there is none."""
    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.city import planning

    if not planning.is_planned(clock.now()):
        typer.echo("Planning for all who ask for a bed tonight.", err=True)
        planning.plan(clock.now())


def told(keys: "Keys", origin: str, now: "datetime") -> list[str]:
    """Return what one needs to look around, a line each."""
    first = keys.members[0]
    return [
        "",
        "Three pages worth opening, once `shanyrak serve` runs:",
        f"  {origin}/             the front page",
        f"  {origin}/me           what somebody sees who asked for a bed; with one of these phrases:",
        *(f"      {phrase}" for phrase in keys.phrases),
        f"  {origin}/staff/       tonight, for the team; sign in at {origin}{SIGN_IN} as one of these:",
        *(f"      {member.username:8} {member.role:12} {member.words}" for member in keys.members),
        "",
        f"Their phones show now: {', '.join(f'{m.username} {m.code(now)}' for m in keys.members)}.",
        f"A code lasts a minute; `shanyrak seed` prints new ones. What {first.username} put into a phone:",
        f"      {first.phone}",
        "",
        "THESE ARE DEMO KEYS. Coordinators and vetters open sealed contacts here with the same words,",
        "which lie in the clear in demo.json, beside the database. So write no real contact here.",
    ]
