"""What of stays the list of tonight shows, as parts of larger questions. No page and no change is here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.states import HOLDING, StayState
from shanyrak.base.ids import Actor, PartyId, StayId

SLEPT = (StayState.IN, StayState.OUT)


@dataclass(frozen=True)
class NightStay:
    """Where a party is on one night, or will be if all goes well."""

    id: StayId
    state: str
    part: int
    people: int
    end_night: date
    site: str
    district: str
    kind: str
    host_by: datetime | None
    held_until: datetime | None


@dataclass(frozen=True)
class StayCounts:
    """How many stays of a night wait for a host, and how many parties are not in yet."""

    waiting: int
    not_in: int


def on_night(*, night: date) -> Q:
    """Return the condition that a stay keeps a bed on a night."""
    return Q(state__in=HOLDING, first_night__lte=night, end_night__gt=night)


def of_party_on(*, night: date) -> QuerySet[Stay]:
    """Return the stay of the party of a row around this question on a night, the first part first."""
    return Stay.objects.filter(on_night(night=night), party=OuterRef("pk")).order_by("part", "id")


def parties_on(*, actor: Actor, night: date, state: str = "") -> QuerySet[Stay, Any]:
    """Return the parties of the actor's team with a bed on a night; one set is quicker than many looks."""
    rows = Stay.objects.filter(on_night(night=night), team=actor.team)
    return (rows.filter(state=state) if state else rows).order_by().values("party")


def night_stays(*, night: date, parties: Iterable[UUID]) -> dict[PartyId, list[NightStay]]:
    """Return where each of these parties is on a night, in one statement."""
    columns = (
        "party_id", "id", "state", "part", "people", "end_night", "space__site__name", "space__district",
        "space__kind", "hold__host_by", "hold__until",
    )  # fmt: skip
    rows = Stay.objects.filter(on_night(night=night), party__in=list(parties)).order_by("part", "id")
    told: dict[PartyId, list[NightStay]] = {}
    for party, stay, state, part, people, end, site, district, kind, host_by, until in rows.values_list(
        *columns
    ):
        line = NightStay(
            StayId(stay), state, part, people, end, site or "", district or "", kind or "", host_by, until
        )
        told.setdefault(PartyId(party), []).append(line)
    return told


def slept_before(*, night: date, parties: Iterable[UUID]) -> dict[PartyId, int]:
    """Return how many nights before this one each of these parties had a bed, in one statement."""
    rows = Stay.objects.filter(state__in=SLEPT, first_night__lt=night, party__in=list(parties), part=1)
    told: dict[PartyId, int] = {}
    for party, first, end in rows.values_list("party_id", "first_night", "end_night"):
        told[PartyId(party)] = told.get(PartyId(party), 0) + (min(end, night) - first).days
    return told


def count_on_night(*, actor: Actor, night: date) -> StayCounts:
    """Return what is still open of the stays of a night."""
    rows = Stay.objects.filter(team=actor.team)
    waiting = rows.filter(state=StayState.HELD, hold__host_by__isnull=False).count()
    coming = rows.filter(on_night(night=night), state__in=(StayState.PARTY_YES, StayState.TOLD))
    return StayCounts(waiting, coming.values("party").distinct().count())
