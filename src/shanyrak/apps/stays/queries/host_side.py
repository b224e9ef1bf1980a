"""What a host said to a question, and who with them asks for one more night. Who they are is not here."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from shanyrak.apps.stays.models import Hold, Notice, Refusal, Stay
from shanyrak.apps.stays.queries.stays import find_asked
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.states import IN_LEDGER, PROMISED, StayState
from shanyrak.base.ids import Actor, AskToken, StayId


def get_outcome(*, token: AskToken, now: datetime) -> str:
    """Return what became of a question: "open", "yes" or "no" as its host said, else "over".

    Of a token that leads nowhere it is "over", too: whoever shows the question finds that out.
    """
    stay = find_asked(token=token)
    if stay is None:
        return "over"
    row = Stay.objects.get(id=stay)
    if row.state == StayState.HELD:
        return "open" if Hold.objects.filter(stay=row, host_by__gt=now).exists() else "over"
    if row.state in IN_LEDGER:
        return "yes"
    return "no" if Refusal.objects.filter(stay=row, by=Side.HOST).exists() else "over"


def list_one_more(*, actor: Actor) -> Collection[StayId]:
    """Return the stays with the host who acts whose people ask for a night more than they have."""
    if actor.kind != "host":
        return ()
    here = Stay.objects.filter(
        space__host=actor.row_id(), state__in=PROMISED, party__end_night__gt=F("end_night")
    )
    asked = Notice.objects.filter(stay__in=here, side=Side.HOST, kind="one_more")
    return {StayId(key) for key in asked.values_list("stay_id", flat=True)}
