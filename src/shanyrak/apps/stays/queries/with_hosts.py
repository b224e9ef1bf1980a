"""How busy hosts are: who has people tonight, since how many nights, until when; for those who ask them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.states import StayState
from shanyrak.base.ids import Actor, HostId
from shanyrak.base.nights import ONE_NIGHT, Span

# Whoever has had people for longer than a season has said that they want it so.
LONGEST_RUN = timedelta(days=100)
# Who is there or was, and who will be if nothing happens; a bed that is merely asked for tires nobody.
AWAITED = (StayState.PARTY_YES, StayState.TOLD, StayState.IN)


@dataclass(frozen=True)
class HostNights:
    """The people with a host tonight, nights in a row on which there were any, and when the latest leave."""

    n_people: int
    n_in_a_row: int
    until: date


def list_host_nights(*, actor: Actor, night: date) -> dict[HostId, HostNights]:
    """Return the hosts of the actor's team who have people on a night, for members who see hosts.

    Raises
    ------
    NotAllowedError
        If the actor does not.
    """
    actor.demand("see_hosts")
    rows = Stay.objects.filter(
        team=actor.team, space__host__isnull=False, state__in=(*AWAITED, StayState.OUT)
    )
    rows = rows.filter(first_night__lte=night, end_night__gt=night - LONGEST_RUN)
    there: dict[HostId, list[tuple[str, int, Span]]] = {}
    columns = ("space__host", "state", "people", "first_night", "end_night")
    for host, state, people, first, end in rows.values_list(*columns):
        if first < end:
            there.setdefault(HostId(host), []).append((state, people, Span(first, end)))
    told = {host: _nights(stays, night) for host, stays in there.items()}
    return {host: nights for host, nights in told.items() if nights is not None}


def _nights(stays: list[tuple[str, int, Span]], night: date) -> HostNights | None:
    now = [(people, span) for state, people, span in stays if state in AWAITED and night in span]
    if not now:
        return None
    spans = [span for _, _, span in stays]
    n_people = sum(people for people, _ in now)
    return HostNights(n_people, _in_a_row(spans, night), max(span.end for _, span in now))


def _in_a_row(spans: Iterable[Span], night: date) -> int:
    """Return the nights up to this one on which somebody was there without a gap."""
    busy = {each for span in spans for each in span if each <= night}
    return next(n for n in range(len(busy) + 1) if night - n * ONE_NIGHT not in busy)
