"""The command `shanyrak invite`: the first members of a team, who then invite others on their pages."""

from typing import Annotated

import typer

JOIN = "/staff/accounts/join/"


def invite(
    team: Annotated[str, typer.Argument(metavar="TEAM", help="Name of the team, usually the city's.")],
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="What others read; it need not be a name.")],
    *,
    role: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="A role; may be repeated.", show_default="coordinator"),
    ] = None,
    place: Annotated[
        str, typer.Option(metavar="CITY", help="The city in the tables.", show_default="TEAM")
    ] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of their pages.")] = "ru",
) -> None:
    """Invite somebody into a team, founded if it is not there; print the link that lets them in once.

    Example: `shanyrak invite Almaty "Evening shift" --role coordinator`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from django.conf import settings

    from shanyrak.apps.accounts import queries, services
    from shanyrak.base import clock
    from shanyrak.base.ids import Actor
    from shanyrak.interfaces.cli.platform.home import demand_tables

    demand_tables()
    actor = Actor("machine", ref="system", powers=frozenset({"manage_members"}))
    now = clock.now()
    known = {view.name: view.id for view in queries.list_teams()}
    home = known.get(team) or services.found_team(actor=actor, now=now, name=team, place=place or team)
    roles = services.Roles(role or ["coordinator"])
    link = services.invite_member(
        actor=actor, now=now, team=home, alias=alias, roles=roles, language=language
    )
    scheme, host = ("https", "") if settings.OPTIONS.https else ("http", f":{settings.OPTIONS.port}")
    typer.echo(f"{scheme}://{settings.OPTIONS.hosts[0]}{host}{JOIN}#{link}")
    typer.echo("The link lets one person in, once, within two days.", err=True)
