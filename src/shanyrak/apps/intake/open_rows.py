"""The rows of open requests, for areas above that join them with their own; pages never see them."""

from datetime import date

from django.db.models import QuerySet

from shanyrak.apps.intake.models import OPEN_STATES, Party
from shanyrak.base.ids import Actor


def open_rows(*, actor: Actor, night: date) -> QuerySet[Party]:
    """Return the requests of the actor's team that still ask for a bed on a night or after it.

    Raises
    ------
    NotAllowedError
        If the actor may not see parties.
    """
    actor.demand("see_parties")
    return Party.objects.filter(team=actor.team, state__in=OPEN_STATES, end_night__gt=night)
