"""At the door: checking in and out, walking in, not coming. Whoever is in one bed is in no other."""

from datetime import datetime

from django.db import transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.stays import asking, queries
from shanyrak.apps.stays.asking import Place
from shanyrak.apps.stays.door import draw_door_words
from shanyrak.apps.stays.errors import CannotHoldError, StayNightsError, StayNotFoundError, WrongStepError
from shanyrak.apps.stays.models import Notice, SafeCheck, Stay
from shanyrak.apps.stays.rules import AT_THE_DOOR
from shanyrak.apps.stays.states import STEPS, StayState
from shanyrak.apps.stays.stepping import cut, lock_all, lock_whole, take_step
from shanyrak.apps.stays.times import FIRST_SAFE_CHECK, CityTime, city_time
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor, PartyId, SiteId, SpaceId, StayId, TeamId

SIDES = ("party", "host")
TAKEN_BACK = {StayState.IN: "take_back_check_in", StayState.NO_SHOW: "take_back_miss"}


@transaction.atomic
def check_in(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Note that a party is there. If it was somewhere else before, it has left there.

    Whoever nobody has seen yet is let in only by somebody who sees them.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may check in.
    WrongStepError
        If the stay was not told, or has ended.
    StayNightsError
        If it is none of its nights.
    CannotHoldError
        If the host was halted, or the two may not meet, since it was told.
    """
    row, others = _lock_with_others(stay)
    _demand_door(actor, row)
    if row.state == StayState.IN:
        return
    if row.state not in STEPS["check_in"].before:
        raise WrongStepError("this stay does not stand")
    if row.state == StayState.PARTY_YES and actor.kind != "member":
        raise WrongStepError("somebody of the team has to see these people first")
    city = city_time(now, TeamId(row.team_id))
    if not {city.tonight, city.earliest} & set(row.span):
        raise StayNightsError("this is none of the nights of the stay")
    _demand_right(row, city)
    _leave(row, others, city)
    _settle(actor, row, city)
    audit.record(actor=actor, now=now, action="stays.check_in", subject=row.id)


@transaction.atomic
def check_out(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Note that a party has left; the nights that it will not sleep are free again. It is final.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may check out.
    WrongStepError
        If nobody is in.
    """
    row = lock_whole(stay)
    _demand_door(actor, row)
    if row.state == StayState.OUT:
        return
    city = city_time(now, TeamId(row.team_id))
    take_step(row, "check_out", city.tonight)
    audit.record(actor=actor, now=now, action="stays.check_out", subject=row.id)


@transaction.atomic
def walk_in(*, actor: Actor, now: datetime, party: PartyId, place: Place) -> StayId:
    """Give a bed of a site to a party that stands at its door.

    Raises
    ------
    NotAllowedError, PartyNotFoundError
        If the actor does not check in there, or the party is not of the team.
    CannotHoldError
        If something stands against it, in words.
    """
    people = asking.lock_own_party(actor, party)
    offer = hosting.lock_offer(space=place.space)
    if offer.keeper.site is None:
        raise NotAllowedError("a host is asked first")
    actor.demand("check_in", site=offer.keeper.site)
    known = asking.find_same(people.id, place)
    if known is not None:
        return known
    city = city_time(now, people.team)
    row = asking.make(asking.wish_of(people, offer, place, city), city)
    row.door_words = draw_door_words(people.language)
    row.save(update_fields=["door_words"])
    for step in ("hold", "host_accepts", "party_accepts"):
        take_step(row, step, city.today)
    if city.tonight in row.span:
        _settle(actor, row, city)
    else:
        take_step(row, "tell", city.today)
    audit.record(actor=actor, now=now, action="stays.walk_in", subject=row.id)
    return StayId(row.id)


@transaction.atomic
def take_in(*, actor: Actor, now: datetime, facts: Facts, space: SpaceId) -> StayId:
    """Take the request of a party that stands at the door of a site, and give it a bed there, or do neither.

    Raises
    ------
    NotAllowedError
        If the actor takes no requests, or does not check in there.
    InvalidError
        If the facts cannot be meant.
    CannotHoldError
        If something stands against it, in words.
    """
    party = intake.take_request(actor=actor, now=now, facts=facts)
    return walk_in(actor=actor, now=now, party=party, place=Place(space, facts.span))


@transaction.atomic
def note_no_show(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Note that a party did not come, after somebody tried to reach it; its beds are free again.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may note this of.
    WrongStepError
        If the stay was not told.
    StayNightsError
        If its first night is still to come.
    """
    row = lock_whole(stay)
    if actor.kind != "member":
        raise StayNotFoundError("no such stay here")
    _demand_door(actor, row)
    if row.state == StayState.NO_SHOW:
        return
    city = city_time(now, TeamId(row.team_id))
    if row.first_night > city.tonight:
        raise StayNightsError("its first night is still to come")
    take_step(row, "miss", city.today)
    audit.record(actor=actor, now=now, action="stays.note_no_show", subject=row.id)


@transaction.atomic
def undo_door(*, actor: Actor, now: datetime, stay: StayId) -> None:
    """Take back on the same day that a party is in, or did not come: it is awaited again.

    Where it was before it stays checked out: whoever was told of that goes by it.

    Raises
    ------
    StayNotFoundError
        If there is none that the actor may do this to.
    WrongStepError
        If neither was noted today.
    BedsTakenError
        If somebody has the beds by now.
    """
    row = lock_whole(stay)
    if actor.kind != "member":
        raise StayNotFoundError("no such stay here")
    _demand_door(actor, row)
    if row.state == StayState.TOLD:
        return
    city = city_time(now, TeamId(row.team_id))
    if row.state not in TAKEN_BACK or row.changed_on != city.today:
        raise WrongStepError("nothing was noted today that could be taken back")
    take_step(row, TAKEN_BACK[StayState(row.state)], city.today)
    SafeCheck.objects.filter(stay=row, answer="", closed_on=None).delete()
    Notice.objects.filter(stay=row, kind="no_show").delete()
    audit.record(actor=actor, now=now, action="stays.undo_door", subject=row.id)


def _lock_with_others(stay: StayId) -> tuple[Stay, list[Stay]]:
    """Return a stay and those of the same party that may end by it, all locked."""
    known = Stay.objects.filter(id=stay).values_list("party_id", flat=True).first()
    others = queries.list_kept(party=PartyId(known)) if known else []
    rows = lock_all([stay, *others])
    row = rows.pop(stay, None)
    if row is None:
        raise StayNotFoundError("no such stay")
    return row, list(rows.values())


def _demand_door(actor: Actor, row: Stay) -> None:
    """Refuse who is neither the party nor a member who checks in there."""
    if actor.kind == "arrival" and actor.id == row.party_id:
        return
    site = SiteId(row.space.site_id) if row.space and row.space.site_id else None
    may = actor.may("check_in", site=site) if site else "check_in" in actor.powers
    if actor.kind != "member" or actor.team != row.team_id or not may:
        raise StayNotFoundError("no such stay here")


def _demand_right(row: Stay, city: CityTime) -> None:
    """Refuse where people who were promised a bed must not go after all."""
    if row.space_id is None:
        return
    wish = asking.wish_of_row(row, hosting.get_offer(space=SpaceId(row.space_id)), city)
    found = [obstacle for obstacle in queries.may_hold(wish=wish) if obstacle in AT_THE_DOOR]
    if found:
        raise CannotHoldError(found)


def _leave(row: Stay, others: list[Stay], city: CityTime) -> None:
    """Let the party leave where it was, and end the stay that this one takes the place of."""
    for other in others:
        if other.state == StayState.IN and other.part == row.part:
            take_step(other, "check_out", city.tonight)
        elif other.id == row.replaces_id and other.state == StayState.TOLD:
            if other.first_night < row.first_night:
                cut(other, row.first_night)
                other.save(update_fields=["end_night"])
            else:
                take_step(other, "cancel", city.today)


def _settle(actor: Actor, row: Stay, city: CityTime) -> None:
    """Let a party be in, and ask both sides a day later whether all is well."""
    take_step(row, "check_in", city.today)
    due = city.today + FIRST_SAFE_CHECK
    has_host = row.space is not None and row.space.host_id is not None
    for side in SIDES if has_host else SIDES[:1]:
        SafeCheck.objects.get_or_create(stay=row, side=side, due_on=due)
    intake.keep_party(actor=actor, now=city.now, party=PartyId(row.party_id))
