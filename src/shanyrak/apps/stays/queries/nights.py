"""How many people ask for each night, have a bed already, and get one by a plan: for members who plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays.models import PlanRun, Stay
from shanyrak.apps.stays.states import HOLDING
from shanyrak.base.ids import Actor
from shanyrak.base.nights import Span

# Two weeks are looked at; what comes later changes often.
N_NIGHTS = 14


@dataclass(frozen=True)
class PlanNight:
    """People on one night: who asks, who has a bed without the plan, who gets one by it."""

    night: date
    n_asked: int
    n_housed: int
    n_placed: int

    @property
    def n_without(self) -> int:
        """How many have no bed even with the plan."""
        return max(0, self.n_asked - self.n_housed - self.n_placed)


def list_plan_nights(*, actor: Actor, plan: UUID) -> Sequence[PlanNight]:
    """Return the first nights of a plan up to the last that somebody asks for; for members who plan.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("plan_waves")
    run = PlanRun.objects.filter(id=plan, team=actor.team).only("first_night").first()
    if run is None:
        return []
    span = Span.of(run.first_night, N_NIGHTS)
    asked = _by_night(intake.list_asked_nights(actor=actor, span=span), span)
    stays = Stay.objects.filter(team=actor.team, first_night__lt=span.end, end_night__gt=span.first)
    rows = stays.values_list("first_night", "end_night", "people")
    housed = _by_night(rows.filter(state__in=HOLDING).exclude(plan=plan), span)
    placed = _by_night(rows.filter(plan=plan, misfit=""), span)
    nights = [PlanNight(night, asked[night], housed[night], placed[night]) for night in span]
    last = max((n for n, it in enumerate(nights) if it.n_asked or it.n_housed or it.n_placed), default=-1)
    return nights[: last + 1]


def _by_night(rows: Iterable[tuple[date, date, int]], span: Span) -> Counter[date]:
    """Return the people of each night; counted at both ends of a stay, and added up."""
    steps: Counter[date] = Counter()
    for first, end, people in rows:
        steps[max(first, span.first)] += people
        steps[min(end, span.end)] -= people
    found, n_people = Counter[date](), 0
    for night in span:
        n_people += steps[night]
        found[night] = n_people
    return found
