"""Makes the plan of a seeded city, as its team and the planner would. The engine is imported here alone."""

from datetime import datetime

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.stays import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM, Actor
from shanyrak.base.powers import ROLES
from shanyrak.interfaces.cli.platform.city.drawing import PLACE

TIME_LIMIT_S = 8


def is_planned(now: datetime) -> bool:
    """Return whether the city has a plan, or there is no city."""
    team = accounts.find_team(place=PLACE)
    return team is None or queries.find_plan(actor=_shift(), now=now) is not None


def plan(now: datetime) -> None:
    """Make a plan for all who are open tonight."""
    from shanyrak.apps.stays.services import running  # it brings the engine in

    services.request_plan(actor=_shift(), now=now, time_limit_s=TIME_LIMIT_S, seed=0)
    running.run_plan(actor=SYSTEM, now=now, clock=clock.now)


def _shift() -> Actor:
    team = accounts.find_team(place=PLACE)
    return Actor("member", ref="0" * 16, team=team.id if team else None, powers=ROLES["coordinator"])
