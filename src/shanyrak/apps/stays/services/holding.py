"""Holding beds, proposing stays, asking hosts. Whether a stay may be held is told by one function alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays import asking, queries
from shanyrak.apps.stays.asking import Place
from shanyrak.apps.stays.errors import CannotHoldError, StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import Hold
from shanyrak.apps.stays.states import HOLDING, HoldKind, StayState
from shanyrak.apps.stays.stepping import lock_whole, take_step
from shanyrak.apps.stays.times import MEMBER_THINKS, city_time, rounded_up
from shanyrak.apps.stays.tokens import digest_of, draw_token
from shanyrak.base.ids import Actor, AskToken, PartyId, SpaceId, StayId, TeamId


def hold_beds(*, actor: Actor, now: datetime, party: PartyId, place: Place) -> StayId:
    """Keep beds for a party for half an hour while a member thinks; asked twice it is one hold.

    What cannot be is refused before anything is locked, so that refusals keep nobody waiting.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor may not place this party.
    CannotHoldError
        If something stands against it, in words.
    """
    against = check_hold(actor=actor, now=now, party=party, place=place)
    known = asking.find_same(party, place) if against else None
    if against and known is None:
        raise CannotHoldError(against)
    return known or _hold(actor, now, party, place)


@transaction.atomic
def propose_stay(*, actor: Actor, now: datetime, party: PartyId, places: Sequence[Place]) -> StayId:
    """Ask the first of these hosts, and keep the others as reserves in their order; return what is asked.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor may not place this party.
    CannotHoldError
        If something stands against the first; reserves that do not fit are left out.
    """
    actor.demand("place_parties")
    people = asking.lock_own_party(actor, party)
    first, *reserves = places
    known = asking.find_same(people.id, first)
    if known is not None:
        return known
    city = city_time(now, people.team)
    offer = hosting.lock_offer(space=first.space)
    asking.drop_proposals(people.id, first.span, city)
    row = asking.make(asking.wish_of(people, offer, first, city), city)
    spare = [(hosting.get_offer(space=place.space), place) for place in reserves]
    asking.make_reserves(people, spare, city)
    asking.hold_and_ask(actor, row, offer, city)
    audit.record(actor=actor, now=now, action="stays.propose_stay", subject=row.id)
    return StayId(row.id)


@transaction.atomic
def ask_host(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Ask the host of a stay that a member holds, or that was proposed; the deadlines are set once.

    Raises
    ------
    NotAllowedError, StayNotFoundError
        If the actor may not place the party of this stay.
    WrongStepError
        If the stay has gone on, or its time is over.
    CannotHoldError
        If something stands against it by now.
    """
    actor.demand("place_parties")
    row = lock_whole(stay)
    if actor.team != row.team_id or row.space_id is None:
        raise StayNotFoundError("no such stay here")
    if row.was_asked and row.state in HOLDING:
        return
    city = city_time(now, TeamId(row.team_id))
    asking.hold_and_ask(actor, row, hosting.get_offer(space=SpaceId(row.space_id)), city)
    audit.record(actor=actor, now=now, action="stays.ask_host", subject=row.id)


@transaction.atomic
def draw_ask_link(*, actor: Actor, now: datetime, stay: StayId) -> AskToken:
    """Draw the link by which a host answers; an earlier one of this stay ends.

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
    if row.state != StayState.HELD or not Hold.objects.filter(stay=row, host_by__isnull=False).exists():
        raise WrongStepError("nobody is asked about this stay now")
    token = draw_token()
    row.ask_hash = digest_of(token)
    row.save(update_fields=["ask_hash"])
    audit.record(actor=actor, now=now, action="stays.draw_ask_link", subject=row.id)
    return token


def ask_reserves(*, actor: Actor, now: datetime, party: PartyId) -> StayId | None:
    """Ask the next host in rank, if a party has reserves and nobody is asked for it; return what is asked."""
    waiting = queries.list_reserves(party=party)
    return next((stay for stay in waiting if _ask_reserve(actor, now, stay)), None)


def check_hold(*, actor: Actor, now: datetime, party: PartyId, place: Place) -> Sequence[str]:
    """Return what stands against a stay, as words, gravest first; nothing is a yes.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor may not place this party.
    """
    actor.demand("place_parties")
    people = intake.get_party(actor=actor, party=party)
    offer = hosting.get_offer(space=place.space)
    return queries.may_hold(wish=asking.wish_of(people, offer, place, city_time(now, people.team)))


@transaction.atomic
def _hold(actor: Actor, now: datetime, party: PartyId, place: Place) -> StayId:
    people = asking.lock_own_party(actor, party)
    known = asking.find_same(people.id, place)
    if known is not None:
        return known
    city = city_time(now, people.team)
    offer = hosting.lock_offer(space=place.space)
    row = asking.make(asking.wish_of(people, offer, place, city), city)
    take_step(row, "hold", city.today)
    Hold.objects.create(stay=row, kind=HoldKind.THINK, until=rounded_up(now + MEMBER_THINKS))
    audit.record(actor=actor, now=now, action="stays.hold_beds", subject=row.id)
    return StayId(row.id)


@transaction.atomic
def _ask_reserve(actor: Actor, now: datetime, stay: StayId) -> bool:
    """Ask one reserve; one that does not fit any more is dropped."""
    row = lock_whole(stay)
    city = city_time(now, TeamId(row.team_id))
    if row.state != StayState.PROPOSED or row.space_id is None:
        return False
    try:
        offer = hosting.get_offer(space=SpaceId(row.space_id))
        asking.hold_and_ask(actor, row, offer, city)
    except CannotHoldError:
        take_step(row, "drop", city.today)
        return False
    audit.record(actor=actor, now=now, action="stays.ask_reserves", subject=row.id)
    return True
