"""The code by which a host answers on the phone, or where no script runs, beside the link of the question."""

from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.errors import StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import Hold
from shanyrak.apps.stays.states import StayState
from shanyrak.apps.stays.tokens import code_digest_of, draw_code_token
from shanyrak.base.ids import Actor, StayId


@transaction.atomic
def draw_ask_code(*, actor: Actor, now: datetime, stay: StayId) -> str:
    """Draw the code by which a host answers, as it is printed; an earlier one of this stay ends.

    Raises
    ------
    NotAllowedError, StayNotFoundError
        If the actor may not ask this host.
    WrongStepError
        If nobody is asked about this stay now.
    """
    actor.demand("edit_hosts")
    row = queries.lock_stay(stay=stay)
    if actor.team != row.team_id:
        raise StayNotFoundError("no such stay here")
    if row.state != StayState.HELD or not Hold.objects.filter(stay=row, host_by__gt=now).exists():
        raise WrongStepError("nobody is asked about this stay now")
    token, printed = draw_code_token()
    row.code_hash = code_digest_of(token)
    row.save(update_fields=["code_hash"])
    audit.record(actor=actor, now=now, action="stays.draw_ask_code", subject=row.id)
    return printed
