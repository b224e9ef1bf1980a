"""Founding a team. It is done on the server's own terminal, before there is anybody who could sign in."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from shanyrak.apps.accounts.errors import TeamExistsError
from shanyrak.apps.accounts.models import Team
from shanyrak.apps.audit import services as audit
from shanyrak.base.ids import Actor, TeamId

# No city has such a name.
RESERVED = "-"


@transaction.atomic
def found_team(*, actor: Actor, now: datetime, name: str, place: str, time_zone: str = "") -> TeamId:
    """Found the team of a city.

    Raises
    ------
    NotAllowedError
        If it is not asked for on the server itself.
    TeamExistsError
        If there is one of this name.
    """
    actor.demand_machine()
    team, is_new = Team.objects.get_or_create(
        name=name, defaults={"place": place, "time_zone": time_zone or settings.TIME_ZONE}
    )
    if not is_new:
        raise TeamExistsError(f"there is a team named {name}")
    audit.record(actor=actor, now=now, action="accounts.found_team", subject=team.id)
    return TeamId(team.id)


@transaction.atomic
def found_reserved_team(*, actor: Actor, now: datetime) -> TeamId:
    """Found the team that is shown nowhere, which no person can ask for a bed; once more is harmless.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    actor.demand_machine()
    told = {"place": RESERVED, "time_zone": settings.TIME_ZONE, "is_reserved": True}
    team, is_new = Team.objects.get_or_create(name=RESERVED, defaults=told)
    if is_new:
        audit.record(actor=actor, now=now, action="accounts.found_reserved_team", subject=team.id)
    return TeamId(team.id)
