"""Forgetting: tickets at midnight, what calls taught after two months."""

from datetime import datetime, timedelta

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.queueing.days import PointDay
from shanyrak.apps.queueing.models import CallFact, ServicePoint, Ticket
from shanyrak.base.ids import Actor

FACTS_KEPT = timedelta(days=60)


@transaction.atomic
def sweep(*, actor: Actor, now: datetime) -> int:
    """Take out tickets whose day is over where they were given out, and old facts; return how many."""
    n_gone = 0
    for point in ServicePoint.objects.all():
        today = PointDay.at(point, now).day
        n_gone += Ticket.objects.filter(point=point, day__lt=today).delete()[0]
        n_gone += CallFact.objects.filter(point=point, day__lt=today - FACTS_KEPT).delete()[0]
    if n_gone:
        audit.record(actor=actor, now=now, action="queueing.sweep")
    return n_gone
