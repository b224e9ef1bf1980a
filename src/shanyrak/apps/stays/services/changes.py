"""Changes of stays that stand: more nights, fewer, another bed, none; and beds that were agreed elsewhere."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import services as intake
from shanyrak.apps.stays import asking, queries
from shanyrak.apps.stays.asking import Place
from shanyrak.apps.stays.consequences import note_refusal, reason_of
from shanyrak.apps.stays.door import draw_door_words
from shanyrak.apps.stays.errors import CannotHoldError, StayNightsError, StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.reasons import Side
from shanyrak.apps.stays.states import HOLDING, PROMISED, StayState
from shanyrak.apps.stays.stepping import cut, lengthen, lock_whole, owe, take_step
from shanyrak.apps.stays.times import city_time
from shanyrak.base.ids import Actor, PartyId, SiteId, SpaceId, StayId, TeamId
from shanyrak.base.nights import Span


@transaction.atomic
def ask_one_more(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Let a party say that it would stay one more night; its host is asked, at a site its manager.

    Raises
    ------
    StayNotFoundError
        If it is not the actor's.
    WrongStepError
        If the stay does not stand.
    InvalidError
        If that is more than one request may ask for.
    """
    row = lock_whole(stay)
    if not (actor.kind == "arrival" and actor.id == row.party_id) and not _is_placing(actor, row):
        raise StayNotFoundError("no such stay here")
    if row.state not in PROMISED:
        raise WrongStepError("this stay does not stand")
    city = city_time(now, TeamId(row.team_id))
    if row.party.end_night <= row.end_night:
        intake.extend_party(actor=actor, now=now, party=PartyId(row.party_id), nights=1)
    owe([row], "host", "one_more", city.today)
    owe([row], "team", "one_more", city.today)
    audit.record(actor=actor, now=now, action="stays.ask_one_more", subject=row.id)


@transaction.atomic
def extend_stay(*, actor: Actor, now: datetime, stay: StayId, end: date) -> None:
    """Let a stay end on a later morning, as its host, or who runs the site, agrees.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may extend.
    WrongStepError
        If the stay does not stand.
    StayNightsError
        If this is no later morning.
    CannotHoldError
        If something stands against it, in words; among it that the party does not ask for these nights.
    """
    row = lock_whole(stay)
    if not (_is_keeper(actor, row) or _is_placing(actor, row)) or row.space_id is None:
        raise StayNotFoundError("no such stay here")
    if row.state not in PROMISED:
        raise WrongStepError("this stay does not stand")
    if end == row.end_night:
        return
    if end < row.end_night:
        raise StayNightsError("this is no later morning")
    city = city_time(now, TeamId(row.team_id))
    wish = asking.wish_of_row(row, hosting.get_offer(space=SpaceId(row.space_id)), city)
    longer = replace(wish, span=Span(row.first_night, end), earliest=None)
    found = queries.may_hold(wish=longer)
    if found:
        raise CannotHoldError(found)
    lengthen(row, end)
    owe([row], "party", "extended", city.today)
    audit.record(actor=actor, now=now, action="stays.extend_stay", subject=row.id)


@transaction.atomic
def shorten_stay(*, actor: Actor, now: datetime, stay: StayId, end: date) -> None:
    """Let a stay end on an earlier morning, from tomorrow on; its party and the team are told.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may shorten.
    WrongStepError
        If the stay does not stand.
    StayNightsError
        If no night would be left of it, or people would be put out today.
    """
    row = lock_whole(stay)
    is_party = actor.kind == "arrival" and actor.id == row.party_id
    if not (is_party or _is_keeper(actor, row) or _is_placing(actor, row)):
        raise StayNotFoundError("no such stay here")
    if row.state not in PROMISED:
        raise WrongStepError("this stay does not stand")
    city = city_time(now, TeamId(row.team_id))
    if not max(row.first_night, city.tonight) < end <= row.end_night:
        raise StayNightsError("a stay ends tomorrow at the earliest, after one night at least")
    cut(row, end)
    row.save(update_fields=["end_night"])
    for side in ("party", "host", "team"):
        owe([row], side, "shortened", city.today)
    audit.record(actor=actor, now=now, action="stays.shorten_stay", subject=row.id)


@transaction.atomic
def cancel_stay(*, actor: Actor, now: datetime, stay: StayId, reason: str = "changed") -> None:
    """Cancel a stay that has not begun. What a team cancels bars nobody.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may cancel.
    WrongStepError
        If the people are in, or the stay has ended.
    UnknownReasonError
        If the reason is none of this side's.
    """
    row = lock_whole(stay)
    side = _side_of(actor, row)
    why = reason_of(side, reason)
    if row.state == StayState.CANCELLED:
        return
    city = city_time(now, TeamId(row.team_id))
    take_step(row, "drop" if row.state == StayState.PROPOSED else "cancel", city.today)
    owe([row], "team", "cancelled", city.today)
    note_refusal(actor, row, why, city)
    audit.record(actor=actor, now=now, action="stays.cancel_stay", subject=row.id, detail=reason)


@transaction.atomic
def ask_other_place(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Say that it does not work out, without blame: the team looks for another place, nobody is put out.

    Raises
    ------
    StayNotFoundError
        If it is not the actor's.
    WrongStepError
        If the stay does not stand.
    """
    row = lock_whole(stay)
    side = _side_of(actor, row)
    if row.state not in PROMISED:
        raise WrongStepError("this stay does not stand")
    city = city_time(now, TeamId(row.team_id))
    why = reason_of(Side.HOST, "not_again") if side == Side.HOST else reason_of(Side.PARTY, "not_working")
    owe([row], "team", "rematch", city.today)
    note_refusal(actor, row, why, city)
    audit.record(actor=actor, now=now, action="stays.ask_other_place", subject=row.id)


@transaction.atomic
def move_party(*, actor: Actor, now: datetime, stay: StayId, place: Place) -> StayId:
    """Propose another bed for the rest of a stay that stands, and ask there.

    The people keep the bed they have until they are in the other one.

    Raises
    ------
    NotAllowedError, StayNotFoundError
        If the actor may not place this party.
    WrongStepError
        If the stay does not stand.
    CannotHoldError
        If something stands against it, in words.
    """
    actor.demand("place_parties")
    old = queries.lock_stay(stay=stay)
    if not _is_placing(actor, old):
        raise StayNotFoundError("no such stay here")
    if old.state not in PROMISED:
        raise WrongStepError("this stay does not stand")
    people = asking.lock_own_party(actor, PartyId(old.party_id))
    known = asking.find_same(people.id, place)
    if known is not None:
        return known
    city = city_time(now, people.team)
    offer = hosting.lock_offer(space=place.space)
    wish = replace(asking.wish_of(people, offer, place, city), ignored=frozenset({stay}))
    row = asking.make(wish, city, replaces=old)
    asking.hold_and_ask(actor, row, offer, city)
    audit.record(actor=actor, now=now, action="stays.move_party", subject=row.id)
    return StayId(row.id)


@transaction.atomic
def import_stay(*, actor: Actor, now: datetime, party: PartyId, place: Place) -> StayId:
    """Take over a stay that both sides have agreed to elsewhere; the rules hold for it as for any other.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor may not place this party.
    CannotHoldError
        If something stands against it, in words.
    """
    actor.demand("place_parties")
    people = asking.lock_own_party(actor, party)
    known = asking.find_same(people.id, place)
    if known is not None:
        return known
    city = city_time(now, people.team)
    row = asking.make(asking.wish_of(people, hosting.lock_offer(space=place.space), place, city), city)
    row.door_words = draw_door_words(people.language)
    row.save(update_fields=["door_words"])
    for step in ("hold", "host_accepts", "party_accepts", "tell"):
        take_step(row, step, city.today)
    audit.record(actor=actor, now=now, action="stays.import_stay", subject=row.id)
    return StayId(row.id)


@transaction.atomic
def note_elsewhere(*, actor: Actor, now: datetime, party: PartyId, span: Span) -> StayId:
    """Note that a party sleeps at a place that is none of ours, so that nobody is asked for it.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor may not place this party.
    CannotHoldError
        If it has a bed of ours on one of these nights.
    """
    actor.demand("place_parties")
    people = asking.lock_own_party(actor, party)
    kept = Stay.objects.filter(party=people.id, state__in=HOLDING)
    if any(row.span.overlaps(span) for row in kept):
        raise CannotHoldError(["overlap"])
    city = city_time(now, people.team)
    row = Stay.objects.create(
        team_id=people.team, party_id=people.id, space=None, state=StayState.TOLD, people=people.people,
        first_night=span.first, end_night=span.end, units=0, changed_on=city.today,
    )  # fmt: skip
    audit.record(actor=actor, now=now, action="stays.note_elsewhere", subject=row.id)
    return StayId(row.id)


def _is_placing(actor: Actor, row: Stay) -> bool:
    return actor.kind == "member" and actor.may("place_parties") and actor.team == row.team_id


def _is_keeper(actor: Actor, row: Stay) -> bool:
    """Return whether the actor is the host of a stay, or runs the site of it."""
    if row.space is None:
        return False
    if row.space.site_id is not None:
        return actor.team == row.team_id and actor.may("check_in", site=SiteId(row.space.site_id))
    return actor.kind == "host" and actor.id == row.space.host_id


def _side_of(actor: Actor, row: Stay) -> Side:
    if actor.kind == "arrival" and actor.id == row.party_id:
        return Side.PARTY
    if actor.kind == "host" and row.space is not None and actor.id == row.space.host_id:
        return Side.HOST
    if not _is_placing(actor, row):
        raise StayNotFoundError("no such stay here")
    return Side.TEAM
