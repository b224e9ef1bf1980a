"""A service point at one moment, as the science of lines reads it. Rows come in read; none is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.models import (
    AT_COUNTER,
    IN_LINE,
    CallFact,
    Counter,
    OpenSpan,
    Service,
    ServicePoint,
    Ticket,
    TicketState,
)
from shanyrak.core.queueing import (
    Desk,
    Discipline,
    InLine,
    Moment,
    Prediction,
    ServiceTimes,
    Standing,
    Wait,
    WaitModel,
    expected_order,
    newcomer,
    since_behind,
)


@dataclass(frozen=True)
class Hours:
    """The counters of a service point, what each gives, and all hours that are known."""

    counters: Sequence[Counter]
    skills: dict[UUID, frozenset[str]]
    spans: Sequence[OpenSpan]

    def gives(self, counter: Counter) -> frozenset[str] | None:
        """Return the services of a counter; None for all of them."""
        return self.skills.get(counter.id)

    def can_give(self, service: str) -> list[Counter]:
        """Return the counters that give a service."""
        return [one for one in self.counters if service in (self.gives(one) or {service})]


@dataclass(frozen=True)
class Scene:
    """A service point now: its services, its counters, and the live tickets of today."""

    point: ServicePoint
    now: datetime
    services: Sequence[Service]
    hours: Hours
    tickets: Sequence[Ticket]

    @property
    def today(self) -> PointDay:
        """The day by its clock."""
        return PointDay.at(self.point, self.now)

    @property
    def minute(self) -> float:
        """The minute of that day."""
        return self.today.minute(self.now)

    @property
    def rule(self) -> Discipline:
        """The rule by which it calls."""
        point = self.point
        return Discipline(point.patience_min, point.most_overtakes, point.walk_in_percent / 100)

    @property
    def desks(self) -> list[Desk]:
        """Its counters as they stand; one where nobody is has no hours."""
        busy = {one.counter_id: one for one in self.tickets if one.state in AT_COUNTER}
        return [self._desk(one, busy.get(one.id)) for one in self.hours.counters]

    @property
    def n_open(self) -> int:
        """How many counters are open at this minute."""
        return sum(any(opens <= self.minute < closes for opens, closes in desk.spans) for desk in self.desks)

    def waiting(self, *, with_away: bool = False) -> dict[str, Ticket]:
        """Return the tickets in line by their code, with those who may come back to their place if wanted.

        Of two that came in the same moment the lower code is first, so the rule of calling is told codes.
        """
        wanted = IN_LINE if with_away else (TicketState.WAITING,)
        return {one.code: one for one in self.tickets if one.state in wanted}

    def in_line(self, tickets: dict[str, Ticket]) -> list[InLine]:
        """Return tickets as the rule of calling sees them."""
        today = self.today
        return [
            InLine(
                ticket,
                today.minute(one.since_at),
                urgency=one.urgency,
                is_appointment=one.appointment_at is not None,
                overtaken=one.overtaken,
            )
            for ticket, one in tickets.items()
        ]

    def ordered(self, model: WaitModel) -> list[Ticket]:
        """Return everybody in line in the order in which they will most likely be called."""
        tickets = self.waiting(with_away=True)
        per_min = self.n_open / model.times.mean_min(("", ""))
        line = expected_order(self.in_line(tickets), self.rule, now=self.minute, per_min=per_min)
        return [tickets[one.ticket] for one in line]

    def moment(self, model: WaitModel) -> Moment:
        """Return the line and the counters as the model of waits reads them."""
        return Moment(
            self.today.number, self.minute, [self._standing(t) for t in self.ordered(model)], self.desks
        )

    def newcomer(self, model: WaitModel, service: UUID) -> Prediction:
        """Return what one more ticket may expect, before calibration."""
        return newcomer(model, self.moment(model), str(service), self.luck())

    def behind(self, ticket: Ticket, places: int) -> datetime:
        """Return from when a place counts that lets so many others go first."""
        (mine,) = self.in_line({ticket.code: ticket})
        line = self.in_line(self.waiting(with_away=True))
        return self.today.moment(since_behind(mine, line, places))

    def luck(self) -> np.random.Generator:
        """Return where paths come from: the same all through a minute, so that ranges do not jump."""
        return np.random.default_rng(int(self.minute))

    def _desk(self, counter: Counter, ticket: Ticket | None) -> Desk:
        since = ticket and (ticket.serving_at or ticket.called_at)
        return Desk(
            () if counter.is_paused else self.today.spans_of(counter, self.hours.spans),
            self.hours.gives(counter),
            serving=str(ticket.service_id) if ticket else None,
            since=self.today.minute(since) if since else 0.0,
        )

    def _standing(self, ticket: Ticket) -> Standing:
        since = self.today.minute(ticket.since_at)
        return Standing(str(ticket.service_id), since, not_before=since if ticket.appointment_at else 0.0)


def model_of(scene: Scene, facts: Sequence[CallFact]) -> WaitModel:
    """Return the model of a service point that has learned from facts, the oldest first."""
    minutes = {str(one.id): float(one.catalogue_min) for one in scene.services}
    model = WaitModel(
        str(scene.point.id), ServiceTimes(sum(minutes.values()) / (len(minutes) or 1) or 1.0, minutes)
    )
    for fact in facts:
        day = fact.day.toordinal()
        model.answering.learn(fact.waited_min, came=fact.came)
        if fact.served_min is not None:
            model.times.learn((str(fact.service_id), ""), fact.served_min, day)
        if fact.told_low is not None and fact.told_likely is not None and fact.told_high is not None:
            told = Wait(fact.told_low, fact.told_likely, fact.told_high)
            model.calibration.learn(model.point, day, told, fact.waited_min)
    return model
