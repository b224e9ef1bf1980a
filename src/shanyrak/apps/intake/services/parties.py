"""Changes of one party: its facts, how long it stays, that it leaves. Its beds are the business of stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries
from shanyrak.apps.intake.errors import PartyGoneError, PartyNotFoundError, UnknownPlaceError
from shanyrak.apps.intake.facts import Facts, check_facts, check_nights
from shanyrak.apps.intake.models import OPEN_STATES, Party, PartyState
from shanyrak.base.ids import Actor, PartyId
from shanyrak.base.nights import Span


@transaction.atomic
def change_party(*, actor: Actor, now: datetime, party: PartyId, facts: Facts) -> None:
    """Let a party say something else of itself; a first night that has passed may stay as it is.

    Raises
    ------
    PartyNotFoundError, PartyGoneError
        If there is none that the actor may change, or it has left.
    InvalidError
        One of those of `check_facts`; UnknownPlaceError also for another city, where one asks anew.
    """
    row = _lock_open(actor, party, "edit_parties", "take_requests")
    if facts.team != row.team_id:
        raise UnknownPlaceError("a request stays with its team")
    check_facts(facts, now, begun_on=row.first_night)
    for name, value in facts.columns().items():
        setattr(row, name, value)
    row.save()
    audit.record(actor=actor, now=now, action="intake.change_party", subject=row.id)


@transaction.atomic
def extend_party(*, actor: Actor, now: datetime, party: PartyId, nights: int = 1) -> Span:
    """Let a party ask for more nights, and return all it asks for; whether there is a bed, stays tell.

    Raises
    ------
    PartyNotFoundError, PartyGoneError
        If there is none that the actor may change, or it has left.
    NightCountError
        If that is more than one request may ask for.
    """
    row = _lock_open(actor, party, "edit_parties", "place_parties", "check_in")
    check_nights(nights)
    check_nights(row.nights + nights)
    row.end_night += timedelta(days=nights)
    row.save(update_fields=["end_night"])
    audit.record(actor=actor, now=now, action="intake.extend_party", subject=row.id)
    return row.span


@transaction.atomic
def keep_party(*, actor: Actor, now: datetime, party: PartyId) -> None:
    """Note that somebody has met these people or come back as them: the request is no longer merely new.

    Raises
    ------
    PartyNotFoundError
        If there is none that the actor may change.
    """
    row = _lock_known(actor, party, "place_parties", "check_in", "take_requests")
    if row.state == PartyState.NEW:
        row.state = PartyState.OPEN
        row.save(update_fields=["state"])
    audit.record(actor=actor, now=now, action="intake.keep_party", subject=row.id)


@transaction.atomic
def vouch_party(*, actor: Actor, now: datetime, party: PartyId) -> None:
    """Note that the actor has these people in front of them; a hold of theirs is then kept.

    Raises
    ------
    NotAllowedError
        If the actor may not vouch.
    PartyNotFoundError, PartyGoneError
        If there is none in the actor's team, or it has left.
    """
    actor.demand("vouch")
    row = _lock_open(actor, party, "vouch")
    row.is_vouched = True
    row.state = PartyState.OPEN
    row.save(update_fields=["is_vouched", "state"])
    audit.record(actor=actor, now=now, action="intake.vouch_party", subject=row.id)


@transaction.atomic
def withdraw_party(*, actor: Actor, now: datetime, party: PartyId) -> None:
    """Close a request that is not needed any more; once more is harmless.

    Raises
    ------
    PartyNotFoundError
        If there is none that the actor may change.
    """
    row = _lock_known(actor, party, "edit_parties")
    _close(row, PartyState.WITHDRAWN, now)
    audit.record(actor=actor, now=now, action="intake.withdraw_party", subject=row.id)


@transaction.atomic
def leave_party(*, actor: Actor, now: datetime, party: PartyId) -> None:
    """Note that these people have gone on; once more is harmless.

    Raises
    ------
    PartyNotFoundError
        If there is none that the actor may change.
    """
    row = _lock_known(actor, party, "edit_parties", "place_parties", "check_in")
    _close(row, PartyState.LEFT, now)
    audit.record(actor=actor, now=now, action="intake.leave_party", subject=row.id)


def _close(row: Party, state: PartyState, now: datetime) -> None:
    if row.state in OPEN_STATES:
        row.state, row.closed_on = state, timezone.localdate(now)
        row.save(update_fields=["state", "closed_on"])


def _lock_known(actor: Actor, party: PartyId, *powers: str) -> Party:
    """Lock a party for itself, for a member of its team who has one of the powers, or for the machine."""
    row = queries.lock_party(party=party)
    is_itself = actor.kind == "arrival" and actor.id == row.id
    is_theirs = actor.kind == "member" and actor.team == row.team_id and any(map(actor.may, powers))
    if not (is_itself or is_theirs or actor.kind == "machine"):
        raise PartyNotFoundError("no such party here")
    return row


def _lock_open(actor: Actor, party: PartyId, *powers: str) -> Party:
    row = _lock_known(actor, party, *powers)
    if row.state not in OPEN_STATES:
        raise PartyGoneError("this request is closed")
    return row
